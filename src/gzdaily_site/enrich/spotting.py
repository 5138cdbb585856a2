"""Words of the gazetteer found in an article, and which of them truly name a division."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gzdaily_site.enrich.bearing import Bearing
from gzdaily_site.enrich.edges import straddled
from gzdaily_site.enrich.gazetteer import Gazetteer
from gzdaily_site.enrich.passages import Passage
from gzdaily_site.enrich.phrases import Hit, Phrases
from gzdaily_site.enrich.signs import Signs, Spot, Token
from gzdaily_site.enrich.surroundings import Surroundings
from gzdaily_site.lexicon import word_likelihood

# Between two places outside, the second in the first: a generic part, a county nobody lists, of.
LINK = re.compile(r"[\u4e00-\u9fff]{0,4}?[省市县区旗州盟](?:的|境内的?)?|的|境内的?|")
WAYS = ("高速", "高铁", "铁路", "城际")
ABBREVIATED = re.compile(r"(?:公路|铁路|高速|高铁)[（(]$")  # 云梦至青石高速公路（云青高速）
TITLED = "长记任人员者师民户士生理授监"  # what a person is ends in them: 书记, 传承人, 教师
RELATIVE = ("全", "我", "本")  # 全省 is said of the province that was named


@dataclass(frozen=True, slots=True)
class Found:
    """What an article names, in reading order: divisions of the province, and places outside it."""

    spots: tuple[Spot, ...]
    outside: tuple[Token, ...]


class Spotter:
    """Finds the divisions of one gazetteer; made once, used for every article."""

    def __init__(self, gazetteer: Gazetteer, around: Surroundings) -> None:
        self.gazetteer, self.around = gazetteer, around
        self._codes: dict[str, list[str]] = {}
        for code in gazetteer.regions:
            for word in gazetteer.words(code):
                self._codes.setdefault(word, []).append(code)
        self._words = Phrases({*self._codes, *around.outside})
        self._relative = frozenset(w for w in gazetteer.words(gazetteer.province.code) if w.startswith(RELATIVE))
        self._surnames = gazetteer.surnames | around.surnames
        self._pair = _pairs(gazetteer, around)
        self._letters = {letter: code for code, rule in gazetteer.rules.items() for letter in rule.letter}
        self.bearing = Bearing(around, gazetteer.every_word - {region.short for region in gazetteer.regions.values()})
        self.office = Phrases(around.above)
        self.seats = _seats(gazetteer)
        self._last: tuple[Sequence[Passage] | None, Found] = (None, Found((), ()))
        self._signs = Signs(gazetteer, around, self._codes)

    def spots(self, passages: Sequence[Passage]) -> list[Spot]:
        """Every naming of a division, in reading order; longest match, none inside another."""
        return list(self.find(passages).spots)

    def find(self, passages: Sequence[Passage]) -> Found:
        """Every naming of a division or of a place outside; the last article asked for is remembered."""
        if self._last[0] is None or list(self._last[0]) != list(passages):
            self._last = (passages, self._find(passages))
        return self._last[1]

    def _find(self, passages: Sequence[Passage]) -> Found:
        tokens = [token for n, passage in enumerate(passages) for token in self._tokens(n, passage.text)]
        spots = self._signs.accepted(tokens, passages)
        named = {spot.code for spot in spots}
        pairs = [s for n, p in enumerate(passages) for s in self._paired(n, p.text) if s.code not in named]
        outside = [token for token in tokens if token.outside]
        away = {token.outside for token in outside}
        outside += [t for n, p in enumerate(passages) for t in self._partners(n, p.text) if t.outside not in away]
        placed = _in_order(outside)
        return Found(tuple(self._own(_in_order([*spots, *pairs]), placed)), tuple(placed))

    def _own(self, spots: Sequence[Spot], outside: Sequence[Token]) -> Iterator[Spot]:
        """Without a 全省 that is not said of the archive's province: it is said of the province named last before it;
        where none was, of the one the article names at all, if it names but one.
        """
        named = [(s.passage, s.start, True) for s in spots if s.word not in self._relative]
        own = bool(named)
        named += [(t.passage, t.start, False) for t in outside if t.outside in self.around.whole]
        named.sort()
        for spot in spots:
            before = bisect_left(named, (spot.passage, spot.start, False))
            meant = named[before - 1][2] if before else own or not named
            if meant or spot.word not in self._relative:
                yield spot

    def _tokens(self, passage: int, text: str) -> Iterator[Token]:
        """Words that may name a place, none inside another; `outside` where they name one beyond the province."""
        at, chain = 0, -1
        while hit := self._words.search(text, at):
            start, end, word = hit
            if chain >= 0 and not _linked(text, chain, start):
                chain = -1
            token = self._token(passage, text, hit, inside=chain < 0)
            if token is None:
                at = start + 1
                continue
            at = end
            chain = end if word in self.around.outside or (token.outside and chain >= 0) else -1
            yield token

    def _token(self, passage: int, text: str, hit: Hit, *, inside: bool) -> Token | None:
        start, end, word = hit
        if ABBREVIATED.search(text, max(0, start - 4), start) and text.startswith(WAYS, end):
            return None
        if word in self.around.outside:
            crossed = _bare(word) and (straddled(text, start, end) or self._part_of_other(text, end))
            crossed |= _bare(word) and self._given(text, start)
            return None if crossed else Token(passage, start, end, word, outside=self.around.outside[word])
        codes = tuple(code for code in self._codes[word] if self._fits(code, text, start, end))
        if not inside and any(self._shared(code, word) for code in codes):
            return Token(passage, start, end, word, outside=word)
        crossed = any(self._doubtful(code, word) for code in codes) and straddled(text, start, end)
        return Token(passage, start, end, word, codes, crossed=crossed) if codes else None

    def _given(self, text: str, start: int) -> bool:
        """Whether it is a given name: a family name directly before it, and before that what the person is."""
        if not start or text[start - 1] not in self._surnames:
            return False
        return start > 2 and text[start - 2] in TITLED and word_likelihood(text[start - 2 : start]) is None

    def _doubtful(self, code: str, word: str) -> bool:
        return bool(self.gazetteer.rules[code].ambiguous) and word == self.gazetteer.regions[code].short

    def _shared(self, code: str, word: str) -> bool:
        """Whether a place outside may bear the name: a county's short one; one that is ambiguous, in any form."""
        region = self.gazetteer.regions[code]
        return region.level == "county" and (word == region.short or bool(self.gazetteer.rules[code].ambiguous))

    def _fits(self, code: str, text: str, start: int, end: int) -> bool:
        """Whether the words on either side let it be a name of this division."""
        rule, region = self.gazetteer.rules[code], self.gazetteer.regions[code]
        if _ends(text, start, rule.elsewhere):
            return False
        if text[start:end] != region.short:
            return True
        if text.startswith(rule.sure_before or "\0", end):
            return True
        if rule.ambiguous and self._is_else(text, start, end):
            return False
        if text.startswith(rule.not_before or "\0", end) or _ends(text, start, rule.not_after):
            return False
        return not self._part_of_other(text, end) and (bool(rule.ambiguous) or not straddled(text, start, end))

    def _part_of_other(self, text: str, end: int) -> bool:
        """Whether the name goes on as that of a road, a battle, a ship."""
        around = self.around
        return text.startswith(around.no_place or "\0", end) and not text.startswith(around.not_no_place or "\0", end)

    def _is_else(self, text: str, start: int, end: int) -> bool:
        """A person, or a township, road or hill of that name."""
        if start and text[start - 1] in self._surnames:
            return True
        if not text.startswith(self.around.smaller, end):
            return False
        return not text.startswith(self.around.not_smaller, end) and not self._words.at(text, end)

    def _paired(self, passage: int, text: str) -> Iterator[Spot]:
        """Divisions named by a letter beside that of another place: 莞铜两地."""
        for at, pair in self._pairs_of(text):
            for n, letter in enumerate(pair):
                if code := self._letters.get(letter):
                    yield Spot(passage, at + n, at + n + 1, pair, code)

    def _partners(self, passage: int, text: str) -> Iterator[Token]:
        """Places outside named by a letter beside that of a division."""
        for at, pair in self._pairs_of(text):
            for n, letter in enumerate(pair):
                if letter not in self._letters:
                    yield Token(passage, at + n, at + n + 1, letter, outside=self.around.letters[letter])

    def _pairs_of(self, text: str) -> Iterator[tuple[int, str]]:
        for match in self._pair.finditer(text):
            if match[1] not in self.around.no_pairs and match[1] not in self.around.outside:
                yield match.start(), match[1]


_Placed = TypeVar("_Placed", Spot, Token)


def _in_order(them: list[_Placed]) -> list[_Placed]:
    return sorted(them, key=lambda it: (it.passage, it.start))


def _seats(gazetteer: Gazetteer) -> frozenset[str]:
    """The province and its seat, the first prefecture: where offices of the province meet."""
    province = gazetteer.province.code
    seat = next((r.code for r in gazetteer.regions.values() if r.parent == province), province)
    return frozenset((province, seat))


def _pairs(gazetteer: Gazetteer, around: Surroundings) -> re.Pattern[str]:
    own = "".join(rule.letter for rule in gazetteer.rules.values())
    away = "".join(sorted(around.letters))
    if not own or not around.pairs:
        return re.compile(r"(?!)")
    both = f"[{own}]{{2}}" + (f"|[{away}][{own}]|[{own}][{away}]" if away else "")
    return re.compile(f"({both})(?={'|'.join(map(re.escape, around.pairs))})")


def _ends(text: str, end: int, words: tuple[str, ...]) -> bool:
    """Whether text[:end] ends in one of the words; looks no further back than the word is long."""
    return any(text.startswith(word, end - len(word)) for word in words if end >= len(word))


def _bare(word: str) -> bool:
    return len(word) <= 2


def _linked(text: str, chain: int, start: int) -> bool:
    """Whether what stands between a place outside and the next name says that the second lies in the first."""
    return start - chain <= 8 and LINK.fullmatch(text, chain, start) is not None
