"""Indexes: pages, columns, regions, topics and reporters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from gzdaily_site import model
from gzdaily_site.render import routes
from gzdaily_site.render.charts import spark
from gzdaily_site.render.contexts import Listing, Regions
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import frame, section
from gzdaily_site.render.keys import Keys
from gzdaily_site.render.paging import LINES, in_order, newest_first, pager, sheets, titled
from gzdaily_site.render.routes import Address
from gzdaily_site.render.siblings import siblings
from gzdaily_site.render.tiles import counted, tile_map
from gzdaily_site.render.timeline import timeline_link
from gzdaily_site.render.views import Chart, Entry, Link

Made = tuple[Address, Listing | Regions]
_T = TypeVar("_T")
Make = Callable[[Edition, _T, Address], Entry]
PROVINCE_CARDS = 12


def indexes(edition: Edition) -> Iterator[Made]:
    say = edition.texts.say
    yield from _index(
        edition, routes.PAGES, say("Every newspaper page, newest first."), edition.shelves.newest, _page_entry
    )
    yield from _index(
        edition,
        routes.COLUMNS,
        say("Features that recur under a name of their own."),
        list(edition.shelves.columns),
        _column_entry,
    )
    topics = [slug for slug in edition.archive.topics if slug in edition.shelves.topics]
    yield from _index(edition, routes.TOPICS, say("What the articles are about."), topics, _topic_entry)
    undated = [page for page in edition.archive.pages if not page.source.facts.date]
    if undated:
        intro = say("Pages whose file, sidecar and path state no date.")
        yield from _sheets(edition, routes.UNDATED, say("Undated"), intro, undated, _page_entry)
    yield routes.REGIONS, _regions(edition)


def reporters(edition: Edition, keys: Keys) -> Iterator[tuple[Address, Callable[[], Listing], str]]:
    """Every sheet of their index, not set yet, and its key: there may be more of them than articles."""
    kept = edition.shelves
    names = sorted(kept.reporters, key=kept.reporter_slugs.__getitem__)
    for number, some in sheets(names, LINES):
        told = [(name, kept.reporter_slugs[name], kept.roles.get(name), len(kept.reporters[name])) for name in some]
        name = keys.cards((), routes.REPORTERS, number, len(names), told)
        yield routes.sheet(routes.REPORTERS, number), partial(_reporters, edition, number, some, len(names)), name


def _reporters(edition: Edition, number: int, some: Sequence[str], total: int) -> Listing:
    at = routes.REPORTERS
    intro = edition.texts.say("Everyone named in a byline, dateline or picture credit.")
    return _sheet(edition, at, section(edition, at, at).text, intro, (number, some, total), _reporter_entry)


def column_entries(edition: Edition, at: Address) -> tuple[Entry, ...]:
    shelf = edition.shelves.columns
    most = sorted(shelf, key=lambda name: (-len(shelf[name]), edition.shelves.column_slugs[name]))
    return tuple(_column_entry(edition, name, at) for name in most)


def topic_entries(edition: Edition, at: Address) -> tuple[Entry, ...]:
    shelf = edition.shelves.topics
    known = [slug for slug in edition.archive.topics if slug in shelf]
    return tuple(_topic_entry(edition, slug, at) for slug in sorted(known, key=lambda slug: -len(shelf[slug])))


def reporter_links(edition: Edition, at: Address, chosen: set[str]) -> tuple[Link, ...]:
    names = sorted(chosen, key=edition.shelves.reporter_slugs.__getitem__)
    return tuple(_reporter_entry(edition, name, at).link for name in names)


def _page_entry(edition: Edition, page: model.PageReading, at: Address) -> Entry:
    return Entry(edition.page_link(page, at, note=edition.articles(len(page.articles))))


def _column_entry(edition: Edition, name: str, at: Address) -> Entry:
    them = edition.shelves.columns[name]
    return Entry(edition.column_link(name, at, edition.articles(len(them))), _spark(edition, them))


def _topic_entry(edition: Edition, slug: str, at: Address) -> Entry:
    them = edition.shelves.topics[slug]
    return Entry(edition.topic_link(slug, at, edition.articles(len(them))), _spark(edition, them))


def _reporter_entry(edition: Edition, name: str, at: Address) -> Entry:
    count = edition.articles(len(edition.shelves.reporters[name]))
    return Entry(edition.reporter_link(name, at, " · ".join(filter(None, (edition.roles(name), count)))))


def _spark(edition: Edition, them: Sequence[model.Article]) -> Chart | None:
    return spark(edition, edition.over, [edition.shelves.day(article) for article in them])


def _index(edition: Edition, at: Address, intro: str, them: Sequence[_T], entry: Make[_T]) -> Iterator[Made]:
    heading = section(edition, at, at).text
    yield from _sheets(edition, at, heading, intro, them, entry)


def _sheets(
    edition: Edition, index: Address, heading: str, intro: str, them: Sequence[_T], entry: Make[_T]
) -> Iterator[Made]:
    for number, some in sheets(them, LINES):
        at = routes.sheet(index, number)
        yield at, _sheet(edition, index, heading, intro, (number, some, len(them)), entry)


def _sheet(
    edition: Edition,
    index: Address,
    heading: str,
    intro: str,
    them: tuple[int, Sequence[_T], int],
    entry: Make[_T],
) -> Listing:
    """`them`: the number of the sheet, those on it, and how many there are on all."""
    number, some, total = them
    at = routes.sheet(index, number)
    title, trail = titled(edition, index, heading, number)
    return Listing(
        frame(edition, at, title, intro, trail),
        heading,
        intro,
        tuple(entry(edition, one, at) for one in some),
        pager(edition, index, number, total, LINES, newest_first if index == routes.PAGES else in_order),
        timeline_link(edition, at) if index in (routes.TOPICS, routes.COLUMNS) else None,
        siblings(edition, index, at) if index == routes.REPORTERS else (),
    )


def _regions(edition: Edition) -> Regions:
    at, say = routes.REGIONS, edition.texts.say
    province = next((r for r in edition.archive.regions.values() if r.level == "province"), None)
    own = edition.shelves.own.get(province.code, []) if province else []
    heading, intro = (
        section(edition, at, at).text,
        say("Prefectures and their counties, with how many articles are about each place or mention it."),
    )
    prefectures = [region for region in edition.shelves.shown if region.level == "prefecture"]
    charts = [
        Entry(counted(edition, region, at), _spark(edition, edition.shelves.within.get(region.code, [])))
        for region in prefectures
    ]
    return Regions(
        frame=frame(edition, at, heading, intro),
        heading=heading,
        intro=intro,
        map=tile_map(edition, at, counties=True),
        charts=tuple(entry for entry in charts if entry.chart),
        timeline=timeline_link(edition, at),
        province=province.name if province else "",
        province_gloss=edition.gloss(province.en) if province else "",
        cards=edition.cards(own[:PROVINCE_CARDS], at),
    )
