"""Stories: each head with the run of text below it, as the page has them, before anything is moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gzdaily_site.separate.jumplines import read_jump
from gzdaily_site.separate.parts import BODY, HEAD, Part
from gzdaily_site.separate.shape import open_end


@dataclass(frozen=True, slots=True)
class Story:
    """`body` in source order. The text above the first head of a page is a story without a head."""

    head: tuple[Part, ...]
    body: tuple[Part, ...]
    arrives: bool = False  # a jump line above its text says that it comes from another page

    def first(self, role: str) -> Part | None:
        return next((p for p in self.head if p.role == role), None)

    @property
    def title(self) -> str:
        """Kicker, headline and deck in one, for comparing words."""
        return " ".join(p.text for p in self.head if p.role in ("kicker", "headline", "deck"))


def stories(parts: Sequence[Part]) -> tuple[list[Story], list[Part]]:
    """The stories of a page in the order of their heads, and the furniture."""
    furniture = [p for p in parts if p.role not in HEAD and p.role not in BODY]
    groups: list[tuple[list[Part], list[Part]]] = []
    arrived: set[int] = set()
    arrives = False
    for part in parts:
        if part.role not in HEAD and part.role not in BODY:
            arrives = arrives or _arrives(part)
            continue
        if not groups or _opens(part, *groups[-1]) or (arrives and groups[-1][1]):
            groups.append(([], []))
        groups[-1][part.role in BODY].append(part)
        arrived |= {len(groups) - 1} if arrives else set()
        arrives = False
    told = [Story(tuple(head), tuple(body), n in arrived) for n, (head, body) in enumerate(groups)]
    return told, furniture


def broken(told: Sequence[Story]) -> int:
    """How many stories break off in front of the next head: text of such a page was displaced or lost."""
    last = (next((p for p in reversed(s.body) if p.role == "paragraph"), None) for s in told)
    return sum(p is not None and open_end(p.text) and not p.names for p in last)


def _arrives(part: Part) -> bool:
    """The text below the line comes from another page: it is no text of the story above."""
    said = read_jump(part.text) if part.role == "jump" else None
    return said is not None and said.direction == "from"


def _opens(part: Part, head: Sequence[Part], body: Sequence[Part]) -> bool:
    """The part begins a new story. A dateline does not: of 123 below a story's text on 540 practice pages none did."""
    if part.role in BODY:
        return False
    if body:
        return part.role != "byline" or any(p.role not in ("caption", "credit") for p in body)
    said = {p.role for p in head}
    if part.role == "column":
        return bool(said)
    return part.role in ("kicker", "headline") and bool(said & {"headline", "byline"})
