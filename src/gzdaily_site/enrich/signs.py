"""Signs that a doubtful name is meant as a place: each counts, and an everyday word needs more of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gzdaily_site.enrich.gazetteer import Gazetteer
from gzdaily_site.enrich.passages import Passage
from gzdaily_site.enrich.surroundings import Surroundings

NEEDED: Mapping[object, int] = {False: 0, True: 1, "word": 2}
SENTENCE = "。！？；!?;"
# What stands between two places of a list: a mark, or what is named of the first (大方的杜鹃、织金的竹荪).
IN_LIST = re.compile(r"[、和与及，至到]|的[^，。；、]{1,8}、")


@dataclass(frozen=True, slots=True)
class Token:
    """Characters [start, end) of a passage which may name one of the divisions `codes`, or a place outside."""

    passage: int
    start: int
    end: int
    word: str
    codes: tuple[str, ...] = ()
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters [start, end) of passage number `passage` name the division `code`."""

    passage: int
    start: int
    end: int
    word: str
    code: str


class Signs:
    """Weighs the signs for the tokens of one article."""

    def __init__(self, gazetteer: Gazetteer, around: Surroundings, codes: Mapping[str, list[str]]) -> None:
        self._gazetteer, self._around, self._codes = gazetteer, around, codes

    def accepted(self, tokens: Sequence[Token], passages: Sequence[Passage]) -> list[Spot]:
        """The namings that are beyond doubt or have signs enough, in reading order."""
        sure = {t.codes[0] for t in tokens if len(t.codes) == 1 and len(self._codes[t.word]) == 1 and not self._need(t)}
        nearest = self._nearest(tokens)
        out: list[Spot] = []
        for n, token in enumerate(tokens):
            code = nearest[n]
            if not code:
                continue
            if self._need(token):
                text = passages[token.passage].text
                near = sum(self._beside(tokens, n, code, text, sure, out))
                if near + self._alone(token, code, text, sure) < self._need(token):
                    continue
            out.append(Spot(token.passage, token.start, token.end, token.word, code))
        return out

    def _need(self, token: Token) -> int:
        """How many signs a token needs: none for a name in full, or one that is no other word."""
        needs = [
            NEEDED[self._gazetteer.rules[code].ambiguous] if token.word == self._gazetteer.regions[code].short else 0
            for code in token.codes
        ]
        return max(needs, default=0)

    def _alone(self, token: Token, code: str, text: str, sure: set[str]) -> int:
        """Signs in the article at large and in the words on either side."""
        parent = self._gazetteer.regions[code].parent
        rule = self._gazetteer.rules[code]
        signs = 2 * (code in sure) + (parent in sure)
        signs += 2 * text.startswith(rule.sure_before or "\0", token.end)
        signs += text.startswith(self._around.place_after, token.end)
        before = (text.startswith(word, token.start - len(word)) for word in self._around.place_before)
        return signs + (token.start > 0 and any(before))

    def _beside(
        self, tokens: Sequence[Token], n: int, code: str, text: str, sure: set[str], accepted: list[Spot]
    ) -> Iterator[int]:
        """Signs in the names on either side: the parent, a county of the same prefecture, a place outside."""
        token, province = tokens[n], self._gazetteer.province.code
        parent = self._gazetteer.regions[code].parent
        for step in (-1, 1):
            other = tokens[n + step] if 0 <= n + step < len(tokens) else None
            if other is None or other.passage != token.passage:
                continue
            first, second = sorted((token, other), key=lambda t: t.start)
            between = text[first.end : min(second.start, first.end + 40)]
            if other.outside:
                far = any(c in SENTENCE for c in between) or second.start - first.end > 40
                yield -1 * (step < 0 and not far and code not in sure)
            elif (step < 0 and not between.strip("的") and (parent in other.codes or province in other.codes)) or (
                IN_LIST.fullmatch(between) and self._sibling(other, parent, sure, accepted)
            ):
                yield 2

    def _sibling(self, other: Token, parent: str | None, sure: set[str], accepted: list[Spot]) -> bool:
        """Whether a token is a county of that prefecture which is beyond doubt, or was found to be."""
        kin = {c for c in other.codes if self._gazetteer.regions[c].parent == parent}
        seen = {accepted[-1].code} if accepted else set()
        return bool(kin & (sure | seen))

    def _nearest(self, tokens: Sequence[Token]) -> list[str]:
        """For each token its division; of those which share a word, the one whose parent was named last before it,
        else first after it.
        """
        out: list[str] = []
        last: dict[str, int] = {}
        for n, token in enumerate(tokens):
            shared = token.codes and len(self._codes[token.word]) > 1
            out.append(self._by_parent(tokens, n, token, last) if shared else next(iter(token.codes), ""))
            last.update(dict.fromkeys(token.codes, n))
        return out

    def _by_parent(self, tokens: Sequence[Token], n: int, token: Token, last: Mapping[str, int]) -> str:
        parents = {str(self._gazetteer.regions[code].parent): code for code in token.codes}
        before = [(last[parent], code) for parent, code in parents.items() if parent in last]
        if before:
            return max(before)[1]
        after = (code for other in tokens[n + 1 : n + 50] for c in other.codes for p, code in parents.items() if c == p)
        return next(after, "")
