"""Postings → files: pairs spread over shards by a hash of their characters, which the reader knows too."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, TypeVar

import numpy as np

from gzdaily_site.model import SiteFile
from gzdaily_site.morgue import Vault
from gzdaily_site.search import varints
from gzdaily_site.search.hashing import bucket
from gzdaily_site.search.occurrences import END, Numbers, Points
from gzdaily_site.search.packing import counted, grouped, listed
from gzdaily_site.search.pigeonholes import Lists, Pigeonholes
from gzdaily_site.search.places import Places
from gzdaily_site.search.postings import Postings, nothing_posted
from gzdaily_site.search.varints import Stream

SHARD = 2048  # bytes of postings a shard, before packing; one request brings one
PLACES_SHARD = 3072
KEY = 5  # bytes of the two characters of a pair and of its header
PLACES_KEY = 5  # bytes of the two characters of a list of places and of how many follow; 3 for each that does
MOST = 1 << 15  # shards
INLINE = 512  # shards of postings whose marks the manifest holds itself (2 KB): a trip less for every query
Pieces = tuple[bytes, ...]  # of a file: what is packed, and what nothing packs
Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Shards:
    """What the manifest says of the files: how many shards, and the marks in their order.

    `marks` are those of the shards of postings, or of the groups of their marks when there are more than INLINE;
    `groups` are those of the groups of places.
    """

    shards: int
    marks: bytes
    groups: bytes
    places: int


def shards(
    pieces: Iterable[Postings], common: Points, segment: str, bits: int = 0, vault: Vault | None = None
) -> Generator[SiteFile, None, Shards]:
    """All files; `segment` stands before their numbers. Until all are there, they lie in 1 << `bits` pigeonholes."""
    nothing = nothing_posted()
    articles = Pigeonholes(bits, vault, _articles(nothing, common))
    places = Pigeonholes(bits, vault, _places(nothing.places))
    size = weight = 0
    for them in pieces:
        size += _size(them)
        weight += _weight(them.places)
        articles.put(_articles(them, common))
        places.put(_places(them.places))
    number, groups = (max(_number(it, each), 1 << bits) for it, each in ((size, SHARD), (weight, PLACES_SHARD)))
    marks = yield from _numbered(f"p/{segment}", articles, number, lambda lists, its: _cut(its[:1], lists, its[1:]))
    listed_marks, shared = listed(f"p/{segment}", marks, INLINE)
    yield from shared
    marks = yield from _numbered(f"w/{segment}", places, groups, _cut_places)
    grouped_marks, shared = grouped(f"w/{segment}", marks)
    yield from shared
    return Shards(number, listed_marks, grouped_marks, groups)


def _numbered(
    stem: str, holes: Pigeonholes, number: int, cut: Callable[[Numbers, Sequence[Stream[Any]]], Iterator[Pieces]]
) -> Generator[SiteFile, None, list[bytes]]:
    """A file for each of so many homes, named by its number; their marks, by number."""
    marks = [b""] * number
    for numbers, windows in holes.emptied(number):
        contents = chain.from_iterable(cut(bounds, streams) for bounds, streams in windows)
        for n, content in zip(numbers, contents, strict=True):
            marks[n], file = counted(f"{stem}{n:x}", *content)
            yield file
    return marks


def _number(size: int, each: int) -> int:
    return min(MOST, 1 << max(0, (size // each).bit_length()))


def _size(them: Postings) -> int:
    return int(them.articles.sizes.sum() + them.tiers.sizes.sum()) + KEY * len(them.first)


def _weight(them: Places) -> int:
    own = len(them.following.content) * 3 + len(them.low.content) + len(them.high.content)
    return PLACES_KEY * len(them.first) + own


def _articles(them: Postings, common: Points) -> Lists:
    """The characters of each pair, its header, articles, tiers. A pair of no common character lies with all that
    begin as it does.
    """
    by_pair = np.isin(them.first, common)
    homes = bucket(them.first, np.where(by_pair, them.second, np.uint32(END)), MOST)
    return Lists(homes, (_characters(them), _numbers(them.headers), them.articles, them.tiers))


def _places(them: Places) -> Lists:
    """The two characters of each list, the characters that follow; how many these are, how often each follows, the high
    parts of places, the far ones; and the low ones, which nothing packs.
    """
    rows = (_numbers(them.following.sizes), them.times, them.high, them.far)
    homes = bucket(them.first, them.second, MOST) ^ them.part
    return Lists(homes, (_characters(them), them.following, *rows, them.low))


def _cut_places(bounds: Numbers, streams: Sequence[Stream[Any]]) -> Iterator[Pieces]:
    names, following, *its, low = streams
    return zip((content for (content,) in _cut((names, following), bounds, its)), _slices(low, bounds), strict=True)


def _numbers(them: Numbers) -> Stream[np.uint8]:
    content, width = varints.stream(them.astype(np.int32))
    return Stream(content, width.astype(np.int64))


def _characters(them: Postings | Places) -> Stream[np.uint32]:
    points = np.stack([them.first, them.second], axis=1).astype(np.uint32)
    return Stream(points.ravel(), np.full(len(points), 2))


def _cut(
    characters: Sequence[Stream[np.uint32]], bounds: Numbers, parts: Sequence[Stream[np.uint8]]
) -> Iterator[Pieces]:
    points, pieces = [_slices(one, bounds) for one in characters], [_slices(one, bounds) for one in parts]
    for lists, names, its in zip(
        np.diff(bounds).tolist(), zip(*points, strict=True), zip(*pieces, strict=True), strict=True
    ):
        coded, told = _coded(b"".join(names))
        yield (b"".join([varints.one(lists << 1 | coded), varints.one(len(told)), told, *its]),)


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
