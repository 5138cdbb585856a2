"""Every address of the site: where a page is written, how another page links to it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NewType
from urllib.parse import quote, urlsplit

from gzdaily_site.config import LANGUAGES, Settings

# Relative to the root of the site; a folder ends in a slash, the home page is the empty string.
Address = NewType("Address", str)

HOME = Address("")
PAGES = Address("pages/")
COLUMNS = Address("columns/")
REGIONS = Address("regions/")
TOPICS = Address("topics/")
REPORTERS = Address("reporters/")
ABOUT = Address("about/")
SEARCH = Address("search/")
ARTICLES = Address("articles/")
NOT_FOUND = Address("404.html")
SITEMAP = Address("sitemap.xml")
ROBOTS = Address("robots.txt")
STYLESHEET = Address("static/site.css")
ICON = Address("static/favicon.svg")
FINDER = Address("static/search-box.js")
FINDER_STYLE = Address("static/search.css")
READER = Address("static/search.js")
OFFLINE_LOADER = Address("static/search-offline.js")


def page(page_id: str) -> Address:
    return Address(f"pages/{page_id}/")


def article(article_id: str) -> Address:
    return Address(f"articles/{article_id}/")


def below(index: Address, *slugs: str) -> Address:
    """A member of an index: `columns/` and a slug; `regions/`, a prefecture and a county."""
    return Address(index + "".join(f"{slug}/" for slug in slugs))


def localized(address: Address, language: str) -> Address:
    """The first language stands at the root, the others in a folder of their own."""
    return address if language == LANGUAGES[0] else Address(f"{language}/{address}")


def file_of(address: Address) -> PurePosixPath:
    """Where the page at an address is written."""
    return PurePosixPath(address + "index.html" if address.endswith("/") or not address else address)


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
        folder = at if at.endswith("/") or not at else posixpath.dirname(at)
        way = posixpath.relpath("/" + target, "/" + folder)
        return quote(way) + ("/" if not target or target.endswith("/") else "")

    def path(self, target: Address) -> str:
        """The root-absolute path of a target."""
        return quote(self.base_path) + quote(target)

    def absolute(self, target: Address) -> str:
        """The whole address; empty when the host is unknown."""
        return self.origin + self.path(target) if self.origin else ""


def routes(settings: Settings) -> Routes:
    parts = urlsplit(settings.base_url)
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return Routes(settings.base_path, origin, relative=not settings.base_url)
