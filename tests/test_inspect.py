"""gzsite inspect: JSON in schema 1, a tree for people."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from gzdaily_site.cli import gzsite

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


def test_tree_names_articles_moves_gaps_and_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    tree = said(PAGE)
    for words in (
        "让老房子住得舒适安心",
        "joined after 58",
        "moved here: lines 68",
        "gap after line 66",
        "0 lost, 0 doubled",
    ):
        assert words in tree


def test_a_page_outside_any_site_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("## 题目\n\n一段话。\n", encoding="utf-8")
    result = CliRunner().invoke(gzsite, ["inspect", "--json", "page.txt"])
    assert json.loads(result.output)["articles"][0]["headline"] == "题目"
