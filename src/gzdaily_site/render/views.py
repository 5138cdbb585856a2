"""The parts that contexts are made of: links, cards, paragraphs, reasons, charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Link:
    """`original`: `text` is the newspaper's own Chinese; `gloss` its English name, on English pages."""

    href: str
    text: str
    gloss: str = ""
    note: str = ""
    original: bool = False
    current: bool = False
    lang: str = ""  # of the page it leads to, when that is another language


@dataclass(frozen=True, slots=True)
class Bound:
    """A volume that is searched with others: its search page, the folder of its index, and that of its articles."""

    page: Link
    files: str
    articles: str


@dataclass(frozen=True, slots=True)
class Meta:
    """A `<meta>`: `kind` is the attribute that names it."""

    kind: Literal["name", "property"]
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the `<head>` of one page says beyond its title; `structured` is its JSON-LD."""

    metas: tuple[Meta, ...] = ()
    structured: tuple[Mapping[str, Any], ...] = ()
    feed: str = ""  # address of the folder whose feeds belong to this page
    picture: str = ""  # address of the picture that stands for it
    reading: bool = False  # a reading page: takes the module that copies and shares


@dataclass(frozen=True, slots=True)
class Assets:
    """The files that every page asks for, as seen from it."""

    stylesheet: str
    theme: str
    script: str
    icon: str
    manifest: str
    opensearch: str
    worker: str  # empty unless the site is to work offline


@dataclass(frozen=True, slots=True)
class Finder:
    """The search field of every page: the search page, the files of the index, the field's script and style."""

    page: str
    files: str
    script: str
    style: str


@dataclass(frozen=True, slots=True, eq=False)
class Chrome:
    """What stands around all pages of a section alike; one value for all of them, told from others by what it is."""

    lang: str
    site_title: str
    newspaper: str
    og_locale: str
    assets: Assets
    search: Finder
    home: str
    about: str
    nav: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page; `canonical` is empty when the site's host is unknown."""

    chrome: Chrome
    title: str
    description: str
    og_type: str
    canonical: str
    picture: str
    alternates: tuple[Link, ...]
    feeds: tuple[Link, ...]
    metas: tuple[Meta, ...]
    structured: tuple[Mapping[str, Any], ...]
    reading: bool
    switches: tuple[Link, ...]
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list; `headline` is empty when the file has none, then `opening` stands in.

    `translated` and `summary_translated` are in the language of the page. `rank` says how large it was
    printed: 1 the largest heads of the page, 2 the next, 3 the rest.
    """

    href: str
    kind: str
    style: str
    rank: int
    column: Link | None
    kicker: str
    headline: str
    translated: str
    opening: str
    summary: str
    summary_translated: str
    names: tuple[Link, ...]
    place: Link | None
    where: Link
    picture: str = ""  # caption of a photo story


@dataclass(frozen=True, slots=True)
class Spread:
    """A newspaper page laid out by prominence: the lead, what stands beside it, the rest."""

    banner: str
    lead: Card | None
    beside: tuple[Card, ...]
    rest: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph: its text, then the sign of a join (`note`) or a mended reading (`better`)."""

    text: str
    note: str = ""
    better: str = ""
    why: str = ""
    sentence: str = ""  # what the sign says when asked


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
    translation: str = ""
    rows: tuple[tuple[str, ...], ...] = ()  # of a table, cell by cell
    english: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One decision explained; `id` is what signs in the text point at, `lines` lead to the page as printed."""

    id: str
    kind: str
    text: str
    signals: tuple[str, ...]
    stood: Link | None
    runner_up: Link | None
    runner_up_confidence: str
    back: str
    lines: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A region or topic of an article, and the words of it that say so; `spots` is where they stand, for the script."""

    link: Link
    words: tuple[str, ...]
    lines: tuple[Link, ...] = ()
    spots: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite an article: the sentence, and the files for reference managers."""

    text: str
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Lit:
    """Words that the text proves: `spots` are the places that light up, `p1:9-12 headline:0-2`."""

    text: str
    note: str
    lines: str
    spots: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone quoted, and what was said; `page` is that of the name, `sounds` the name in pinyin on English pages."""

    who: Lit
    words: tuple[str, ...]
    sounds: str
    page: Link | None


@dataclass(frozen=True, slots=True)
class Entrant:
    """A name in an index: `descriptions` as the articles have them, and how many are left out; some of its articles.

    `name` has no address where there is no page of the name; `more` leads to all its articles when some are left out.
    """

    name: Link
    descriptions: tuple[str, ...]
    left: str
    counts: str
    articles: tuple[Link, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class Said:
    """Words in quotation marks, and the lines they stand in."""

    text: str
    lines: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What one article has of a person; no quotations where it only reports what was said."""

    article: Link
    where: Link
    lines: tuple[Link, ...]
    quotations: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """What articles have of a person whom they describe alike; the description may be empty."""

    description: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A figure, and what it counts."""

    value: Lit
    counted: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A row of the table of figures: `value` in digits, and the articles that give the same figure."""

    value: str
    printed: str
    unit: str
    counted: str
    sentence: str
    article: Link
    also: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Kindred:
    """Another article, and what it shares with this one."""

    article: Link
    reasons: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What was learnt of an article, with its proofs, beside its regions and topics.

    `people`, `bodies` and `table` lead to every person, organisation and figure of the archive.
    """

    elsewhere: tuple[Lit, ...]
    voices: tuple[Voice, ...]
    organisations: tuple[Lit, ...]
    figures: tuple[Count, ...]
    table: Link
    people: Link
    bodies: Link
    kindred: tuple[Kindred, ...]
    script: str


@dataclass(frozen=True, slots=True)
class Scrap:
    """Text of the page that belongs to no article, and what it is."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A source line as printed: `role` is part of its class, `loose` when its home is not sure. A line that an article
    shares with another, or with what belongs to the page, stands once for each; `id` tells them apart.
    """

    number: str
    role: str
    text: str
    loose: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """Lines in a row that belong to one article; `part` is `2 of 3`, `before` and `after` the legs around it."""

    tone: int
    article: Link | None
    role: str
    part: str
    lines: tuple[Line, ...]
    before: Link | None = None
    after: Link | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture of the printed page: the whole, and smaller ones with their widths; `avif` may be empty."""

    href: str
    width: int
    height: int
    srcset: str
    avif: str
    src: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A month (or year) in a chart: where its bar stands, and what it says."""

    x: float
    y: float
    width: float
    height: float
    level: int
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Articles over time; `bars` for the eye, the same as label and value for the table."""

    title: str
    bars: tuple[Bar, ...]
    width: int
    height: int
    first: str
    last: str
    most: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an index: where it leads, how much is there, when it appeared."""

    link: Link
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Another shelf with articles of this one: how many, and the search for what stands on `both`."""

    shelf: Link
    count: str
    both: Link


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of a shelf, in words and in the shelves that share articles with it."""

    label: str
    text: str = ""
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of an article as it was printed, and what it counts."""

    printed: str
    counted: str
    article: Link


@dataclass(frozen=True, slots=True)
class Band:
    """Shelves of one kind over the same months; `table` has a row a period: its name, a number a shelf."""

    title: str
    entries: tuple[Entry, ...]
    table: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A region on the map: its place in the grid, how dark it is, those inside it."""

    link: Link
    level: int
    count: str
    column: int = 0
    row: int = 0
    inside: tuple[Tile, ...] = ()


@dataclass(frozen=True, slots=True)
class Map:
    """Prefectures as tiles, shaded by how much was written about them; `legend` from none to most."""

    tiles: tuple[Tile, ...]
    legend: tuple[str, ...]
    legend_inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a calendar; `href` is empty where the archive has no issue."""

    number: str
    href: str
    level: int
    label: str
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a calendar prints it: weeks of seven, None outside the month; none where it has no issue."""

    name: str
    count: str
    weeks: tuple[tuple[Day | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Year:
    """A year in one row: its months with how much each holds."""

    link: Link
    months: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """A page of a day, with its articles."""

    page: Link
    spread: Spread


@dataclass(frozen=True, slots=True)
class Pager:
    """The way through a long list; `pages` has None where some are left out."""

    previous: Link | None
    next: Link | None
    pages: tuple[Link | None, ...] = field(default=())
