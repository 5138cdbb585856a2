"""The picture that stands for a page or article where a link to it is shared: its headline, typeset."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cached_property, partial, reduce
from io import BytesIO
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING

from gzdaily_site.config import Settings
from gzdaily_site.errors import UserError
from gzdaily_site.model import Article, PageReading, Plate
from gzdaily_site.morgue import FOLDER, key
from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.keys import LENGTH

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageFont import FreeTypeFont

NAME = "card.png"
SIZE = (1200, 630)  # what the places where links are shared ask for
PAPER = (251, 249, 244)
INKS = RED, INK, SOFT = (155, 28, 28), (29, 26, 22), (91, 84, 74)
DEPTHS = 10  # shades of an ink, from faint to full
LEFT, HEADLINE, SMALL, LINES = 80, 76, 32, 4
FORM = "3"  # of the drawing; a change of it makes every kept picture stale
NOT_FIRST = "，。、；：？！”’）》〉】」』…"  # a line does not begin with one of these


AUTO = "auto"
# Where Debian, Fedora, Arch and macOS keep a face with Chinese characters.
SYSTEM_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/google-noto-serif-cjk-vf-fonts/NotoSerifCJK-VF.ttc",
    "/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-vf-fonts/NotoSansCJK-VF.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
    "/System/Library/Fonts/PingFang.ttc",
)

FACES = 16  # that a collection is looked through for


class Gallery:
    """Pictures of a site whose settings name a font, or `auto` where the machine has one; else there are none."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._font = _font(settings)

    @cached_property
    def name(self) -> str:
        """Changes with how all of them are drawn."""
        return key(FORM, self._font_key)

    def of_page(self, page: PageReading) -> str:
        return routes.page(page.source.id) + NAME if self._font else ""

    def of_article(self, article: Article) -> str:
        return routes.article(article.id) + NAME if self._font else ""

    def picture_of_page(self, edition: Edition, page: PageReading) -> Iterator[Plate]:
        if self._font:
            heads = [edition.headline(article) for article in page.articles[:1]]
            words = (edition.page_name(page), " ".join(heads) or edition.page_name(page), "")
            yield self._plate(self.of_page(page), edition, *words)

    def picture_of_article(self, edition: Edition, article: Article) -> Iterator[Plate]:
        if self._font:
            name = edition.page_name(edition.shelves.pages[article.page])
            title = article.headline.text if article.headline else edition.opening(article, 40)
            label = article.column_name or (article.kicker.text if article.kicker else "")
            yield self._plate(self.of_article(article), edition, label, title, name)

    def _plate(self, at: str, edition: Edition, *words: str) -> Plate:
        name = key(FORM, self._font_key, edition.settings.title[edition.texts.language], *words)
        return Plate(
            routes.file_of(routes.Address(at)), partial(self._picture, name, edition, *words), f"page:{name[:LENGTH]}"
        )

    def _picture(self, name: str, edition: Edition, label: str, title: str, foot: str) -> bytes:
        """Drawn once: kept under a name made of all that goes into it."""
        kept = self._settings.site / FOLDER / "cards" / f"{name}.png"
        if kept.is_file():
            return kept.read_bytes()
        content = self._draw(edition.settings.title[edition.texts.language], label, title, foot)
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{get_ident()}.part")  # a preview may draw one card twice at a time
        part.write_bytes(content)
        part.replace(kept)
        return content

    @cached_property
    def _font_key(self) -> str:
        return hashlib.sha256(self._font.read_bytes()).hexdigest() if self._font else ""

    @cached_property
    def _fonts(self) -> tuple[FreeTypeFont, FreeTypeFont]:
        from PIL import ImageFont  # noqa: PLC0415 - slow to import

        try:
            face = face_of(str(self._font))
            return (
                ImageFont.truetype(str(self._font), HEADLINE, index=face),
                ImageFont.truetype(str(self._font), SMALL, index=face),
            )
        except OSError as e:
            raise UserError(str(self._font), "is no font that can be read", "name a TrueType or OpenType font") from e

    def _draw(self, site: str, label: str, title: str, foot: str) -> bytes:
        from PIL import Image, ImageDraw  # noqa: PLC0415 - slow to import

        large, small = self._fonts
        inks = [Image.new("L", SIZE) for _ in INKS]
        red, ink, soft = map(ImageDraw.Draw, inks)
        red.rectangle((0, 0, SIZE[0], 14), fill=255)
        red.text((LEFT, 70), label, font=small, fill=255)
        for place, line in enumerate(_lines(title, large, SIZE[0] - 2 * LEFT)):
            ink.text((LEFT, 130 + place * 100), line, font=large, fill=255)
        soft.line((LEFT, 545, SIZE[0] - LEFT, 545), fill=255, width=2)
        red.text((LEFT, 562), site, font=small, fill=255)
        soft.text((SIZE[0] - LEFT - small.getlength(foot), 562), foot, font=small, fill=255)
        out = BytesIO()
        _printed(inks).save(out, "PNG")
        return out.getvalue()


def _printed(inks: list[Image.Image]) -> Image.Image:
    """One picture of all inks, with a palette of DEPTHS shades of each: to look for the colours of a finished
    picture, and for the best way to pack it, takes eight times as long.
    """
    from PIL import ImageChops  # noqa: PLC0415 - slow to import

    shades = [round(depth * DEPTHS / 255) for depth in range(256)]
    sheets = [ink.point([shade and n * DEPTHS + shade for shade in shades]) for n, ink in enumerate(inks)]
    whole = reduce(ImageChops.add, sheets)  # no two inks stand in one place
    mixed = [
        round(paper + (full - paper) * depth / DEPTHS)
        for ink in INKS
        for depth in range(1, DEPTHS + 1)
        for paper, full in zip(PAPER, ink, strict=True)
    ]
    whole.putpalette([*PAPER, *mixed])
    return whole


def _font(settings: Settings) -> Path | None:
    """The font that settings name; `auto` is the first of SYSTEM_FONTS, and none where there is none of them."""
    if settings.font == AUTO:
        return next((path for path in map(Path, SYSTEM_FONTS) if path.is_file()), None)
    font = settings.site / settings.font if settings.font else None
    if font and not font.is_file():
        remedy = f"name a font file of the site folder, or `{AUTO}`"
        raise UserError("gzsite.yml", f"`font` is {settings.font}, which is not there", remedy)
    return font


def face_of(font: str) -> int:
    """Which face of a collection has the forms of the mainland: the one called SC, else the first."""
    from PIL import ImageFont  # noqa: PLC0415 - slow to import

    for face in range(FACES):
        try:
            name = ImageFont.truetype(font, SMALL, index=face).getname()[0]
        except OSError:
            break
        if name and name.endswith(" SC"):
            return face
    return 0


def _lines(text: str, font: FreeTypeFont, width: int) -> list[str]:
    """The text in lines that fit, the last shortened when there are too many."""
    lines = [""]
    for character in " ".join(text.split()):
        if font.getlength(lines[-1] + character) > width and character not in NOT_FIRST:
            lines.append("")
        lines[-1] += character
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1][:-1] + "…"]
    return lines
