"""Persons quoted and organisations named: what is not sure is left out."""

import pytest

from gzdaily_site import shipped
from gzdaily_site.enrich import surroundings
from gzdaily_site.enrich.organisations import Register
from gzdaily_site.enrich.passages import passages


@pytest.fixture
def quoted(witnesses, article):
    return lambda *paragraphs, writers=(): witnesses.of(passages(article(*paragraphs)), frozenset(writers))


def test_who_speaks_after_the_quotation_is_named_as_the_text_says(quoted):
    (person,) = quoted("“这条路修好了，出门方便多了。”青山村村民陆小河说。")
    assert (person.name, person.description, person.full) == ("陆小河", "青山村村民", True)
    assert [q.text for q in person.quotations] == ["这条路修好了，出门方便多了。"]
    assert person.lines == (10,)


def test_who_speaks_before_the_quotation_too(quoted):
    (person,) = quoted("种植大户韦大山告诉记者：“今年的收成，比去年好。”")
    assert (person.name, person.description) == ("韦大山", "种植大户")


def test_a_name_of_two_characters_ends_before_the_verb(quoted):
    assert [p.name for p in quoted("“茶叶卖完了，钱也到手了。”店主王强高兴地说。")] == ["王强"]


def test_two_offices_belong_to_one_person(quoted):
    (person,) = quoted("“要把好事办好，把实事办实。”县委社会工作部部长、县委两新工委书记黄佑才说。")
    assert person.description == "县委社会工作部部长、县委两新工委书记"


def test_a_person_is_one_however_often_quoted(quoted):
    (person,) = quoted("“路通了，心就通了。”村支书龙正江说。", "“还要再修一条，修到山那边。”龙正江说。")
    assert len(person.quotations) == 2
    assert person.lines == (10, 12)


def test_a_name_without_a_given_name_is_shown_but_not_whole(quoted):
    (person,) = quoted("“坐在院子里，晒太阳真舒心。”居民刘大爷说。")
    assert (person.name, person.full) == ("刘大爷", False)


def test_the_hero_of_an_article_needs_no_title(quoted):
    texts = ["杨望山是山里的老师。杨望山教书，杨望山种树。", "“我要留在这里，哪也不去。”杨望山说。"]
    assert [p.name for p in quoted(*texts)] == ["杨望山"]


def test_who_is_reported_without_a_quotation_is_a_person_too(quoted):
    (person,) = quoted("据青山社区党支部书记陈燕介绍，半年来解决问题46件。")
    assert (person.name, person.description, person.quotations) == ("陈燕", "青山社区党支部书记", ())
    assert person.lines == (10,)


@pytest.mark.parametrize(
    "text",
    [
        "民警耐心提醒，要注意防火。",
        "游客高兴地说，下次还来。",
        "老师温馨提醒家长。",
        "局长陈国强调研时看了车间。",
        "党员都说好。",
        "专家组建议尽快施工。",
        "居民温暖地说，谢谢。",
    ],
)
def test_a_word_before_a_verb_of_saying_is_no_name(quoted, text):
    assert quoted(text) == ()


def test_he_is_the_one_person_named_before(quoted):
    (person,) = quoted("技术员韦大山正带着村民剪枝。“管护到位，一亩能多收八十斤。”他说。")
    assert (person.name, person.description, len(person.quotations)) == ("韦大山", "技术员", 1)
    assert quoted("村民龙大山和村民杨小河在剪枝。“管护到位，能多收八十斤。”他说。") == ()


@pytest.mark.parametrize(
    "text",
    [
        "“一窗受理”主任办公会说了算。",
        "“党建引领，多方共治。”全国各地都在说。",
        "“这里真好，下次还来。”游客们说。",
        "“要办好，也要管好。”有关负责人表示。",
        "村民陆小河种茶二十年。",
        "“没有人说这句话，也没有出处。”",
    ],
)
def test_what_is_not_sure_is_no_person(quoted, text):
    assert quoted(text) == ()


def test_reporters_are_not_quoted(quoted):
    assert quoted("“你好，请问茶叶怎么卖？”书记李文问。“不贵，尝尝吧。”书记李文说。", writers=["李文"]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "灯光从学生宿舍门口照出来，“今晚的月亮真圆，风也不大。”大家说。",
        "检察官向主管部门负责人表示：“这条路要修好，要快些修。”",
    ],
)
def test_a_common_word_is_no_family_name_and_given_name(quoted, text):
    assert not [p.name for p in quoted(text) if p.name in ("宿舍", "向主管")]


def test_a_foreign_name_is_whole(quoted):
    (person,) = quoted("“这条路修好了，出门方便多了。”带队老师古丽扎尔·买买提说。")
    assert person.name == "古丽扎尔·买买提"
    (person,) = quoted("“这条路修好了，出门方便多了。”研究员皮特·恩德里赞叹道。")
    assert person.name == "皮特·恩德里"


def test_a_name_that_stands_nowhere_by_itself_is_the_beginning_of_a_longer_one(quoted):
    (person,) = quoted("村支书汪小文说：“路修好了，灯也亮了。”", "“今年还要再修一条路。”村支书汪小文化解难题。")
    assert person.name == "汪小文"


def test_what_leads_to_a_description_is_no_part_of_it(quoted):
    (person,) = quoted("“这次来看展览，我很高兴。”展览让云梦大学学生韦大山说。")
    assert person.description == "云梦大学学生"


@pytest.fixture
def organisations(spotter, article, divisions):
    around = surroundings.load(shipped.data("surroundings.yml"), divisions.every_word)

    def named(text):
        read = passages(article(text))
        return [o.name for o in Register(around.organisations).of(read, spotter.find(read))]

    return named


def test_an_organisation_is_a_place_and_a_name_that_says_what_it_is(organisations):
    assert organisations("铜仁市沿河自治县中等职业学校与广东省东莞市机电工程学校结对。") == [
        "铜仁市沿河自治县中等职业学校",
        "广东省东莞市机电工程学校",
    ]


@pytest.mark.parametrize("text", ["贵阳市的公司很多。", "石阡县和银行签约。", "遵义市是好地方。", "学校在凯里市。"])
def test_a_place_near_an_organisation_is_none(organisations, text):
    assert organisations(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "贵阳市一所中学开学。",
        "铜仁市某集团招工。",
        "遵义市多所学校开学。",
        "贵州省分行充分发挥集团优势。",
        "他写了《贵阳市第一中学》一书。",
        "贵阳分公司开业。",
        "云南籍大学生返乡。",
    ],
)
def test_an_uncertain_or_broken_off_organisation_is_none(organisations, text):
    assert organisations(text) == []


def test_the_house_directly_before_a_place_belongs_to_the_name(organisations):
    assert organisations("他在中国科学院贵阳青石研究所工作。") == ["中国科学院贵阳青石研究所"]
    assert organisations("据悉，中共贵州省委员会开会。") == ["中共贵州省委员会"]
    assert organisations("近日，青石集团贵州有限公司开业。") == ["青石集团贵州有限公司"]
