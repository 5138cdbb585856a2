"""Every two of those that share something, many groups at once: numpy's part of relating."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def pairs(members: Numbers, starts: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Of each two members of a group, in their order there: which group, the one, the other.

    A group is the `sizes[n]` of all `members` from `starts[n]` on.
    """
    rows = [np.zeros((3, 0), np.int64)]
    for size in np.unique(sizes).tolist():
        first, second = np.triu_indices(size, 1)
        numbers = np.flatnonzero(sizes == size)
        them = members[starts[numbers][:, None] + np.arange(size)]
        rows.append(np.stack([np.repeat(numbers, len(first)), them[:, first].ravel(), them[:, second].ravel()]))
    which, one, other = np.concatenate(rows, axis=1)
    return which, one, other


def runs(ordered: Numbers) -> Numbers:
    """Where each run of equal numbers begins, and after it the end of the last."""
    changes = np.flatnonzero(np.diff(ordered)) + 1
    return np.concatenate([[0], changes, [len(ordered)]]) if len(ordered) else np.zeros(1, np.int64)


def nearest(one: Numbers, other: Numbers, points: Numbers, most: int) -> Numbers:
    """Which pairs stand among the `most` of the most points on both sides; of as many points, the higher number.

    A pair is `one` and `other`, each pair once; points of all must be positive.
    """
    here, there = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.lexsort((-there, -np.concatenate([points, points]), here))
    starts = runs(here[order])
    place = np.arange(len(order)) - np.repeat(starts[:-1], np.diff(starts))
    near = np.zeros(len(order), bool)
    near[order[place < most]] = True
    return np.flatnonzero(near[: len(one)] & near[len(one) :])
