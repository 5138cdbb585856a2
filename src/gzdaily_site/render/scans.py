"""Scans of printed pages that the site folder has: the whole picture, and smaller ones for the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from hashlib import blake2b
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from gzdaily_site import shipped
from gzdaily_site.config import Settings
from gzdaily_site.errors import UserError
from gzdaily_site.forme import Stand, stand
from gzdaily_site.model import Archive, PageId, PageReading, Plate
from gzdaily_site.morgue import Morgue, key, parcel
from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.keys import LENGTH
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
KNOWN = key("what is known of all scans")  # the name under which it is kept
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif")

Told = dict[str, tuple[Stand, str, tuple[int, int]]]  # by path: how a scan lies, the hash of what it holds, its pixels


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A scan: where it lies, a hash of what it holds, and its pixels."""

    path: Path
    digest: str
    size: tuple[int, int]

    @property
    def name(self) -> str:
        return f"scan{self.path.suffix.lower()}"

    @property
    def widths(self) -> tuple[int, ...]:
        """Of the smaller pictures."""
        return tuple(width for width in WIDTHS if width < self.size[0])


class Scans:
    """The scans of an archive. One is read when its size or time says that it changed; pictures are made as files are,
    and kept: they take seconds a scan.
    """

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._archive, self._settings = archive, settings
        self._morgue = Morgue(settings.site, "scans")

    @cached_property
    def _sheets(self) -> dict[PageId, _Sheet]:
        told: Told = self._morgue.get(KNOWN) or {}
        known: Told = {}
        sheets: dict[PageId, _Sheet] = {}
        for page in self._archive.pages:
            if path := _path(page, self._settings):
                name, lies = _name(path, self._settings.site), stand(path.stat())
                found = known.get(name) or told.get(name)
                known[name] = found if found and found[0] == lies else (lies, *_measured(path))
                sheets[page.source.id] = _Sheet(path, *known[name][1:])
        if known != told:
            self._morgue.put(KNOWN, parcel(known))
        if known or told:
            self._morgue.sweep([KNOWN, *(name for sheet in sheets.values() for _, _, name in self._small(sheet))])
        return sheets

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        """Of the smaller pictures: `webp`, and `avif` where Pillow writes it."""
        from PIL import features  # noqa: PLC0415 - slow to import, and few sites have scans

        return ("webp", "avif") if features.check("avif") else ("webp",)

    def of(self, edition: Edition, page: PageReading, at: Address) -> Scan | None:
        sheet = self._sheets.get(page.source.id)
        if not sheet:
            return None
        folder = routes.page(page.source.id)

        def way(name: str) -> str:
            return edition.shared(routes.beside(folder, name), at)

        def srcset(kind: str) -> str:
            return ", ".join(f"{way(_small_name(width, kind))} {width}w" for width in sheet.widths)

        return Scan(
            href=way(sheet.name),
            width=sheet.size[0],
            height=sheet.size[1],
            srcset=srcset("webp"),
            avif=srcset("avif") if "avif" in self._kinds else "",
            src=way(_small_name(sheet.widths[0], "webp") if sheet.widths else sheet.name),
        )

    def files(self) -> Iterator[Plate]:
        for page, sheet in self._sheets.items():
            folder = routes.page(page)
            whole = routes.file_of(routes.beside(folder, sheet.name))
            yield Plate(whole, partial(_content, sheet), f"page:{sheet.digest[:LENGTH]}")
            for width, kind, name in self._small(sheet):
                path = routes.file_of(routes.beside(folder, _small_name(width, kind)))
                yield Plate(path, partial(self._made, sheet, width, kind, name), f"page:{name[:LENGTH]}")

    def _small(self, sheet: _Sheet) -> Iterator[tuple[int, str, str]]:
        """Width and kind of each smaller picture, and the name under which it is kept."""
        for width in sheet.widths:
            for kind in self._kinds:
                yield width, kind, key(shipped.code(), WRITTEN[kind], sheet.digest, width, kind)

    def _made(self, sheet: _Sheet, width: int, kind: str, name: str) -> bytes:
        content: bytes | None = self._morgue.get(name)
        if content is None:
            content = _written(_shrunk(sheet, width), kind)
            self._morgue.put(name, parcel(content))
        return content


def _name(path: Path, site: Path) -> str:
    """Of a scan: where it lies. The seeds of a site may lie elsewhere."""
    return (path.relative_to(site) if path.is_relative_to(site) else path).as_posix()


def _small_name(width: int, kind: str) -> str:
    return f"scan-{width}.{kind}"


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


def _measured(path: Path) -> tuple[str, tuple[int, int]]:
    """A hash of what a scan holds, and its pixels."""
    content = path.read_bytes()
    with _picture(path, content) as image:
        if image.size[0] <= WIDTHS[0]:  # nothing is made of it, so nobody else looks whether it is whole
            image.load()
        return _digest(content), image.size


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


@contextmanager
def _picture(path: Path, content: bytes) -> Iterator[Image]:
    from PIL import Image as Pictures  # noqa: PLC0415 - slow to import, and few sites have scans
    from PIL import UnidentifiedImageError  # noqa: PLC0415 - as above

    try:
        with Pictures.open(BytesIO(content)) as image:
            yield image
    except (UnidentifiedImageError, OSError, Pictures.DecompressionBombError) as e:
        raise UserError(str(path), "is no picture that can be read", "save it as JPEG, PNG or WebP") from e


def _content(sheet: _Sheet) -> bytes:
    try:
        content = sheet.path.read_bytes()
    except OSError as e:
        trouble = f"cannot be read any more ({e.strerror})"
        raise UserError(str(sheet.path), trouble, "put it back, and build again") from e
    if _digest(content) != sheet.digest:
        raise UserError(str(sheet.path), "was changed while the site was built", "build again")
    return content


@lru_cache(maxsize=1)  # the pictures of one scan are made one after another
def _whole(sheet: _Sheet) -> Image:
    with _picture(sheet.path, _content(sheet)) as image:
        return image.convert("RGB")


@lru_cache(maxsize=1)
def _shrunk(sheet: _Sheet, width: int) -> Image:
    return _whole(sheet).resize((width, round(sheet.size[1] * width / sheet.size[0])))


def _written(picture: Image, kind: str) -> bytes:
    out = BytesIO()
    picture.save(out, kind.upper(), **WRITTEN[kind])
    return out.getvalue()
