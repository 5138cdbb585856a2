"""What each kind of page may read: one frozen class a template, plain view data and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from gzdaily_site.render.views import Card, Frame, Group, Link, Part, Reason, Scrap


@dataclass(frozen=True, slots=True)
class Home:
    frame: Frame
    heading: str
    motto: str
    counts: str
    front: Link | None
    banner: str
    lead: Card | None
    cards: tuple[Card, ...]
    pages: tuple[Link, ...]
    columns: tuple[Link, ...]
    regions: tuple[Link, ...]
    topics: tuple[Link, ...]
    reporters: tuple[Link, ...]
    more: Link


@dataclass(frozen=True, slots=True)
class Page:
    frame: Frame
    heading: str
    counts: str
    banner: str
    lead: Card | None
    cards: tuple[Card, ...]
    furniture: tuple[Scrap, ...]
    loose: tuple[str, ...]
    ledger: str
    source: str
    links: tuple[Link, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class Article:
    frame: Frame
    kind: str
    column: Link | None
    kicker: str
    headline: str
    opening: str
    headline_note: str
    deck: str
    byline: str
    page: Link
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...]
    lines: str
    place: Link | None
    mentioned: tuple[Link, ...]
    topics: tuple[Link, ...]
    keywords: tuple[str, ...]
    people: tuple[Link, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class Listing:
    """An index: pages, columns, topics or reporters."""

    frame: Frame
    heading: str
    intro: str
    entries: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One column, topic, reporter or region, with its articles; `also` are those that only mention it."""

    frame: Frame
    label: str
    heading: str
    gloss: str
    intro: str
    members: tuple[Link, ...]
    cards: tuple[Card, ...]
    also: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Regions:
    frame: Frame
    heading: str
    intro: str
    groups: tuple[Group, ...]
    province: str
    province_gloss: str
    cards: tuple[Card, ...]


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
    script: str
    offline_loader: str


@dataclass(frozen=True, slots=True)
class About:
    frame: Frame
    heading: str
    description: str
    counts: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """`also_*`: the same in the other language, for a host that knows only one such page."""

    frame: Frame
    heading: str
    message: str
    also_lang: str
    also_heading: str
    also_message: str
    also_home: Link


Context = Home | Page | Article | Listing | Shelf | Regions | Search | About | NotFound

TEMPLATES: dict[type[Context], str] = {
    Home: "home.html",
    Page: "page.html",
    Article: "article.html",
    Listing: "listing.html",
    Shelf: "shelf.html",
    Regions: "regions.html",
    Search: "search.html",
    About: "about.html",
    NotFound: "404.html",
}
