"""The real page, against the answer key written by careful reading."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from gzdaily_site.desk import read
from gzdaily_site.model import PageReading
from gzdaily_site.source import read_page

ROOT = Path(__file__).parents[2]
KEY = yaml.safe_load((ROOT / "tests/gold/000_06d2137520128874.yaml").read_text(encoding="utf-8"))
PAGE = ROOT / "seeds" / KEY["source"]["name"]
MOST_WRONG_WITHOUT_CORRECTIONS = 2  # lines of the key in the wrong article, by rules alone


def reading(*, corrections: bool = True) -> PageReading:
    page = read_page(PAGE, ROOT, ROOT / "seeds")
    assert page.sha256 == KEY["source"]["sha256"], "the page is committed unchanged"
    return read(page, {}, corrections=corrections)


def homes(page: PageReading) -> tuple[dict[str, int], dict[int, int]]:
    """Which article of ours is which of the key's, and who owns each line."""
    owner = {line: n for n, a in enumerate(page.articles) for line in a.lines}
    match = {}
    for article in KEY["articles"]:
        mine = [b["line"] for b in KEY["blocks"] if b["article"] == article["id"] and b["line"] in owner]
        match[article["id"]] = Counter(owner[n] for n in mine).most_common(1)[0][0]
    return match, owner


def wrong_lines(page: PageReading) -> list[int]:
    match, owner = homes(page)
    out = []
    for block in KEY["blocks"]:
        answers = [block["article"], *(x.get("article", block["article"]) for x in block.get("accept", []))]
        right = {match.get(a) for a in answers if a}
        said = owner.get(block["line"])
        if said not in right and not (said is None and None in answers):
            out.append(block["line"])
    return out


def test_every_line_is_in_its_article() -> None:
    assert wrong_lines(reading()) == []


def test_rules_alone_misplace_at_most_two_lines() -> None:
    assert len(wrong_lines(reading(corrections=False))) <= MOST_WRONG_WITHOUT_CORRECTIONS


@pytest.mark.parametrize("article", KEY["articles"], ids=lambda a: a["id"])
def test_paragraphs_stand_whole_and_in_order(article: dict) -> None:
    page = reading()
    said = page.articles[homes(page)[0][article["id"]]]
    assert [list(b.lines) for b in said.body if b.kind == "paragraph"] == article["paragraphs"]
    assert [list(b.lines) for b in said.body if b.kind == "crosshead"] == article["subheads"]


@pytest.mark.parametrize("article", KEY["articles"], ids=lambda a: a["id"])
def test_names_are_read_from_byline_or_dateline(article: dict) -> None:
    page = reading()
    said = page.articles[homes(page)[0][article["id"]]]
    expected = article["byline"]["names"] or (article["dateline"] or {}).get("names", [])
    assert list((said.byline or said.dateline).names if said.byline or said.dateline else ()) == expected


@pytest.mark.parametrize("article", KEY["articles"], ids=lambda a: a["id"])
def test_sentences_that_break_off_are_gaps(article: dict) -> None:
    page = reading()
    said = page.articles[homes(page)[0][article["id"]]]
    cut = {g.after_line for g in said.gaps if g.kind == "cut_sentence"}
    assert cut == {g["after"] for g in article["gaps"] if g["kind"] == "cut_sentence"}


def test_a_moved_leg_says_why_and_who_came_second() -> None:
    moves = [m for a in reading(corrections=False).articles for m in a.moves]
    assert moves
    assert all(0 < m.confidence <= 1 and m.signals for m in moves)
    assert any(m.runner_up for m in moves)


def test_both_readings_of_a_mended_slip_stay() -> None:
    mends = [(b, m) for a in reading().articles for b in a.body for m in b.mends]
    assert {m.better for _, m in mends} >= {"鸭岭村", "图书馆改造"}
    assert all(b.text[m.at :].startswith(m.seen) for b, m in mends)
