from dataclasses import replace

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


def test_who_signs_with_a_bare_name_is_no_reporter_but_an_author(article):
    assert credits_of(article("正文。", byline=("甲一", "甲一"))) == (Credit("甲一", "author"),)
    assert credits_of(article("正文。", byline=("本报评论员 甲一", "甲一"))) == (Credit("甲一", "author"),)


def test_who_is_named_in_a_note_below_the_text_is_what_the_note_says(article):
    made = article("正文。", "（记者甲一、通讯员乙一参与采写）", byline=("甲一 乙一", "甲一", "乙一"))
    noted = replace(made, byline=replace(made.byline, pieces=()))
    assert credits_of(noted) == (Credit("甲一", "reporter"), Credit("乙一", "correspondent"))


def test_who_is_named_in_a_paragraph_is_what_it_says_and_took_no_picture(article):
    said = "（记者甲一参与采写）"
    noted = BodyBlock("paragraph", said, (Piece(30, 0, len(said), said),), names=("甲一",))
    assert credits_of(article("正文。", noted)) == (Credit("甲一", "reporter"),)
