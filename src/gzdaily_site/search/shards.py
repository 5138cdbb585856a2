"""Postings → files: pairs spread over shards by a hash of their characters, which the reader knows too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gzdaily_site.model import SiteFile
from gzdaily_site.search import varints
from gzdaily_site.search.occurrences import END, Numbers, Points
from gzdaily_site.search.packing import counted, grouped, listed
from gzdaily_site.search.postings import Postings, Stream

SHARD = 2048  # bytes of postings a shard, before packing; one request brings one
PLACES_SHARD = 3072
KEY = 7  # bytes of the two characters of a pair and of its header
MOST = 1 << 15  # shards
INLINE = 512  # shards of postings whose marks the manifest holds itself (2 KB): a trip less for every query
PAIRS = 512  # that are put in order at once


@dataclass(frozen=True, slots=True)
class Shards:
    """The files, and what the manifest says of them: how many shards, and the marks in their order.

    `marks` are those of the shards of postings, or of the groups of their marks when there are more than INLINE;
    `groups` are those of the groups of places.
    """

    files: tuple[SiteFile, ...]
    shards: int
    marks: bytes
    groups: bytes
    places: int


def shards(them: Postings, common: Points, segment: str) -> Shards:
    """All files; `segment` stands before their numbers."""
    by_pair = np.isin(them.first, common)
    size = int(them.articles.sizes.sum() + them.tiers.sizes.sum()) + KEY * len(them.first)
    number = _number(size, SHARD)
    home = bucket(them.first, np.where(by_pair, them.second, np.uint32(END)), number)
    wanted = np.flatnonzero(them.second != END)
    places = _number(int(them.places.sizes.sum()) + KEY * len(wanted), PLACES_SHARD)
    place_home = bucket(them.first[wanted], them.second[wanted], places)
    made = [counted(f"p/{segment}{shard:x}", content) for shard, content in enumerate(_articles(them, home, number))]
    where = [counted(f"w/{segment}{shard:x}", c) for shard, c in enumerate(_places(them, wanted, place_home, places))]
    marks, shared = listed(f"p/{segment}", [mark for mark, _ in made], INLINE)
    groups, more = grouped(f"w/{segment}", [mark for mark, _ in where])
    return Shards(
        files=(*(file for _, file in (*made, *where)), *shared, *more),
        shards=number,
        marks=marks,
        groups=groups,
        places=places,
    )


def bucket(first: Points, second: Points, number: int) -> Numbers:
    """The shard of each pair, of `number`, a power of two; in 32 bits, as a browser multiplies."""
    low = np.uint64(0xFFFFFFFF)
    a, b = first.astype(np.uint64), second.astype(np.uint64)
    mixed = (a * np.uint64(0x9E3779B1) + b * np.uint64(0x85EBCA6B)) & low
    mixed ^= mixed >> np.uint64(15)
    mixed = (mixed * np.uint64(0xC2B2AE35)) & low
    mixed ^= mixed >> np.uint64(13)
    return (mixed & np.uint64(number - 1)).astype(np.int64)


def _number(size: int, each: int) -> int:
    return min(MOST, 1 << max(0, (size // each).bit_length()))


def _articles(them: Postings, home: Numbers, number: int) -> Iterator[bytes]:
    """Number of pairs, their characters, headers, articles, tiers."""
    order = np.argsort(home, kind="stable")
    headers, width = varints.stream(them.headers[order].astype(np.int32))
    parts = (
        Stream(headers, width.astype(np.int64)),
        _ordered(them.articles, order),
        _ordered(them.tiers, order),
    )
    yield from _cut(_characters(them, order), home[order], number, parts)


def _places(them: Postings, wanted: Numbers, home: Numbers, number: int) -> Iterator[bytes]:
    """Number of pairs, their characters, bytes of each, places."""
    order = np.argsort(home, kind="stable")
    sizes, width = varints.stream(them.places.sizes[wanted][order].astype(np.int32))
    parts = (Stream(sizes, width.astype(np.int64)), _ordered(them.places, wanted[order]))
    yield from _cut(_characters(them, wanted[order]), home[order], number, parts)


def _characters(them: Postings, order: Numbers) -> Points:
    return np.stack([them.first[order], them.second[order]], axis=1).astype(np.uint32)


def _ordered(stream: Stream, order: Numbers) -> Stream:
    """The stream with its pairs in another order, some pairs at a time: large arrays cost more than what they hold."""
    sizes = stream.sizes[order]
    ends = np.cumsum(sizes)
    shift = (np.cumsum(stream.sizes) - stream.sizes)[order] - (ends - sizes)
    content = np.empty(int(sizes.sum()), dtype=np.uint8)
    done = 0
    for at in range(0, len(order), PAIRS):
        part = slice(at, at + PAIRS)
        stop = int(ends[part][-1])
        content[done:stop] = stream.content[np.repeat(shift[part], sizes[part]) + np.arange(done, stop)]
        done = stop
    return Stream(content, sizes)


def _cut(characters: Points, home: Numbers, number: int, parts: tuple[Stream, ...]) -> Iterator[bytes]:
    bounds = np.searchsorted(home, np.arange(number + 1))
    offsets = [np.append(0, np.cumsum(part.sizes, dtype=np.int64))[bounds] for part in parts]
    for shard in range(number):
        start, stop = bounds[shard], bounds[shard + 1]
        names = characters[start:stop].tobytes().decode("utf-32-le").encode()
        pieces = [
            part.content[offset[shard] : offset[shard + 1]].tobytes()
            for part, offset in zip(parts, offsets, strict=True)
        ]
        yield b"".join([varints.one(int(stop - start)), varints.one(len(names)), names, *pieces])
