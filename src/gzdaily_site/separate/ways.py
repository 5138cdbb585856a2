"""Ways to cut a run: the host's own leg, then orphan legs, after which the host may go on once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gzdaily_site.separate.homes import BACK, Array, Places, Run
from gzdaily_site.separate.learnt import LEGS

NONE = -1
MOST_WAYS = 30_000  # above that only the likelier homes of a last leg are tried
LIKELIER = 2


@dataclass(frozen=True)
class Ways:
    """A row a way: the first leg's stretch and home, whether the host goes on after it, the last leg's; NONE for none.

    `scores` are log-odds against moving nothing, which is no row of its own.
    """

    run: Run
    first: Places
    first_home: Places
    back: npt.NDArray[np.bool_]
    last: Places
    last_home: Places
    scores: Array

    def legs(self, way: int) -> list[tuple[int, int]]:
        """The legs of one way: (stretch, home), in reading order."""
        found = [(self.first[way], self.first_home[way]), (self.last[way], self.last_home[way])]
        return [(int(p), int(i)) for p, i in found if p != NONE]

    def home_of(self, block: int) -> Places:
        """The home of a block in each way; NONE where it stays."""
        out = np.full(len(self.scores), NONE)
        for stretch, home in ((self.first, self.first_home), (self.last, self.last_home)):
            inside = (stretch != NONE) & (self.run.starts[stretch] <= block) & (block < self.run.ends[stretch])
            out = np.where(inside, home, out)
        return out

    def starts_with(self, start: int, home: int) -> npt.NDArray[np.bool_]:
        """The ways in which a leg of this home begins at this block."""
        said = np.zeros(len(self.scores), dtype=bool)
        for stretch, to in ((self.first, self.first_home), (self.last, self.last_home)):
            said |= (stretch != NONE) & (self.run.starts[stretch] == start) & (to == home)
        return said

    def features(self, ways: Places) -> Array:
        """A row a way: the sums of its legs' features, then those of the host's going on."""
        legs = np.zeros((len(ways), len(self.run.names)))
        for stretch, home in ((self.first, self.first_home), (self.last, self.last_home)):
            there = stretch[ways] != NONE
            legs[there] += self.run.features[stretch[ways][there], home[ways][there]]
        back = np.where(self.back[ways][:, None], self.run.back[self.first[ways]], 0.0)
        return np.hstack([legs, back])


def may_gain(run: Run) -> bool:
    """Some way may be better than to move nothing. None is where no leg gains by itself: a way is a sum of its legs."""
    legs, back = _odds(run)
    most = legs.max(axis=1, initial=-np.inf)
    return bool(most.max(initial=0.0) > 0 or (most + back).max(initial=0.0) > 0)


def ways_of(run: Run) -> Ways:
    """Every way to take one or two orphan legs out of a run."""
    legs, back = _odds(run)
    count, homes = legs.shape
    stretch, home = np.repeat(np.arange(count), homes), np.tile(np.arange(homes), count)
    tail = run.ends[stretch] == run.size
    no = np.full(len(stretch), NONE)
    one = (stretch[tail], home[tail], no[tail], no[tail], np.zeros(int(tail.sum()), dtype=bool))
    early = ~tail
    returns = (stretch[early], home[early], no[early], no[early], np.ones(int(early.sum()), dtype=bool))
    tails = _tails(run, legs, int(early.sum()))
    two = _followed(run, stretch[early], home[early], tails)
    first, first_home, last, last_home, goes_on = (np.concatenate(x) for x in zip(one, returns, *two, strict=True))
    scores = legs[first, first_home] + back[first] * goes_on
    scores = scores + np.where(last != NONE, legs[last, np.maximum(last_home, 0)], 0.0)
    return Ways(run, first, first_home, goes_on, last, last_home, scores)


def _odds(run: Run) -> tuple[Array, Array]:
    """Of each stretch with each home, and of the host's going on below each stretch."""
    known = np.array([LEGS.get(n, 0.0) for n in run.names])
    return run.features @ known, run.back @ np.array([LEGS.get(n, 0.0) for n in BACK])


def _tails(run: Run, legs: Array, firsts: int) -> tuple[Places, Places]:
    """The legs that a way may end with: stretches to the end of the run, with their homes."""
    rows = np.flatnonzero(run.ends == run.size)
    homes = legs.shape[1]
    keep = homes if firsts * len(rows) * homes <= MOST_WAYS else min(LIKELIER, homes)
    best = np.argsort(-legs[rows], axis=1, kind="stable")[:, :keep]
    return np.repeat(rows, keep), best.ravel()


Rows = tuple[Places, Places, Places, Places, npt.NDArray[np.bool_]]


def _followed(run: Run, stretch: Places, home: Places, tails: tuple[Places, Places]) -> list[Rows]:
    """First legs with a last leg: right after it, of another home; or after the host went on."""
    last, last_home = tails
    ends, starts = run.ends[stretch], run.starts[last]
    near = (ends[:, None] == starts[None, :]) & (home[:, None] != last_home[None, :])
    far = ends[:, None] < starts[None, :]
    if far.sum() > MOST_WAYS:
        far = np.zeros_like(far)
    out: list[Rows] = []
    for fits, goes_on in ((near, False), (far, True)):
        a, b = np.nonzero(fits)
        out.append((stretch[a], home[a], last[b], last_home[b], np.full(len(a), goes_on)))
    return out
