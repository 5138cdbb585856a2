"""Postings → files: pairs spread over shards by a hash of their characters, which the reader knows too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np

from gzdaily_site.model import SiteFile
from gzdaily_site.search import varints
from gzdaily_site.search.hashing import bucket
from gzdaily_site.search.occurrences import END, Numbers, Points
from gzdaily_site.search.packing import counted, grouped, listed
from gzdaily_site.search.places import Places
from gzdaily_site.search.postings import Postings
from gzdaily_site.search.varints import Stream

SHARD = 2048  # bytes of postings a shard, before packing; one request brings one
PLACES_SHARD = 3072
KEY = 5  # bytes of the two characters of a pair and of its header
PLACES_KEY = 5  # bytes of the two characters of a list of places and of how many follow; 3 for each that does
MOST = 1 << 15  # shards
INLINE = 512  # shards of postings whose marks the manifest holds itself (2 KB): a trip less for every query
WINDOW = 256  # shards whose lists are put in order together
PAIRS = 512  # that are put in order at once
Kind = TypeVar("Kind", bound=np.generic)


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
    lists = them.places
    weight = (
        PLACES_KEY * len(lists.first)
        + 3 * len(lists.following.content)
        + len(lists.low.content)
        + len(lists.high.content)
    )
    places = _number(weight, PLACES_SHARD)
    place_home = (bucket(lists.first, lists.second, places) ^ lists.part) & (places - 1)
    made = [counted(f"p/{segment}{shard:x}", content) for shard, content in enumerate(_articles(them, home, number))]
    where = [counted(f"w/{segment}{n:x}", *both) for n, both in enumerate(_places(lists, place_home, places))]
    marks, shared = listed(f"p/{segment}", [mark for mark, _ in made], INLINE)
    groups, more = grouped(f"w/{segment}", [mark for mark, _ in where])
    return Shards(
        files=(*(file for _, file in (*made, *where)), *shared, *more),
        shards=number,
        marks=marks,
        groups=groups,
        places=places,
    )


def _number(size: int, each: int) -> int:
    return min(MOST, 1 << max(0, (size // each).bit_length()))


def _articles(them: Postings, home: Numbers, number: int) -> Iterator[bytes]:
    """Number of pairs, their characters, headers, articles, tiers."""
    rows = (_numbers(them.headers), them.articles, them.tiers)
    for places, its in _windows((_characters(them), *rows), home, number):
        yield from _cut(its[:1], places, its[1:])


def _places(them: Places, home: Numbers, number: int) -> Iterator[tuple[bytes, bytes]]:
    """Number of lists, the two characters of each, the characters that follow; how many these are,
    how often each follows, the high parts of places, the far ones; and the low ones, which nothing packs.
    """
    rows = (_numbers(them.following.sizes), them.times, them.high, them.far)
    for places, (names, following, *its, low) in _windows(
        (_characters(them), them.following, *rows, them.low), home, number
    ):
        yield from zip(_cut((names, following), places, its), _slices(low, places), strict=True)


def _windows(streams: Sequence[Stream[Any]], home: Numbers, number: int) -> Iterator[tuple[Numbers, list[Stream[Any]]]]:
    """The lists of some shards at a time, in their order: where each of these shards begins, and where the last ends,
    and the streams with nothing but their lists. All at once would take as much memory again as they do.
    """
    order = np.argsort(home, kind="stable")
    begins = [np.cumsum(stream.sizes) - stream.sizes for stream in streams]
    bounds = np.searchsorted(home[order], np.arange(number + 1))
    for at in range(0, number, WINDOW):
        places = bounds[at : at + WINDOW + 1]
        part = order[places[0] : places[-1]]
        its = [_ordered(stream, begin, part) for stream, begin in zip(streams, begins, strict=True)]
        yield places - places[0], its


def _numbers(them: Numbers) -> Stream[np.uint8]:
    content, width = varints.stream(them.astype(np.int32))
    return Stream(content, width.astype(np.int64))


def _characters(them: Postings | Places) -> Stream[np.uint32]:
    points = np.stack([them.first, them.second], axis=1).astype(np.uint32)
    return Stream(points.ravel(), np.full(len(points), 2))


def _ordered(stream: Stream[Kind], begins: Numbers, order: Numbers) -> Stream[Kind]:
    """Some lists of the stream in another order, few at a time: large arrays cost more than what they hold."""
    sizes = stream.sizes[order]
    ends = np.cumsum(sizes)
    shift = begins[order] - (ends - sizes)
    content = np.empty(int(sizes.sum()), dtype=stream.content.dtype)
    done = 0
    for at in range(0, len(order), PAIRS):
        part = slice(at, at + PAIRS)
        stop = int(ends[part][-1])
        content[done:stop] = stream.content[np.repeat(shift[part], sizes[part]) + np.arange(done, stop)]
        done = stop
    return Stream(content, sizes)


def _cut(
    characters: Sequence[Stream[np.uint32]], bounds: Numbers, parts: Sequence[Stream[np.uint8]]
) -> Iterator[bytes]:
    points, pieces = [_slices(one, bounds) for one in characters], [_slices(one, bounds) for one in parts]
    for lists, names, its in zip(
        np.diff(bounds).tolist(), zip(*points, strict=True), zip(*pieces, strict=True), strict=True
    ):
        coded, told = _coded(b"".join(names))
        yield b"".join([varints.one(lists << 1 | coded), varints.one(len(told)), told, *its])


def _slices(stream: Stream[Kind], bounds: Numbers) -> Iterator[bytes]:
    """The bytes of the lists between each two bounds."""
    offsets: list[int] = np.append(0, np.cumsum(stream.sizes))[bounds].tolist()
    for start, stop in pairwise(offsets):
        yield stream.content[start:stop].tobytes()


def _coded(points: bytes) -> tuple[bool, bytes]:
    """The characters in GBK, where most take two bytes; when it lacks one, in UTF-8, which is told."""
    text = points.decode("utf-32-le")
    try:
        return False, text.encode("gbk")
    except UnicodeEncodeError:
        return True, text.encode()
