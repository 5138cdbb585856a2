"""Small measures: time in months or years, shades, sheets, lines of a card, the shortening of text."""

from datetime import date
from types import SimpleNamespace

import pytest

from gzdaily_site.config import Settings
from gzdaily_site.model import Archive
from gzdaily_site.render.charts import chart, level
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.paging import in_order, newest_first, pager, sheets
from gzdaily_site.render.pictures import LINES, _lines
from gzdaily_site.render.routes import Address, routes
from gzdaily_site.render.shelves import Shelves
from gzdaily_site.render.sounds import reading
from gzdaily_site.render.spans import span
from gzdaily_site.render.texts import texts
from gzdaily_site.render.typography import shorten


@pytest.fixture
def edition(tmp_path):
    settings = Settings(tmp_path, *(dict.fromkeys(("zh", "en"), "报"),) * 3)
    archive = Archive((), {}, {})
    return Edition(archive, settings, Shelves(archive, settings), routes(settings), texts("en"))


def test_a_short_archive_is_told_in_months_and_a_long_one_in_years():
    assert span([date(2024, 11, 3), date(2025, 2, 1)]).periods == ((2024, 11), (2024, 12), (2025, 1), (2025, 2))
    assert span([date(2001, 5, 1), date(2009, 1, 1)]).periods == tuple((year, 0) for year in range(2001, 2010))
    assert span([]).periods == ()


def test_a_chart_has_a_bar_for_every_period_and_none_for_a_single_one(edition):
    over = span([date(2001, 5, 1), date(2009, 1, 1)])
    drawn = chart(edition, over, [date(2001, 5, 1), date(2001, 6, 1), date(2009, 1, 1), None], "Articles")
    assert [bar.value for bar in drawn.bars] == ["2", *"0000000", "1"]
    assert (drawn.first, drawn.last, drawn.most) == ("2001", "2009", "2")
    assert drawn.bars[0].height == drawn.height
    assert chart(edition, span([date(2001, 5, 1)]), [date(2001, 5, 1)], "Articles") is None


def test_shades_grow_with_the_count():
    assert [level(count, 100) for count in (0, 1, 20, 21, 100)] == [0, 1, 1, 2, 5]


def test_a_long_list_is_cut_into_sheets_that_lead_to_each_other(edition):
    assert [list(some) for _, some in sheets("abcde", 2)] == [["a", "b"], ["c", "d"], ["e"]]
    assert [list(some) for _, some in sheets("", 2)] == [[]]
    way = pager(edition, Address("topics/tea/"), 6, 1000, 100, newest_first)
    assert [it and it.text for it in way.pages] == ["1", None, "4", "5", "6", "7", "8", None, "10"]
    assert way.previous.href == "../page-5/"
    assert way.pages[0].href == "../"
    assert pager(edition, Address("topics/tea/"), 1, 100, 100, newest_first) is None


def test_only_a_list_in_the_order_of_time_leads_to_what_is_newer_or_older(edition):
    first, last = (pager(edition, Address("topics/tea/"), number, 2, 1, newest_first) for number in (1, 2))
    assert (first.next.text, last.previous.text) == ("Older", "Newer")
    first, last = (pager(edition, Address("reporters/"), number, 2, 1, in_order) for number in (1, 2))
    assert (first.next.text, last.previous.text) == ("Next", "Previous")


def test_a_headline_that_is_too_long_for_a_card_is_shortened():
    wide = SimpleNamespace(getlength=len)
    assert _lines("一二三四，五六", wide, 4) == ["一二三四，", "五六"]
    assert _lines("字" * 99, wide, 10)[-1] == "字" * 9 + "…"
    assert len(_lines("字" * 99, wide, 10)) == LINES


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("新路覆盖8.8万户人家的茶园", 6, "新路覆盖……"),
        ("新路覆盖8.8万户人家的茶园", 7, "新路覆盖……"),
        ("新路覆盖8.8万户人家的茶园", 8, "新路覆盖8.8万……"),
        ("去年全县GDP增长得快", 5, "去年全县……"),
        ("去年增长12.5%，再创新高", 8, "去年增长……"),
        ("茶园三万亩……游人很多", 6, "茶园三万亩……"),
        ("县里的人叫它“茶海”，来看的人多", 7, "县里的人叫它……"),
        ("“茶香” A’s", 10, "“茶香” A’s"),
    ],
)
def test_no_number_or_word_is_cut(text, length, shown):
    assert shorten(text, length) == shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("他说：“山、水！”", "tā shuō: “shān, shuǐ!”"),
        ("《茶》（2.5万）", "《chá》 (2.5 wàn)"),
    ],
)
def test_what_is_read_aloud_has_its_marks_where_letters_have_them(text, said):
    assert reading(text) == said


def test_english_with_marks_of_its_own_is_english():
    text = "Tea · “Spring” leaves are picked before the rain"
    assert shorten(text, 13) == "Tea · “Spring” leaves are…"


def test_english_is_shortened_between_words():
    assert shorten("The new bridge over the river opens", 10) == "The new bridge over…"
    assert shorten("The bridge", 10) == "The bridge"
