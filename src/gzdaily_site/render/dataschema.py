"""What the files of `data/` hold: a Data Package (https://datapackage.org) that describes them."""

from __future__ import annotations

from typing import Any

Columns = tuple[tuple[str, str, str], ...]

# name, type, what it is
FIELDS: dict[str, Columns] = {
    "articles": (
        ("id", "string", "stays the same when its neighbours change"),
        ("url", "string", "where it can be read"),
        ("page", "string", "id of the newspaper page"),
        ("date", "date", "empty where unknown"),
        ("kind", "string", "news, feature, commentary, photo, profile or brief"),
        ("column", "string", "the recurring feature it stands in"),
        ("kicker", "string", "as printed"),
        ("headline", "string", "as printed; empty where the file has none"),
        ("deck", "string", "as printed"),
        ("names", "string", "of the byline and the dateline, joined by `; `"),
        ("region_code", "string", "of the division it is about; empty where it is about places outside"),
        ("region", "string", "its name"),
        ("mentioned", "string", "divisions named, joined by `; `"),
        ("elsewhere", "string", "places outside the province, joined by `; `"),
        ("topics", "string", "slugs, best first, joined by `; `"),
        ("keywords", "string", "joined by `; `"),
        ("characters", "integer", "of its body, as its page counts them"),
    ),
    "figures": (
        ("value", "number", "in the unit of the next field, scales such as 万 worked out"),
        ("unit", "string", "of the value"),
        ("counted", "string", "what is counted; empty where it is not sure"),
        ("printed", "string", "number and unit as printed"),
        ("rounded", "string", "yes where the text says 余 or 多"),
        ("sentence", "string", "the sentence it stands in"),
        ("headline", "string", "of the article"),
        ("date", "date", "empty where unknown"),
        ("article", "string", "id of the article"),
        ("url", "string", "where it can be read"),
        ("lines", "string", "of the page file"),
    ),
}

# of the records of `articles.jsonl`, null where unknown
RECORD: Columns = (
    ("id", "string", "stays the same when its neighbours change"),
    ("url", "string", "where it can be read"),
    ("page", "string", "id of the newspaper page"),
    ("date", "date", "null where unknown"),
    ("kind", "string", "news, feature, commentary, photo, profile or brief"),
    ("column", "string", "the recurring feature it stands in"),
    ("kicker", "string", "as printed"),
    ("headline", "string", "as printed; null where the file has none"),
    ("deck", "string", "as printed"),
    ("byline", "object", "text as printed, names"),
    ("dateline", "object", "text as printed, names; the first paragraph goes on from it"),
    ("paragraphs", "array", "the text of each as printed, without what else stands in the body"),
    ("body", "array", "every part in reading order: kind, text as printed, lines, and mends (at, seen, better, why)"),
    ("characters", "integer", "of its body, as its page counts them"),
    ("regions", "object", "main: the division it is about; mentioned: those it names, with lines and words"),
    ("elsewhere", "array", "places outside the province, with lines"),
    ("topics", "array", "best first: slug, name, score, words"),
    ("keywords", "array", "best first"),
    ("people", "array", "who wrote it and took its pictures: name, role"),
    ("quoted", "array", "persons: name, description, lines, quotations"),
    ("organisations", "array", "name, lines"),
    ("figures", "array", "value, unit, counted, printed, lines"),
    ("related", "array", "other articles: id, score, ties"),
    ("moves", "array", "lines brought home from under another head: lines, from_article, confidence"),
    (
        "gaps",
        "array",
        "what seems to be missing: kind, after_line, before_line; perhaps: how likely before_line is the rest",
    ),
    ("lines", "array", "of the page file, in reading order"),
)


def package(title: str) -> dict[str, Any]:
    """The description of every file of the folder."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "archive",
        "title": title,
        "resources": [
            _table("articles"),
            _table("figures"),
            _json("articles-with-text", "articles.jsonl", "one article a line, with its text and all learnt of it")
            | {"schema": {"fields": _fields(RECORD)}},
            _json("pages", "pages.jsonl", "one newspaper page a line"),
        ],
    }


def _table(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": _fields(FIELDS[name]), "missingValues": [""]},
    }


def _fields(columns: Columns) -> list[dict[str, str]]:
    return [{"name": field, "type": kind, "description": what} for field, kind, what in columns]


def _json(name: str, path: str, what: str) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        "description": what,
    }
