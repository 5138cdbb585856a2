"""The ledger: every non-blank character of the source stands in exactly one place of the parse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gzdaily_site.model import Article, Furniture, Ledger, Piece, SourcePage


def ledger(page: SourcePage, articles: Sequence[Article], furniture: Sequence[Furniture]) -> Ledger:
    """Counted anew from the source and the pieces; nothing is taken from how the pieces were made."""
    taken = [bytearray(len(s)) for s in page.lines]
    in_articles = _take(page, taken, (p for a in articles for p in a.pieces))
    in_furniture = _take(page, taken, (f.piece for f in furniture))
    characters = sum(_size(s) for s in page.lines)
    left = (c for s, t in zip(page.lines, taken, strict=True) if 0 in t for c, n in zip(s, t, strict=True) if not n)
    lost = sum(not c.isspace() for c in left)
    doubled = in_articles + in_furniture + lost - characters
    return Ledger(characters, in_articles, in_furniture, lost, doubled)


def _take(page: SourcePage, taken: list[bytearray], pieces: Iterable[Piece]) -> int:
    count = 0
    for p in pieces:
        count += _size(page.lines[p.line - 1][p.start : p.end])
        taken[p.line - 1][p.start : p.end] = b"\x01" * (min(p.end, len(taken[p.line - 1])) - p.start)
    return count


def _size(text: str) -> int:
    return len("".join(text.split()))
