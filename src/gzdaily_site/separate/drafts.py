"""Drafts: the stories of a page while legs are brought home, each with its parts in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gzdaily_site.model import BodyBlock, Mend, Signal
from gzdaily_site.separate.legs import Leg, legs
from gzdaily_site.separate.parts import Part
from gzdaily_site.separate.stories import Story, broken


@dataclass(frozen=True, slots=True)
class Moved:
    """Parts that stood under draft `host` and now stand in another."""

    parts: tuple[Part, ...]
    host: int
    confidence: float
    signals: tuple[Signal, ...]
    runner_up: tuple[int, float] | None = None


@dataclass(slots=True)
class Draft:
    """One article in the making: the only value here that changes, and only inside separation."""

    head: list[Part]
    body: list[Part]
    moved: list[Moved] = field(default_factory=list)
    joined: set[tuple[int, int]] = field(default_factory=set)  # lines that a person joined
    texts: dict[str, str] = field(default_factory=dict)  # headline, kicker, deck as a person gave them
    names: tuple[str, ...] = ()  # reporters as a person gave them
    broken: int = 0  # stories of this page that break off in front of a head, and legs that stood elsewhere
    mends: list[tuple[int, Mend]] = field(default_factory=list)  # source line, slip
    told: dict[object, tuple[object, str]] = field(default_factory=dict)  # what a person said of what, and where


def orphans(told: Sequence[Story]) -> list[Leg]:
    """The orphan legs of a page, but for text that a jump line says is of another page: it has no home on this one."""
    return [leg for leg in legs(told) if leg.start or not told[leg.host].arrives]


def drafts(told: Sequence[Story], found: Sequence[Leg]) -> list[Draft]:
    """Every story with its own leg first, then the legs that were brought home, in source order."""
    hurt = broken(told) + sum(leg.sure for leg in found)
    out = [Draft(list(s.head), list(s.body), broken=hurt) for s in told]
    for leg in found:
        if leg.sure:
            parts = told[leg.host].body[leg.start : leg.end]
            out[leg.home].moved.append(Moved(parts, leg.host, leg.confidence, leg.signals, leg.runner_up))
    gone = {id(p) for d in out for m in d.moved for p in m.parts}
    for draft in out:
        draft.body = [p for p in draft.body if id(p) not in gone]
    for draft in out:
        draft.body += [p for m in draft.moved for p in m.parts]
    return out


def seams(draft: Draft) -> set[int]:
    """The lines that begin a moved leg."""
    return {m.parts[0].line for m in draft.moved}


def mended(block: BodyBlock, draft: Draft) -> tuple[Mend, ...]:
    """The slips of this block that a person mended, placed in its text."""
    found = []
    for line, mend in draft.mends:
        at = block.text.find(mend.seen)
        if line in block.lines and at >= 0:
            found.append(Mend(at, mend.seen, mend.better, mend.why))
    return tuple(sorted(found, key=lambda m: m.at))
