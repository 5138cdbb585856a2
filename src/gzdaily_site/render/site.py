"""The whole site: every page in every language, and what lies beside them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from gzdaily_site.aliases import Led, leading
from gzdaily_site.config import Settings
from gzdaily_site.model import (
    Archive,
    Article,
    ArticleId,
    Laid,
    PageReading,
    Planned,
    Plate,
    Quire,
    SiteFile,
    Translation,
)
from gzdaily_site.morgue import key
from gzdaily_site.render import (
    calendar,
    contexts,
    counts,
    feeds,
    finding,
    listing,
    plain,
    records,
    routes,
    shared,
    shelf,
    sounds,
)
from gzdaily_site.render.article import article
from gzdaily_site.render.contexts import Alias, Context, Figures, Issues, Listing, Names, Person, Printed, Shelf
from gzdaily_site.render.datafiles import data_files
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.filling import Press, refuse_uncalled
from gzdaily_site.render.home import home
from gzdaily_site.render.keys import Keys
from gzdaily_site.render.organisations import organisations
from gzdaily_site.render.pages import page, printed
from gzdaily_site.render.people import people, persons
from gzdaily_site.render.pictures import Gallery
from gzdaily_site.render.routes import Address
from gzdaily_site.render.scans import Scans
from gzdaily_site.render.shelves import Shelves
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


Printing = tuple[Edition, Press, Keys]  # one language of the site, and what its pages are set with


def render(archive: Archive, settings: Settings) -> Iterator[Planned]:
    """Every file of the site, a path once; the same archive and settings give the same bytes."""
    imposed = Imposition(archive, settings)
    imposed.ready()
    for it in imposed.files():
        yield from it.plates() if isinstance(it, Quire) else (it,)


class Imposition:
    """A site laid out, in parts: to lay out lists takes most of the time, and who wants one page needs none."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._archive, self._settings = archive, settings
        refuse_uncalled(settings.site)
        self._kept, self._ways, words = Shelves(archive, settings), routes.routes(settings), translated(archive)
        over = span(page.source.facts.date for page in archive.pages if page.source.facts.date)
        self._scans, self._gallery = Scans(archive, settings), Gallery(settings)
        self._printings: list[Printing] = []
        for language in settings.languages:
            own: Mapping[ArticleId, Translation] = words.get(language, {})
            edition = Edition(archive, settings, self._kept, self._ways, texts(language, settings.site), own, over)
            self._printings.append((edition, Press(settings.site, edition.texts), Keys(edition)))

    @property
    def columns(self) -> Collection[str]:
        """In which articles stand."""
        return self._kept.columns.keys()

    def ready(self) -> None:
        """What has to be done before all files are laid out, whatever articles share."""
        self._kept.sort()
        if not any(edition.foreign for edition, _, _ in self._printings):
            sounds.forget()
        for _, press, _ in self._printings:
            press.ready()

    def files(self) -> Iterator[Laid]:
        """All of them; best after `ready`."""
        yield from self.lists()  # first: some of them take longer than a hundred pages
        yield from self.shared()  # and a scan as long as ten
        yield from self.leaves()

    def leaves(self) -> Iterator[Quire]:
        """Newspaper pages and articles in every language, and what lies beside them: a quire a page, since few change
        and to know each by itself takes as long as to lay out all lists.
        """
        for it in self._archive.pages:
            yield Quire(f"pages/{it.source.id}", partial(self._about, it), self._key_about(it))

    def _about(self, it: PageReading) -> Iterator[Plate]:
        for printing in self._printings:
            yield from self._of_page(printing, it)
            for one in it.articles:
                yield from self._of_article(printing, one)
        yield from self._beside_page(it)
        for one in it.articles:
            yield from self._beside_article(one)

    def _key_about(self, it: PageReading) -> str:
        """Changes when that of one of its plates does; empty where nobody knows."""
        said = [
            (
                keys.quire(it, self._scans.of(edition, it, routes.page(it.source.id))),
                self._templates[edition.texts.language],
            )
            for edition, _, keys in self._printings
        ]
        return key(said, self._gallery.name) if all(known for known, _ in said) else ""

    @cached_property
    def _templates(self) -> Mapping[str, Sequence[str]]:
        """By language: those of pages of the newspaper and of articles."""
        kinds = (contexts.Page, Printed, contexts.Article)
        return {edition.texts.language: [press.key(kind) for kind in kinds] for edition, press, _ in self._printings}

    def leaf(self, path: str) -> Planned | None:
        """That of `leaves` which has this path, without the others; None where none has."""
        for printing in self._printings:
            root = printing[0].local(routes.HOME)
            if path.startswith(root):
                reading, it = self._shown_at(path.removeprefix(root))
                them = [*self._of_page(printing, reading), *self._beside_page(reading)] if reading else []
                them += [*self._of_article(printing, it), *self._beside_article(it)] if it else []
                if found := next((plate for plate in them if plate.path == path), None):
                    return found
        return None

    def _shown_at(self, path: str) -> tuple[PageReading | None, Article | None]:
        """The newspaper page, or the article, that has a folder with this path below the root of a language."""
        kind, _, rest = path.partition("/")
        name = rest.rpartition("/")[0]
        if kind == "pages":
            pages = self._kept.pages
            return pages.get(name) or pages.get(name.removesuffix("/printed")), None
        return None, self._kept.articles.get(ArticleId(name)) if kind == "articles" else None

    def _of_page(self, printing: Printing, reading: PageReading) -> Iterator[Plate]:
        edition, press, keys = printing
        for forme in page_formes(edition, reading, self._scans, self._gallery, keys):
            yield _plate(edition, press, forme)

    def _of_article(self, printing: Printing, it: Article) -> Iterator[Plate]:
        edition, press, keys = printing
        yield _plate(edition, press, article_forme(edition, it, self._gallery, keys))

    def _beside_page(self, reading: PageReading) -> Iterator[Plate]:
        yield from self._gallery.picture_of_page(self._printings[0][0], reading)

    def _beside_article(self, it: Article) -> Iterator[Plate]:
        edition, _, keys = self._printings[0]
        yield from records.beside(edition, it, keys.beside(it))
        yield from self._gallery.picture_of_article(edition, it)

    def aliases(self, led: Led) -> Iterator[Plate]:
        """Pages at old addresses, which lead on; no list names them."""
        for edition, press, keys in self._printings:
            for old, new in leading(led, self._kept.articles).items():
                yield _plate(edition, press, alias_forme(edition, old, self._kept.articles[new], keys))

    def shared(self) -> Iterator[SiteFile | Plate]:
        """What any page may call for: scans, static files."""
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
        for edition, press, keys in self._printings:  # last: their keys tell what articles share
            for forme in figure_formes(edition, keys):
                yield _plate(edition, press, forme)
                listed[forme.at] = None
        for reading in self._archive.pages:
            for at in (routes.page(reading.source.id), routes.printed(reading.source.id)):
                listed[at] = reading.source.facts.date
        listed |= {routes.article(it.id): self._kept.day(it) for it in self._kept.articles.values()}
        yield shared.sitemap(self._ways, self._settings, listed, self._printings[0][2])
        yield shared.robots(self._ways)
        yield SiteFile(routes.file_of(Address(".nojekyll")), b"")


def _plate(edition: Edition, press: Press, forme: Forme) -> Plate:
    made_of = f"template:{press.key(forme.kind)} {forme.key}" if forme.key else ""
    return Plate(routes.file_of(edition.local(forme.at)), _Filled(press, forme.make), made_of)


def page_formes(edition: Edition, it: PageReading, scans: Scans, gallery: Gallery, keys: Keys) -> Iterator[Forme]:
    """The pages of one language that are about one newspaper page."""
    at, picture = routes.page(it.source.id), gallery.of_page(it)
    scan = scans.of(edition, it, at)
    yield Forme(at, contexts.Page, partial(page, edition, it, picture, scan), keys.page(it, picture, scan))
    yield Forme(routes.printed(it.source.id), Printed, partial(printed, edition, it), keys.page(it))


def article_forme(edition: Edition, it: Article, gallery: Gallery, keys: Keys) -> Forme:
    """The page of one language that is about one article."""
    card = gallery.of_article(it)
    return Forme(routes.article(it.id), contexts.Article, partial(article, edition, it, card), keys.article(it, card))


def alias_forme(edition: Edition, old: ArticleId, new: Article, keys: Keys) -> Forme:
    """The page of one language at an address that an article had."""
    return Forme(routes.article(old), Alias, partial(plain.alias, edition, old, new), keys.alias(old, new))


def figure_formes(edition: Edition, keys: Keys) -> Iterator[Forme]:
    """The sheets of figures in one language."""
    return (Forme(at, Figures, make, name) for at, make, name in counts.counts(edition, keys))


def list_formes(edition: Edition, keys: Keys) -> Iterator[Forme]:
    """All other pages of one language."""
    yield _set(routes.HOME, home(edition), keys)
    yield from (Forme(at, Shelf, make, name) for at, make, name in shelf.shelves(edition, keys))
    yield from (Forme(at, Issues, make, name) for at, make, name in calendar.days(edition, keys))
    yield from (Forme(at, Names, make, name) for at, make, name in people(edition, keys))
    yield from (Forme(at, Person, make, name) for at, make, name in persons(edition, keys))
    yield from (Forme(at, Names, make, name) for at, make, name in organisations(edition, keys))
    yield from (Forme(at, Listing, make, name) for at, make, name in listing.reporters(edition, keys))
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


@dataclass(frozen=True, slots=True)
class _Filled:
    """A page, set; a `partial` takes four times the place."""

    press: Press
    make: Callable[[], Context]

    def __call__(self) -> bytes:
        return self.press.fill(self.make())
