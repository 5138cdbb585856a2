"""Occurrences → Postings: for every pair, the articles that hold it, how well, and where, as bytes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gzdaily_site.search import varints
from gzdaily_site.search.occurrences import END, Flags, Numbers, Occurrences, Points, Small
from gzdaily_site.search.varints import Bytes

HEAD, DENSE = 2, 1  # tiers of an article for a pair; 0 is the rest
TIMES, PER_THOUSAND = 3, 5  # an article is dense in a pair from so many times, and so many in a thousand characters
PACKED = 4  # tiers a byte


@dataclass(frozen=True, slots=True)
class Stream:
    """Bytes of all pairs one after another, and how many each has."""

    content: Bytes
    sizes: Numbers


@dataclass(frozen=True, slots=True)
class Postings:
    """Each field has an entry a pair, in the order of the pairs."""

    first: Points
    second: Points
    headers: Numbers  # number of articles << 2 | as a bitmap << 1 | has tiers
    articles: Stream
    tiers: Stream
    places: Stream


@dataclass(frozen=True, slots=True)
class _Rows:
    """A row an article of a pair: `at` is its first occurrence, `counts` are the rows of each pair."""

    at: Numbers
    article: Small
    fresh: Flags  # first of its pair
    counts: Numbers


def postings(them: Occurrences) -> Postings:
    """A pair's articles are gaps as varints, or a bitmap where that is shorter."""
    fresh = np.zeros(len(them.article), dtype=bool)
    fresh[them.starts] = True
    new = fresh.copy()
    new[1:] |= them.article[1:] != them.article[:-1]
    at = np.flatnonzero(new)
    counts = np.add.reduceat(new, them.starts, dtype=np.int64) if len(at) else np.zeros(0, dtype=np.int64)
    rows = _Rows(at, them.article[at], fresh[at], counts)
    articles, bitmap = _articles(rows, len(them.lengths))
    tiers, tiered = _packed(_tiers(them, rows), rows)
    return Postings(
        first=them.first,
        second=them.second,
        headers=(counts << 2) | (bitmap.astype(np.int64) << 1) | tiered,
        articles=articles,
        tiers=tiers,
        places=_places(them, new),
    )


def _sums(values: np.ndarray[tuple[int], np.dtype[np.uint8]], counts: Numbers) -> Numbers:
    """The sum of each pair's values."""
    running = np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
    ends = np.cumsum(counts)
    sums: Numbers = running[ends] - running[ends - counts]
    return sums


def _tiers(them: Occurrences, rows: _Rows) -> Bytes:
    times = np.diff(rows.at, append=len(them.article))
    tiers = np.zeros(len(rows.at), dtype=np.uint8)
    often = np.flatnonzero(times >= TIMES)
    dense = times[often] * 1000 >= PER_THOUSAND * them.lengths[rows.article[often]]
    tiers[often[dense]] = DENSE
    tiers[them.place[rows.at] < them.heads[rows.article]] = HEAD
    return tiers


def _articles(rows: _Rows, total: int) -> tuple[Stream, Flags]:
    gaps = rows.article.copy()
    gaps[1:] -= np.where(rows.fresh[1:], 0, rows.article[:-1] + 1)
    width = varints.widths(gaps)
    sizes = _sums(width, rows.counts)
    whole = (total + 7) // 8
    bitmap = sizes > whole
    width[np.repeat(bitmap, rows.counts)] = 0
    shift = np.where(bitmap, whole, 0)  # bytes of bitmaps lie between the varints
    ends = np.cumsum(width, dtype=np.int64)
    starts = ends - width + np.repeat(np.cumsum(shift) - shift, rows.counts)
    sizes[bitmap] = whole
    content = np.zeros(int(sizes.sum()), dtype=np.uint8)
    sparse = np.flatnonzero(width)
    varints.put(gaps[sparse], width[sparse], starts[sparse], content)
    _fill_bitmaps(content, rows, np.flatnonzero(bitmap), np.cumsum(sizes) - sizes, whole)
    return Stream(content, sizes), bitmap


def _fill_bitmaps(content: Bytes, rows: _Rows, pairs: Numbers, offsets: Numbers, whole: int) -> None:
    begins = np.cumsum(rows.counts) - rows.counts
    for pair in pairs:
        bits = np.zeros(whole * 8, dtype=np.uint8)
        bits[rows.article[begins[pair] : begins[pair] + rows.counts[pair]]] = 1
        content[offsets[pair] : offsets[pair] + whole] = np.packbits(bits, bitorder="little")


def _packed(tiers: Bytes, rows: _Rows) -> tuple[Stream, Flags]:
    """Two bits a row, for pairs where any row has a tier."""
    tiered = _sums(tiers, rows.counts) > 0
    sizes = np.where(tiered, (rows.counts + PACKED - 1) // PACKED, 0)
    some = np.flatnonzero(tiers)
    pair = np.searchsorted(np.cumsum(rows.counts), some, side="right")
    rank = some - (np.cumsum(rows.counts) - rows.counts)[pair]
    where = (np.cumsum(sizes) - sizes)[pair] + rank // PACKED
    weight = tiers[some] << (2 * (rank % PACKED)).astype(np.uint8)
    content = np.bincount(where, weights=weight, minlength=int(sizes.sum()))
    return Stream(content.astype(np.uint8), sizes), tiered


def _places(them: Occurrences, new: Flags) -> Stream:
    """Gaps between places << 1 | last of the article; none for pairs with END, which nobody asks for."""
    gaps = them.place.copy()
    gaps[1:] -= np.where(new[1:], 0, them.place[:-1])
    gaps <<= 1
    gaps[:-1] |= new[1:]
    gaps[-1:] |= 1
    counts = np.diff(them.starts, append=len(new))
    wanted = np.repeat(them.second != END, counts)
    content, width = varints.stream(gaps[wanted])
    sizes = np.zeros(len(counts), dtype=np.int64)
    asked = them.second != END
    sizes[asked] = _sums(width, counts[asked])
    return Stream(content, sizes)
