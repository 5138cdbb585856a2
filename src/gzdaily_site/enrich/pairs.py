"""Every two of those that share something, many groups at once: numpy's part of relating."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Members = NDArray[np.int32]  # a pair is three numbers, and there are a hundred an article: four bytes each, not eight
Flags = NDArray[np.bool_]
AT_ONCE = 1 << 13  # members whose pairs are put in order together


def pairs(members: Members, starts: Numbers, sizes: Numbers) -> tuple[Members, Members, Members]:
    """Of each two members of a group, in their order there: which group, the one, the other.

    A group is the `sizes[n]` of all `members` from `starts[n]` on.
    """
    total = int((sizes * (sizes - 1) // 2).sum())
    which, one, other = (np.empty(total, np.int32) for _ in range(3))
    done = 0
    for size in np.unique(sizes).tolist():
        first, second = np.triu_indices(size, 1)
        numbers = np.flatnonzero(sizes == size)
        them = members[starts[numbers][:, None] + np.arange(size)]
        rows = slice(done, done := done + len(numbers) * len(first))
        which[rows] = np.repeat(numbers, len(first))
        one[rows], other[rows] = them[:, first].ravel(), them[:, second].ravel()
    return which, one, other


def runs(ordered: Numbers | Members) -> Numbers:
    """Where each run of equal numbers begins, and after it the end of the last."""
    changes = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    return np.concatenate([[0], changes, [len(ordered)]]) if len(ordered) else np.zeros(1, np.int64)


def nearest(one: Members, other: Members, points: Numbers, most: int) -> Numbers:
    """Which pairs stand among the `most` of the most points on both sides; of as many points, the higher number.

    A pair is `one` and `other`, each pair once; points of all must be positive.
    """
    near = np.zeros(len(one), bool), np.zeros(len(one), bool)
    last = int(max(one.max(), other.max())) if len(one) else -1
    for low in range(0, last + 1, AT_ONCE):
        places = [np.flatnonzero((side >= low) & (side < low + AT_ONCE)) for side in (one, other)]
        here = np.concatenate([one[places[0]], other[places[1]]])
        there = np.concatenate([other[places[0]], one[places[1]]])
        close = _close(here, there, np.concatenate([points[its] for its in places]), most)
        near[0][places[0]], near[1][places[1]] = close[: len(places[0])], close[len(places[0]) :]
    return np.flatnonzero(near[0] & near[1])


def _close(here: Members, there: Members, points: Numbers, most: int) -> Flags:
    """Which of all pairs of some members are among the `most` of their own."""
    order = np.lexsort((-there, -points, here))
    starts = runs(here[order])
    place = np.arange(len(order)) - np.repeat(starts[:-1], np.diff(starts))
    close = np.zeros(len(order), bool)
    close[order[place < most]] = True
    return close
