import sys
from pathlib import PurePosixPath

import pytest

from gzdaily_site.config import Settings
from gzdaily_site.enrich import enrich
from gzdaily_site.enrich.reuse import Comparing, numbered, reused
from gzdaily_site.model import Ledger, PageFacts, PageId, PageReading, SourcePage

SHARED = "老街改造既是一项民生工程,也是一项民心工程,要让住在这里的人满意。"


@pytest.fixture
def related(article, tmp_path):
    """The related articles of each, in an archive of one page."""

    def related(*articles):
        source = SourcePage(PageId("p"), PurePosixPath("p.md"), "", PageFacts(), ())
        page = PageReading(source, articles, (), Ledger(0, 0, 0, 0, 0))
        return enrich([page], Settings(site=tmp_path, title={}, newspaper={}, description={})).related_to

    return related


@pytest.fixture
def three(article):
    return (
        article(SHARED, "全市共有5601个老旧小区,“两个覆盖”见成效。", id="a"),
        article("评论说:" + SHARED, "5601个老旧小区焕然一新,“两个覆盖”是关键。", id="b"),
        article("蜜蜂在花间飞舞,蜂农张罗着收蜜。", id="c"),
    )


def test_two_that_share_what_is_rare_name_each_other_and_say_why(related, three):
    near = related(*three)
    assert [r.id for r in near["a"]] == ["b"]
    assert [r.id for r in near["b"]] == ["a"]
    assert near["a"][0].ties == near["b"][0].ties
    assert {t.kind for t in near["a"][0].ties} >= {"passage", "figure", "phrase"}


def test_one_that_shares_nothing_has_none(related, three):
    assert related(*three)["c"] == ()


def test_the_order_of_the_articles_does_not_matter(related, three):
    assert related(*three) == related(*three[::-1])


def test_what_many_share_ties_none(related, article):
    many = [article(f"“两个覆盖”在第{n}村。", id=f"m{n:03}") for n in range(60)]
    assert all("两个覆盖" not in {t.what for r in near for t in r.ties} for near in related(*many).values())


def test_a_passage_printed_twice_is_found_whole(three):
    ((pair, passages),) = reused(three).items()
    assert pair == ("a", "b")
    assert passages[0] == "老街改造既是一项民生工程，也是一项民心工程，要让住在这里的人满意"


def test_a_turn_of_phrase_is_no_passage(article):
    assert reused([article("真是太好了,我们都很高兴。", id="a"), article("大家说,我们都很高兴。", id="b")]) == {}


def test_who_was_compared_before_is_not_read_again_and_shares_the_same(three, monkeypatch):
    first = Comparing()
    found = reused(three, comparing=first)
    numbers = [numbered(it) for it in three]
    again = Comparing(first.now)
    with monkeypatch.context() as blind:
        blind.setattr(sys.modules["gzdaily_site.enrich.reuse"], "clauses", lambda _: pytest.fail("a text was read"))
        assert reused(three, numbers, again) == found
    assert again.now == first.now


def test_what_became_a_formula_since_is_no_passage_any_more(article):
    """Two articles are what they were; what they share depends on the others."""
    told = "这座桥终于在今年夏天最热的那几天里由村里人自己修好了"
    own = "山里的孩子们从此不用再绕路上学了,家家户户都很高兴。"
    two = [article(f"{told},{own}", id="a"), article(f"听说{told},路不远。{own}{told}。", id="b")]
    many = [article(f"第{n}村也说,{told}。", id=f"m{n:02}") for n in range(12)]
    for more in (many, [], many):
        known = Comparing()
        reused([*two, *more], comparing=known)
        for others in ([], many):
            assert reused([*two, *others], comparing=Comparing(known.now)) == reused([*two, *others])


def test_one_shared_word_alone_is_chance(related, article):
    a, b = article("蜂农在山上收蜜，蜜蜂飞舞。", id="a"), article("收蜜的人赶着马车去集镇。", id="b")
    assert all(len(it.ties) > 1 or it.ties[0].kind != "word" for near in related(a, b).values() for it in near)
