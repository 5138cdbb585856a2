"""The table of figures: every figure, cut into sheets, with who else gives the same."""

import re

import pytest

from gzdaily_site.build import build
from gzdaily_site.crew import ALONE

LEAD = "# 城市更新\n\n目前全省已有5601个城镇老旧小区纳入改造计划，居民拍手称好。\n"
COMMENT = "# 民生是大事\n\n“5601个城镇老旧小区”这个数字背后，是千家万户的期盼。\n"
PLAIN = "# 辣椒丰收\n\n" + "今年种了辣椒{}亩。\n\n" * 205


@pytest.fixture
def table(tmp_path):
    """The sheets of the table of a site with these pages, by number."""

    def made(*pages):
        (tmp_path / "seeds").mkdir()
        (tmp_path / "gzsite.yml").write_text("title: {zh: 甲, en: A}\n", encoding="utf-8")
        for n, text in enumerate(pages):
            (tmp_path / "seeds" / f"{n}.md").write_text(text, encoding="utf-8")
        build(tmp_path, crew=ALONE)
        folder = tmp_path / "build/figures"
        return [path.read_text(encoding="utf-8") for path in (folder / "index.html", *folder.glob("page-*/index.html"))]

    return made


def test_a_figure_two_articles_give_names_the_other_one(table):
    (sheet,) = table(LEAD, COMMENT)
    rows = re.findall(r"<tr><td.*?</tr>", sheet)
    assert [row.count("<a ") for row in rows] == [2, 2]
    assert all("城镇老旧小区" in row and 'data-value="5601"' in row for row in rows)


def test_many_figures_are_cut_into_sheets_and_all_are_there(table):
    sheets = table(PLAIN.format(*range(1001, 1206)))
    assert [sheet.count("data-value=") for sheet in sheets] == [200, 5]
    assert 'rel="next"' in sheets[0]


def test_an_archive_without_figures_says_so(table):
    (sheet,) = table("# 山里\n\n雨停了，山里很静。\n")
    assert "<table" not in sheet
