"""The readable passages of an article, each with where it stands, and a way back to its source lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gzdaily_site.model import Article, Field, Piece

Where = Literal["column", "kicker", "headline", "deck", "dateline", "lead", "body"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of the head or a block of the body; `lead` is the first paragraph."""

    where: Where
    text: str
    pieces: tuple[Piece, ...]

    def lines(self, start: int, end: int) -> tuple[int, ...]:
        """The source lines which characters [start, end) of the text were read from."""
        found = [p.line for p, at in self._spans() if at < end and start < at + len(p.text)]
        return tuple(dict.fromkeys(found)) or tuple(dict.fromkeys(p.line for p in self.pieces[:1]))

    def _spans(self) -> Iterator[tuple[Piece, int]]:
        """Each piece with its offset in the text; a joint may have a space between two pieces."""
        at = 0
        for piece in self.pieces:
            begin = max(at, self.text.find(piece.text, at))
            yield piece, begin
            at = begin + len(piece.text)


def passages(article: Article) -> tuple[Passage, ...]:
    """All that is printed but bylines and picture credits: those name people, not what it is about."""
    return (*_head(article), *_body(article))


def _head(article: Article) -> Iterator[Passage]:
    parts: tuple[tuple[Where, Field | None], ...] = (
        ("column", article.column),
        ("kicker", article.kicker),
        ("headline", article.headline),
        ("deck", article.deck),
    )
    for where, part in parts:
        if part:
            yield Passage(where, part.text, part.pieces)
    if article.dateline:
        yield Passage("dateline", _without(article.dateline.text, article.dateline.names), article.dateline.pieces)


def _body(article: Article) -> Iterator[Passage]:
    lead: Where = "lead"
    for block in article.body:
        if block.kind == "credit":
            continue
        yield Passage(lead if block.kind == "paragraph" else "body", block.text, block.pieces)
        if block.kind == "paragraph":
            lead = "body"


def _without(text: str, names: tuple[str, ...]) -> str:
    """The text with people's names blanked out, so that 江口 is no county when it is a reporter."""
    for name in names:
        text = text.replace(name, "□" * len(name))
    return text
