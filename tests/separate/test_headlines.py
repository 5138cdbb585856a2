"""Headings of several parts: kicker, headline and deck in one line."""

from pathlib import Path

import pytest

from gzdaily_site.desk import read
from gzdaily_site.separate.headlines import parts, told_apart
from gzdaily_site.source import read_page


def said(line: str, **known: bool) -> tuple[str, str, str]:
    told = told_apart(line, **known)
    return tuple(line[start:end] for start, end in (told.kicker, told.headline, told.deck))


@pytest.mark.parametrize(
    ("line", "kicker", "headline", "deck"),
    [
        (
            "李大山在云水县调研时强调 把路修到村口 让车开进山里",
            "李大山在云水县调研时强调",
            "把路修到村口 让车开进山里",
            "",
        ),
        ("湖南云水县推进农村公路建设 山路通 茶香浓", "湖南云水县推进农村公路建设", "山路通 茶香浓", ""),
        ("山路弯弯通四海 茶香阵阵飘九州", "", "山路弯弯通四海 茶香阵阵飘九州", ""),
        ("湖南去年修路三千公里 已惠及百万人", "", "湖南去年修路三千公里", "已惠及百万人"),
        ("山路越走越宽 茶乡巨变系列报道③", "", "山路越走越宽", "茶乡巨变系列报道③"),
        ("湖南云水县全民修路大会战 “我们自己的路自己修”", "湖南云水县全民修路大会战", "“我们自己的路自己修”", ""),
        ("一座桥的故事", "", "一座桥的故事", ""),
        (
            "湖南云水县推进农村公路建设 山路通 茶香浓 ——记修路人李大山",
            "湖南云水县推进农村公路建设",
            "山路通 茶香浓",
            "——记修路人李大山",
        ),
    ],
)
def test_parts_are_told_apart(line: str, kicker: str, headline: str, deck: str) -> None:
    assert said(line) == (kicker, headline, deck)


def test_a_second_kicker_or_deck_is_never_made() -> None:
    line = "李大山在云水县调研时强调 把路修到村口 让车开进山里 周小雨作出批示"
    assert said(line)[0]
    assert said(line)[2]
    assert not said(line, headed=True)[0]
    assert not said(line, decked=True)[2]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("云水 2025 年 AI 大会开幕", ["云水 2025 年 AI 大会开幕"]),
        ("云水2025年大会开幕 AI走进百家", ["云水2025年大会开幕", "AI走进百家"]),
        ("春 天 的 故 事", ["春 天 的 故 事"]),
        ("山路通\u3000 茶香浓", ["山路通", "茶香浓"]),
        ("The New Road", ["The New Road"]),
        ("", []),
    ],
)
def test_blanks_part_only_what_reads_as_a_part(line: str, expected: list[str]) -> None:
    assert [line[start:end] for start, end in parts(line)] == expected


def reading(folder: Path, text: str, corrections: str = ""):
    (folder / "page.md").write_text(text, encoding="utf-8")
    if corrections:
        (folder / "page.corrections.yml").write_text(corrections, encoding="utf-8")
    return read(read_page(folder / "page.md", folder, folder), {})


STORY = "\n\n本报记者 林小禾\n\n清早，第一辆班车开过新桥，村民站在桥头看。\n"


def test_each_part_has_the_characters_of_the_source_that_it_shows(tmp_path: Path) -> None:
    raw = "## **湖南云水县推进农村公路建设**\u3000山路通&nbsp;茶香浓 ——记修路人"
    (article,) = reading(tmp_path, raw + STORY).articles
    shown = [(field.text, field.pieces[0]) for field in (article.kicker, article.headline, article.deck)]
    assert [text for text, _ in shown] == ["湖南云水县推进农村公路建设", "山路通\xa0茶香浓", "——记修路人"]
    assert [raw[piece.start : piece.end].strip("#* \u3000") for _, piece in shown] == [
        "湖南云水县推进农村公路建设",
        "山路通&nbsp;茶香浓",
        "——记修路人",
    ]
    assert [piece.start for _, piece in shown[1:]] == [piece.end for _, piece in shown[:-1]]


def test_a_headline_that_a_person_gave_is_left_as_it_is(tmp_path: Path) -> None:
    line = "湖南云水县推进农村公路建设 山路通 茶香浓"
    corrections = f"corrections:\n- retitle: {line}\n  headline: 桥工在调研时强调 修路\n"
    (article,) = reading(tmp_path, f"## {line}" + STORY, corrections).articles
    assert (article.kicker, article.headline.text) == (None, "桥工在调研时强调 修路")


def test_a_heading_above_is_the_kicker_of_all_parts(tmp_path: Path) -> None:
    (article,) = reading(tmp_path, "#### 云水县推进公路建设\n\n## 山路弯弯通 茶香阵阵浓" + STORY).articles
    assert (article.kicker.text, article.headline.text) == ("云水县推进公路建设", "山路弯弯通 茶香阵阵浓")


def test_the_address_of_an_article_does_not_hang_on_how_its_heading_is_told_apart(tmp_path: Path) -> None:
    line = "湖南去年修路三千公里 已惠及百万人"
    (article,) = reading(tmp_path, f"## {line}" + STORY).articles
    corrections = f"corrections:\n- retitle: {line}\n  headline: {line}\n"
    (whole,) = reading(tmp_path, f"## {line}" + STORY, corrections).articles
    assert article.deck
    assert not whole.deck
    assert article.id == whole.id
