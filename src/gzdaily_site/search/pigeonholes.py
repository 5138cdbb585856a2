"""Lists with homes, put into pigeonholes by the lowest bits of these: each is emptied by itself, and small enough."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar, cast

import numpy as np

from gzdaily_site.morgue import Vault
from gzdaily_site.search.gathering import gathered
from gzdaily_site.search.occurrences import Numbers
from gzdaily_site.search.varints import Stream

WINDOW = 256  # homes whose lists are put in order together
AT_ONCE = 512  # lists that are put in order at once
Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Lists:
    """Each has a home, of 1 << 15, and an entry in every stream."""

    homes: Numbers
    streams: tuple[Stream[Any], ...]


class Pigeonholes:
    """1 << `bits` holes; `vault` is where their lists lie, without one in memory. `nothing` is no list at all."""

    def __init__(self, bits: int, vault: Vault | None, nothing: Lists) -> None:
        self._bits, self._vault, self._nothing = bits, vault, _lean(nothing)
        self._holes: list[deque[bytes | int]] = [deque() for _ in range(1 << bits)]

    def put(self, lists: Lists) -> None:
        """Lists behind those that are there."""
        lists = _lean(lists)
        if not self._bits:
            self._put_down(0, lists)
            return
        holes = lists.homes & len(self._holes) - 1
        streams = (Stream(lists.homes, np.ones(len(lists.homes), np.int64)), *lists.streams)
        for bounds, them in in_order(streams, holes, len(self._holes)):
            for hole, (start, stop) in enumerate(pairwise(bounds)):
                if start < stop:
                    homes, *its = (_some(stream, start, stop) for stream in them)
                    self._put_down(hole, Lists(homes.content, tuple(its)))

    def emptied(self, number: int) -> Iterator[tuple[range, Iterator[tuple[Numbers, Sequence[Stream[Any]]]]]]:
        """Hole by hole, of `number` homes, which are a power of two and no fewer than the holes: which of them lie in
        it, and `in_order` of their lists. Lists of one home come in the order in which they were put there.
        """
        for hole in range(len(self._holes)):
            lists = gathered(self._taken(hole), self._nothing)
            homes = lists.homes & number - 1
            yield (
                range(hole, number, len(self._holes)),
                in_order(lists.streams, homes >> self._bits, number >> self._bits),
            )

    def _put_down(self, hole: int, lists: Lists) -> None:
        content = pickle.dumps(lists, protocol=5)
        self._holes[hole].append(self._vault.put(content) if self._vault else content)

    def _taken(self, hole: int) -> Iterator[Lists]:
        """Each once: none is held beside what they become together."""
        while self._holes[hole]:
            it = self._holes[hole].popleft()
            content = it if isinstance(it, bytes) else self._vault.get(it) if self._vault else b""
            yield pickle.loads(content)  # noqa: S301 - packed above


def _lean(lists: Lists) -> Lists:
    """The same in numbers no wider than they need be."""
    streams = (Stream(stream.content, cast("Numbers", stream.sizes.astype(np.int32))) for stream in lists.streams)
    return Lists(cast("Numbers", lists.homes.astype(np.uint16)), tuple(streams))


def in_order(
    streams: Sequence[Stream[Any]], homes: Numbers, number: int
) -> Iterator[tuple[Numbers, Sequence[Stream[Any]]]]:
    """The lists of some homes at a time, in their order: where each of these homes begins, and where the last ends, and
    the streams with nothing but their lists. All at once would take as much memory again as they do.
    """
    order = np.argsort(homes, kind="stable")
    begins = [np.cumsum(stream.sizes) - stream.sizes for stream in streams]
    bounds = np.searchsorted(homes[order], np.arange(number + 1))
    for at in range(0, number, WINDOW):
        places = bounds[at : at + WINDOW + 1]
        part = order[places[0] : places[-1]]
        its = [_ordered(stream, begin, part) for stream, begin in zip(streams, begins, strict=True)]
        yield places - places[0], its


def _ordered(stream: Stream[Kind], begins: Numbers, order: Numbers) -> Stream[Kind]:
    """Some lists of the stream in another order, few at a time: large arrays cost more than what they hold."""
    sizes = stream.sizes[order]
    ends = np.cumsum(sizes)
    shift = begins[order] - (ends - sizes)
    content = np.empty(int(sizes.sum()), dtype=stream.content.dtype)
    done = 0
    for at in range(0, len(order), AT_ONCE):
        part = slice(at, at + AT_ONCE)
        stop = int(ends[part][-1])
        content[done:stop] = stream.content[np.repeat(shift[part], sizes[part]) + np.arange(done, stop)]
        done = stop
    return Stream(content, sizes)


def _some(stream: Stream[Kind], start: int, stop: int) -> Stream[Kind]:
    """The lists from the one to before the other."""
    before, its = int(stream.sizes[:start].sum()), int(stream.sizes[start:stop].sum())
    return Stream(stream.content[before : before + its], stream.sizes[start:stop])
