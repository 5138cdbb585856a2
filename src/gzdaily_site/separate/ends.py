"""The seams at both ends of one line: joined to its neighbour in the article or not, and what spoke for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gzdaily_site.model import Article, BodyBlock, Piece
from gzdaily_site.separate.learnt import JOINS as WEIGHTS
from gzdaily_site.separate.seams import seam_features
from gzdaily_site.separate.shape import forbidden
from gzdaily_site.separate.wording import JOINS as PHRASES
from gzdaily_site.separate.wording import SIGNALS, Factor, factors

NEAR = 2  # lines: text that stands one blank line below is the very next line of text


@dataclass(frozen=True, slots=True)
class Seam:
    """Where two texts of an article meet; `log_odds` that they are one paragraph, None when rules or people settled it.

    `because` says what settled it, or the signals that the join itself states.
    """

    above: int
    below: int
    joined: bool
    log_odds: float | None
    confidence: float | None
    because: tuple[str, ...]
    factors: tuple[Factor, ...]


def seams_of(article: Article, line: int, *, broken: int) -> tuple[Seam, ...]:
    """The seam above a line of the body and the one below it; `broken` as in `one_paragraph`."""
    laid = [(block, piece) for block in article.body for piece in block.pieces]
    return tuple(
        _seam(article, above, below, broken=broken)
        for above, below in pairwise(laid)
        if line in (above[1].line, below[1].line) and above[1].line != below[1].line
    )


Laid = tuple[BodyBlock, Piece]


def _seam(article: Article, above: Laid, below: Laid, *, broken: int) -> Seam:
    (block, end), (under, start) = above, below
    joined = block is under
    join = next((j for j in block.joins if j.after_line == end.line), None) if joined else None
    said = tuple(_said(article, above, below, joined=joined))
    if said:
        return Seam(end.line, start.line, joined, None, join.confidence if join else None, said, ())
    moved, near = any(m.lines[0] == start.line for m in article.moves), start.line - end.line <= NEAR
    known = seam_features(_text_to(block, end), start.text, moved=moved, next_line=near, broken=broken)
    odds = sum(WEIGHTS.get(name, 0.0) * value for name, value in known)
    because = tuple(SIGNALS[s.name] for s in join.signals) if join else ()
    found = factors(known, WEIGHTS, PHRASES)
    return Seam(end.line, start.line, joined, round(odds, 2), join.confidence if join else None, because, found)


def _said(article: Article, above: Laid, below: Laid, *, joined: bool) -> Iterator[str]:
    """What settles a seam before anything is weighed."""
    (block, end), (under, start) = above, below
    hands = [m for m in article.moves if m.signals and m.signals[0].name == "correction"]
    signals = [s.name for j in block.joins if joined and j.after_line == end.line for s in j.signals]
    if "correction" in signals:
        yield SIGNALS["correction"]
    elif joined and block.kind == "crosshead":
        yield "two printed lines of one crosshead"
    elif block.kind != "paragraph" or under.kind != "paragraph":
        yield f"a {block.kind} and a {under.kind} are never one paragraph"
    elif not joined and any(m.lines[0] == start.line for m in hands):
        yield "a person moved it here, and whether it joins is the person's to say"
    elif not joined and forbidden(_text_to(block, end), start.text):
        yield "quotation marks forbid it: what is open above is not what is closed below"


def _text_to(block: BodyBlock, piece: Piece) -> str:
    """The text of a block to the end of one of its pieces."""
    return "".join(p.text for p in _until(block.pieces, piece))


def _until(pieces: Sequence[Piece], last: Piece) -> tuple[Piece, ...]:
    return tuple(pieces[: pieces.index(last) + 1])
