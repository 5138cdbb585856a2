"""gzsite inspect: JSON in schema 1, a tree for people."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click import unstyle
from click.testing import CliRunner

from gzdaily_site.cli import gzsite
from gzdaily_site.commands.tree import tree as tree_of
from gzdaily_site.commands.typeset import COLUMNS, percent, width
from gzdaily_site.desk import read
from gzdaily_site.model import ArticleId, Field, LooseEnd, RunnerUp
from gzdaily_site.separate.jumps import follow
from gzdaily_site.source import read_page

ROOT = Path(__file__).parents[1]
PAGE = "seeds/000_06d2137520128874.txt"


def said(*args: str) -> str:
    result = CliRunner().invoke(gzsite, ["inspect", "--site", str(ROOT), *args])
    assert result.exit_code == 0, result.output
    return result.output


def test_json_has_the_keys_of_the_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = json.loads(said("--json", PAGE))
    assert page["schema"] == 1
    assert page["source"] == PAGE
    assert set(page) == {"schema", "source", "sha256", "page", "articles", "furniture", "ledger", "loose_ends"}
    assert page["page"] == {"id": "000_06d2137520128874", "newspaper": None, "date": None, "number": None, "name": None}
    article = page["articles"][0]
    assert {
        "id",
        "kind",
        "column",
        "kicker",
        "headline",
        "deck",
        "byline",
        "dateline",
        "body",
        "moves",
        "gaps",
        "lines",
    } == set(article)
    assert article["byline"] == {"text": "贵州日报天眼新闻记者 张良胜", "names": ["张良胜"], "lines": [7]}
    assert article["body"][2] == {
        "kind": "crosshead",
        "text": "如何改？ 从“政府想做”变“群众想要”",
        "lines": [13, 14],
        "joins": [],
    }
    assert page["ledger"]["lost"] == page["ledger"]["doubled"] == 0


def test_one_object_a_line_for_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert [json.loads(s)["schema"] for s in said("--json", PAGE, PAGE).splitlines()] == [1, 1]


def test_without_corrections_nothing_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert '"mends"' in said("--json", PAGE)
    assert '"mends"' not in said("--json", "--no-corrections", PAGE)


def test_tree_names_articles_joins_gaps_and_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    tree = said("--no-corrections", PAGE)
    for words in (
        "让老房子住得舒适安心",
        "headline in line 44",
        "joined after line 58 at 99 %: the quotation mark opened there closes here",
        "gap after line 66: the sentence breaks off, its rest was not found on the",
        "13–14  crosshead",
        "0 lost, 0 doubled",
    ):
        assert words in tree


def test_every_decision_of_the_reading_is_in_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page, tree = json.loads(said("--json", "--no-corrections", PAGE)), said("--no-corrections", PAGE)
    articles = page["articles"]
    assert tree.count("├ joined after line") == sum(len(b["joins"]) for a in articles for b in a["body"])
    assert tree.count("├ moved here: line") == sum(len(a["moves"]) for a in articles)
    assert tree.count("├ gap") == sum(len(a["gaps"]) for a in articles)
    assert tree.count("├ line") == len(page["loose_ends"])


def test_the_tree_is_as_wide_as_chinese_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    rows = [s for s in said("--no-corrections", PAGE).splitlines() if s[:1] == " "]
    assert rows
    assert max(map(width, rows)) <= COLUMNS


def test_a_loose_end_names_where_it_stays_and_where_it_may_belong(site: Path) -> None:
    guess = RunnerUp(ArticleId("b"), 0.41), RunnerUp(ArticleId("c"), 0.22)
    reading = read(read_page(site / "seeds" / "one.md", site, site / "seeds"), {})
    (one,) = reading.articles
    others = tuple(
        replace(one, id=g.article, headline=Field(t, ()), body=()) for g, t in zip(guess, "东西", strict=True)
    )
    end = LooseEnd((5,), "perhaps a continuation of another article", guess)
    shown = unstyle(tree_of(replace(reading, articles=(one, *others), loose_ends=(end,)), follow([])))
    assert "line 5 stays under 《新桥通了》; perhaps a continuation of 《东》 (41 %) or 《西》 (22 %)" in " ".join(
        s.strip("├│ ") for s in shown.splitlines()
    )


def test_what_a_person_mended_is_told_with_the_reason(site: Path) -> None:
    (site / "seeds" / "one.corrections.yml").write_text(
        "corrections:\n- mend: 班车\n  better: 客车\n  why: 形近\n", encoding="utf-8"
    )
    done = CliRunner().invoke(gzsite, ["inspect", "--site", str(site), str(site / "seeds" / "one.md")])
    assert "“班车” mended to “客车” by a person: 形近" in done.output


def test_heads_and_names_that_a_person_gave_are_told_beside_what_is_printed(site: Path) -> None:
    page = site / "seeds" / "one.md"
    page.write_text("---\nnewspaper: 清溪日报\n---\n\n" + page.read_text(encoding="utf-8"), encoding="utf-8")
    (site / "seeds" / "one.corrections.yml").write_text(
        "corrections:\n- retitle: 新桥通了\n  headline: 新桥通车了\n  kicker: 清溪村\n"
        "- attribute: 新桥\n  names: 林小禾、周小雨\n",
        encoding="utf-8",
    )
    told = unstyle(tree_of(reading := read(read_page(page, site, site / "seeds"), {}), follow([reading])))
    assert "├ headline by a person (printed: 新桥通了)" in told
    assert "kicker     清溪村\n           ├ kicker by a person (none is printed)\n" in told
    assert "本报记者 林小禾\n           ├ names by a person: 林小禾、周小雨\n" in told
    assert "front matter newspaper: 清溪日报" in told


@pytest.mark.parametrize(("no_color", "number"), [("", "\x1b[32m99 %\x1b[0m"), ("1", "at 99 %:")])
def test_colours_at_a_terminal_unless_they_are_not_wanted(
    monkeypatch: pytest.MonkeyPatch, no_color: str, number: str
) -> None:
    monkeypatch.chdir(ROOT)
    runner = CliRunner(env={"NO_COLOR": no_color})
    shown = runner.invoke(gzsite, ["inspect", "--no-corrections", PAGE], color=True).output
    assert number in shown
    assert ("\x1b" in shown) is ("\x1b" in number)


@pytest.mark.parametrize(
    ("confidence", "shown"),
    [
        (1.0, "\x1b[32m100 %"),
        (0.999, "\x1b[32m99 %"),
        (0.9, "\x1b[32m90 %"),
        (0.6, "\x1b[33m60 %"),
        (0.2, "\x1b[31m20 %"),
        (0.001, "\x1b[31m<1 %"),
    ],
)
def test_confidence_in_number_and_colour(confidence: float, shown: str) -> None:
    assert percent(confidence).startswith(shown)


def test_a_page_cannot_steer_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("## 题\x1b[2J目\n\n一段\x1b[31m话。\n", encoding="utf-8")
    done = CliRunner().invoke(gzsite, ["inspect", "page.txt"], color=True, env={"NO_COLOR": "1"})
    assert done.exit_code == 0
    assert "\x1b" not in done.output


def test_a_page_outside_any_site_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("## 题目\n\n一段话。\n", encoding="utf-8")
    result = CliRunner().invoke(gzsite, ["inspect", "--json", "page.txt"])
    assert json.loads(result.output)["articles"][0]["headline"] == "题目"
