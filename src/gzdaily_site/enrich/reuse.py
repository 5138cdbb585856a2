"""Text printed twice: passages of clauses that two articles share."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import TypeVar

import numpy as np

from gzdaily_site.enrich.pairs import Members, Numbers, pairs, runs
from gzdaily_site.model import Article, ArticleId

STOPS = r"，。！？；：,!?;:\n"  # between clauses
CLAUSE = re.compile(f"[^{STOPS}]+")
MARKS = re.compile(rf"[^\u3400-\u9fffA-Za-z0-9{STOPS}]+")
SHORTEST = 20  # characters of a passage, marks left out; less is a turn of phrase
TELLING = 8  # characters from which a clause is looked for; shorter ones join such as stand beside them
_LENGTH = 16  # bits of a number that say how long a clause is
_MOST_LENGTH = (1 << _LENGTH) - 1
AT_HAND = 4096  # articles whose clauses are remembered
MOST = 12  # articles that share a clause, beyond which it is a formula

Pair = tuple[ArticleId, ArticleId]
Reused = dict[Pair, tuple[str, ...]]
Compared = dict[bytes, tuple[str, ...]]  # by what two articles say, and where to look: the passages that both have
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Comparing:
    """Which articles were compared before, and which are now: of two that say what they said no text is read again.

    Where two are looked at depends on all others: what many print is a formula.
    """

    before: Compared = field(default_factory=dict)
    now: Compared = field(default_factory=dict)


def numbered(article: Article) -> bytes:
    """The clauses of an article as numbers of eight bytes: what they say in 47 bits, above 16 of their lengths.

    A page's work, so that an archive compares numbers only; what is found is read once more.
    """
    return array("q", map(_number, clauses(article))).tobytes()


def _number(clause: str) -> int:
    said = int.from_bytes(blake2b(clause.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
    return said >> 1 << _LENGTH | min(len(clause), _MOST_LENGTH)


def reused(
    articles: Iterable[Article], numbers: Iterable[bytes] | None = None, comparing: Comparing | None = None
) -> Reused:
    """The passages each two articles share, longest first; pairs in the order of their ids.

    `numbers` has what `numbered` says of each article, where that is known; each is asked for once, and let go.
    """
    known = [*articles]
    told = map(numbered, known) if numbers is None else (told for _, told in zip(known, numbers, strict=True))
    printed = _Printed.of(told)
    read = lru_cache(AT_HAND)(lambda n: clauses(known[n]))
    counted, named = lru_cache(AT_HAND)(printed.counted), lru_cache(AT_HAND)(printed.named)
    comparing = comparing or Comparing()
    found: Reused = {}
    for (a, b), seeds in _seeds([article.id for article in known], printed):
        name = blake2b(b"%b%b%r" % (named(a), named(b), seeds), digest_size=16).digest()
        passages = comparing.before.get(name)
        if passages is None:
            if not any(_may_do(counted(a), counted(b), m, n) for m, n in _begins({*seeds})):
                continue
            passages = _shared(read(a), read(b), seeds)
        comparing.now[name] = passages
        if passages:
            found[known[a].id, known[b].id] = passages
    return found


@dataclass(frozen=True, slots=True)
class _Printed:
    """The clauses of all articles as numbers, in a row: those of each begin somewhere, behind a number that is none."""

    numbers: Numbers
    begins: Numbers

    @classmethod
    def of(cls, them: Iterable[bytes]) -> _Printed:
        parted = array("q", [-1]).tobytes()
        text, ends = bytearray(parted), array("q")
        for each in them:
            text += each
            text += parted
            ends.append(len(text))
        numbers = np.frombuffer(text, np.int64)
        begins = np.array([len(parted), *ends], np.int64) // numbers.itemsize
        return cls(numbers, begins)

    def counted(self, n: int) -> Sequence[int]:
        """Of one article."""
        return array("q", self._of(n).tobytes())

    def named(self, n: int) -> bytes:
        """Changes with the clauses of the article."""
        return blake2b(self._of(n).tobytes(), digest_size=16).digest()

    def _of(self, n: int) -> Numbers:
        return self.numbers[self.begins[n] : self.begins[n + 1] - 1]


def _shared(one: Sequence[str], other: Sequence[str], seeds: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """The passages around some clauses of each, the longest first."""
    runs_ = {_run(one, other, m, n) for m, n in _begins({(m, n) for m, n in seeds if one[m] == other[n]})}
    texts = {"，".join(run) for run in runs_ if sum(map(len, run)) >= SHORTEST}
    return tuple(sorted(texts, key=lambda text: (-len(text), text)))


def _seeds(ids: Sequence[ArticleId], printed: _Printed) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """The clauses that two articles share and that may be part of a passage, by their places in each; all in the order
    of the ids, which of the articles it are told by their numbers.
    """
    rank = np.empty(len(ids), np.int32)
    named = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int32)
    rank[named] = np.arange(len(ids), dtype=np.int32)
    printers, places = _in_order(*_twice(printed), rank)
    ends = runs(printers[0].astype(np.int64) * len(ids) + printers[1])
    for begin, end in pairwise(ends.tolist()):
        low, high = named[printers[:, begin]].tolist()
        yield (low, high), list(zip(*places[:, begin:end].tolist(), strict=True))


def _in_order(printers: Members, places: Members, rank: Members) -> tuple[Members, Members]:
    """Of two articles the first in order is the one, and none is both; all in the order of articles and places."""
    printers = rank[printers]
    turned = printers[0] > printers[1]
    printers[:, turned], places[:, turned] = printers[::-1, turned], places[::-1, turned]
    order = np.lexsort((*places[::-1], *printers[::-1]))
    order = order[printers[0, order] != printers[1, order]]
    return printers[:, order], places[:, order]


def _twice(printed: _Printed) -> tuple[Members, Members]:
    """Each two clauses that are the same, in two rows: the numbers of their articles, and their places in these.

    A clause that is too short for a passage must have a neighbour that both articles share.
    """
    text = printed.numbers
    places = np.flatnonzero((text >= 0) & (text & _MOST_LENGTH >= TELLING)).astype(np.int32)
    order = np.argsort(text[places], kind="stable")
    places = places[order]
    del order  # of arrays that are as long as the archive no more are held than are asked for
    ends = runs(text[places])
    sizes = np.diff(ends)
    groups = np.flatnonzero((sizes >= 2) & (sizes <= MOST))
    _, one, other = pairs(places, ends[groups], sizes[groups])
    alone = text[one] & _MOST_LENGTH >= SHORTEST
    before = (text[one - 1] == text[other - 1]) & (text[one - 1] >= 0)
    after = (text[one + 1] == text[other + 1]) & (text[one + 1] >= 0)
    both = np.stack([one, other])[:, alone | before | after]
    printers = np.searchsorted(printed.begins, both, side="right").astype(np.int32) - 1
    return printers, (both - printed.begins[printers]).astype(np.int32)


def _begins(seeds: AbstractSet[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those that do not follow another, which is part of the same passage."""
    return ((m, n) for m, n in seeds if (m - 1, n - 1) not in seeds)


def _may_do(one: Sequence[int], other: Sequence[int], m: int, n: int) -> bool:
    """Whether a passage around a place in each is long enough, by the numbers of clauses: no text is read for it."""
    return sum(number & _MOST_LENGTH for number in _run(one, other, m, n)) >= SHORTEST


def _run(one: Sequence[_T], other: Sequence[_T], m: int, n: int) -> tuple[_T, ...]:
    """The clauses that both share in a row, around a place in each."""
    first = last = 0
    while m + first > 0 and n + first > 0 and one[m + first - 1] == other[n + first - 1]:
        first -= 1
    while m + last + 1 < len(one) and n + last + 1 < len(other) and one[m + last + 1] == other[n + last + 1]:
        last += 1
    return tuple(one[m + first : m + last + 1])


def clauses(article: Article) -> list[str]:
    """The clauses of the body, marks left out."""
    bodies = (block.text for block in article.body if block.kind == "paragraph")
    return [clause for text in bodies for clause in CLAUSE.findall(MARKS.sub("", text))]
