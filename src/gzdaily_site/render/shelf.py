"""The shelf of one column, topic, reporter or region: what is known of it, when it appeared, its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise
from statistics import median
from urllib.parse import urlencode

from gzdaily_site import model
from gzdaily_site.gist import gist_of
from gzdaily_site.render import routes
from gzdaily_site.render.charts import chart
from gzdaily_site.render.contexts import Shelf
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import frame, section
from gzdaily_site.render.keys import Keys
from gzdaily_site.render.paging import CARDS, newest_first, pager, sheet, sheets
from gzdaily_site.render.routes import Address
from gzdaily_site.render.shelves import ancestors
from gzdaily_site.render.structured import shelf_head
from gzdaily_site.render.tiles import members, told
from gzdaily_site.render.views import Fact, Link, Share

MOST_FACTS = 6  # names a fact lists
ALSO = 12  # articles that only mention a region
EVENLY = 3  # issues from which on a rhythm can be told


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a shelf is about: its address and name, the way to it, its articles. There may be more reporters than
    articles, and to spell the name of each takes longer than to see that it is the same.
    """

    index: Address
    at: Address
    name: Callable[[], Link]
    told: object  # changes with the name
    asked: Mapping[str, str]  # how the search page is asked for it
    articles: Sequence[model.Article]
    above: tuple[Link, ...] = ()
    region: model.Region | None = None
    also: Sequence[model.Article] = ()

    @property
    def feeds(self) -> bool:
        """A reporter's few articles are found in the site's own feed."""
        return self.index != routes.REPORTERS


def shelves(edition: Edition, keys: Keys) -> Iterator[tuple[Address, Callable[[], Shelf], str]]:
    """Every sheet of every shelf, not set yet, and its key."""
    counts = [(region.code, edition.shelves.bearing(region.code)) for region in edition.shelves.shown]
    over = repr(edition.over)
    for subject in subjects(edition):
        around = (subject.at, over, counts if subject.region else ())
        for number, some in sheets(subject.articles, CARDS):
            known = (subject.told, number, len(subject.articles), len(subject.also), *around)
            shown = [*subject.articles, *subject.also] if number == 1 else some
            yield routes.sheet(subject.at, number), _maker(edition, subject, number), keys.cards(shown, known)


def _maker(edition: Edition, subject: _Subject, number: int) -> Callable[[], Shelf]:
    """There may be more reporters than articles: no more is kept of one than the name."""
    if subject.index == routes.REPORTERS:
        return partial(_reporters_sheet, edition, subject.asked["reporter"], number)
    return partial(_sheet, edition, subject, number)


def _reporters_sheet(edition: Edition, name: str, number: int) -> Shelf:
    return _sheet(edition, _reporter(edition, name), number)


def subjects(edition: Edition, *, reporters: bool = True) -> Iterator[_Subject]:
    """Everything that has a shelf; there may be more reporters than all else."""
    kept = edition.shelves
    for name, them in kept.columns.items():
        at = routes.below(routes.COLUMNS, kept.column_slugs[name])
        link = edition.column_link(name, at)
        yield _Subject(routes.COLUMNS, at, partial(_same, link), link, {"column": name}, them)
    for slug, them in kept.topics.items():
        at = routes.below(routes.TOPICS, slug)
        link = edition.topic_link(slug, at)
        yield _Subject(routes.TOPICS, at, partial(_same, link), link, {"topic": slug}, them)
    for name in kept.reporters if reporters else ():
        yield _reporter(edition, name)
    for region in kept.shown:
        yield _region(edition, region)


def _reporter(edition: Edition, name: str) -> _Subject:
    kept = edition.shelves
    at = routes.below(routes.REPORTERS, kept.reporter_slugs[name])
    named = partial(_reporter_named, edition, name, at)
    return _Subject(routes.REPORTERS, at, named, (name, kept.roles[name]), {"reporter": name}, kept.reporters[name])


def _reporter_named(edition: Edition, name: str, at: Address) -> Link:
    return edition.reporter_link(name, at, edition.roles(name))


def _same(link: Link) -> Link:
    return link


def _region(edition: Edition, region: model.Region) -> _Subject:
    at = edition.region_address(region)
    own = edition.shelves.within.get(region.code, [])
    ids = {article.id for article in own}
    also = [article for article in edition.shelves.mentioning.get(region.code, []) if article.id not in ids]
    above = ancestors(region, edition.archive.regions)[:-1]
    trail = tuple(edition.region_link(step.code, at) for step in above)
    asked, link = {"region": region.code}, edition.region_link(region.code, at)
    return _Subject(routes.REGIONS, at, partial(_same, link), link, asked, own, trail, region, also)


def _sheet(edition: Edition, subject: _Subject, number: int) -> Shelf:
    shelf = _shelf(edition, subject, number, sheet(subject.articles, CARDS, number))
    return shelf if number == 1 else _later(shelf)


def _shelf(edition: Edition, subject: _Subject, number: int, some: Sequence[model.Article]) -> Shelf:
    at, name = routes.sheet(subject.at, number), subject.name()
    index = section(edition, subject.index, at)
    count = told(edition, len(subject.articles), len(subject.also))
    notes = [note for note in (name.note, count) if note]
    title = name.gloss or name.text
    trail = (index, *(replace(link, href=_from(link, subject.at, at)) for link in subject.above))
    days = [edition.shelves.day(article) for article in subject.articles] if number == 1 else []
    return Shelf(
        frame=frame(
            edition,
            at,
            title if number == 1 else f"{title} ({edition.texts.number(number)})",
            f"{name.text} {name.gloss} · {' · '.join(notes)}",
            trail,
            shelf_head(edition, subject.at, title, feeds=subject.feeds),
        ),
        label=index.text,
        heading=name.text,
        gloss=name.gloss,
        intro=" · ".join(notes),
        facts=tuple(_facts(edition, subject, days, at)) if number == 1 else (),
        chart=chart(edition, edition.over, days, edition.texts.say("Articles over time")),
        members=members(edition, subject.region, at) if subject.region and number == 1 else (),
        cards=edition.cards(some, at),
        pager=pager(edition, subject.at, number, len(subject.articles), CARDS, newest_first),
        also=edition.cards(subject.also[:ALSO], at) if number == 1 else (),
        also_note=edition.articles(len(subject.also)),
    )


def _from(link: Link, there: Address, here: Address) -> str:
    """A link made for the first sheet, from a further one, which lies one folder deeper."""
    return link.href if there == here or link.href.startswith(("/", "http")) else f"../{link.href}"


def _later(shelf: Shelf) -> Shelf:
    return replace(shelf, also=(), members=())


def _facts(edition: Edition, subject: _Subject, days: Sequence[date | None], at: Address) -> Iterator[Fact]:
    """First and last day, rhythm, and whom or what the articles have most in common."""
    say = edition.texts.say
    known = sorted({day for day in days if day})
    if known:
        first, last = edition.texts.day(known[0]), edition.texts.day(known[-1])
        yield Fact(say("Seen"), first if first == last else f"{first} – {last}")
    if subject.index == routes.COLUMNS and len(known) >= EVENLY:
        apart = round(median((b - a).days for a, b in pairwise(known)))
        yield Fact(say("Rhythm"), _rhythm(edition, apart))
    yield from (fact for fact in _common(edition, subject, at) if fact.shares)


def _rhythm(edition: Edition, apart: int) -> str:
    if apart <= 1:
        return edition.texts.say("about every day")
    return edition.texts.say("about every %(num)s days", num=edition.texts.number(apart))


def _common(edition: Edition, subject: _Subject, at: Address) -> Iterator[Fact]:
    archive, say = edition.archive, edition.texts.say
    them = subject.articles
    if subject.index != routes.REPORTERS:
        names = _most({c.name for c in archive.credits_of.get(a.id, ())} for a in them)
        yield Fact(say("By"), shares=_shares(edition, subject, at, "reporter", names, edition.reporter_link))
    if subject.index != routes.COLUMNS:
        columns = _most({a.column_name} if a.column else set() for a in them)
        yield Fact(say("Columns"), shares=_shares(edition, subject, at, "column", columns, edition.column_link))
    if subject.index != routes.TOPICS:
        topics = _most({*gist_of(archive, a.id).topics} for a in them)
        yield Fact(say("Topics"), shares=_shares(edition, subject, at, "topic", topics, edition.topic_link))
    if subject.index != routes.REGIONS:
        mains = _most({gist_of(archive, a.id).place} for a in them)
        shown = {region.code for region in edition.shelves.shown}
        own = [(code, count) for code, count in mains if code in shown]
        yield Fact(say("Regions"), shares=_shares(edition, subject, at, "region", own, edition.region_link))
    years = Counter(str(day.year) for a in them if (day := edition.shelves.day(a)))
    if len(years) > 1:
        latest = sorted(years.items(), reverse=True)[:MOST_FACTS]
        yield Fact(say("Years"), shares=_shares(edition, subject, at, "year", latest, partial(_year, edition)))


def _year(edition: Edition, number: str, at: Address) -> Link:
    return Link(edition.href(routes.year(int(number)), at), number)


def _shares(
    edition: Edition,
    subject: _Subject,
    at: Address,
    kind: str,
    found: Iterable[tuple[str, int]],
    link: Callable[[str, Address], Link],
) -> tuple[Share, ...]:
    return tuple(
        Share(
            link(value, at),
            edition.texts.number(count),
            Link(
                f"{edition.href(routes.SEARCH, at)}?{urlencode({**subject.asked, kind: value})}",
                edition.texts.count("%(num)s article on both", "%(num)s articles on both", count),
            ),
        )
        for value, count in found
    )


def _most(sets: Iterable[set[str]]) -> list[tuple[str, int]]:
    """The names that most of the sets have, with how many; alike ones in the order of their characters."""
    counts = Counter(name for names in sets for name in names)
    least = 2 if sum(counts.values()) > MOST_FACTS else 1  # in a crowd, one who came once says nothing
    best = sorted((found for found in counts.items() if found[1] >= least), key=lambda found: (-found[1], found[0]))
    return best[:MOST_FACTS]
