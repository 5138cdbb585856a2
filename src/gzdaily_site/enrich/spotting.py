"""Words of the gazetteer found in an article, and which of them truly name a division."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gzdaily_site.enrich.gazetteer import Gazetteer
from gzdaily_site.enrich.passages import Passage


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters [start, end) of passage number `passage` name the division `code`."""

    passage: int
    start: int
    end: int
    word: str
    code: str


class Spotter:
    """Finds the divisions of one gazetteer; made once, used for every article."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._codes: dict[str, list[str]] = {}
        for code in gazetteer.regions:
            for word in gazetteer.words(code):
                self._codes.setdefault(word, []).append(code)
        longest_first = sorted(self._codes, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(re.escape, longest_first)))

    def spots(self, passages: Sequence[Passage]) -> list[Spot]:
        """Every naming of a division, in reading order; longest match, none inside another."""
        candidates = [spot for n, passage in enumerate(passages) for spot in self._candidates(n, passage.text)]
        named = {spot.code for spot in candidates if not self._doubtful(spot)}
        out: list[Spot] = []
        for spot in candidates:
            if self._doubtful(spot) and not (self._vouched(spot, named) or self._listed(spot, candidates, named)):
                continue
            if len(self._codes[spot.word]) > 1 and self._nearest(spot, candidates) != spot.code:
                continue
            out.append(spot)
        return out

    def _candidates(self, passage: int, text: str) -> Iterable[Spot]:
        at = 0
        while match := self._pattern.search(text, at):
            word, start, end = match[0], match.start(), match.end()
            codes = [code for code in self._codes[word] if self._fits(code, word, text[:start], text[end:])]
            yield from (Spot(passage, start, end, word, code) for code in codes)
            at = end if codes else start + 1

    def _fits(self, code: str, word: str, before: str, after: str) -> bool:
        """Whether the words on either side let it be a name of this division."""
        rule, region = self.gazetteer.rules[code], self.gazetteer.regions[code]
        if before.endswith(rule.elsewhere or "\0"):
            return False
        if word != region.short:
            return True
        if rule.ambiguous and before[-1:] in self.gazetteer.surnames:
            return False
        return not (after.startswith(rule.not_before) or before.endswith(rule.not_after))

    def _doubtful(self, spot: Spot) -> bool:
        region, rule = self.gazetteer.regions[spot.code], self.gazetteer.rules[spot.code]
        return len(self._codes[spot.word]) > 1 or (rule.ambiguous and spot.word == region.short)

    def _vouched(self, spot: Spot, named: set[str]) -> bool:
        """Whether the division or its parent is named beyond doubt in the same article."""
        return spot.code in named or self.gazetteer.regions[spot.code].parent in named

    def _listed(self, spot: Spot, candidates: Iterable[Spot], named: set[str]) -> bool:
        """Whether it stands in a list beside a county of the same prefecture which is beyond doubt: 都匀、福泉."""
        parent = self.gazetteer.regions[spot.code].parent
        return any(
            other.code in named
            and self.gazetteer.regions[other.code].parent == parent
            and other.passage == spot.passage
            and 1 in (other.start - spot.end, spot.start - other.end)  # one mark or one 和 between them
            for other in candidates
        )

    def _nearest(self, spot: Spot, candidates: Iterable[Spot]) -> str:
        """Of the divisions which share a word, the one whose parent was named last before it, else first after it."""
        here = (spot.passage, spot.start)
        parents = {self.gazetteer.regions[code].parent: code for code in self._codes[spot.word]}
        around = [s for s in candidates if s.code in parents]
        before = [s for s in around if (s.passage, s.start) < here]
        nearest = before[-1:] or around[:1]
        return parents[nearest[0].code] if nearest else ""
