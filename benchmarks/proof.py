"""What was built, held against the corpus: measured is only what is right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from random import Random

from newsmaker import name_of

SAMPLE = 60  # articles read from beginning to end
REDIRECT = 'http-equiv="refresh"'


def proof(side, rows: list[dict]) -> dict:
    """How many articles there are; of a sample, how many are there with headline and every paragraph.

    `whole` are those in one piece: of template text, where any paragraph fits anywhere, gzsite may take one to a
    neighbour on the page.
    """
    where = _pages_of(side)
    them = Random(1).sample(rows, min(SAMPLE, len(rows)))
    texts = [[_shown(page) for page in where(row)] for row in them]
    parts = [_parts(row) for row in them]
    there = sum(all(any(part in text for text in page) for part in row) for row, page in zip(parts, texts, strict=True))
    whole = sum(any(all(part in text for part in row) for text in page) for row, page in zip(parts, texts, strict=True))
    return {"articles": count(side), "of": len(rows), "sample": len(them), "there": there, "whole": whole}


def count(side) -> int:
    pages = side.output.glob(side.articles)
    return sum(REDIRECT not in page.read_text(encoding="utf-8")[:2000] for page in pages)


def showing(side, text: str) -> tuple[int, int]:
    """Pages of articles, and other pages, whose HTML holds a text."""
    sought = text.encode()
    holding = [page for page in side.output.rglob("*.html") if sought in page.read_bytes()]
    articles = set(side.output.glob(side.articles))
    return sum(page in articles for page in holding), sum(page not in articles for page in holding)


def size(folder: Path) -> dict:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return {"files": len(sizes), "mb": round(sum(sizes) / 1e6, 1)}


def _pages_of(side) -> Callable[[dict], list[Path]]:
    """The HTML of the articles of an article's newspaper page; Hugo knows no such pages, so there it is one."""
    if side.name == "hugo":
        return lambda row: [side.output / "news" / row["date"].replace("-", "") / name_of(row) / "index.html"]
    by: dict[str, list[Path]] = {}
    for line in (side.output / "data/articles.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        by.setdefault(record["page"], []).append(side.output / "articles" / record["id"] / "index.html")
    return lambda row: by.get(f"{row['date'].replace('-', '/')}/{row['page']:02d}", [])


def _parts(row: dict) -> list[str]:
    """Headline and paragraphs; a blank in a headline may part it into two elements."""
    return [*row["title"].split(), *map(_bare, row["body"].split("\n\n"))]


def _shown(page: Path) -> str:
    html = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", "", page.read_text(encoding="utf-8"))
    return _bare(unescape(re.sub(r"<[^>]*>", "", html)))


def _bare(text: str) -> str:
    return "".join(text.split())
