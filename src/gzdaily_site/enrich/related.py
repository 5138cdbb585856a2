"""Related articles: which two share what few others have, each among the nearest of the other."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from math import log
from typing import Any, NamedTuple

import numpy as np

from gzdaily_site.enrich.pairs import AT_ONCE, Members, Numbers, nearest, pairs, runs
from gzdaily_site.enrich.reuse import Reused, numbered
from gzdaily_site.model import Article, ArticleId, Figure, Related, Tie, TieKind, Trace

# How much a tie of a kind is worth, before its rarity.
WORTH: Mapping[TieKind, float] = {
    "passage": 3,
    "figure": 2,
    "person": 2,
    "organisation": 1.5,
    "phrase": 1.5,
    "word": 1,
    "place": 0.7,
    "column": 0.7,
}
COMMON = 30  # articles that share a thing, beyond which it ties none together; also what keeps the cost linear
MOST = 8  # related articles of one; each must be among the nearest MOST of the other too
LEAST = 0.25  # of the points of a tie that only two articles share; below, chance
TOLD = 4  # ties given as reasons
AT_HAND = 256  # articles whose ties are remembered
FINE = 2**32  # parts of a point
DIGITS = 3  # a figure of fewer digits that count is met everywhere
PHRASE = re.compile(r"[“‘]([\u4e00-\u9fffA-Za-z0-9·+]{3,12})[”’]")


_Tie = tuple[TieKind, str]  # what becomes a Tie where it is told; a hundred are looked up for one that is
Ties = Sequence[_Tie]
_KINDS = tuple(WORTH)
_KIND = 4  # bits of a number that say of which kind a tie is
_MOST_KIND = (1 << _KIND) - 1


def ties_of(article: Article, layers: Mapping[str, Any]) -> Ties:
    """By what an article may be related to others, by what it says and what the `layers` know of it; each once."""
    return tuple(dict.fromkeys(_ties(article, layers)))


def traced(article: Article, ties: Ties) -> Trace:
    """The same as numbers. A page's work, so that an archive compares numbers only."""
    return Trace(array("q", map(_number, ties)).tobytes(), numbered(article))


def _number(tie: _Tie) -> int:
    kind, what = tie
    said = int.from_bytes(blake2b(what.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    return said >> (_KIND + 1) << _KIND | _KINDS.index(kind)


def related(
    numbers: Mapping[ArticleId, bytes], ties: Mapping[ArticleId, Ties], twice: Reused
) -> dict[ArticleId, tuple[Related, ...]]:
    """For each article those nearest to it, best first; if one names another, the other names it.

    `numbers` are those of the `ties` of each, which are asked for where one is told; `twice` is what `reuse.reused`
    finds in the articles.
    """
    names = sorted(numbers)
    sharing = _sharing([numbers[name] for name in names])
    which, one, other = pairs(sharing.members, sharing.starts, sharing.sizes)

    passages = [(pair, text) for pair, texts in twice.items() for text in texts[:TOLD]]
    number = {name: n for n, name in enumerate(names)}
    read = lru_cache(AT_HAND)(ties.__getitem__)
    which = np.append(which, len(sharing.starts) + np.arange(len(passages), dtype=np.int32))
    one = np.append(one, np.array([number[a] for (a, _), _ in passages], np.int32))
    other = np.append(other, np.array([number[b] for (_, b), _ in passages], np.int32))
    worths = np.concatenate([sharing.worths, np.array([_fine(_worth_of(text)) & ~1 for _, text in passages], np.int64)])

    @cache
    def tie(group: int) -> Tie:
        if group >= len(sharing.starts):
            return Tie("passage", passages[group - len(sharing.starts)][1])
        first = names[sharing.members[sharing.starts[group]]]
        return Tie(*read(first)[int(sharing.places[group])])

    rows = _rows(which, one, other, worths, len(names))
    del which, one, other
    return dict.fromkeys(names, ()) | _mutual(rows, worths, names, tie)


def _fine(worth: float) -> int:
    return round(worth * FINE)


def _marked(kind: TieKind, fine: int) -> int:
    """Odd for a word, even for all else: alone, a word ties by chance."""
    return fine | 1 if kind == "word" else fine & ~1


@dataclass(frozen=True, slots=True)
class _Sharing:
    """Groups of articles that share a tie: `pairs.pairs` says how they lie; of each tie its place in the first of its
    articles, and what it is worth.
    """

    members: Members
    starts: Numbers
    sizes: Numbers
    places: Numbers
    worths: Numbers


def _sharing(said: Sequence[bytes]) -> _Sharing:
    """Who shares what, by the numbers of each article's ties."""
    numbers = np.frombuffer(b"".join(said), np.int64)
    counts = np.array([len(them) // numbers.itemsize for them in said], np.int64)
    articles = np.repeat(np.arange(len(said), dtype=np.int32), counts)
    order = np.argsort(numbers, kind="stable")
    ends = runs(numbers[order])
    sizes = np.diff(ends)
    groups = np.flatnonzero((sizes >= 2) & (sizes <= COMMON))
    starts, sizes = ends[groups], sizes[groups]
    firsts = order[starts]
    places = firsts - (np.cumsum(counts) - counts)[articles[firsts]]
    worth = np.array(
        [[_marked(kind, _fine(_worth(kind, size, len(said)))) for size in range(COMMON + 1)] for kind in _KINDS]
    )
    return _Sharing(articles[order], starts, sizes, places, worth[numbers[firsts] & _MOST_KIND, sizes])


def _worth(kind: TieKind, sharing: int, articles: int) -> float:
    """Of a tie that so many of all articles share: what its kind is worth where only two do, and less where more."""
    return WORTH[kind] * log(1 + articles / sharing) / log(1 + articles / 2) if sharing and articles else 0.0


def _worth_of(passage: str) -> float:
    return WORTH["passage"] * log(1 + len(passage) / 10)


def _ties(article: Article, layers: Mapping[str, Any]) -> Iterator[_Tie]:
    yield from (("word", word) for word in layers["keywords_of"])
    yield from (("phrase", phrase) for phrase in _phrases(article))
    yield from (("person", person.name) for person in layers["people_of"] if person.full)
    yield from (("organisation", it.name) for it in layers["organisations_of"])
    yield from (("figure", told) for told in map(_telling, layers["figures_of"]) if told)
    yield from (("place", mention.code) for mention in layers["places_of"].mentioned)
    if article.column:
        yield "column", article.column_name


def _phrases(article: Article) -> Iterator[str]:
    """What stands in quotation marks as a term, not as speech."""
    texts = [field.text for field in (article.kicker, article.headline, article.deck) if field]
    for text in [*texts, *(block.text for block in article.body)]:
        yield from PHRASE.findall(text)


def _telling(figure: Figure) -> str:
    """A figure that is hardly met by chance: with its unit, as printed; empty for a round one."""
    digits = figure.value.replace(".", "").strip("0")
    return f"{figure.value} {figure.unit}" if len(digits) >= DIGITS else ""


class _Rows(NamedTuple):
    """Pairs of articles that share enough, in the order of both: a row of `which` for each tie that both have, which it
    is; of a pair how many rows, its articles, and what its ties are worth together.
    """

    which: Members
    sizes: Numbers
    one: Members
    other: Members
    points: Numbers


def _rows(which: Members, one: Members, other: Members, worths: Numbers, articles: int) -> _Rows:
    """Of one row for each tie of each two articles, in any order. Some articles after the others: all rows in order
    take five times the place of what is kept of them.

    Sums are of whole numbers, so that they are the same in whatever order they are taken.
    """
    parts = [_enough(which[:0], one[:0], other[:0], worths, articles)]
    for low in range(0, articles, AT_ONCE):
        here = np.flatnonzero((one >= low) & (one < low + AT_ONCE))
        parts.append(_enough(which[here], one[here], other[here], worths, articles))
    return _Rows(*map(np.concatenate, zip(*parts, strict=True)))


def _enough(which: Members, one: Members, other: Members, worths: Numbers, articles: int) -> _Rows:
    pair = one.astype(np.int64) * articles + other
    order = np.argsort(pair, kind="stable")
    pair, which = pair[order], which[order]
    starts = runs(pair)
    points = np.add.reduceat(worths[which], starts[:-1]) if len(which) else worths[:0]
    firsts, seconds = np.divmod(pair[starts[:-1]], max(articles, 1))
    sizes = np.diff(starts)
    by_chance = (sizes == 1) & (points % 2 == 1)
    enough = (points >= LEAST * FINE) & (firsts != seconds) & ~by_chance
    one, other = firsts[enough].astype(np.int32), seconds[enough].astype(np.int32)
    return _Rows(which[np.repeat(enough, sizes)], sizes[enough], one, other, points[enough])


def _mutual(
    rows: _Rows, worths: Numbers, names: Sequence[ArticleId], tie: Callable[[int], Tie]
) -> dict[ArticleId, tuple[Related, ...]]:
    """Of each article those that are near to it and it to them. What two share is worth the sum of its ties."""
    ends = np.cumsum(rows.sizes)
    found: dict[ArticleId, list[tuple[int, Related]]] = {}
    for pair in nearest(rows.one, rows.other, rows.points, MOST).tolist():
        groups = rows.which[ends[pair] - rows.sizes[pair] : ends[pair]]
        ties = _strongest(zip(map(tie, groups.tolist()), worths[groups].tolist(), strict=True))
        told, a, b = int(rows.points[pair]), names[rows.one[pair]], names[rows.other[pair]]
        found.setdefault(a, []).append((told, Related(b, round(told / FINE, 3), ties)))
        found.setdefault(b, []).append((told, Related(a, round(told / FINE, 3), ties)))
    for near in found.values():
        near.sort(key=lambda it: (it[0], it[1].id), reverse=True)
    return {id_: tuple(it for _, it in near) for id_, near in found.items()}


def _strongest(ties: Iterable[tuple[Tie, int]]) -> tuple[Tie, ...]:
    best = sorted(ties, key=lambda it: (-it[1], it[0].kind, it[0].what))
    return tuple(tie for tie, _ in best[:TOLD])
