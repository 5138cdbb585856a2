"""Part: a stretch of a source line with the role it plays, the value all of separation works on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from gzdaily_site.model import Block, Piece
from gzdaily_site.separate.marks import shown

Role = Literal[
    "banner", "column", "kicker", "headline", "deck", "byline",  # heads
    "dateline", "paragraph", "crosshead", "caption", "credit", "table", "signature",  # body
    "editor", "folio", "jump", "notice", "picture", "rule", "vertical", "markup", "front_matter",  # furniture
]  # fmt: skip
HEAD: frozenset[Role] = frozenset({"column", "kicker", "headline", "deck", "byline"})
BODY: frozenset[Role] = frozenset({"dateline", "paragraph", "crosshead", "caption", "credit", "table", "signature"})


@dataclass(frozen=True, slots=True)
class Part:
    """`level` is the heading level of the line (0: none), `mark` says that it was set bold or boxed."""

    role: Role
    piece: Piece
    level: int = 0
    names: tuple[str, ...] = ()
    follows: bool = False
    sure: bool = False  # its form alone says what it is

    @property
    def text(self) -> str:
        return self.piece.text

    @property
    def line(self) -> int:
        return self.piece.line

    def turned(self, role: Role, names: tuple[str, ...] = ()) -> Part:
        return replace(self, role=role, names=names or self.names)


def stretch(raw: str, line: int, start: int, end: int) -> Piece:
    """A piece of a raw line; what is shown of it is worked out here and nowhere else."""
    return Piece(line, start, end, shown(raw[start:end]))


def whole(block: Block, role: Role, *, names: tuple[str, ...] = (), sure: bool = False) -> Part:
    """The whole line in one role."""
    piece = stretch(block.raw, block.line, 0, len(block.raw))
    return Part(role, piece, block.level, names, block.follows, sure)


def halves(block: Block, at: int, first: Role, second: Role) -> tuple[Part, Part]:
    """The line in two roles, the second from character `at` on."""
    left = stretch(block.raw, block.line, 0, at)
    right = stretch(block.raw, block.line, at, len(block.raw))
    return (
        Part(first, left, block.level, (), block.follows, sure=True),
        Part(second, right, block.level, (), sure=True),
    )
