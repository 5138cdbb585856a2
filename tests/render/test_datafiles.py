"""What programs read: the files of `data/`, as the package beside them describes them."""

import csv
import io
import json

import newspaper


def records(text):
    return [json.loads(line) for line in text.splitlines()]


def test_an_article_is_a_record_with_all_that_was_learnt(build):
    files = build("https://example.org/repo/", day=newspaper.A_DAY)
    bridge = next(r for r in records(files["data/articles.jsonl"]) if r["id"] == "bridge")
    assert bridge["url"] == "https://example.org/repo/articles/bridge/"
    assert bridge["date"] == "2025-06-12"
    assert bridge["regions"]["main"] == {"code": "111", "name": "白水县"}
    assert [(m["name"], m["lines"]) for m in bridge["regions"]["mentioned"]] == [("青石市", [7]), ("白水县", [7])]
    assert [t["slug"] for t in bridge["topics"]] == ["roads"]
    assert bridge["paragraphs"][0] == "清早，第一辆班车开过新桥。"


def test_what_is_unknown_is_null(build):
    essay = next(r for r in records(build()["data/articles.jsonl"]) if r["id"] == "essay")
    assert (essay["date"], essay["headline"], essay["byline"]) == (None, None, None)


def test_the_package_names_every_file_and_every_column(build):
    files = build()
    resources = json.loads(files["data/datapackage.json"])["resources"]
    assert {f"data/{r['path']}" for r in resources} == {f for f in files if f.startswith("data/")} - {
        "data/datapackage.json"
    }
    for resource in resources:
        if resource["format"] == "csv":
            header = next(csv.reader(io.StringIO(files[f"data/{resource['path']}"].removeprefix("\ufeff"))))
            assert header == [field["name"] for field in resource["schema"]["fields"]]


def test_a_table_has_a_row_an_article_and_runs_no_formula(build):
    rows = list(csv.DictReader(io.StringIO(build()["data/articles.csv"].removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == ["bridge", "essay"]
    assert rows[0]["headline"] == "新桥通了 <山里> & 山外"


def test_every_page_has_a_line(build):
    (page,) = records(build()["data/pages.jsonl"])
    assert page["articles"] == ["bridge", "essay"]


def test_a_record_has_every_part_of_the_body_and_what_was_decided_of_it(build):
    files = build()
    bridge = next(r for r in records(files["data/articles.jsonl"]) if r["id"] == "bridge")
    assert [part["kind"] for part in bridge["body"]] == [
        "paragraph", "crosshead", "paragraph", "paragraph", "caption", "credit",
    ]  # fmt: skip
    assert bridge["body"][4] == {"kind": "caption", "text": "图为新桥。", "lines": [23]}
    assert bridge["moves"] == [{"lines": [20], "from_article": "essay", "confidence": 0.86}]
    assert bridge["gaps"] == [{"kind": "cut_sentence", "after_line": 22, "before_line": None}]
    (row, _) = csv.DictReader(io.StringIO(files["data/articles.csv"].removeprefix("\ufeff")))
    assert int(row["characters"]) == bridge["characters"] == sum(len(part["text"]) for part in bridge["body"])
    assert f"{bridge['characters']}字" in files["articles/bridge/index.html"]


def test_a_mended_slip_stays_as_printed_with_the_better_reading_beside_it(build):
    files = build()
    said = {"at": 9, "seen": "姓信", "better": "姓们", "why": "字形相近"}
    bridge = next(r for r in records(files["data/articles.jsonl"]) if r["id"] == "bridge")
    for record in (bridge, json.loads(files["articles/bridge/index.json"])):
        assert [part["mends"] for part in record["body"] if "mends" in part] == [[said]]
        assert record["body"][3]["text"] == "桥长三十米，造福百姓信。"


def test_the_package_describes_every_part_of_a_record(build):
    files = build()
    resources = {r["name"]: r for r in json.loads(files["data/datapackage.json"])["resources"]}
    told = [field["name"] for field in resources["articles-with-text"]["schema"]["fields"]]
    for record in records(files["data/articles.jsonl"]):
        assert list(record) == told
