"""gzsite inspect: how a page was read, as a tree for people or JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gzdaily_site import config
from gzdaily_site.build import explain, learnt_of, use
from gzdaily_site.commands import why
from gzdaily_site.commands.tree import tree
from gzdaily_site.commands.typeset import say
from gzdaily_site.config import Settings
from gzdaily_site.desk import column_kinds, read
from gzdaily_site.errors import UserError
from gzdaily_site.model import Article, Byline, Field, PageReading, Signal
from gzdaily_site.separate.jumps import Jumps, follow
from gzdaily_site.source import read_page


def run(site: Path, pages: tuple[Path, ...], lines: tuple[int, ...], *, as_json: bool, corrections: bool) -> None:
    """Print each page, or each of the lines asked for; pages may lie outside the site folder."""
    if lines and len(pages) > 1:
        raise UserError("--why", f"asks for lines of {len(pages)} pages at once", "name one page")
    settings = config.load(site) if (site / "gzsite.yml").is_file() else None
    kinds = column_kinds(settings) if settings else {}
    use(learnt_of(site))
    readings = [
        read(read_page(path, site, folder(path, site, settings)), kinds, corrections=corrections) for path in pages
    ]
    if lines:
        _explain(readings[0], lines, as_json=as_json, corrections=corrections)
        return
    jumps = follow(readings)
    for reading in jumps.pages:
        say(json.dumps(as_object(reading, jumps), ensure_ascii=False) if as_json else tree(reading, jumps))


def as_object(reading: PageReading, jumps: Jumps) -> dict[str, Any]:
    """A page in schema 1 of `inspect --json`."""
    facts, ledger = reading.source.facts, reading.ledger
    return {
        "schema": 1,
        "source": str(reading.source.path),
        "sha256": reading.source.sha256,
        "page": {
            "id": reading.source.id,
            "newspaper": facts.newspaper,
            "date": facts.date.isoformat() if facts.date else None,
            "number": facts.number,
            "name": facts.name,
        },
        "articles": [_article(a) | _continuations(a, jumps) for a in reading.articles],
        "furniture": [{"line": f.piece.line, "role": f.role, "text": f.piece.text} for f in reading.furniture],
        "ledger": {
            "characters": ledger.characters,
            "in_articles": ledger.in_articles,
            "in_furniture": ledger.in_furniture,
            "lost": ledger.lost,
            "doubled": ledger.doubled,
        },
        "loose_ends": [
            {
                "lines": e.lines,
                "why": e.why,
                "guesses": [{"article": g.article, "confidence": g.confidence} for g in e.guesses],
            }
            for e in reading.loose_ends
        ],
    }


def _explain(reading: PageReading, lines: tuple[int, ...], *, as_json: bool, corrections: bool) -> None:
    """Every line is explained before the first is printed: a mistake in the last leaves no half answer."""
    page = reading.source
    found = [explain(reading, line, corrections=corrections) for line in lines]
    if as_json:
        say("\n".join(json.dumps(why.as_object(w, page), ensure_ascii=False) for w in found))
    else:
        say("\n\n".join(why.told(w, page) for w in found))


def folder(path: Path, site: Path, settings: Settings | None) -> Path:
    seeds = site / (settings.seeds if settings else "seeds")
    return seeds if path.resolve().is_relative_to(seeds.resolve()) else path.parent


def _article(a: Article) -> dict[str, Any]:
    return {
        "id": a.id,
        "kind": a.kind,
        "column": _text(a.column),
        "kicker": _text(a.kicker),
        "headline": _text(a.headline),
        "deck": _text(a.deck),
        "byline": _byline(a.byline),
        "dateline": _byline(a.dateline),
        "body": [
            {
                "kind": b.kind,
                "text": b.text,
                "lines": b.lines,
                "joins": [
                    {"after_line": j.after_line, "confidence": j.confidence, "signals": _signals(j.signals)}
                    for j in b.joins
                ],
                **(
                    {"mends": [{"at": m.at, "seen": m.seen, "better": m.better, "why": m.why} for m in b.mends]}
                    if b.mends
                    else {}
                ),
            }
            for b in a.body
        ],
        "moves": [
            {
                "lines": m.lines,
                "from_article": m.from_article,
                "confidence": m.confidence,
                "signals": _signals(m.signals),
                "runner_up": {"article": m.runner_up.article, "confidence": m.runner_up.confidence}
                if m.runner_up
                else None,
            }
            for m in a.moves
        ],
        "gaps": [asdict(g) for g in a.gaps],
        "lines": a.lines,
    }


def _continuations(a: Article, jumps: Jumps) -> dict[str, Any]:
    """`continues` and `continued_from`, where an article jumps to another page or comes from one."""
    known = {"continues": jumps.continues.get(a.id), "continued_from": jumps.continued_from.get(a.id)}
    return {
        key: {
            "article": c.article,
            "page": {"id": c.page, "number": c.number},
            "line": c.line,
            "confidence": c.confidence,
            "signals": _signals(c.signals),
        }
        for key, c in known.items()
        if c
    }


def _text(part: Field | None) -> str | None:
    return part.text if part else None


def _byline(part: Byline | None) -> dict[str, Any]:
    lines = tuple(dict.fromkeys(p.line for p in part.pieces)) if part else ()
    return {"text": part.text if part else None, "names": part.names if part else (), "lines": lines}


def _signals(signals: tuple[Signal, ...]) -> list[dict[str, Any]]:
    return [{"name": s.name, "weight": s.weight, "detail": s.detail} for s in signals]
