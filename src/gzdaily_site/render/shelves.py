"""The archive sorted for looking up: which articles stand under a column, region, topic or name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gzdaily_site.config import Settings
from gzdaily_site.model import Archive, Article, ArticleId, Credit, Mention, PageReading, Person, Region
from gzdaily_site.render.slugs import remembered, slugs

Shelf = dict[str, list[Article]]
Heard = tuple[Article, Person]  # an article, and a person as it has them


@dataclass(frozen=True, slots=True)
class Shelves:
    """Articles by what they stand under, newest first and undated last.

    `own` are a region's main articles, `within` those of the regions below it too; `places` says where
    an article stands in its column, so that its neighbours are found at once. `people` are those of whole names, and
    `heard_in` says of each article which.
    """

    articles: Mapping[ArticleId, Article]
    pages: Mapping[str, PageReading]
    page_places: Mapping[str, int]
    newest: tuple[PageReading, ...]
    columns: Shelf
    column_slugs: Mapping[str, str]
    column_places: Mapping[ArticleId, int]
    reporters: Shelf
    reporter_slugs: Mapping[str, str]
    roles: Mapping[str, tuple[str, ...]]
    people: Mapping[str, list[Heard]]
    heard_in: Mapping[ArticleId, tuple[str, ...]]
    people_slugs: Mapping[str, str]
    organisations: Shelf
    topics: Shelf
    own: Shelf
    within: Shelf
    mentioning: Shelf
    shown: tuple[Region, ...]

    def day(self, article: Article) -> date | None:
        return self.pages[article.page].source.facts.date

    def has_page(self, name: str) -> bool:
        """Whether a person of this name is quoted, or stands in more articles than one."""
        them = self.people.get(name, ())
        return len(them) > 1 or any(person.quotations for _, person in them)

    def about(self, code: str) -> int:
        """How many articles are about a region or mention it."""
        ids = {article.id for article in self.within.get(code, ())}
        return len(ids | {article.id for article in self.mentioning.get(code, ())})


def shelves(archive: Archive, settings: Settings) -> Shelves:
    newest = _newest(archive.pages)
    articles = [article for page in newest for article in printed_order(page)]
    columns = _under(articles, {a.id: (a.column_name,) for a in articles if a.column})
    credits_ = {a.id: archive.credits_of.get(a.id, ()) for a in articles}
    reporters = _under(articles, {key: tuple(c.name for c in named) for key, named in credits_.items()})
    people = _heard(articles, archive)
    bodies = {a.id: tuple(o.name for o in archive.organisations_of.get(a.id, ())) for a in articles}
    places, regions = archive.places_of, archive.regions
    own = _under(articles, {key: (place.main,) for key, place in places.items()})
    within = _under(articles, {key: _chain(place.main, regions) for key, place in places.items()})
    mentioning = _under(articles, {key: _others(place.main, place.mentioned) for key, place in places.items()})
    with remembered(settings.site) as spelled:
        column_slugs = slugs(columns, {name: words.slug for name, words in settings.columns.items()}, spelled)
        reporter_slugs, people_slugs = slugs(reporters, {}, spelled), slugs(people, {}, spelled)
    return Shelves(
        articles={a.id: a for a in articles},
        pages={page.source.id: page for page in archive.pages},
        page_places={page.source.id: place for place, page in enumerate(archive.pages)},
        newest=newest,
        columns=columns,
        column_slugs=column_slugs,
        column_places={a.id: place for them in columns.values() for place, a in enumerate(them)},
        reporters=reporters,
        reporter_slugs=reporter_slugs,
        roles=_roles([credit for named in credits_.values() for credit in named]),
        people=people,
        heard_in=_heard_in(people),
        people_slugs=people_slugs,
        organisations=_under(articles, bodies),
        topics=_under(articles, {key: tuple(t.slug for t in scores) for key, scores in archive.topics_of.items()}),
        own=own,
        within=within,
        mentioning=mentioning,
        shown=_shown({**own, **mentioning}, regions),
    )


def printed_order(page: PageReading) -> tuple[Article, ...]:
    """The articles of a page in the order of their heads."""
    return tuple(sorted(page.articles, key=_first_line))


def ancestors(region: Region, regions: Mapping[str, Region]) -> tuple[Region, ...]:
    """The region and those above it below the province, highest first."""
    chain: list[Region] = []
    at: Region | None = region
    while at and at.level != "province":
        chain.insert(0, at)
        at = regions.get(at.parent or "")
    return tuple(chain)


def _newest(pages: tuple[PageReading, ...]) -> tuple[PageReading, ...]:
    """Issues from the last to the first, the pages of one in printed order; undated ones last."""
    issues: dict[date | None, list[PageReading]] = {}
    for page in pages:
        issues.setdefault(page.source.facts.date, []).append(page)
    undated = issues.pop(None, [])
    dated = sorted(((day, them) for day, them in issues.items() if day), key=lambda issue: issue[0], reverse=True)
    return (*(page for _, them in dated for page in them), *undated)


def _first_line(article: Article) -> int:
    heads = [piece.line for part in article.heads for piece in part.pieces]
    return min(heads or article.lines or (0,))


def _under(articles: list[Article], names: Mapping[ArticleId, tuple[str, ...]]) -> Shelf:
    shelf: Shelf = {}
    for article in articles:
        for name in dict.fromkeys(names.get(article.id, ())):
            shelf.setdefault(name, []).append(article)
    return shelf


def _heard(articles: list[Article], archive: Archive) -> dict[str, list[Heard]]:
    """Persons of whole names: whoever is only 刘大爷 may be anyone."""
    found: dict[str, list[Heard]] = {}
    for article in articles:
        for person in archive.people_of.get(article.id, ()):
            if person.full:
                found.setdefault(person.name, []).append((article, person))
    return found


def _heard_in(people: Mapping[str, list[Heard]]) -> dict[ArticleId, tuple[str, ...]]:
    names: dict[ArticleId, list[str]] = {}
    for name, them in people.items():
        for article, _ in them:
            names.setdefault(article.id, []).append(name)
    return {id_: tuple(its) for id_, its in names.items()}


def _others(main: str, mentioned: tuple[Mention, ...]) -> tuple[str, ...]:
    codes = (mention.code for mention in mentioned)
    return tuple(code for code in codes if code != main)


def _chain(code: str, regions: Mapping[str, Region]) -> tuple[str, ...]:
    region = regions.get(code)
    return tuple(step.code for step in ancestors(region, regions)) if region else ()


def _shown(named: Mapping[str, object], regions: Mapping[str, Region]) -> tuple[Region, ...]:
    """Regions that an article is about or names, and those above them; the province has the index."""
    codes = {code for name in named for code in _chain(name, regions)}
    return tuple(region for region in regions.values() if region.code in codes)


def _roles(named: list[Credit]) -> dict[str, tuple[str, ...]]:
    roles: dict[str, tuple[str, ...]] = {}
    for credit in named:
        held = roles.get(credit.name, ())
        roles[credit.name] = held if credit.role in held else (*held, credit.role)
    return roles
