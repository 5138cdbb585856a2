"""When a doubtful name is a place, and how much a naming says of what an article is about."""

import pytest

from gzdaily_site.enrich.edges import straddled
from gzdaily_site.enrich.phrases import Hit, Phrases
from gzdaily_site.enrich.regions import places


@pytest.fixture
def read(article, spotter):
    names = {code: region.short for code, region in spotter.gazetteer.regions.items()}

    def read(*paragraphs, **heads):
        found = places(article(*paragraphs, **heads), spotter)
        return names.get(found.main, ""), [names[m.code] for m in found.mentioned], found

    return read


@pytest.mark.parametrize(
    ("text", "name"),
    [("她从江苏来", "从江"), ("演完毕节目", "毕节"), ("名贵定制", "贵定"), ("江西秀美", "西秀"), ("科普定点", "普定")],
)
def test_a_word_across_its_edge_makes_a_name_none(text, name):
    start = text.index(name)
    assert straddled(text, start, start + len(name))


@pytest.mark.parametrize(
    ("text", "name"), [("从江的香猪", "从江"), ("从贵定到都匀", "贵定"), ("安顺西秀产业园", "西秀")]
)
def test_a_name_among_other_words_is_one(text, name):
    start = text.index(name)
    assert not straddled(text, start, start + len(name))


def test_the_longest_phrase_counts_and_none_inside_another():
    assert list(Phrases(["黔西", "黔西南", "茶"]).finditer("黔西南茶与黔西")) == [
        Hit(0, 3, "黔西南"),
        Hit(3, 4, "茶"),
        Hit(5, 7, "黔西"),
    ]


def test_places_outside_are_listed_apart_as_printed(read):
    _, mentioned, found = read("广东省东莞市的老师来到沿河自治县。", "东莞的方法好。")
    assert mentioned == ["沿河"]
    assert [(e.name, e.lines) for e in found.elsewhere] == [("广东省", (10,)), ("东莞市", (10, 12))]


def test_an_article_about_places_outside_is_about_none_of_ours(read):
    assert read("上海市黄浦区的图书馆开馆了。")[0] == ""


def test_a_township_is_told_with_its_county(read):
    assert read("遵义市赤水市旺隆镇的竹林。")[2].mentioned[1].townships == ("旺隆镇",)
    assert read("赤水市推进乡村建设。")[2].mentioned[0].townships == ()


def test_a_pair_of_letters_names_a_city_only_where_nothing_else_does(read):
    assert read("莞铜两地携手。")[2].mentioned[0].lines == (10,)
    assert read("铜仁的茶。", "莞铜两地携手。")[2].mentioned[0].lines == (10,)


def test_the_other_letter_of_a_pair_names_a_place_outside(read):
    assert [(e.name, e.words) for e in read("莞铜协作十年。")[2].elsewhere] == [("东莞", ("莞",))]
    assert [e.name for e in read("东莞的师傅来了，莞铜两地携手。")[2].elsewhere] == ["东莞"]


def test_a_city_may_have_two_letters_and_a_pair_may_be_another_name(read):
    assert read("贵遵复线恢复通行。")[1] == ["贵阳", "遵义"]
    assert read("贵安合作持续推进，六安产业兴旺。")[1] == []


def test_each_naming_is_proved_by_its_characters(read):
    proofs = read("来到凯里。", headline="凯里晴")[2].mentioned[0].proofs
    assert proofs == "headline:0-2 body.0:2-4"


def test_names_of_a_list_vouch_for_one_another_on_either_side(read):
    assert read("天柱、锦屏和剑河的林农。")[1] == ["天柱", "锦屏", "剑河"]


def test_an_office_of_the_province_speaks_for_it_unless_it_is_a_guest(read):
    assert read("省财政厅下达资金,支持遵义市修路。")[0] == "贵州"
    assert read("省财政厅在遵义市调研。")[0] == "遵义"


def test_markets_guests_and_firms_say_nothing_of_the_scene(read):
    assert read("脐橙销往贵阳、遵义。榕江县的果农笑了。")[0] == "榕江"
    assert read("贵阳游客来到榕江县。")[0] == "榕江"
    assert read("贵阳银行发布年报。")[0] == "贵州"
    assert read("本报贵阳3月5日讯 我省今年新建公路。")[0] == "贵州"
