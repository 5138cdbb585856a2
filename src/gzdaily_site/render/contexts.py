"""What each kind of page may read: one frozen class a template, plain view data and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from gzdaily_site.render.views import (
    Band,
    Bound,
    Card,
    Chart,
    Citation,
    Entrant,
    Entry,
    Evidence,
    Fact,
    Findings,
    Frame,
    Issue,
    Leg,
    Link,
    Map,
    Month,
    Pager,
    Part,
    Quantity,
    Reason,
    Saying,
    Scan,
    Scrap,
    Spread,
    Tally,
    Year,
)


@dataclass(frozen=True, slots=True)
class Home:
    frame: Frame
    heading: str
    motto: str
    counts: str
    front: Link | None
    spread: Spread | None
    pages: tuple[Link, ...]
    columns: tuple[Entry, ...]
    map: Map
    topics: tuple[Entry, ...]
    reporters: tuple[Link, ...]
    same_day: tuple[Link, ...]
    years: tuple[Year, ...]
    tallies: tuple[Quantity, ...]
    every_figure: Link
    volumes: tuple[Link, ...]
    more: tuple[Link, ...]  # all pages, all dates, columns, regions, topics, reporters


@dataclass(frozen=True, slots=True)
class Page:
    frame: Frame
    heading: str
    counts: str
    views: tuple[Link, ...]
    spread: Spread
    scan: Scan | None
    furniture: tuple[Scrap, ...]
    loose: tuple[str, ...]
    ledger: str
    source: str
    links: tuple[Link, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class Printed:
    """A newspaper page in the order of its file, every leg where it stood."""

    frame: Frame
    heading: str
    intro: str
    views: tuple[Link, ...]
    legs: tuple[Leg, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class Article:
    frame: Frame
    kind: str
    style: str
    column: Link | None
    kicker: str
    headline: str
    opening: str
    headline_note: str
    deck: str
    byline: str
    page: Link
    length: str
    translated: bool  # this page has a translation of some part
    whole: bool  # the body is translated too
    tongue: str  # what the language of this page calls itself
    translator: str
    translated_kicker: str
    translated_headline: str
    translated_deck: str
    translated_summary: str
    untranslated: bool  # a page in another language than the article, without a translation
    sounds: str
    continued_from: Link | None
    parts: tuple[Part, ...]
    continues: Link | None
    reasons: tuple[Reason, ...]
    lines: tuple[Link, ...]
    place: Evidence | None
    mentioned: tuple[Evidence, ...]
    topics: tuple[Evidence, ...]
    keywords: tuple[str, ...]
    people: tuple[Link, ...]
    citation: Citation
    findings: Findings
    previous: Link | None
    next: Link | None
    column_previous: Link | None
    column_next: Link | None


@dataclass(frozen=True, slots=True)
class Listing:
    """An index: pages, columns, topics or reporters."""

    frame: Frame
    heading: str
    intro: str
    entries: tuple[Entry, ...]
    pager: Pager | None
    timeline: Link | None
    siblings: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """An index of those named in the text: people heard, or organisations."""

    frame: Frame
    heading: str
    intro: str
    siblings: tuple[Link, ...]
    entrants: tuple[Entrant, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever bears a name: what the articles call them, and their words; `caution` where they may be several."""

    frame: Frame
    label: str
    heading: str
    gloss: str
    intro: str
    caution: str
    sayings: tuple[Saying, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """One column, topic, reporter or region, with its articles; `also` are those that only mention it."""

    frame: Frame
    label: str
    heading: str
    gloss: str
    intro: str
    facts: tuple[Fact, ...]
    chart: Chart | None
    members: tuple[Link, ...]
    cards: tuple[Card, ...]
    pager: Pager | None
    also: tuple[Card, ...]
    also_note: str


@dataclass(frozen=True, slots=True)
class Regions:
    frame: Frame
    heading: str
    intro: str
    map: Map
    charts: tuple[Entry, ...]
    timeline: Link | None
    province: str
    province_gloss: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    frame: Frame
    heading: str
    intro: str
    years: tuple[Year, ...]
    undated: Link | None
    timeline: Link | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Topics, regions and columns side by side over the months of the archive."""

    frame: Frame
    heading: str
    intro: str
    first: str
    last: str
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    frame: Frame
    heading: str
    intro: str
    weekdays: tuple[str, ...]
    months: tuple[Month, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class Issues:
    """The pages of one day, or those without a date."""

    frame: Frame
    heading: str
    intro: str
    issues: tuple[Issue, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class Figures:
    """A sheet of the table of figures; `file` has every figure of the archive."""

    frame: Frame
    heading: str
    intro: str
    rows: tuple[Tally, ...]
    file: Link
    script: str
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class Search:
    """`files` is where the index lies, `articles` the folder of this language's articles, `host` empty when unknown."""

    frame: Frame
    heading: str
    intro: str
    indexes: tuple[Link, ...]
    host: str
    files: str
    articles: str
    volumes: tuple[Bound, ...]  # this one first; empty where there is no other
    script: str
    parts: tuple[str, ...]
    offline_loader: str


@dataclass(frozen=True, slots=True)
class About:
    frame: Frame
    heading: str
    description: str
    counts: tuple[str, ...]
    files: tuple[Link, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """What is not there, or not at hand; `also`: the same in the other languages, for a host that knows one page."""

    frame: Frame
    heading: str
    message: str
    also: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """An address that an article had: leads to the one it has."""

    frame: Frame
    heading: str
    message: str
    article: Link


Context = (
    Home
    | Page
    | Printed
    | Article
    | Listing
    | Names
    | Person
    | Shelf
    | Regions
    | Dates
    | Timeline
    | Calendar
    | Issues
    | Figures
    | Search
    | About
    | NotFound
    | Alias
)

TEMPLATES: dict[type[Context], str] = {
    Home: "home.html",
    Page: "page.html",
    Printed: "printed.html",
    Article: "article.html",
    Listing: "listing.html",
    Names: "names.html",
    Person: "person.html",
    Shelf: "shelf.html",
    Regions: "regions.html",
    Dates: "dates.html",
    Timeline: "timeline.html",
    Calendar: "calendar.html",
    Issues: "issues.html",
    Figures: "figures.html",
    Search: "search.html",
    About: "about.html",
    NotFound: "404.html",
    Alias: "alias.html",
}
