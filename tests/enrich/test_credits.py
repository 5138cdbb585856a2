from gzdaily_site.enrich.credits import credits_of
from gzdaily_site.model import BodyBlock, Credit, Piece


def test_reporters_come_before_photographers_in_printed_order(article):
    picture = BodyBlock("credit", "丁一 摄", (Piece(30, 0, 4, "丁一 摄"),), names=("丁一",))
    made = article(
        "正文。", byline=("记者 甲一 乙一", "甲一", "乙一"), dateline=("本报讯(记者 丙一)", "丙一"), blocks=(picture,)
    )
    assert credits_of(made) == (
        Credit("甲一", "reporter"),
        Credit("乙一", "reporter"),
        Credit("丙一", "reporter"),
        Credit("丁一", "photographer"),
    )


def test_a_person_named_twice_is_credited_once_for_each_role(article):
    picture = BodyBlock("credit", "甲一 摄", (Piece(30, 0, 4, "甲一 摄"),), names=("甲一",))
    made = article(byline=("记者 甲一", "甲一"), dateline=("本报讯(记者 甲一)", "甲一"), blocks=(picture, picture))
    assert credits_of(made) == (Credit("甲一", "reporter"), Credit("甲一", "photographer"))


def test_an_article_nobody_signed_has_no_credits(article):
    assert credits_of(article("正文。")) == ()
