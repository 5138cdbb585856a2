"""Text printed twice: passages of clauses that two articles share."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TypeVar

import numpy as np

from gzdaily_site.enrich.pairs import pairs, runs
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
    articles: Iterable[Article], numbers: Mapping[ArticleId, bytes] | None = None, comparing: Comparing | None = None
) -> Reused:
    """The passages each two articles share, longest first; pairs in the order of their ids.

    `numbers` has what `numbered` says of each article, where that is known.
    """
    known = {article.id: article for article in articles}
    printed = {id_: numbers[id_] if numbers else numbered(article) for id_, article in known.items()}
    counted = lru_cache(AT_HAND)(lambda id_: array("q", printed[id_]))
    read = lru_cache(AT_HAND)(lambda id_: clauses(known[id_]))
    named = cache(lambda id_: blake2b(printed[id_], digest_size=16).digest())
    comparing = comparing or Comparing()
    found: Reused = {}
    for (a, b), seeds in sorted(_seeds(list(known), list(printed.values())).items()):
        name = blake2b(b"%b%b%r" % (named(a), named(b), sorted(seeds)), digest_size=16).digest()
        passages = comparing.before.get(name)
        if passages is None:
            if not any(_may_do(counted(a), counted(b), m, n) for m, n in seeds):
                continue
            passages = _shared(read(a), read(b), seeds)
        comparing.now[name] = passages
        if passages:
            found[a, b] = passages
    return found


def _shared(one: Sequence[str], other: Sequence[str], seeds: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """The passages around some clauses of each, the longest first."""
    runs_ = {_run(one, other, m, n) for m, n in seeds if one[m] == other[n]}
    texts = {"，".join(run) for run in runs_ if sum(map(len, run)) >= SHORTEST}
    return tuple(sorted(texts, key=lambda text: (-len(text), text)))


def _seeds(ids: Sequence[ArticleId], printed: Sequence[bytes]) -> dict[Pair, set[tuple[int, int]]]:
    """The clauses that two articles share and that may be part of a passage, by their places in each.

    A clause that is too short for a passage must have a neighbour that both articles share.
    """
    parted = array("q", [-1]).tobytes()
    text = np.frombuffer(parted + b"".join(them + parted for them in printed), np.int64)
    sizes = np.array([len(them) // text.itemsize + 1 for them in printed], np.int64)
    begins = np.cumsum(sizes) - sizes + 1
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
    kept = np.flatnonzero(alone | before | after)

    seeds = dict[Pair, set[tuple[int, int]]]()
    first, second = (np.searchsorted(begins, at[kept], side="right") - 1 for at in (one, other))
    rows = (first, second, one[kept] - begins[first], other[kept] - begins[second])
    for a, b, m, n in zip(*(row.tolist() for row in rows), strict=True):
        if a != b:
            low, high = sorted(((ids[a], m), (ids[b], n)))
            seeds.setdefault((low[0], high[0]), set()).add((low[1], high[1]))
    return seeds


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
