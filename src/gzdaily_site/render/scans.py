"""Scans of printed pages that the site folder has: the whole picture, and smaller ones for the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from gzdaily_site import shipped
from gzdaily_site.config import Settings
from gzdaily_site.errors import UserError
from gzdaily_site.model import Archive, PageReading, SiteFile
from gzdaily_site.morgue import Morgue, key, parcel
from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.routes import Address
from gzdaily_site.render.views import Scan

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (480, 960, 1600)  # pixels: a phone, a phone with a sharp screen, a desktop
# How small pictures are written; in one thread, since more would make other bytes on another machine.
WRITTEN: dict[str, dict[str, int]] = {
    "webp": {"quality": 72, "method": 4},
    "avif": {"quality": 55, "speed": 6, "max_threads": 1},
}
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A scan and what was made of it, by file name."""

    name: str
    size: tuple[int, int]
    files: dict[str, bytes]
    widths: tuple[int, ...]
    kinds: tuple[str, ...]  # of the smaller pictures: `webp`, and `avif` where Pillow writes it


class Scans:
    """The scans of an archive, each opened once for all languages."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._archive, self._settings = archive, settings

    @cached_property
    def _sheets(self) -> dict[str, _Sheet]:
        """Small pictures are written once and kept: they take seconds a scan."""
        morgue = Morgue(self._settings.site, "scans")
        sheets: dict[str, _Sheet] = {}
        used: list[str] = []
        for page in self._archive.pages:
            path = _path(page, self._settings)
            if path:
                content = path.read_bytes()
                used.append(key(shipped.code(), WRITTEN, path.suffix, content))
                sheet = morgue.get(used[-1])
                if sheet is None:
                    sheet = _sheet(path, content)
                    morgue.put(used[-1], parcel(sheet))
                sheets[page.source.id] = sheet
        morgue.sweep(used)
        return sheets

    def of(self, edition: Edition, page: PageReading, at: Address) -> Scan | None:
        sheet = self._sheets.get(page.source.id)
        if not sheet:
            return None
        folder = routes.page(page.source.id)
        way = {name: edition.shared(routes.beside(folder, name), at) for name in sheet.files}
        sets = {kind: [(f"scan-{width}.{kind}", width) for width in sheet.widths] for kind in sheet.kinds}
        srcsets = {kind: ", ".join(f"{way[name]} {width}w" for name, width in them) for kind, them in sets.items()}
        return Scan(
            href=way[sheet.name],
            width=sheet.size[0],
            height=sheet.size[1],
            srcset=srcsets["webp"],
            avif=srcsets.get("avif", ""),
            src=way[f"scan-{sheet.widths[0]}.webp"] if sheet.widths else way[sheet.name],
        )

    def files(self) -> Iterator[SiteFile]:
        for page, sheet in self._sheets.items():
            for name, content in sheet.files.items():
                yield SiteFile(routes.file_of(routes.beside(routes.page(page), name)), content)


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


def _sheet(path: Path, content: bytes) -> _Sheet:
    from PIL import Image as Pictures  # noqa: PLC0415 - slow to import, and few sites have scans
    from PIL import UnidentifiedImageError, features  # noqa: PLC0415 - as above

    try:
        with Pictures.open(BytesIO(content)) as image:
            picture, size = image.convert("RGB"), image.size
    except (UnidentifiedImageError, OSError, Pictures.DecompressionBombError) as e:
        raise UserError(str(path), "is no picture that can be read", "save it as JPEG, PNG or WebP") from e
    name = f"scan{path.suffix.lower()}"
    widths = tuple(width for width in WIDTHS if width < size[0])
    kinds = ("webp", "avif") if features.check("avif") else ("webp",)
    files = {name: content}
    for width in widths:
        small = picture.resize((width, round(size[1] * width / size[0])))
        files |= {f"scan-{width}.{kind}": _written(small, kind) for kind in kinds}
    return _Sheet(name, size, files, widths, kinds)


def _written(picture: Image, kind: str) -> bytes:
    out = BytesIO()
    picture.save(out, kind.upper(), **WRITTEN[kind])
    return out.getvalue()
