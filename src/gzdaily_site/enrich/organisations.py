"""Organisations named: a place, and directly behind it a name that ends in what the organisation is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gzdaily_site.enrich.passages import Passage, rulers_of
from gzdaily_site.enrich.spotting import Found
from gzdaily_site.model import Organisation, Proofs

REACH = 18  # characters between the place and the end of the name
# A name holds no marks and none of the words that join one thing to another.
INSIDE = r"(?:(?![的了在和与及将把被是有为从到向对等说来去])[\u4e00-\u9fff·])"


class Register:
    """Finds the organisations of articles; made once for the words that say what an organisation is."""

    def __init__(self, kinds: Sequence[str]) -> None:
        ends = "|".join(re.escape(kind) for kind in sorted(kinds, key=lambda kind: (-len(kind), kind)))
        self._kind = re.compile(f"{INSIDE}{{0,{REACH}}}?(?:{ends or '(?!)'})(?![长员家们])")

    def of(self, read: Sequence[Passage], found: Found) -> tuple[Organisation, ...]:
        """In the order they are first named, each once."""
        named: dict[str, list[tuple[Passage, int, int]]] = {}
        reached = (-1, 0)
        for number, start, end in _chains(found):
            match = self._kind.match(read[number].text, end) if (number, start) >= reached else None
            if match:
                name = read[number].text[start : match.end()]
                named.setdefault(name, []).append((read[number], start, match.end()))
                reached = (number, match.end())
        return tuple(_organisation(name, them) for name, them in named.items())


def _chains(found: Found) -> list[tuple[int, int, int]]:
    """Places as passage, start and end, those that stand one behind another as one: 广东省东莞市."""
    spots = [(spot.passage, spot.start, spot.end) for spot in found.spots]
    chains: list[tuple[int, int, int]] = []
    for number, start, end in sorted([*spots, *((t.passage, t.start, t.end) for t in found.outside)]):
        if chains and chains[-1][0] == number and chains[-1][2] == start:
            chains[-1] = (number, chains[-1][1], end)
        else:
            chains.append((number, start, end))
    return chains


def _organisation(name: str, them: Sequence[tuple[Passage, int, int]]) -> Organisation:
    rulers = rulers_of(passage for passage, _, _ in them)
    lines = {line for passage, start, end in them for line in rulers[passage.part].lines(start, end)}
    proofs = " ".join(passage.proof(start, end) for passage, start, end in them)
    return Organisation(name, tuple(sorted(lines)), Proofs(proofs))
