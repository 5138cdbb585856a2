"""The index on disk: the same bytes for the same pages, few files for a small change, and a check that notices harm."""

import datetime as dt
import json
import re
import shutil
import sys
import unicodedata
import zlib
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from random import Random

import corpus
import numpy as np
import published
import pytest
from playwright.sync_api import sync_playwright

from gzdaily_site import shipped
from gzdaily_site.build import build
from gzdaily_site.check.shipped_index import BrokenIndexError, ShippedIndex
from gzdaily_site.config import Settings
from gzdaily_site.crew import ALONE
from gzdaily_site.model import (
    Archive,
    Article,
    ArticleId,
    BodyBlock,
    Ledger,
    PageFacts,
    PageId,
    PageReading,
    SiteFile,
    SourcePage,
)
from gzdaily_site.morgue import Morgue, parcel
from gzdaily_site.search import index, occurrences
from gzdaily_site.search.folding import folding
from gzdaily_site.search.occurrences import COMMON
from gzdaily_site.search.packing import dense, packed_numbers
from gzdaily_site.search.published import Record
from gzdaily_site.search.rolls import ROLL
from gzdaily_site.search.segments import NEWEST, segments
from gzdaily_site.search.varints import one, stream
from tools.browser import launch


def files(site):
    folder = site / "build" / "search"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def hamlet(tmp_path_factory):
    """A smaller site than the town."""
    site = corpus.write(tmp_path_factory.mktemp("hamlet") / "site", 48)
    build(site, crew=ALONE)
    return site


@pytest.mark.parametrize("few", [1, 500, 20_000])
def test_the_index_is_the_same_however_many_pairs_are_sorted_at_once(hamlet, tmp_path, monkeypatch, few):
    shutil.copytree(hamlet / "seeds", tmp_path / "seeds")
    shutil.copy(hamlet / "gzsite.yml", tmp_path)
    monkeypatch.setattr(occurrences, "AT_ONCE", few)
    monkeypatch.setattr(occurrences, "BATCH", 1000)
    build(tmp_path, crew=ALONE)
    assert files(tmp_path) == files(hamlet)


@pytest.fixture
def copy(hamlet, tmp_path):
    """The hamlet's site folder, to be changed."""
    return shutil.copytree(hamlet, tmp_path / "hamlet")


def test_names_tell_the_content_and_the_manifest_names_all(town):
    plain = {"manifest.json", "index.html", "offline.js"}
    assert plain <= files(town).keys()
    assert all(re.fullmatch(r"[a-z0-9/]+-[0-9a-f]{6}\.bin", name) for name in files(town).keys() - plain)


def test_a_mended_character_touches_few_files(town, tmp_path):
    copy = shutil.copytree(town, tmp_path / "town")
    before = files(copy)
    page = copy / "seeds" / "2019" / "003.md"
    text = page.read_text(encoding="utf-8")
    assert "茶园" in text
    page.write_text(text.replace("茶园", "茶国", 1), encoding="utf-8")
    build(copy, crew=ALONE)
    after = files(copy)
    gone, new = before.keys() - after.keys(), after.keys() - before.keys()
    assert len(new) < 0.15 * len(after)
    assert sum(name.startswith("p/") for name in new) <= 8
    assert len(gone) == len(new)


def test_a_new_issue_leaves_the_texts_before_it_alone(copy):
    before = files(copy)
    later = copy / "seeds" / "2031" / "001.md"
    later.parent.mkdir()
    later.write_text("---\ndate: 2031-01-01\n---\n\n# 新桥通了\n\n清早，第一辆班车开过新桥。\n", encoding="utf-8")
    build(copy, crew=ALONE)
    after = files(copy)
    texts = {name for name in before if name.startswith("t/")}
    assert len(texts) == 48 == 3 * ROLL  # or the last roll, which has room, would take it in
    assert texts < after.keys()


def test_a_new_issue_leaves_the_pairs_of_most_articles_alone(town, tmp_path):
    copy = shutil.copytree(town, tmp_path / "town")
    before = files(copy)
    later = copy / "seeds" / "2031" / "001.md"
    later.parent.mkdir()
    later.write_text("---\ndate: 2031-01-01\n---\n\n# 茶园通了路\n\n清早，茶园边开过第一辆班车。\n", encoding="utf-8")
    build(copy, crew=ALONE)
    new = files(copy).keys() - before.keys()
    pairs = {name for name in new if name[:2] in {"p/", "w/"}}
    assert pairs
    assert all(name[2] == "n" for name in pairs)  # the newest articles' own


def rows(number):
    facts = PageFacts(date=dt.date(2031, 1, 1))
    return [Record(ArticleId(f"a{n}"), facts, "one", "", "", f"新桥{n}", lambda: "", "", (), ()) for n in range(number)]


SEGMENTS = sys.modules["gzdaily_site.search.segments"]  # the package has a function of that name


def made(records, folder, kept=None):
    """Of each segment its files, and what is told of it."""
    told = []

    def files(making):
        told.append((yield from making))

    return [(list(files(making)), told[-1]) for making in segments(records, folding(), folder, kept)]


def test_pairs_of_most_articles_are_taken_from_the_last_index_until_one_of_them_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(SEGMENTS, "TOGETHER", 2)  # files, of some more
    kept, them = Morgue(tmp_path, "index"), rows(NEWEST + 3)
    first = made(them, tmp_path, kept)
    assert first == made(them, tmp_path) == made(them, tmp_path, kept)
    paths = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert len(paths) > 2
    with_new = [*them, replace(them[0], id=ArticleId("b"), headline="茶园")]
    assert made(with_new, tmp_path, kept) == made(with_new, tmp_path)
    assert {it for it in tmp_path.rglob("*") if it.is_file()} == paths
    asked = sorted(kept.get(path.parent.name + path.name) is not None for path in paths)
    assert all(asked)
    for path in sorted(paths):  # one is damaged: what is behind it is made, and kept again
        before = path.read_bytes()
        path.write_bytes(b"")
        assert made(with_new, tmp_path, kept) == made(with_new, tmp_path)
        assert path.read_bytes() == before
    for path in paths:  # what lies there is what is given
        if isinstance((value := kept.get(path.parent.name + path.name))[0], SiteFile):
            path.write_bytes(parcel(value[:1]).content)
    assert len(made(with_new, tmp_path, kept)[0][0]) < len(first[0][0])
    for field in ("headline", "kicker", "column"):
        changed = [replace(them[0], **{field: "茶园"}), *them[1:]]
        assert made(changed, tmp_path, kept) == made(changed, tmp_path)
    changed = [*them[:5], replace(them[5], printed=lambda: "茶园"), *them[6:]]
    assert made(changed, tmp_path, kept) == made(changed, tmp_path)


def test_postings_that_are_put_down_in_parts_make_the_same_files(tmp_path, monkeypatch):
    dice, han = Random(5), "".join(map(chr, range(0x4E00, 0x4E60)))
    texts = ["".join(dice.choices(han, k=99)) for _ in range(2 * NEWEST)]
    them = [replace(row, printed=partial(str, text)) for row, text in zip(rows(len(texts)), texts, strict=True)]
    ((whole, known),) = made(them, tmp_path)
    shards = min(known.told["shards"], known.told["places"])
    assert shards > 16
    for holes in (2, shards):
        parted = 100 * len(them) // holes + 99 * len(them) // holes // 2
        monkeypatch.setattr(SEGMENTS, "PARTED", parted)
        ((files, told),) = made(them, tmp_path)
        assert told == known
        assert sorted(files, key=lambda it: it.path) == sorted(whole, key=lambda it: it.path)
    monkeypatch.setattr(SEGMENTS, "PARTED", 9)  # more holes than shards: then there are as many
    ((files, told),) = made(them[:NEWEST], tmp_path)
    assert told.told["shards"] == told.told["places"] > 1000
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("number", "parts"),
    [(0, []), (1, [1]), (NEWEST - 1, [NEWEST - 1]), (NEWEST, [NEWEST]), (2 * NEWEST + 1, [2 * NEWEST, 1])],
)
def test_where_segments_part_is_told_by_the_number_of_articles(number, parts, tmp_path):
    assert [told.told["articles"] for _, told in made(rows(number), tmp_path)] == parts


def test_the_shipped_index_finds_every_single_character(town, articles):
    index = ShippedIndex(town / "build" / "search")
    texts = list(index.texts())
    assert {text.id for text in texts} == articles.keys()
    every = {character for text in texts for part in text.parts for character in index.fold(part)}
    assert len(every) > 200
    for character in every:
        wanted = {n for n, text in enumerate(texts) if any(character in index.fold(part) for part in text.parts)}
        assert index.find(character) == wanted, character


def test_texts_of_the_index_are_those_of_the_articles(town, articles):
    for text in ShippedIndex(town / "build" / "search").texts():
        assert list(text.parts) == articles[text.id]


def dense_archive():
    """Seven hundred articles of nine characters: pairs in several lists, long texts, characters that GBK lacks."""
    dice = Random(5)
    texts = ["".join(dice.choices("山水田林湖草。☕𠮷", (9, 8, 7, 6, 5, 4, 3, 1, 1), k=60)) for _ in range(700)]
    texts[20] = "".join(dice.choices("山水田林湖草", k=9000))
    texts[699] = "".join(dice.choices("山水", k=3000))
    source = SourcePage(PageId("p"), PurePosixPath("p.md"), "", PageFacts(date=dt.date(2031, 1, 1)), ())
    rows = [
        Article(
            ArticleId(f"a{n}"),
            PageId("p"),
            "news",
            None,
            None,
            None,
            None,
            None,
            None,
            (BodyBlock("paragraph", text, ()),),
        )
        for n, text in enumerate(texts)
    ]
    return texts, Archive((PageReading(source, tuple(rows), (), Ledger(0, 0, 0, 0, 0)),), {}, {})


@pytest.fixture(scope="module")
def dense_index(tmp_path_factory):
    """A folder with the index of such an archive and the reader's modules; its texts; what to ask."""
    folder = tmp_path_factory.mktemp("dense")
    texts, archive = dense_archive()
    both = {"zh": "试", "en": "Test"}
    for file in index(archive, Settings(folder, both, both, both)):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    shutil.copytree(shipped.folder("static") / "search", folder / "static")
    (folder / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    dice = Random(6)
    asked = [
        "".join(dice.choices("山水田林湖草。☕𠮷", k=length)) for length in (1, 2, 3, 4, 5, 6, 8) for _ in range(9)
    ]
    for length in (3, 4, 5, 7, 9, 40):
        for text in (*dice.choices(texts, k=4), texts[20], texts[699]):
            start = dice.randrange(len(text) - length)
            asked.append(text[start : start + length])
    return folder, texts, asked


def test_places_in_several_lists_are_found_all(dense_index):
    folder, texts, asked = dense_index
    shipped_index = ShippedIndex(folder / "search")
    for query in asked:
        assert shipped_index.find(query) == {n for n, text in enumerate(texts) if query in text}, query


@pytest.mark.browser
def test_a_browser_finds_places_in_several_lists(dense_index, serving):
    folder, texts, asked = dense_index
    read = """async queries => {
        const { engine } = await import("/static/engine.js");
        const index = await engine(new URL("/search/", location));
        const found = [];
        for (const query of queries) found.push(Array.from((await index.find(query)).articles));
        return found;
    }"""
    with serving(folder) as there, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.goto(f"{there}index.html")
        for query, found in zip(asked, page.evaluate(read, asked), strict=True):
            assert found == [n for n, text in enumerate(texts) if query in text], query
        browser.close()


def test_noise_is_stored_and_read_as_it_was():
    for size in (0, 1, 0xFFFF, 0x10000, 0x2FFFF):
        noise = bytes(n * n % 251 for n in range(size))
        assert zlib.decompress(packed_numbers(b"numbers", noise), -15) == b"numbers" + noise


def test_characters_that_are_common_have_lists_of_their_own(tmp_path):
    site = corpus.write(tmp_path / "many", 12)
    page = site / "seeds" / "2018" / "001.md"
    page.parent.mkdir()
    page.write_text(f"# 长文\n\n{'山水' * COMMON}山\n\n{'水山' * COMMON}。\n", encoding="utf-8")
    build(site, crew=ALONE)
    index = ShippedIndex(site / "build" / "search")
    assert set(index.manifest["segments"][0]["common"]) == {"山", "水"}
    texts = list(index.texts())
    for query in ("山", "水", "山水", "水山水", "山。", "长文", "水水", "山山"):
        wanted = {n for n, text in enumerate(texts) if any(query in part for part in text.parts)}
        assert index.find(query) == wanted, query


@pytest.fixture
def crowded(tmp_path, monkeypatch):
    """A site whose shards are taken for too many to be named in the manifest."""
    for module in ("shards", "rolls"):
        monkeypatch.setattr(sys.modules[f"gzdaily_site.search.{module}"], "INLINE", 1)
    site = corpus.write(tmp_path / "crowded", 120)
    build(site, crew=ALONE)
    return site


def test_marks_of_many_shards_lie_in_files_of_their_own(gzsite, crowded, hamlet):
    assert len([name for name in files(crowded) if name.startswith("p/ng")]) == 1
    assert len([name for name in files(crowded) if name.startswith("t/g")]) == 1
    assert not [name for name in files(hamlet) if name.startswith("p/ng")]
    done = gzsite("check", "--site", crowded)
    assert done.returncode == 0, done.stdout
    assert "recall 1.0000, precision 1.0000" in done.stdout


@pytest.mark.browser
def test_a_browser_finds_marks_that_lie_in_files(crowded, serving):
    articles = published.stories(crowded)
    with serving(crowded / "build") as there, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.goto(f"{there}search/")
        for query in ("茶园", "的", "山城报记者", "没有这个"):
            found = page.evaluate("text => gzsite.search(text)", query)
            assert set(found["articles"]) == published.holding(articles, query), query
        browser.close()


def test_an_archive_without_articles_has_an_index(site):
    (site / "seeds" / "one.md").write_text("\n", encoding="utf-8")
    build(site)
    index = ShippedIndex(site / "build" / "search")
    assert list(index.texts()) == []
    assert index.find("桥") == index.find("新桥") == set()


def test_a_mended_reading_and_the_printed_one_are_both_found(site):
    text = "corrections:\n- mend: 第一辆班车\n  better: 第二辆班车\n"
    (site / "seeds" / "one.corrections.yml").write_text(text, encoding="utf-8")
    build(site)
    index = ShippedIndex(site / "build" / "search")
    assert index.find("第一辆班车") == index.find(index.fold("早，第二")) == index.find("第二辆班车") == {0}


def test_folding_keeps_the_length_of_every_text():
    fold = folding()
    plain = "".join(chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000)
    folded = fold.fold(plain)
    assert len(folded) == len(plain)
    assert all((ord(a) > 0xFFFF) == (ord(b) > 0xFFFF) for a, b in zip(plain, folded, strict=True))
    assert fold.fold(folded) == folded


def test_full_width_letters_fold_as_unicode_has_them():
    fold = folding()
    wide = "".join(chr(point) for point in range(0xFF01, 0xFF5F))
    assert fold.fold(wide) == unicodedata.normalize("NFKC", wide).lower()
    assert fold.fold("ÀÞŠǛΩЖЁ") == "ÀÞŠǛΩЖЁ".lower()


@pytest.mark.browser
def test_a_browser_reads_each_character_of_a_text_as_it_was_written(tmp_path, serving):
    """GBK has more than one table: of all characters that Python writes in two bytes, Chromium must read the same."""
    characters = "".join(c for c in map(chr, range(0x20, 0x10000)) if not 0xD800 <= ord(c) < 0xE000 and c not in '"\\')
    inside = "".join(c for c in characters if dense([c]) == f'["{c}"]'.encode("gbk", "replace"))
    assert len(inside) > 21_000
    assert dense(["☕"]).startswith(b"\xef\xbb\xbf")
    (tmp_path / "files.js").write_bytes((shipped.folder("static") / "search" / "files.js").read_bytes())
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    (tmp_path / "all.bin").write_bytes(dense([inside]))
    (tmp_path / "marked.bin").write_bytes(dense([inside, "☕𠮷"]))
    read = """async name => {
        const { decodedDense } = await import("/files.js");
        return JSON.parse(decodedDense(new Uint8Array(await (await fetch(name)).arrayBuffer())));
    }"""
    with serving(tmp_path) as there, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.goto(f"{there}index.html")
        assert page.evaluate(read, "all.bin") == [inside]
        assert page.evaluate(read, "marked.bin") == [inside, "☕𠮷"]
        browser.close()


def test_varints_of_many_are_those_of_each():
    numbers = [0, 1, 127, 128, 16383, 16384, 2097151, 2097152, 300_000_000]
    made, widths = stream(np.array(numbers, dtype=np.int32))
    assert made.tobytes() == b"".join(map(one, numbers))
    assert widths.tolist() == [len(one(number)) for number in numbers]


# ---------------------------------------------------------------- gzsite check
def test_the_check_says_what_it_tried(gzsite, town):
    done = gzsite("check", "--site", town)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "search: 400 queries, recall 1.0000, precision 1.0000, 330 articles: fine" in done.stdout
    assert done.stderr == ""


def test_the_same_seed_asks_the_same(gzsite, hamlet):
    runs = [gzsite("check", "--site", hamlet, "--queries", 50, "--seed", 3).stdout for _ in range(2)]
    assert runs[0] == runs[1]


def test_the_check_notices_another_answer(gzsite, copy):
    folder = copy / "build" / "search"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["fold"]["rules"] = []  # the index was made with rules
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    done = gzsite("check", "--site", copy)
    assert done.returncode == 1
    recall = float(re.search(r"recall ([\d.]+)", done.stdout)[1])
    assert recall < 1
    assert "hold it" in done.stdout


@pytest.mark.parametrize("part", ["p/*.bin", "w/*.bin", "t/*.bin", "i/*.bin", "han-*.bin"])
def test_the_check_notices_a_lost_or_damaged_file(gzsite, copy, part):
    victim = min((copy / "build" / "search").glob(part))
    victim.write_bytes(victim.read_bytes()[:-4])
    assert gzsite("check", "--site", copy, "--queries", 1000).returncode == 1
    victim.unlink()
    done = gzsite("check", "--site", copy, "--queries", 1000)
    assert done.returncode == 1
    assert "cannot be read" in done.stdout
    assert done.stderr == ""


def test_the_check_notices_ids_that_are_not_those_of_the_texts(gzsite, copy):
    (file,) = (copy / "build" / "search" / "i").iterdir()
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    file.write_bytes(squeeze.compress(b"stranger") + squeeze.flush())
    done = gzsite("check", "--site", copy, "--queries", 1)
    assert done.returncode == 1
    assert "search/i/: names other articles than the texts do" in done.stdout


def test_the_check_notices_an_article_that_cannot_be_found_and_one_that_cannot_be_read(gzsite, copy):
    pages = sorted((copy / "build" / "articles").glob("*/index.html"))
    page = next(path for path in pages if "<p id=" in path.read_text(encoding="utf-8"))
    article = page.parent
    shutil.copytree(article, article.with_name("stranger"))
    page.write_text(re.sub(r"<p id=.*?</p>", "", page.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    done = gzsite("check", "--site", copy)
    assert done.returncode == 1
    assert "articles/stranger/index.html: is an article that cannot be found" in done.stdout
    assert f"articles/{article.name}/: does not show" in done.stdout


def test_the_check_notices_dead_links_double_ids_and_open_tags(gzsite, copy):
    page = copy / "build" / "about" / "index.html"
    text = page.read_text(encoding="utf-8")
    harm = '<p id="x"><p id="x"><b><a href="../none/">a</a><a href="../#none">b</a><a href="/../../x">c</a></main>'
    page.write_text(text.replace("</main>", harm), encoding="utf-8")
    done = gzsite("check", "--site", copy)
    assert done.returncode == 1
    for words in (
        "../none/ leads nowhere",
        "names an id",
        "id x stands twice",
        "</main> closes nothing",
        "/../../x leads",
    ):
        assert words in done.stdout, words


def test_a_site_that_is_not_there_is_told(gzsite, site):
    done = gzsite("check", cwd=site)
    assert done.returncode == 2
    assert "holds no finished site: run gzsite build" in done.stderr


def test_a_site_below_a_base_path_is_checked_below_it(gzsite, site):
    base = "https://example.org/repo/"
    assert gzsite("build", "--site", site, "--base-url", base).returncode == 0
    assert gzsite("check", "--site", site, "--base-url", base).returncode == 0
    done = gzsite("check", "--site", site)  # its own files say for which address they are
    assert (done.returncode, done.stderr) == (0, "")
    assert f"address: built for {base}: fine" in done.stdout
    page = (site / "build" / "search" / "index.html").read_text(encoding="utf-8")
    assert 'name="sites" value="example.org"' in page  # without JavaScript, a search engine is asked


def test_odd_pages_are_found_and_shown_alike(gzsite, site):
    odd = {
        "table": "<table>" + "<tr>" + "<td>格</td>" * 30 + "</tr>" * 30 + "</table>\n",
        "soup": "<div><p>半句<table><td></div></p>" * 50 + "<script>alert(1)</script>\n",
        "nul": "# 题\x00\n\n字\x00字\x0b字\u2028字\x85字\ufffe\n",
        "heads": "#\n##\n###\n",
        "wide": "#　全角　标题\n\n　　本报讯（记者 林小禾）\n\n桥\t通了\u00a0。\n",
    }
    for name, text in odd.items():
        (site / "seeds" / f"{name}.md").write_text(text, encoding="utf-8")
    assert gzsite("build", "--site", site).returncode == 0
    done = gzsite("check", "--site", site)
    assert done.returncode == 0, done.stdout
    assert "recall 1.0000, precision 1.0000" in done.stdout


def test_a_truncated_file_is_told_as_such(town, tmp_path):
    folder = shutil.copytree(town / "build" / "search", tmp_path / "search")
    (folder / "manifest.json").unlink()
    with pytest.raises(BrokenIndexError, match=r"manifest\.json"):
        ShippedIndex(folder)


def test_links_out_of_the_site_are_followed_on_request(gzsite, site, serving, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "here.txt").write_text("here", encoding="utf-8")
    with serving(tmp_path / "elsewhere") as there:
        page = "---\nsource_url: {there}{name}\n---\n\n# 新桥通了\n\n清早，第一辆班车开过新桥{name}。\n"
        for name in ("here.txt", "gone.txt"):
            (site / "seeds" / f"{name}.md").write_text(page.format(there=there, name=name), encoding="utf-8")
        assert gzsite("build", "--site", site).returncode == 0
        done = gzsite("check", "--site", site, "--external")
    assert done.returncode == 0, done.stdout
    assert f"the link {there}gone.txt fails (HTTP 404)" in done.stdout
    assert "here.txt fails" not in done.stdout
    assert "external" not in gzsite("check", "--site", site).stdout


def test_an_index_of_another_format_is_told(gzsite, copy):
    manifest = copy / "build" / "search" / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"format":3', '"format":4'), encoding="utf-8")
    done = gzsite("check", "--site", copy)
    assert done.returncode == 1
    assert "has the format 4, not 3" in done.stdout
