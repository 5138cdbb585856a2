"""Scans of printed pages that the site folder has: the whole picture, and smaller ones for the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path, PurePosixPath

from gzdaily_site.config import Settings
from gzdaily_site.errors import UserError
from gzdaily_site.model import Archive, PageReading, SiteFile
from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.routes import Address
from gzdaily_site.render.views import Scan

WIDTHS = (480, 960, 1600)  # pixels: a phone, a phone with a sharp screen, a desktop
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A scan and what was made of it, by file name."""

    name: str
    size: tuple[int, int]
    files: dict[str, bytes]
    widths: tuple[int, ...]


class Scans:
    """The scans of an archive, each opened once for all languages."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._archive, self._settings = archive, settings

    @cached_property
    def _sheets(self) -> dict[str, _Sheet]:
        found = ((page.source.id, _path(page, self._settings)) for page in self._archive.pages)
        return {key: _sheet(path) for key, path in found if path}

    def of(self, edition: Edition, page: PageReading, at: Address) -> Scan | None:
        sheet = self._sheets.get(page.source.id)
        if not sheet:
            return None
        folder = routes.page(page.source.id)
        way = {name: edition.shared(routes.beside(folder, name), at) for name in sheet.files}
        small = [(f"scan-{width}.webp", width) for width in sheet.widths]
        return Scan(
            href=way[sheet.name],
            width=sheet.size[0],
            height=sheet.size[1],
            srcset=", ".join(f"{way[name]} {width}w" for name, width in small),
            src=way[small[0][0]] if small else way[sheet.name],
        )

    def files(self) -> Iterator[SiteFile]:
        for key, sheet in self._sheets.items():
            for name, content in sheet.files.items():
                yield SiteFile(routes.file_of(routes.beside(routes.page(key), name)), content)


def _path(page: PageReading, settings: Settings) -> Path | None:
    """The scan a page names, beside the page file or in the site folder; None when it is elsewhere."""
    named = page.source.facts.scan
    if not named or "://" in named:
        return None
    where = PurePosixPath(named)
    tried = [settings.site / page.source.path.parent / where, settings.site / where]
    found = next((path for path in tried if path.is_file()), None)
    place = str(page.source.path)
    if where.is_absolute() or ".." in where.parts or not found:
        raise UserError(place, f"its scan {named} is not there", "name a picture beside the page, or an address")
    if found.suffix.lower() not in SUFFIXES:
        raise UserError(place, f"its scan {named} is no picture for the web", f"one of {', '.join(SUFFIXES)}")
    return found


def _sheet(path: Path) -> _Sheet:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - slow to import, and few sites have scans

    content = path.read_bytes()
    try:
        with Image.open(BytesIO(content)) as image:
            picture, size = image.convert("RGB"), image.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as e:
        raise UserError(str(path), "is no picture that can be read", "save it as JPEG, PNG or WebP") from e
    name = f"scan{path.suffix.lower()}"
    widths = tuple(width for width in WIDTHS if width < size[0])
    files = {name: content}
    for width in widths:
        small, out = picture.resize((width, round(size[1] * width / size[0]))), BytesIO()
        small.save(out, "WEBP", quality=72, method=4)
        files[f"scan-{width}.webp"] = out.getvalue()
    return _Sheet(name, size, files, widths)
