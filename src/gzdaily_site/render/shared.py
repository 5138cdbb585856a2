"""The files a site has once or once a language: sitemap, robots, manifest, search description, worker, static files."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

from gzdaily_site import shipped
from gzdaily_site.config import Settings
from gzdaily_site.errors import unreadable
from gzdaily_site.model import Plate, SiteFile
from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.keys import Keys
from gzdaily_site.render.routes import Address, Routes
from gzdaily_site.render.texts import html_lang

PAPER, RED = "#fbf9f4", "#9b1c1c"  # the colours that site.css has for paper and accent
OFFLINE = "worker.js"
AT_ROOT = frozenset(("CNAME",))  # static files that hosts look for at the root of a site


def manifest(edition: Edition) -> SiteFile:
    """What a phone needs to keep the site among its programs."""
    language, at = edition.texts.language, routes.MANIFEST
    said = {
        "name": edition.settings.title[language],
        "short_name": edition.settings.newspaper[language] or edition.settings.title[language],
        "description": edition.settings.description[language],
        "lang": edition.texts.lang,
        "dir": "ltr",
        "start_url": edition.href(routes.HOME, at),
        "scope": edition.href(routes.HOME, at),
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": RED,
        "icons": [{"src": edition.shared(routes.ICON, at), "sizes": "any", "type": "image/svg+xml"}],
    }
    content = json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"
    return SiteFile(routes.file_of(edition.local(at)), content)


def opensearch(edition: Edition) -> SiteFile:
    """Lets a browser search the archive from its address bar."""
    language = edition.texts.language
    name = escape(edition.settings.newspaper[language] or edition.settings.title[language])
    search = edition.local(routes.SEARCH)
    url = escape(edition.routes.absolute(search) or edition.routes.path(search))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{name[:16]}</ShortName>\n<Description>{escape(edition.settings.title[language])}</Description>\n"
        f"<Language>{edition.texts.lang}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{url}?q={{searchTerms}}"/>\n</OpenSearchDescription>\n'
    )
    return SiteFile(routes.file_of(edition.local(routes.OPENSEARCH)), text.encode())


def sitemap(ways: Routes, settings: Settings, listed: Mapping[Address, date | None], keys: Keys) -> Plate:
    """Every page once a language, each naming the others; `lastmod` is the day its page was printed."""
    said = "\n".join(f"{address}\t{day.isoformat() if day else ''}" for address, day in listed.items())
    packed = zlib.compress(said.encode(), 1)  # it waits until all else is laid out, and is as long as the archive
    return Plate(routes.file_of(routes.SITEMAP), partial(_sitemap, ways, settings, packed), keys.addresses(said))


def _sitemap(ways: Routes, settings: Settings, packed: bytes) -> bytes:
    listed = (line.split("\t") for line in zlib.decompress(packed).decode().split("\n"))
    schema = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    urls = "".join(_urls(ways, settings.languages, address, day) for address, day in listed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {schema}>\n{urls}</urlset>\n'.encode()


def _urls(ways: Routes, languages: Sequence[str], address: str, day: str) -> str:
    at = Address(address)
    where = {language: _address(ways, routes.localized(at, language, tuple(languages))) for language in languages}
    twins = "".join(
        f'<xhtml:link rel="alternate" hreflang="{html_lang(language)}" href="{url}"/>'
        for language, url in where.items()
    )
    when = f"<lastmod>{day}</lastmod>" if day else ""
    return "".join(f"<url><loc>{url}</loc>{when}{twins}</url>\n" for url in where.values())


def _address(ways: Routes, address: Address) -> str:
    return escape(ways.absolute(address) or ways.path(address))


def robots(ways: Routes) -> SiteFile:
    where = ways.absolute(routes.SITEMAP)
    text = "User-agent: *\nAllow: /\n" + (f"Sitemap: {where}\n" if where else "")
    return SiteFile(routes.file_of(routes.ROBOTS), text.encode())


def static(site: Path) -> dict[str, bytes]:
    """The shipped files by name, each replaced by the site folder's own of the same name."""
    found: dict[str, Path] = {}
    for folder in (shipped.folder("static"), site / "static"):
        files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "_")))
        found |= {path.relative_to(folder).as_posix(): path for path in files}
    return {name: _content(found[name]) for name in sorted(found) if name != OFFLINE}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as e:
        raise unreadable(str(path), e) from e


def static_files(files: Mapping[str, bytes]) -> Iterator[SiteFile]:
    for name, content in files.items():
        yield SiteFile(name if name in AT_ROOT else f"static/{name}", content)


def worker(files: Mapping[str, bytes], settings: Settings) -> SiteFile:
    """The service worker, whose name for its store changes with the files it keeps."""
    own = settings.site / "static" / OFFLINE
    source = (own if own.is_file() else shipped.folder("static") / OFFLINE).read_text(encoding="utf-8")
    shell = [name for name in ("site.css", "theme.js", "reading.js", "favicon.svg") if name in files]
    version = hashlib.sha256(b"".join(files[name] for name in shell) + source.encode()).hexdigest()[:12]
    addresses = json.dumps([f"static/{name}" for name in shell])
    text = source.replace('"VERSION"', json.dumps(version)).replace('["SHELL"]', addresses)
    for name, address in (("HOMES", routes.HOME), ("APOLOGIES", routes.NO_LINE)):
        twins = [routes.localized(address, language, settings.languages) for language in settings.languages]
        text = text.replace(f'["{name}"]', json.dumps([twin or "./" for twin in twins]))
    return SiteFile(routes.file_of(routes.WORKER), text.encode())
