"""The parts that contexts are made of: links, cards, paragraphs, reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Link:
    """`original`: `text` is the newspaper's own Chinese; `gloss` its English name, on English pages."""

    href: str
    text: str
    gloss: str = ""
    note: str = ""
    original: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in `lang`, for `<link rel=alternate>`."""

    lang: str
    href: str


@dataclass(frozen=True, slots=True)
class Finder:
    """The search field of every page: the search page, the files of the index, the field's script and style."""

    page: str
    files: str
    script: str
    style: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page; `canonical` is empty when the site's host is unknown."""

    lang: str
    site_title: str
    newspaper: str
    title: str
    description: str
    og_type: str
    canonical: str
    alternates: tuple[Alternate, ...]
    stylesheet: str
    icon: str
    search: Finder
    home: str
    about: str
    switch: Link
    switch_lang: str
    nav: tuple[Link, ...]
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list; `headline` is empty when the file has none, then `opening` stands in."""

    href: str
    kind: str
    column: Link | None
    kicker: str
    headline: str
    opening: str
    summary: str
    names: tuple[Link, ...]
    place: Link | None
    where: Link


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph: its text, then the sign of a join (`note`) or a mended reading (`better`)."""

    text: str
    note: str = ""
    better: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the body, or a sign between two: `note` is the number of what the sign is explained by."""

    kind: Literal["paragraph", "crosshead", "figure", "table", "move", "gap"]
    id: str = ""
    dateline: str = ""
    runs: tuple[Run, ...] = ()
    credit: tuple[Run, ...] = ()
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One decision explained; `id` is what signs in the text point at."""

    id: str
    kind: str
    text: str
    signals: tuple[str, ...]
    runner_up: Link | None
    runner_up_confidence: str
    back: str


@dataclass(frozen=True, slots=True)
class Scrap:
    """Text of the page that belongs to no article, and what it is."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """A prefecture, with its counties."""

    head: Link
    members: tuple[Link, ...]
