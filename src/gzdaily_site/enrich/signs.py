"""Signs that a doubtful name is meant as a place: each counts, and an everyday word needs more of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gzdaily_site.enrich.gazetteer import Gazetteer
from gzdaily_site.enrich.passages import Passage
from gzdaily_site.enrich.surroundings import Surroundings

NEEDED: Mapping[object, int] = {False: 0, True: 1, "word": 2}
ROUNDS = 4  # in which the names of a list vouch for one another
NEAR = 40  # characters within which a place outside stands for the one after it
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
    crossed: bool = False  # a word of the dictionary runs across one of its edges


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
        kin: set[str] = set()
        for _ in range(ROUNDS):  # a name found vouches for those beside it, on either side
            found = [
                Spot(token.passage, token.start, token.end, token.word, code)
                for n, (token, code) in enumerate(zip(tokens, nearest, strict=True))
                if code and self._meant(tokens, n, code, passages[token.passage].text, (sure, sure | kin))
            ]
            if kin >= {spot.code for spot in found}:
                break
            kin |= {spot.code for spot in found}
        return found

    def _meant(self, tokens: Sequence[Token], n: int, code: str, text: str, known: tuple[set[str], set[str]]) -> bool:
        """Whether a token has the signs it needs; `known`: divisions beyond doubt, and those found so far."""
        token, need = tokens[n], self._need(tokens[n])
        if not need:
            return True
        sure, found = known
        listed = any(self._listed(tokens, n, step, code, text, found) for step in (-1, 1))
        if token.crossed:  # 正安、道真的: a word runs across its edge, and yet it stands in a list
            return listed
        return 2 * listed + self._alone(token, code, text, sure) + self._before(tokens, n, code, text, sure) >= need

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

    def _before(self, tokens: Sequence[Token], n: int, code: str, text: str, sure: set[str]) -> int:
        """The sign in the name before it: the parent directly, or in the same sentence a place outside."""
        token, other = tokens[n], tokens[n - 1] if n else None
        if other is None or other.passage != token.passage:
            return 0
        between = text[other.end : min(token.start, other.end + NEAR)]
        if other.outside:
            near = token.start - other.end <= NEAR and not any(mark in SENTENCE for mark in between)
            return -1 if near and code not in sure else 0
        above = {self._gazetteer.regions[code].parent, self._gazetteer.province.code}
        return 2 if not between.strip("的") and above & set(other.codes) else 0

    def _listed(self, tokens: Sequence[Token], n: int, step: int, code: str, text: str, found: set[str]) -> bool:
        """Whether the next name on one side is a county of the same prefecture that was found, in a list with it."""
        other = tokens[n + step] if 0 <= n + step < len(tokens) else None
        if other is None or other.passage != tokens[n].passage:
            return False
        first, second = sorted((tokens[n], other), key=lambda token: token.start)
        if not IN_LIST.fullmatch(text, first.end, second.start):
            return False
        parent = self._gazetteer.regions[code].parent
        return any(c in found and self._gazetteer.regions[c].parent == parent for c in other.codes)

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
