"""The whole site: every page in every language, the sitemap, and the static files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.sax.saxutils import escape

from gzdaily_site import shipped
from gzdaily_site.config import LANGUAGES, Settings
from gzdaily_site.model import Archive, SiteFile
from gzdaily_site.render import finding, listing, plain, reading, routes
from gzdaily_site.render.contexts import Context
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.filling import Press
from gzdaily_site.render.routes import Address
from gzdaily_site.render.shelves import shelves
from gzdaily_site.render.texts import texts


def render(archive: Archive, settings: Settings) -> Iterator[SiteFile]:
    """Every file of the site, a path once; the same archive and settings give the same bytes."""
    kept, ways = shelves(archive, settings), routes.routes(settings)
    listed: list[Address] = []
    for language in LANGUAGES:
        press = Press(settings.site, texts(language))
        edition = Edition(archive, settings, kept, ways, texts(language))
        for address, context in contexts(edition):
            place = routes.localized(address, language)
            yield SiteFile(routes.file_of(place), press.fill(context))
            if address != routes.NOT_FOUND:
                listed.append(place)
    where = [ways.absolute(address) or ways.path(address) for address in listed]
    yield SiteFile(routes.file_of(routes.SITEMAP), _sitemap(where))
    yield SiteFile(routes.file_of(routes.ROBOTS), _robots(ways.absolute(routes.SITEMAP)))
    yield SiteFile(PurePosixPath(".nojekyll"), b"")
    yield from _static(settings.site)


def contexts(edition: Edition) -> Iterator[tuple[Address, Context]]:
    """Every page of one language, and its address."""
    yield routes.HOME, reading.home(edition)
    for page in edition.archive.pages:
        yield routes.page(page.source.id), reading.page(edition, page)
    for article in edition.shelves.articles.values():
        yield routes.article(article.id), reading.article(edition, article)
    yield from listing.indexes(edition)
    yield from listing.shelves(edition)
    yield routes.SEARCH, finding.search(edition)
    yield routes.ABOUT, plain.about(edition)
    yield routes.NOT_FOUND, plain.not_found(edition)


def _sitemap(addresses: list[str]) -> bytes:
    urls = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{schema}">\n{urls}</urlset>\n'.encode()


def _robots(sitemap: str) -> bytes:
    return ("User-agent: *\nAllow: /\n" + (f"Sitemap: {sitemap}\n" if sitemap else "")).encode()


def _static(site: Path) -> Iterator[SiteFile]:
    """The shipped files, each replaced by the site folder's own of the same name."""
    found: dict[str, Path] = {}
    for folder in (shipped.folder("static"), site / "static"):
        files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "_")))
        found |= {path.relative_to(folder).as_posix(): path for path in files}
    for name in sorted(found):
        yield SiteFile(PurePosixPath("static") / name, found[name].read_bytes())
