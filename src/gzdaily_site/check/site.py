"""A finished site on disk, its pages read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from gzdaily_site.errors import UserError

LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action", "use": "href", "source": "src"}
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
# May be left open.
OPEN_ENDED = frozenset(("li", "p", "td", "th", "tr", "thead", "tbody", "dt", "dd", "option", "html", "body", "head"))


class Page(HTMLParser):
    """Links, ids, misplaced tags and shown text of one page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: list[str] = []
        self.troubles: list[tuple[int, str]] = []
        self.words: list[str] = []
        self.tags: set[str] = set()
        self._open: list[tuple[str, bool]] = []  # tag, and whether what it holds is shown
        self.feed(text)
        self.close()
        self.troubles += [(0, f"<{tag}> is never closed") for tag, _ in self._open if tag not in OPEN_ENDED]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if name := given.get("id"):
            self.ids.append(name)
        if target := given.get(LINKS.get(tag, "")):
            self.links.append(target)
        if len(given) < len(attrs):
            self.troubles.append((self.getpos()[0], f"<{tag}> has an attribute twice"))
        if tag not in VOID:
            hidden = given.get("aria-hidden") == "true" or tag in {"script", "style", "template"}
            self._open.append((tag, not hidden and self._shown))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1][0] != tag and self._open[-1][0] in OPEN_ENDED:
            self._open.pop()
        if self._open and self._open[-1][0] == tag:
            self._open.pop()
        else:
            self.troubles.append((self.getpos()[0], f"</{tag}> closes nothing"))

    def handle_data(self, data: str) -> None:
        if self._shown:
            self.words.append(data)

    @property
    def _shown(self) -> bool:
        return not self._open or self._open[-1][1]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: how many texts the search is tried with, which, and whether links out are followed."""

    queries: int
    seed: int
    external: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """Pages by path; `own` is the address for which the site was built, `meant` that of the settings or the command;
    empty when there is none.
    """

    output: Path
    own: str
    meant: str
    pages: Mapping[str, Page]
    files: frozenset[str]
    wish: Wish

    @property
    def base_path(self) -> str:
        """The path part of the address: `/`, `/repo/`."""
        return urlsplit(self.own).path.rstrip("/") + "/"


def counted(number: int, thing: str, things: str = "") -> str:
    """`1 page`, `2 pages`, `2 queries`."""
    return f"{number} {thing if number == 1 else things or f'{thing}s'}"


def opened(output: Path, built_for: str | None, meant: str, wish: Wish) -> Site:
    """Built for what is meant, where its files do not tell. UserError when there is no site."""
    if not (output / "index.html").is_file():
        raise UserError(str(output), "holds no finished site", "run gzsite build, or name its folder with --output")
    files = sorted(p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file())
    files = [name for name in files if not name.startswith("screenshots/")]  # guests, see write.py
    pages = {name: Page((output / name).read_text(encoding="utf-8")) for name in files if name.endswith(".html")}
    return Site(output, meant if built_for is None else built_for, meant, pages, frozenset(files), wish)
