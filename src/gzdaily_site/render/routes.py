"""Every address of the site: where a page is written, how another page links to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NewType
from urllib.parse import quote, urljoin, urlsplit

from gzdaily_site.config import Settings

# Relative to the root of the site; a folder ends in a slash, the home page is the empty string.
Address = NewType("Address", str)

HOME = Address("")
PAGES = Address("pages/")
COLUMNS = Address("columns/")
REGIONS = Address("regions/")
TOPICS = Address("topics/")
REPORTERS = Address("reporters/")
PEOPLE = Address("people/")
ORGANISATIONS = Address("organisations/")
FIGURES = Address("figures/")
DATES = Address("dates/")
UNDATED = Address("dates/undated/")
TIMELINE = Address("dates/timeline/")
ABOUT = Address("about/")
SEARCH = Address("search/")
ARTICLES = Address("articles/")
NOT_FOUND = Address("404.html")
NO_LINE = Address("offline/")
UNLISTED = frozenset({NOT_FOUND, NO_LINE})  # no reader looks for these
SITEMAP = Address("sitemap.xml")
ROBOTS = Address("robots.txt")
STYLESHEET = Address("static/site.css")
THEME = Address("static/theme.js")
SCRIPT = Address("static/reading.js")
ICON = Address("static/favicon.svg")
MANIFEST = Address("manifest.webmanifest")
OPENSEARCH = Address("opensearch.xml")
WORKER = Address("worker.js")
FEED = "feed.xml"
JSON_FEED = "feed.json"
FIGURES_FILE = Address("data/figures.csv")
DATA_FILES = tuple(
    Address(f"data/{name}")
    for name in ("articles.csv", "articles.jsonl", "pages.jsonl", "figures.csv", "datapackage.json")
)
EVIDENCE = Address("static/evidence.js")
SORTING = Address("static/sorting.js")
FINDER = Address("static/search-box.js")
FINDER_STYLE = Address("static/search.css")
READER = Address("static/search.js")
READER_PARTS = Address("static/search/")
OFFLINE_LOADER = Address("static/search-offline.js")


def page(page_id: str) -> Address:
    return Address(f"pages/{page_id}/")


def printed(page_id: str) -> Address:
    """The page in the order of its file."""
    return Address(f"pages/{page_id}/printed/")


def year(number: int) -> Address:
    return Address(f"dates/{number:04}/")


def day(date: date) -> Address:
    return Address(f"dates/{date:%Y/%m/%d}/")


def beside(folder: Address, name: str) -> Address:
    """A file beside the page at an address."""
    return Address(folder + name)


def sheet(index: Address, number: int) -> Address:
    """The further sheets of a long list stand in folders below it; the first is the list itself."""
    return index if number == 1 else Address(f"{index}page-{number}/")


def article(article_id: str) -> Address:
    return Address(f"articles/{article_id}/")


def below(index: Address, *slugs: str) -> Address:
    """A member of an index: `columns/` and a slug; `regions/`, a prefecture and a county."""
    return Address(index + "".join(f"{slug}/" for slug in slugs))


def localized(address: Address, language: str, languages: tuple[str, ...]) -> Address:
    """The first language stands at the root, the others in a folder of their own."""
    return address if language == languages[0] else Address(f"{language}/{address}")


def file_of(address: Address) -> str:
    """Where the page at an address is written."""
    return address + "index.html" if address.endswith("/") or not address else address


@dataclass(frozen=True, slots=True)
class Routes:
    """Addresses as links: root-absolute below the base path, or relative when the site's place is unknown."""

    base_path: str
    origin: str  # `https://host`, empty when unknown
    relative: bool

    def href(self, target: Address, at: Address) -> str:
        """The link from the page at `at` to `target`, percent-encoded."""
        if not self.relative or at.endswith(NOT_FOUND):  # a host shows 404.html at any depth
            return self.path(target)
        return _relative(target, at)

    def path(self, target: Address) -> str:
        """The root-absolute path of a target."""
        return _quoted(self.base_path) + _quoted(target)

    def join(self, here: str, href: str) -> str:
        """The whole address that a link on the page `here` leads to."""
        return urljoin(here, href)

    def absolute(self, target: Address) -> str:
        """The whole address; empty when the host is unknown."""
        return self.origin + self.path(target) if self.origin else ""


@lru_cache(maxsize=4096)  # as below
def _quoted(path: str) -> str:
    return quote(path)


@lru_cache(maxsize=4096)  # a page links to the same few hundred places again and again
def _relative(target: Address, at: Address) -> str:
    """The way from the folder of one page to another, percent-encoded; `./` to itself."""
    here, there = at.split("/")[:-1], target.split("/")
    same = 0
    while same < min(len(here), len(there) - 1) and here[same] == there[same]:
        same += 1
    return "../" * (len(here) - same) + quote("/".join(there[same:])) or "./"


def routes(settings: Settings) -> Routes:
    parts = urlsplit(settings.base_url)
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return Routes(settings.base_path, origin, relative=not settings.base_url)
