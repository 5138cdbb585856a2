import pytest

from gzdaily_site.enrich.topics import Subjects
from gzdaily_site.model import Topic


@pytest.fixture
def slugs(article, subjects):
    return lambda *paragraphs, **heads: [s.slug for s in subjects.of(article(*paragraphs, **heads))]


@pytest.mark.parametrize(
    ("headline", "body", "slug"),
    [
        ("乡亲们盼来了好收成", "合作社的水稻丰收了,农户们忙着秋收,乡村振兴有了底气。", "agriculture-and-villages"),
        ("新学期第一课", "学校里,教师带着学生上思政课。", "education"),
        ("村医背起药箱", "卫生院的医生上门看望患者,医保报销更方便。", "health"),
        ("法庭开在院坝", "法官就地立案、调解,诉讼不再难。", "law-and-courts"),
        ("演练为了平安", "消防救援人员讲解灭火知识,排查火灾隐患。", "public-safety"),
        ("算力涌动", "数据中心里,人工智能大模型正在训练,数字经济蓬勃。", "big-data"),
        ("大桥通车", "高速公路上的大桥通车后,公路里程又增加了。", "transport"),
        ("村超又开赛", "足球场上球员拼抢,球迷欢呼。", "sports"),
        ("暴雨来袭", "防汛抢险队伍转移群众,应急响应启动。", "disaster-relief"),
        ("粤黔一家亲", "东西部协作带来了东部企业。", "east-west-cooperation"),
    ],
)
def test_an_article_is_given_its_subject(slugs, headline, body, slug):
    assert slugs(body, headline=headline)[0] == slug


def test_an_article_which_fits_nothing_is_given_none(slugs):
    assert slugs("春风拂面,花儿开了。") == []
    assert slugs() == []


def test_an_article_is_given_three_subjects_at_most(slugs):
    body = "学校教师、医院医生、法院法官、足球球员、景区游客、党支部党员、煤矿电网。"
    assert len(slugs(body * 3)) == 3


def test_the_headline_counts_more_than_the_body(subjects, article):
    head = subjects.of(article("老师说。", headline="消防安全演练"))[0]
    body = subjects.of(article("消防安全演练", "消防", headline="老师说"))[0]
    assert head.slug == body.slug == "public-safety"
    assert head.score > 3.5


def test_repeating_one_word_earns_ever_less(subjects, article):
    once, often = (subjects.of(article("法院、法官。" * n))[0].score for n in (1, 10))
    assert once < often < 10 * once


def test_the_words_that_said_so_are_told(subjects, article):
    (score,) = subjects.of(article("法官来到法庭,法官调解。"))
    assert score.words == ("法官", "法庭", "调解")


def test_the_longest_keyword_counts_alone(article):
    own = Subjects({"a": Topic("a", "甲", "A", {"交通": 9.0}), "b": Topic("b", "乙", "B", {"轨道交通": 9.0})})
    assert [s.slug for s in own.of(article("轨道交通"))] == ["b"]


def test_a_column_of_the_topic_speaks_for_it(slugs):
    assert slugs("支部的党员们。", column="党旗飘扬") == ["party-building"]


def test_a_taxonomy_without_topics_gives_none(article):
    assert Subjects({}).of(article("法院")) == ()


def test_a_contest_without_a_sport_is_no_sports(slugs):
    assert "sports" not in slugs("选手参赛，比赛决出金牌。", headline="焊工大赛开赛，选手夺冠")
    assert "sports" in slugs("选手参赛，比赛决出金牌。", headline="篮球大赛开赛，选手夺冠")
