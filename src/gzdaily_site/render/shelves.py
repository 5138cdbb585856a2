"""The archive sorted for looking up: which articles stand under a column, region, topic or name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from gzdaily_site.config import Settings
from gzdaily_site.gist import gist_of
from gzdaily_site.model import Archive, Article, ArticleId, Credit, PageReading, Region
from gzdaily_site.render.slugs import remembered, slugs

Shelf = dict[str, list[Article]]


class Heard(NamedTuple):
    """An article, and what is said there of a person; the words of all persons together would be a book."""

    article: Article
    description: str
    quoted: int  # quotations


@dataclass(frozen=True, slots=True)
class _ByGist:
    """What is sorted in one walk through the gists of all articles, each of which is unpacked for it."""

    own: Shelf = field(default_factory=dict)
    within: Shelf = field(default_factory=dict)
    mentioning: Shelf = field(default_factory=dict)
    topics: Shelf = field(default_factory=dict)
    organisations: Shelf = field(default_factory=dict)
    people: dict[str, list[Heard]] = field(default_factory=dict)
    figures: dict[ArticleId, int] = field(default_factory=dict)


class Shelves:
    """Articles by what they stand under, newest first and undated last; each way of sorting is worked out when it is
    first asked for, since who looks at one page needs few of them.
    """

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._archive, self._settings = archive, settings

    @cached_property
    def newest(self) -> tuple[PageReading, ...]:
        """Issues from the last to the first, the pages of one in printed order; undated ones last."""
        return _newest(self._archive.pages)

    @cached_property
    def articles(self) -> Mapping[ArticleId, Article]:
        return {article.id: article for page in self.newest for article in printed_order(page)}

    @cached_property
    def pages(self) -> Mapping[str, PageReading]:
        return {page.source.id: page for page in self._archive.pages}

    @cached_property
    def page_places(self) -> Mapping[str, int]:
        return {id_: place for place, id_ in enumerate(self.pages)}

    @cached_property
    def columns(self) -> Shelf:
        return self._under({id_: (it.column_name,) for id_, it in self.articles.items() if it.column})

    @cached_property
    def column_places(self) -> Mapping[ArticleId, int]:
        """Where an article stands in its column, so that its neighbours are found at once."""
        return {article.id: place for them in self.columns.values() for place, article in enumerate(them)}

    @cached_property
    def reporters(self) -> Shelf:
        return self._under({id_: tuple(c.name for c in named) for id_, named in self._archive.credits_of.items()})

    @cached_property
    def roles(self) -> Mapping[str, tuple[str, ...]]:
        """Of each who wrote."""
        return _roles(credit for id_ in self.articles for credit in self._archive.credits_of.get(id_, ()))

    @property
    def people(self) -> Mapping[str, list[Heard]]:
        """Persons of whole names: whoever is only 刘大爷 may be anyone."""
        return self._by_gist.people

    @cached_property
    def heard_in(self) -> Mapping[ArticleId, tuple[str, ...]]:
        """The persons of whole names that an article has."""
        names: dict[ArticleId, list[str]] = {}
        for name, them in self.people.items():
            for heard in them:
                names.setdefault(heard.article.id, []).append(name)
        return {id_: tuple(its) for id_, its in names.items()}

    @property
    def column_slugs(self) -> Mapping[str, str]:
        return self._slugs[0]

    @property
    def reporter_slugs(self) -> Mapping[str, str]:
        return self._slugs[1]

    @property
    def people_slugs(self) -> Mapping[str, str]:
        return self._slugs[2]

    @cached_property
    def _slugs(self) -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
        given = {name: words.slug for name, words in self._settings.columns.items()}
        with remembered(self._settings.site) as spelled:
            return (
                slugs(self.columns, given, spelled),
                slugs(self.reporters, {}, spelled),
                slugs(self.people, {}, spelled),
            )

    @property
    def organisations(self) -> Shelf:
        return self._by_gist.organisations

    @property
    def topics(self) -> Shelf:
        return self._by_gist.topics

    @property
    def own(self) -> Shelf:
        """By the region an article is about."""
        return self._by_gist.own

    @property
    def within(self) -> Shelf:
        """By the region an article is about and those above it."""
        return self._by_gist.within

    @property
    def mentioning(self) -> Shelf:
        """By other regions that stand in an article."""
        return self._by_gist.mentioning

    @property
    def figures(self) -> Mapping[ArticleId, int]:
        """How many an article has; none that has none."""
        return self._by_gist.figures

    @cached_property
    def _by_gist(self) -> _ByGist:
        made, chains = _ByGist(), dict[str, tuple[str, ...]]()
        for id_, article in self.articles.items():
            gist = gist_of(self._archive, id_)
            if gist.place not in chains:
                chains[gist.place] = _chain(gist.place, self._archive.regions)
            _put(made.own, (gist.place,), article)
            _put(made.within, chains[gist.place], article)
            _put(made.mentioning, (code for code in gist.mentioned if code != gist.place), article)
            _put(made.topics, gist.topics, article)
            _put(made.organisations, gist.organisations, article)
            for name, description, quoted in gist.people:
                made.people.setdefault(name, []).append(Heard(article, description, quoted))
            if gist.figures:
                made.figures[id_] = gist.figures
        return made

    @cached_property
    def shown(self) -> tuple[Region, ...]:
        return _shown({**self.own, **self.mentioning}, self._archive.regions)

    def sort(self) -> None:
        """Work out all of them."""
        for name, value in vars(Shelves).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    def day(self, article: Article) -> date | None:
        return self.pages[article.page].source.facts.date

    def has_page(self, name: str) -> bool:
        """Whether a person of this name is quoted, or stands in more articles than one."""
        them = self.people.get(name, ())
        return len(them) > 1 or any(heard.quoted for heard in them)

    def about(self, code: str) -> int:
        """How many articles are about a region or mention it."""
        return sum(self.bearing(code))

    def bearing(self, code: str) -> tuple[int, int]:
        """How many articles are about a region or what lies in it, and how many others mention it."""
        ids = {article.id for article in self.within.get(code, ())}
        return len(ids), len({article.id for article in self.mentioning.get(code, ())} - ids)

    def _under(self, names: Mapping[ArticleId, tuple[str, ...]]) -> Shelf:
        shelf: Shelf = {}
        for id_, article in self.articles.items():
            _put(shelf, names.get(id_, ()), article)
        return shelf


def _put(shelf: Shelf, names: Iterable[str], article: Article) -> None:
    """Under each name once."""
    for name in dict.fromkeys(names):
        shelf.setdefault(name, []).append(article)


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


def _chain(code: str, regions: Mapping[str, Region]) -> tuple[str, ...]:
    region = regions.get(code)
    return tuple(step.code for step in ancestors(region, regions)) if region else ()


def _shown(named: Mapping[str, object], regions: Mapping[str, Region]) -> tuple[Region, ...]:
    """Regions that an article is about or names, and those above them; the province has the index."""
    codes = {code for name in named for code in _chain(name, regions)}
    return tuple(region for region in regions.values() if region.code in codes)


def _roles(named: Iterable[Credit]) -> dict[str, tuple[str, ...]]:
    roles: dict[str, tuple[str, ...]] = {}
    for credit in named:
        held = roles.get(credit.name, ())
        roles[credit.name] = held if credit.role in held else (*held, credit.role)
    return roles
