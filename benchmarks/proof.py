"""What was built, held against the corpus: measured is only what is right."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from random import Random

SAMPLE = 60  # articles read from beginning to end
REDIRECT = 'http-equiv="refresh"'


def proof(side, rows: list[dict]) -> dict:
    """How many articles there are, and how many of a sample stand on their page with headline and every paragraph."""
    them = Random(1).sample(rows, min(SAMPLE, len(rows)))
    where = _addresses(side, rows)
    whole = [row["i"] for row in them if _stands(row, where.get(row["i"]))]
    return {"articles": count(side), "of": len(rows), "whole": len(whole), "sample": len(them)}


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


def _addresses(side, rows: list[dict]) -> dict[int, Path]:
    """Number of an article -> its page. gzsite tells by `data/articles.jsonl`, Hugo by day and place."""
    if side.name == "hugo":
        return {
            row["i"]: side.output / "news" / row["date"].replace("-", "") / f"{row['page']:02d}-{row['place'] + 1}"
            for row in rows
        }
    told: dict[tuple[str, str], list[Path]] = {}
    for line in (side.output / "data/articles.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        told.setdefault((record["date"], _bare(record["headline"] or "")), []).append(
            side.output / "articles" / record["id"]
        )
    found = {}
    for row in rows:
        them = told.get((row["date"], _bare(row["title"])), [])
        if them:
            found[row["i"]] = them[0] if len(them) == 1 else next((p for p in them if _stands(row, p)), them[0])
    return found


def _stands(row: dict, folder: Path | None) -> bool:
    page = folder / "index.html" if folder else None
    if page is None or not page.is_file():
        return False
    text = _shown(page.read_text(encoding="utf-8"))
    return all(_bare(part) in text for part in (row["title"], *row["body"].split("\n\n")))


def _shown(html: str) -> str:
    html = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", "", html)
    return _bare(unescape(re.sub(r"<[^>]*>", "", html)))


def _bare(text: str) -> str:
    return "".join(text.split())
