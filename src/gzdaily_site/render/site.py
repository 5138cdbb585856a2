"""The whole site: every page in every language, and what lies beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from gzdaily_site.config import Settings
from gzdaily_site.model import Archive, ArticleId, Planned, Plate, SiteFile, Translation
from gzdaily_site.render import calendar, counts, feeds, finding, listing, plain, records, routes, shared, shelf
from gzdaily_site.render.article import article
from gzdaily_site.render.contexts import Article, Context, Figures, Issues, Names, Page, Person, Printed, Shelf
from gzdaily_site.render.datafiles import data_files
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.filling import Press
from gzdaily_site.render.home import home
from gzdaily_site.render.keys import Keys
from gzdaily_site.render.organisations import organisations
from gzdaily_site.render.pages import page, printed
from gzdaily_site.render.people import people, persons
from gzdaily_site.render.pictures import Gallery
from gzdaily_site.render.routes import Address
from gzdaily_site.render.scans import Scans
from gzdaily_site.render.shelves import shelves
from gzdaily_site.render.spans import span
from gzdaily_site.render.texts import texts
from gzdaily_site.render.timeline import timeline
from gzdaily_site.render.translated import translated


@dataclass(frozen=True, slots=True)
class Forme:
    """A page of the site that is not set yet: `make` sets it out; `key` changes with all it says."""

    at: Address
    kind: type[Context]
    make: Callable[[], Context]
    key: str


def render(archive: Archive, settings: Settings) -> Iterator[Planned]:
    """Every file of the site, a path once; the same archive and settings give the same bytes."""
    yield from Imposition(archive, settings).files()


class Imposition:
    """A site laid out, in two parts: to lay out lists takes most of the time, and who wants one page needs none."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._archive, self._settings = archive, settings
        self._kept, self._ways, words = shelves(archive, settings), routes.routes(settings), translated(archive)
        over = span(page.source.facts.date for page in archive.pages if page.source.facts.date)
        self._scans, self._gallery = Scans(archive, settings), Gallery(settings)
        self._printings: list[tuple[Edition, Press, Keys]] = []
        for language in settings.languages:
            own: Mapping[ArticleId, Translation] = words.get(language, {})
            edition = Edition(archive, settings, self._kept, self._ways, texts(language, settings.site), own, over)
            self._printings.append((edition, Press(settings.site, edition.texts), Keys(edition)))

    def files(self) -> Iterator[Planned]:
        """All of them, most of which are going to be made."""
        for _, press, _ in self._printings:
            press.ready()
        yield from self.lists()  # first: some of them take longer than a hundred pages
        yield from self.leaves()

    def leaves(self) -> Iterator[Planned]:
        """Newspaper pages and articles in every language, what lies beside them, and what every page calls for."""
        for edition, press, keys in self._printings:
            for forme in leaf_formes(edition, self._scans, self._gallery, keys):
                yield _plate(edition, press, forme)
        edition, _, keys = self._printings[0]
        yield from (
            plate for it in self._kept.articles.values() for plate in records.beside(edition, it, keys.beside(it))
        )
        yield from self._gallery.pictures(edition)
        yield from self._scans.files()
        files = shared.static(self._settings.site)
        yield from shared.static_files(files)
        if self._settings.offline:
            yield shared.worker(files, self._settings)

    def lists(self) -> Iterator[Planned]:
        """All else: what shows many of them, and what a site has once."""
        listed: dict[Address, date | None] = {}
        yield from data_files(self._archive, self._settings, self._ways, self._printings[0][2])
        for edition, press, keys in self._printings:
            for forme in list_formes(edition, keys):
                yield _plate(edition, press, forme)
                if forme.at not in routes.UNLISTED:
                    listed[forme.at] = None
            yield from feeds.feeds(edition, keys)
            yield shared.manifest(edition)
            yield shared.opensearch(edition)
        for reading in self._archive.pages:
            for at in (routes.page(reading.source.id), routes.printed(reading.source.id)):
                listed[at] = reading.source.facts.date
        listed |= {routes.article(it.id): self._kept.day(it) for it in self._kept.articles.values()}
        yield shared.sitemap(self._ways, self._settings, listed.items())
        yield shared.robots(self._ways)
        yield SiteFile(routes.file_of(Address(".nojekyll")), b"")


def _plate(edition: Edition, press: Press, forme: Forme) -> Plate:
    made_of = f"template:{press.key(forme.kind)} {forme.key}" if forme.key else ""
    return Plate(routes.file_of(edition.local(forme.at)), partial(_filled, press, forme), made_of)


def leaf_formes(edition: Edition, scans: Scans, gallery: Gallery, keys: Keys) -> Iterator[Forme]:
    """The pages of one language that are about one newspaper page or one article."""
    for it in edition.archive.pages:
        at, picture = routes.page(it.source.id), gallery.of_page(it)
        scan = scans.of(edition, it, at)
        yield Forme(at, Page, partial(page, edition, it, picture, scan), keys.page(it, picture, scan))
        yield Forme(routes.printed(it.source.id), Printed, partial(printed, edition, it), keys.page(it))
    for one in edition.shelves.articles.values():
        card = gallery.of_article(one)
        yield Forme(routes.article(one.id), Article, partial(article, edition, one, card), keys.article(one, card))


def list_formes(edition: Edition, keys: Keys) -> Iterator[Forme]:
    """All other pages of one language."""
    yield _set(routes.HOME, home(edition), keys)
    yield from (Forme(at, Shelf, make, name) for at, make, name in shelf.shelves(edition, keys))
    yield from (Forme(at, Issues, make, name) for at, make, name in calendar.days(edition, keys))
    yield from (Forme(at, Names, make, name) for at, make, name in people(edition, keys))
    yield from (Forme(at, Person, make, name) for at, make, name in persons(edition, keys))
    yield from (Forme(at, Names, make, name) for at, make, name in organisations(edition, keys))
    yield from (Forme(at, Figures, make, name) for at, make, name in counts.counts(edition, keys))
    others = (
        *listing.indexes(edition),
        *calendar.calendar(edition),
        *timeline(edition),
        (routes.SEARCH, finding.search(edition)),
        (routes.ABOUT, plain.about(edition)),
        (routes.NOT_FOUND, plain.not_found(edition)),
    )
    yield from (_set(at, context, keys) for at, context in others)
    if edition.settings.offline:
        yield _set(routes.NO_LINE, plain.no_line(edition), keys)


def _set(at: Address, context: Context, keys: Keys) -> Forme:
    """A page of which there are few: it is set out to see whether it changed."""
    return Forme(at, type(context), lambda: context, keys.context(context))


def _filled(press: Press, forme: Forme) -> bytes:
    return press.fill(forme.make())
