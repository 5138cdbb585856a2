"""The corrections that touch one line: each is applied in turn, and what it changed of the line is compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gzdaily_site.model import SourcePage
from gzdaily_site.separate.corrections import apply
from gzdaily_site.separate.drafts import Draft


@dataclass(frozen=True, slots=True)
class Touch:
    """A correction: its verb, the words it quotes, where it is written, and why, if it says so."""

    what: str
    quotes: str
    place: str
    why: str


def touches(made: list[Draft], page: SourcePage, line: int) -> tuple[Touch, ...]:
    """The corrections of a page that change where a line stands, what it is joined to or how it reads.

    `made` are the drafts before any correction; they are corrected on the way.
    """
    out = []
    for c in page.corrections:
        before = _state(made, line)
        apply(made, c, page)
        if _state(made, line) != before:
            out.append(Touch(c.what, _text(c.fields[c.what]), c.place, _text(c.fields.get("why", ""))))
    return tuple(out)


def _state(made: Sequence[Draft], line: int) -> list[tuple[object, ...]]:
    """All that a correction may say of a line; of the head only to the lines of the head."""
    out: list[tuple[object, ...]] = []
    for n, draft in enumerate(made):
        body = [k for k, p in enumerate(draft.body) if p.line == line]
        head = any(p.line == line for p in draft.head)
        if body or head:
            moved = sum(line in {p.line for p in m.parts} for m in draft.moved)
            joined = sum(line in pair for pair in draft.joined)
            mends = sum(at == line for at, _ in draft.mends)
            out.append((n, moved, joined, mends, *((tuple(draft.texts.items()), draft.names) if head else ())))
    return out


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else " … ".join(value)
