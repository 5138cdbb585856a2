"""Pictures: the cards that stand for pages where links are shared, and scans of printed pages."""

import os
import re
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFont, features

from gzdaily_site import crew, standing
from gzdaily_site.build import build
from gzdaily_site.crew import ALONE, Crew
from gzdaily_site.errors import UserError
from gzdaily_site.render import pictures, scans
from gzdaily_site.source import read_pages
from gzdaily_site.source import scans as scans_named

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


def drawn(color, size=(1000, 1400)):
    out = BytesIO()
    Image.new("RGB", size, color).save(out, "PNG")
    return out.getvalue()


def test_a_scan_is_read_when_it_changed_and_nothing_of_it_is_held(site, monkeypatch):
    folder = scanned(site, "front.png", drawn("ivory")) / "pages" / "one"
    small = folder / "scan-960.webp"
    first, lies = small.read_bytes(), small.stat()
    read = []
    monkeypatch.setattr(scans, "_measured", lambda path, true=scans._measured: read.append(path.name) or true(path))
    (site / "seeds" / "one.md").write_text("# 新桥\n\n今天大桥通了。\n", encoding="utf-8")
    assert build(site, crew=ALONE, base_url=HOST).written > 0
    assert (read, small.stat()) == ([], lies)
    kept = {path for path in (site / ".gzsite-cache/scans").rglob("*") if path.is_file()}
    scanned(site, "front.png", drawn("navy"))
    assert read == ["front.png"]
    assert small.read_bytes() != first
    assert not kept & {path for path in (site / ".gzsite-cache/scans").rglob("*") if path.is_file()} - {kept_list(site)}
    gone = site / "seeds" / "one.yml"
    gone.unlink()
    assert not list(made(site).rglob("scan*.png"))
    assert [path for path in (site / ".gzsite-cache/scans").rglob("*") if path.is_file()] == [kept_list(site)]


def kept_list(site):
    return site / ".gzsite-cache/scans" / scans.KNOWN[:2] / scans.KNOWN[2:]


def test_nothing_is_done_for_a_site_with_scans_until_one_of_them_changes(site):
    (site / "scans").mkdir()
    (site / "scans" / "one.png").write_bytes(drawn("ivory"))
    scanned(site, "scans/one.png", None)
    for path in ("scans/one.png", "seeds/one.md", "seeds/one.yml"):
        assert standing.told(site, site / "build", HOST)
        os.utime(site / path, ns=(1, 1))
        assert not standing.told(site, site / "build", HOST)
        made(site)


def test_a_picture_that_breaks_off_is_told_and_nothing_is_put_in_place(site):
    with pytest.raises(UserError, match="no picture that can be read"):
        scanned(site, "front.png", drawn("ivory")[:-40])
    assert not (site / "build").exists()


def test_a_scan_that_changes_while_it_is_built_is_not_kept_for_what_it_was(site, monkeypatch):
    def replaced(path, true=scans._measured):
        told = true(path)
        path.write_bytes(drawn("navy"))
        return told

    monkeypatch.setattr(scans, "_measured", replaced)
    with pytest.raises(UserError, match="changed while the site was built"):
        scanned(site, "front.png", drawn("ivory"))


def test_pictures_of_many_scans_are_the_same_whoever_makes_them(site, monkeypatch):
    for n in range(6):
        (site / "seeds" / f"page{n}.md").write_text(f"---\nscan: {n % 5}.png\n---\n# 新桥{n}\n\n桥通了。\n", "utf-8")
        (site / "seeds" / f"{n}.png").write_bytes(drawn((n, n, n), (500 + n, 700)))
    monkeypatch.setattr(crew, "LEAST", 1)
    build(site, output=site / "one", crew=ALONE)
    shutil.rmtree(site / ".gzsite-cache/scans")
    build(site, output=site / "two", crew=Crew(2))
    paths = sorted(path.relative_to(site / "one") for path in (site / "one").rglob("scan*"))
    assert len(paths) >= 12
    assert [(site / "one" / path).read_bytes() for path in paths] == [
        (site / "two" / path).read_bytes() for path in paths
    ]


def test_a_small_picture_that_breaks_off_is_told_too(site):
    with pytest.raises(UserError, match="no picture that can be read"):
        scanned(site, "front.png", drawn("ivory", (300, 400))[:-40])


def test_scans_of_seeds_that_lie_elsewhere(site, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "one.md").write_text("---\nscan: one.png\n---\n# 新桥\n\n桥通了。\n", encoding="utf-8")
    (elsewhere / "one.png").write_bytes(drawn("ivory"))
    with (site / "gzsite.yml").open("a", encoding="utf-8") as out:
        out.write(f"\nseeds: {elsewhere}\n")
    assert (made(site) / "pages/one/scan-480.webp").is_file()
    assert standing.told(site, site / "build", HOST)
    os.utime(elsewhere / "one.png", ns=(1, 1))
    assert not standing.told(site, site / "build", HOST)


@pytest.mark.parametrize("name", ["/", "/proc", "../seeds"])
def test_no_folder_is_walked_for_a_scan(site, name):
    assert (
        scans_named([replace(page, facts=replace(page.facts, scan=name)) for page in read_pages(site, "seeds")])
        == set()
    )
    with pytest.raises(UserError, match="is not there"):
        scanned(site, name, None)


def test_a_scan_that_goes_while_it_is_built_is_told(site, monkeypatch):
    def taken(path, true=scans._measured):
        told = true(path)
        path.unlink()
        return told

    monkeypatch.setattr(scans, "_measured", taken)
    with pytest.raises(UserError, match="cannot be read any more"):
        scanned(site, "front.png", drawn("ivory"))
