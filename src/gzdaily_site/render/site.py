"""The whole site: every page in every language, and what lies beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from gzdaily_site.config import Settings
from gzdaily_site.model import Archive, ArticleId, SiteFile, Translation
from gzdaily_site.render import calendar, feeds, finding, listing, plain, records, routes, shared, shelf
from gzdaily_site.render.article import article
from gzdaily_site.render.contexts import Context
from gzdaily_site.render.datafiles import data_files
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.filling import Press
from gzdaily_site.render.home import home
from gzdaily_site.render.pages import page, printed
from gzdaily_site.render.pictures import Gallery
from gzdaily_site.render.routes import Address
from gzdaily_site.render.scans import Scans
from gzdaily_site.render.shelves import Shelves, shelves
from gzdaily_site.render.spans import span
from gzdaily_site.render.texts import texts
from gzdaily_site.render.timeline import timeline
from gzdaily_site.render.translated import translated


def render(archive: Archive, settings: Settings) -> Iterator[SiteFile]:
    """Every file of the site, a path once; the same archive and settings give the same bytes."""
    kept, ways, words = shelves(archive, settings), routes.routes(settings), translated(archive)
    over = span(page.source.facts.date for page in archive.pages if page.source.facts.date)
    files, scans, gallery = shared.static(settings.site), Scans(archive, settings), Gallery(settings)
    listed: dict[Address, date | None] = {}
    for language in settings.languages:
        own: Mapping[ArticleId, Translation] = words.get(language, {})
        edition = Edition(archive, settings, kept, ways, texts(language, settings.site), own, over)
        press = Press(settings.site, edition.texts)
        for address, context in contexts(edition, scans, gallery):
            yield SiteFile(routes.file_of(edition.local(address)), press.fill(context))
            if address not in routes.UNLISTED:
                listed[address] = _printed_on(address, kept)
        yield from feeds.feeds(edition)
        yield shared.manifest(edition)
        yield shared.opensearch(edition)
        if language == settings.languages[0]:
            yield from (file for it in kept.articles.values() for file in records.beside(edition, it))
            yield from gallery.pictures(edition)
    yield shared.sitemap(ways, settings, listed.items())
    yield shared.robots(ways)
    yield SiteFile(routes.file_of(Address(".nojekyll")), b"")
    yield from data_files(archive, settings, ways)
    yield from shared.static_files(files)
    yield from scans.files()
    if settings.offline:
        yield shared.worker(files, settings)


def contexts(edition: Edition, scans: Scans, gallery: Gallery) -> Iterator[tuple[Address, Context]]:
    """Every page of one language, and its address."""
    yield routes.HOME, home(edition)
    for it in edition.archive.pages:
        at = routes.page(it.source.id)
        yield at, page(edition, it, gallery.of_page(it), scans.of(edition, it, at))
        yield routes.printed(it.source.id), printed(edition, it)
    for one in edition.shelves.articles.values():
        yield routes.article(one.id), article(edition, one, gallery.of_article(one))
    yield from listing.indexes(edition)
    yield from shelf.shelves(edition)
    yield from calendar.calendar(edition)
    yield from timeline(edition)
    yield routes.SEARCH, finding.search(edition)
    yield routes.ABOUT, plain.about(edition)
    yield routes.NOT_FOUND, plain.not_found(edition)
    if edition.settings.offline:
        yield routes.NO_LINE, plain.no_line(edition)


def _printed_on(address: Address, kept: Shelves) -> date | None:
    kind, _, name = address.rstrip("/").partition("/")
    if kind == "articles" and ArticleId(name) in kept.articles:
        return kept.day(kept.articles[ArticleId(name)])
    if kind == "pages" and name.removesuffix("/printed") in kept.pages:
        return kept.pages[name.removesuffix("/printed")].source.facts.date
    return None
