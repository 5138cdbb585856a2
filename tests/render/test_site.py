import posixpath
import re
from urllib.parse import unquote

import html5lib
import newspaper
import pytest

from gzdaily_site.errors import UserError

BASES = ["", "/repo/", "https://example.org/repo/"]


@pytest.mark.parametrize("base", BASES)
def test_every_page_is_valid_html_with_one_h1_and_headings_in_order(build, base):
    for path, text in build(base).items():
        if not path.endswith(".html"):
            continue
        html5lib.HTMLParser(strict=True).parse(text)
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        assert levels.count(1) == 1, path
        assert all(b <= a + 1 for a, b in zip([0, *levels], levels, strict=False)), path


@pytest.mark.parametrize("base", BASES)
def test_every_link_leads_somewhere(build, base):
    files = build(base)
    for path, text in files.items():
        for href in re.findall(r'href="([^"]*)"', text) if path.endswith(".html") else ():
            target, _, fragment = unquote(href.removeprefix("https://example.org")).partition("#")
            target = target.partition("?")[0]
            place = target.removeprefix("/repo/").lstrip("/") if target.startswith("/") else _join(path, target)
            file = path if not target else place + "index.html" if place.endswith("/") or not place else place
            assert file in files, (path, href)
            assert not fragment or f'id="{fragment}"' in files[file], (path, href)


def _join(path, target):
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return ("" if joined == "." else joined + "/") if target.endswith("/") else joined


def test_the_same_archive_gives_the_same_bytes(build):
    assert build() == build()


def test_both_languages_have_the_same_tree(build):
    pages = {path for path in build() if path.endswith(".html")}
    assert {f"en/{path}" for path in pages if not path.startswith("en/")} == {p for p in pages if p.startswith("en/")}


def test_404_works_at_any_depth(build):
    assert 'href="/repo/static/site.css"' in build("/repo/")["404.html"]
    assert 'href="/static/site.css"' in build()["404.html"]


def test_an_article_shows_its_seams_moves_gaps_and_mends_where_they_are(build):
    text = build()["articles/bridge/index.html"]
    assert re.search(r'村民把石头搬到<a class="seam"[^>]*>.*?</a>河边', text)
    assert re.search(r'class="sign gap"', text)
    assert "86%" in text
    assert "<ins>姓们</ins>" in text
    assert "<del>姓信</del>" in text
    assert '<b class="dateline">本报讯（记者 李山）</b>清早' in text


def test_source_text_is_escaped_and_control_characters_replaced(build):
    text = build()["articles/bridge/index.html"]
    assert "新桥通了 &lt;山里&gt; &amp; 山外" in text
    assert "\x00" not in text
    assert "垒成桥墩。\ufffd" in text


def test_a_missing_headline_is_said(build):
    files = build()
    assert "原文件中没有标题" in files["articles/essay/index.html"]
    assert "headline not in the file" in files["en/articles/essay/index.html"]


def test_dates_are_written_as_the_language_does_and_never_guessed(build):
    assert "2025年6月12日" in build(day=newspaper.A_DAY)["index.html"]
    assert "12 June 2025" in build(day=newspaper.A_DAY)["en/index.html"]
    assert "日期不详" in build()["index.html"]


def test_regions_nest_and_prefectures_list_their_counties(build):
    files = build()
    assert "新桥通了" in files["regions/qingshi/index.html"]
    assert "新桥通了" in files["regions/qingshi/baishui/index.html"]


def test_english_pages_mark_chinese_and_name_places_in_english(build):
    text = build()["en/columns/shan-li-hua/index.html"]
    assert '<span>Hill Talk</span> <span class="printed-name" lang="zh-Hans">山里话</span>' in text


def test_a_site_folder_overrides_templates_and_static_files(build, tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "static").mkdir()
    (tmp_path / "templates" / "about.html").write_text("own {{ heading }}", encoding="utf-8")
    (tmp_path / "static" / "site.css").write_text("own", encoding="utf-8")
    files = build()
    assert files["about/index.html"] == "own 关于"
    assert files["static/site.css"] == "own"


def test_a_template_that_asks_for_too_much_is_the_users_mistake(build, tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "about.html").write_text("{{ nobody }}", encoding="utf-8")
    with pytest.raises(UserError, match="nobody"):
        build()


def test_the_rows_of_a_table_stand_together(gzsite, site):
    rows = "<table>\n<tr><td>村名</td><td>产量</td></tr>\n\n<tr><td>河湾村</td><td>八百斤</td></tr>\n</table>\n"
    (site / "seeds" / "one.md").write_text(f"## 各村产量\n\n今年又是丰收年。\n\n{rows}", encoding="utf-8")
    assert gzsite("build", cwd=site).returncode == 0
    pages = [p.read_text(encoding="utf-8") for p in (site / "build/articles").rglob("index.html")]
    (table,) = (found for text in pages for found in re.findall(r'<div class="table".*?</div>', text, re.DOTALL))
    rows = [re.findall(r"<td>(.*?)</td>", row) for row in re.findall(r"<tr>.*?</tr>", table)]
    assert rows == [["村名", "产量"], ["河湾村", "八百斤"]]


def test_an_english_word_that_was_broken_is_shown_whole(gzsite, site):
    text = "The first bus crossed the new bridge early on Thursday morn-\n\ning, and villagers stood watching.\n"
    (site / "seeds" / "one.md").write_text(f"# Bridge Opens\n\n{text}", encoding="utf-8")
    assert gzsite("build", cwd=site).returncode == 0
    text = next((site / "build/articles").rglob("index.html")).read_text(encoding="utf-8")
    assert re.search('Thursday morn\u00ad<a class="seam".*?</a>ing, and', text)


def test_a_line_that_two_share_has_one_id_for_each(gzsite, site):
    text = "## 新桥通了\n\n清早，第一辆班车开过新桥。（下转第二版）\n\n## 河湾村\n\n小河变清了。\n"
    (site / "seeds" / "one.md").write_text(text, encoding="utf-8")
    assert gzsite("build", cwd=site).returncode == 0
    page = (site / "build/pages/one/printed/index.html").read_text(encoding="utf-8")
    assert re.findall(r'id="(L3[^"]*)"', page) == ["L3", "L3-2"]


def test_a_heading_of_several_parts_stands_in_one_line_as_it_was_printed(gzsite, site):
    text = "## 湖南云水县推进农村公路建设 山路通 茶香浓 ——记修路人\n\n清早，第一辆班车开过新桥。\n"
    (site / "seeds" / "one.md").write_text(text, encoding="utf-8")
    assert gzsite("build", cwd=site).returncode == 0
    page = (site / "build/pages/one/printed/index.html").read_text(encoding="utf-8")
    (line,) = re.findall(r'<p class="line headline" id="L1">.*?<span[^>]*>(.*?)</span>', page)
    assert line == "湖南云水县推进农村公路建设 山路通 茶香浓 ——记修路人"
