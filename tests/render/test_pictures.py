"""Pictures: the cards that stand for pages where links are shared, and scans of printed pages."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFont, features

from gzdaily_site.build import build
from gzdaily_site.crew import ALONE
from gzdaily_site.errors import UserError
from gzdaily_site.render import pictures

HOST = "https://example.org/repo/"


@pytest.fixture
def lettered(site):
    """The small site with a font of its own (the one that comes with Pillow)."""
    (site / "face.ttf").write_bytes(ImageFont.load_default(20).font_bytes)
    (site / "gzsite.yml").write_text("title: Small Paper\nfont: face.ttf\n", encoding="utf-8")
    (site / "seeds" / "one.md").write_text("# The New Bridge Opens Over the River\n\nA bus crosses it.\n", "utf-8")
    return site


def made(site):
    build(site, crew=ALONE, base_url=HOST)
    return site / "build"


def test_every_article_and_page_has_a_card_that_its_page_names(lettered):
    folder = made(lettered)
    (card,) = folder.glob("articles/*/card.png")
    with Image.open(card) as image:
        assert image.size == (1200, 630)
        assert len(image.convert("L").getcolors(256)) > 3, "nothing is written on it"
    text = card.with_name("index.html").read_text(encoding="utf-8")
    where = card.relative_to(folder).as_posix()
    assert f'<meta property="og:image" content="{HOST}{where}">' in text
    assert 'content="summary_large_image"' in text
    assert (folder / "pages/one/card.png").is_file()


def test_a_card_is_drawn_once_and_anew_when_its_words_change(lettered):
    made(lettered)
    kept = sorted((lettered / ".gzsite-cache/cards").iterdir())
    before = [path.stat().st_mtime_ns for path in kept]
    made(lettered)
    assert [path.stat().st_mtime_ns for path in kept] == before
    (lettered / "seeds" / "one.md").write_text("# Another Headline\n\nA bus crosses it.\n", encoding="utf-8")
    made(lettered)
    assert len(sorted((lettered / ".gzsite-cache/cards").iterdir())) > len(kept)


def test_without_a_font_there_are_no_cards(site):
    folder = made(site)
    assert not list(folder.rglob("card.png"))
    assert "og:image" not in next(folder.glob("articles/*/index.html")).read_text(encoding="utf-8")


@pytest.mark.parametrize(("content", "words"), [(None, "is not there"), (b"no font", "is no font")])
def test_a_font_that_is_none_is_told(lettered, content, words):
    (lettered / "face.ttf").unlink()
    if content:
        (lettered / "face.ttf").write_bytes(content)
    with pytest.raises(UserError, match=words):
        made(lettered)


def scanned(site, name, content):
    (site / "seeds" / "one.yml").write_text(f"scan: {name}\n", encoding="utf-8")
    if content:
        (site / "seeds" / name).write_bytes(content)
    return made(site)


def test_a_scan_stands_beside_its_page_in_sizes_for_every_screen(site):
    out = BytesIO()
    Image.new("RGB", (1000, 1400), "ivory").save(out, "PNG")
    folder = scanned(site, "front.png", out.getvalue()) / "pages" / "one"
    text = (folder / "index.html").read_text(encoding="utf-8")
    assert (folder / "scan.png").read_bytes() == out.getvalue()
    for width in (480, 960):
        for kind in ("webp", "avif") if features.check("avif") else ("webp",):
            with Image.open(folder / f"scan-{width}.{kind}") as small:
                assert small.size == (width, round(1400 * width / 1000))
    assert re.search(r'srcset="[^"]*scan-480\.webp 480w, [^"]*scan-960\.webp 960w"', text)
    assert 'width="1000" height="1400"' in text


def test_a_scan_elsewhere_is_a_link(site):
    (site / "seeds" / "one.yml").write_text("scan: https://example.org/front.jpg\n", encoding="utf-8")
    text = (made(site) / "pages/one/index.html").read_text(encoding="utf-8")
    assert 'href="https://example.org/front.jpg"' in text
    assert "<img" not in text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.png", None, "is not there"),
        ("../one.png", None, "is not there"),
        ("front.tiff", b"II*", "no picture for the web"),
        ("front.png", b"no picture", "no picture that can be read"),
    ],
)
def test_a_scan_that_is_none_is_told(site, name, content, words):
    with pytest.raises(UserError, match=words):
        scanned(site, name, content)


def test_newer_pictures_are_offered_first_where_they_can_be_written(site):
    out = BytesIO()
    Image.new("RGB", (1000, 1400), "ivory").save(out, "PNG")
    text = (scanned(site, "front.png", out.getvalue()) / "pages/one/index.html").read_text(encoding="utf-8")
    offered = re.search(r'<source type="image/avif" srcset="\S*scan-480\.avif 480w, \S*scan-960\.avif 960w"', text)
    assert bool(offered) == features.check("avif")


def test_a_font_of_the_machine_draws_cards_in_the_forms_of_the_mainland(site):
    (site / "gzsite.yml").write_text("title: 小报档案\nfont: auto\n", encoding="utf-8")
    found = [path for path in pictures.SYSTEM_FONTS if Path(path).is_file()]
    cards = list(made(site).rglob("card.png"))
    assert bool(cards) == bool(found)
    if found:
        assert ImageFont.truetype(found[0], 32, index=pictures.face_of(found[0])).getname()[0].endswith(" SC")
