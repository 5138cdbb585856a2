"""Pieces that are dataclasses of arrays, as one."""

from __future__ import annotations

import tracemalloc
from dataclasses import dataclass

import numpy as np

from gzdaily_site.search.gathering import gathered
from gzdaily_site.search.varints import Stream


@dataclass(frozen=True, slots=True)
class Lists:
    first: np.ndarray
    stream: Stream


def lists(first: list[int], content: list[int], sizes: list[int]) -> Lists:
    stream = Stream(np.array(content, dtype=np.uint8), np.array(sizes, dtype=np.int64))
    return Lists(np.array(first, dtype=np.uint32), stream)


NOTHING = lists([], [], [])


def test_arrays_stand_one_behind_another() -> None:
    found = gathered(iter([lists([1, 2], [7, 8, 9], [1, 2]), NOTHING, lists([3], [5], [1])]), NOTHING)
    assert found.first.tolist() == [1, 2, 3]
    assert found.stream.content.tolist() == [7, 8, 9, 5]
    assert found.stream.sizes.tolist() == [1, 2, 1]
    assert (found.first.dtype, found.stream.content.dtype) == (np.uint32, np.uint8)


def test_without_pieces_there_is_nothing() -> None:
    found = gathered(iter(()), NOTHING)
    assert (len(found.first), len(found.stream.content), found.first.dtype) == (0, 0, np.uint32)


def test_no_piece_is_held_beside_the_whole() -> None:
    size, number = 1 << 16, 64
    tracemalloc.start()
    found = gathered((lists([], [], []) if n % 2 else Lists(*_large(size)) for n in range(number)), NOTHING)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found.first) == size * number // 2
    assert most < 1.5 * found.first.nbytes


def _large(size: int) -> tuple[np.ndarray, Stream]:
    return np.arange(size, dtype=np.uint32), NOTHING.stream
