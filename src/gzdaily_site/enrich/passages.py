"""The readable passages of an article, each with where it stands, and a way back to its source lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from gzdaily_site.model import Article, Field, Piece

Where = Literal["column", "kicker", "headline", "deck", "dateline", "lead", "body", "page"]


def proof(part: str, start: int, end: int) -> str:
    """Characters [start, end) of a part, as one of `Proofs`."""
    return f"{part}:{start}-{end}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of the head or a block of the body; `lead` is the first paragraph, `block` the place in the body."""

    where: Where
    text: str
    pieces: tuple[Piece, ...]
    block: int = -1

    @property
    def part(self) -> str:
        """How a proof names it: `headline`, or `body.3` for the fourth block of the body."""
        return self.where if self.block < 0 else f"body.{self.block}"

    def proof(self, start: int, end: int) -> str:
        return proof(self.part, start, end)

    def lines(self, start: int, end: int) -> tuple[int, ...]:
        """The source lines which characters [start, end) of the text were read from."""
        return self.ruler().lines(start, end)

    def ruler(self) -> Ruler:
        """For many questions about one passage."""
        return Ruler(*zip(*self._spans(), strict=True)) if self.pieces else Ruler((), (), ())

    def _spans(self) -> Iterator[tuple[int, int, int]]:
        """Each piece as begin, end and line; a joint may have a space between two pieces."""
        at = 0
        for piece in self.pieces:
            begin = max(at, self.text.find(piece.text, at))
            at = begin + len(piece.text)
            yield begin, at, piece.line


@dataclass(frozen=True, slots=True)
class Ruler:
    """Where each piece of a passage begins and ends, and its line."""

    begins: tuple[int, ...]
    ends: tuple[int, ...]
    numbers: tuple[int, ...]

    def lines(self, start: int, end: int) -> tuple[int, ...]:
        first, last = bisect_right(self.ends, start), bisect_left(self.begins, end)
        return tuple(dict.fromkeys(self.numbers[first:last])) or self.numbers[:1]


def rulers_of(read: Iterable[Passage]) -> dict[str, Ruler]:
    """A ruler for each part, made once however often the part is named."""
    return {part: passage.ruler() for part, passage in {passage.part: passage for passage in read}.items()}


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
    for number, block in enumerate(article.body):
        if block.kind == "credit":
            continue
        yield Passage(lead if block.kind == "paragraph" else "body", block.text, block.pieces, number)
        if block.kind == "paragraph":
            lead = "body"


def _without(text: str, names: tuple[str, ...]) -> str:
    """The text with people's names blanked out, so that 江口 is no county when it is a reporter."""
    for name in names:
        text = text.replace(name, "□" * len(name))
    return text
