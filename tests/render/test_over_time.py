"""The timeline, and what shelves share."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from gzdaily_site.build import build
from gzdaily_site.crew import ALONE

ISSUE = "# 修路记之{n}\n\n本报记者 林小禾\n\n毕节市赫章县的路修通了{more}。\n\n"
ISSUE += "### ■ 山里话\n\n#### 短话之{n}\n\n话不在多{n}。\n"


@pytest.fixture
def made(site):
    """Builds a paper with an issue on each of these days."""

    def built(*days):
        for n, day in enumerate(days):
            page = site / "seeds" / f"{day}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(ISSUE.format(n=n, more="，" * n), encoding="utf-8")
        (site / "seeds" / "one.md").unlink()
        build(site, crew=ALONE)
        return site / "build"

    return built


def band(text, title):
    return re.search(rf"<h2[^>]*>{title}</h2>(.*?)</section>", text, re.DOTALL)[1]


def test_a_row_a_column_and_a_bar_a_month(made):
    text = (made("2024/01/05/1", "2024/01/06/1", "2024/04/01/1") / "dates/timeline/index.html").read_text("utf-8")
    columns = band(text, "栏目")
    assert re.findall(r'<rect class="h\d" x="([\d.]+)" y="([\d.]+)"', columns) == [("0.0", "0.0"), ("480.0", "16.0")]
    assert "3篇文章 · 2024年1月最多：2篇" in columns
    assert re.findall(r'<th scope="row">(.*?)</th><td>(\d+)</td>', columns) == [("2024年1月", "2"), ("2024年4月", "1")]


def test_rows_of_a_band_have_one_measure(made):
    text = (made("2024/01/05/1", "2024/01/06/1", "2024/04/01/1") / "dates/timeline/index.html").read_text("utf-8")
    heights = re.findall(r'height="([\d.]+)"/>', band(text, "栏目"))
    assert heights == ["32.0", "16.0"]


def test_an_archive_of_one_month_has_no_timeline_and_no_link_to_it(made):
    folder = made("2024/01/05/1", "2024/01/06/1")
    assert not (folder / "dates/timeline").exists()
    assert "timeline" not in (folder / "dates/index.html").read_text("utf-8")
    assert "<svg viewBox" not in (folder / "columns/shan-li-hua/index.html").read_text("utf-8")


def test_one_appearance_is_no_chart(made):
    folder = made("2024/01/05/1", "2024/04/01/1")
    text = next((folder / "topics").glob("*/index.html"), None)
    assert "<svg viewBox" in (folder / "columns/shan-li-hua/index.html").read_text("utf-8")
    assert text is None or "<svg viewBox" in text.read_text("utf-8")


def test_a_count_on_a_shelf_asks_the_search_for_both(made):
    folder = made("2023/01/05/1", "2024/04/01/1")
    text = (folder / "regions/bijie/hezhang/index.html").read_text("utf-8")
    hrefs = [urlsplit(unquote(h.replace("&amp;", "&"))) for h in re.findall(r'class="both" href="([^"]+)"', text)]
    assert hrefs
    assert {h.path for h in hrefs} == {"../../../search/"}
    asked = [parse_qs(h.query) for h in hrefs]
    assert all(one["region"] == ["520527"] for one in asked)
    assert {"reporter": ["林小禾"], "region": ["520527"]} in asked
    assert {"year": ["2023"], "region": ["520527"]} in asked


def test_the_front_page_has_figures_that_say_what_they_count(site):
    text = "# 茶山开园\n\n今年建成5601亩茶园，另有3吨。\n\n# 新校落成\n\n学校迎来120名学生。\n"
    (site / "seeds" / "one.md").write_text(text, encoding="utf-8")
    build(site, crew=ALONE)
    shown = re.findall(r"<p><b>(.*?)</b> (.*?)</p>\n<a href=\"articles/[^\"]+\">(.*?)</a>", _home(site))
    assert shown == [("5601亩", "茶园", "茶山开园"), ("120名", "学生", "新校落成")]


def _home(site):
    return (site / "build" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(("days", "missed"), [((1, 2, 3, 5, 6), True), ((1, 9, 17, 28), False), ((1, 3), False)])
def test_a_day_without_an_issue_is_missed_only_where_most_days_have_one(site, days, missed):
    for day in days:
        file = site / "seeds" / "2024" / "03" / f"{day:02}" / "01.md"
        file.parent.mkdir(parents=True)
        file.write_text("## 新桥通了\n\n清早，第一辆班车开过新桥。\n", encoding="utf-8")
    build(site, crew=ALONE)
    text = (site / "build" / "dates" / "2024" / "index.html").read_text(encoding="utf-8")
    assert ('class="gap"' in text) == missed
    assert ("缺1天" in text) == missed
    assert "2024年4月" not in text
