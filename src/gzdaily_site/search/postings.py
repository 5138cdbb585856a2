"""Occurrences… → Postings: for every pair, the articles that hold it, and how well, as bytes; and its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from gzdaily_site.search import varints
from gzdaily_site.search.occurrences import Flags, Numbers, Occurrences, Points, Small, Texts, lengths
from gzdaily_site.search.places import Order, Places, none, order_of, places
from gzdaily_site.search.varints import Bytes, Stream

HEAD, DENSE = 2, 1  # tiers of an article for a pair; 0 is the rest
TIMES, PER_THOUSAND = 3, 5  # an article is dense in a pair from so many times, and so many in a thousand characters
PACKED = 4  # tiers a byte


@dataclass(frozen=True, slots=True)
class Postings:
    """Each field but `places` has an entry a pair, in the order of the pairs."""

    first: Points
    second: Points
    headers: Numbers  # number of articles << 2 | as a bitmap << 1 | has tiers
    articles: Stream[np.uint8]
    tiers: Stream[np.uint8]
    places: Places


@dataclass(frozen=True, slots=True)
class _Rows:
    """A row an article of a pair: `at` is its first occurrence. A pair has `counts` rows, from its `starts`."""

    at: Numbers
    article: Small
    starts: Numbers
    counts: Numbers


def postings(texts: Texts, occurrences: Iterable[Occurrences]) -> Iterator[Postings]:
    """A pair's articles are gaps as varints, or a bitmap where that is shorter. All pairs in order, some at a time."""
    order = order_of(texts)
    return (_posted(texts, order, them) for them in occurrences)


def nothing_posted() -> Postings:
    points, numbers = np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int64)
    nothing = Stream(np.zeros(0, dtype=np.uint8), numbers)
    return Postings(points, points, numbers, nothing, nothing, none())


def _posted(texts: Texts, order: Order, them: Occurrences) -> Postings:
    new = np.empty(len(them.article), dtype=bool)
    new[1:] = them.article[1:] != them.article[:-1]
    new[them.starts] = True
    counts = np.add.reduceat(new, them.starts, dtype=np.int64)
    at = np.flatnonzero(new)
    rows = _Rows(at, them.article.take(at), np.cumsum(counts) - counts, counts)
    articles, bitmap = _articles(rows, len(texts.lengths))
    tiers, tiered = _packed(_tiers(texts, them, rows), rows)
    return Postings(
        first=them.first,
        second=them.second,
        headers=(counts << 2) | (bitmap.astype(np.int64) << 1) | tiered,
        articles=articles,
        tiers=tiers,
        places=places(order, them, new),
    )


def _tiers(texts: Texts, them: Occurrences, rows: _Rows) -> Bytes:
    times = lengths(rows.at, len(them.article))
    tiers = np.zeros(len(rows.at), dtype=np.uint8)
    often = np.flatnonzero(times >= TIMES)
    dense = times[often] * 1000 >= PER_THOUSAND * texts.lengths[rows.article[often]]
    tiers[often[dense]] = DENSE
    tiers[them.place.take(rows.at) < texts.heads.take(rows.article)] = HEAD
    return tiers


def _articles(rows: _Rows, total: int) -> tuple[Stream[np.uint8], Flags]:
    gaps = rows.article.copy()
    gaps[1:] -= rows.article[:-1]
    gaps -= 1
    gaps[rows.starts] = rows.article[rows.starts]
    content, width = varints.stream(gaps)
    sizes = np.add.reduceat(width, rows.starts, dtype=np.int64)
    bitmap = sizes > (total + 7) // 8
    if not bitmap.any():
        return Stream(content, sizes), bitmap
    pieces = list(_with_bitmaps(content, sizes, rows, np.flatnonzero(bitmap), total))
    sizes[bitmap] = (total + 7) // 8
    return Stream(np.concatenate(pieces), sizes), bitmap


def _with_bitmaps(content: Bytes, sizes: Numbers, rows: _Rows, pairs: Numbers, total: int) -> Iterator[Bytes]:
    ends = np.cumsum(sizes)
    done = 0
    for pair in pairs:
        yield content[done : ends[pair] - sizes[pair]]
        bits = np.zeros(total, dtype=np.uint8)
        bits[rows.article[rows.starts[pair] : rows.starts[pair] + rows.counts[pair]]] = 1
        yield np.packbits(bits, bitorder="little")
        done = ends[pair]
    yield content[done:]


def _packed(tiers: Bytes, rows: _Rows) -> tuple[Stream[np.uint8], Flags]:
    """Two bits a row, for pairs where any row has a tier."""
    tiered = np.maximum.reduceat(tiers, rows.starts) > 0
    sizes = np.where(tiered, (rows.counts + PACKED - 1) // PACKED, 0)
    some = np.flatnonzero(tiers)
    pair = np.searchsorted(rows.starts, some, side="right") - 1
    rank = some - rows.starts[pair]
    where = (np.cumsum(sizes) - sizes)[pair] + rank // PACKED
    weight = tiers[some] << (2 * (rank % PACKED)).astype(np.uint8)
    content = np.bincount(where, weights=weight, minlength=int(sizes.sum()))
    return Stream(content.astype(np.uint8), sizes), tiered
