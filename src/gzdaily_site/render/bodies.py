"""The body of an article as data: its parts with their lines, what a person mended, what was moved, what is missing."""

from __future__ import annotations

from typing import Any

from gzdaily_site.model import Article, BodyBlock, Gap, Move


def body(it: Article) -> list[dict[str, Any]]:
    """Every part as printed; where a person gave a better reading, `mends` beside it."""
    return [_part(block) for block in it.body]


def gaps(it: Article) -> list[dict[str, Any]]:
    return [_gap(gap) for gap in it.gaps]


def moves(it: Article) -> list[dict[str, Any]]:
    return [_move(move) for move in it.moves]


def characters(it: Article) -> int:
    """How long an article is said to be."""
    return sum(len(block.text) for block in it.body)


def _part(block: BodyBlock) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": block.kind, "text": block.text, "lines": list(block.lines)}
    mends = [{"at": mend.at, "seen": mend.seen, "better": mend.better, "why": mend.why} for mend in block.mends]
    return said | ({"mends": mends} if mends else {})


def _gap(gap: Gap) -> dict[str, Any]:
    said = {"kind": gap.kind, "after_line": gap.after_line, "before_line": gap.before_line}
    return said | ({"perhaps": gap.perhaps} if gap.perhaps else {})


def _move(move: Move) -> dict[str, Any]:
    return {"lines": list(move.lines), "from_article": move.from_article, "confidence": move.confidence}
