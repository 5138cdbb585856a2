"""Orphan legs brought home: for each run of text, which stretches of it belong to which earlier story.

A run is the text between two heads: the story's own leg, then none, one or two orphan legs. Each way to cut the run
is scored as a sum over its orphan legs of learnt weights times features; to move nothing scores 0. All ways are
tried, so no choice is greedy. A leg is moved only if it is likelier than SURE_FROM; below that it stays, as a loose
end.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gzdaily_site.model import Signal, SignalName
from gzdaily_site.separate.homes import MATCHED, Run, Stands, run_of, told_apart
from gzdaily_site.separate.learnt import LEGS as WEIGHTS
from gzdaily_site.separate.stories import Story
from gzdaily_site.separate.ways import NONE, Ways, may_gain, ways_of

SAID_AS: dict[str, SignalName] = {
    "similar": "similar_words",
    "margin": "similar_words",
    "rare": "rare_words",
    "own": "unlike_host",
    "own_long": "unlike_host",
    "cohesion": "break_above",
    "cohesion_relative": "break_above",
    "cut_above": "open_end",
    "target_open": "open_end",
    "open_start": "open_start",
    "begins": "open_start",
    "reads_on_there": "reads_on",
    "quotes": "quotes_forbid",
    "distance": "distance",
    "signed_above": "break_above",
}
# Probability from which a leg is moved, if no other way is likelier. Of 0.4 to 0.5 the least with which no more of the
# moves on practice pages are wrong; one leg more of hard pages comes home than at 0.5.
SURE_FROM = 0.45
SURE_FROM_ALIKE = 0.65  # the same where another story is much like its home: what is wrong there is seen least
TWINS = 0.4  # cosine from which two stories say the same in the same words
MOST_TOLD = 20.0  # times nearer, more is not said
OF_ITS_HOME = ("reads_on", "broken_word", "quotes_match", "rare_words")  # signals that hold of one home only
TELLS = 2.0  # how much nearer a leg must be to what only the one says
ALIKE = 0.15  # cosine of two stories from which they are of one subject
LONGEST_RUN = 60  # blocks; a longer run is no newspaper run, and its cuts are not tried
MOST_BLOCKS = 600


@dataclass(frozen=True, slots=True)
class Leg:
    """Blocks [start, end) of the run of story `host`, which belong to story `home`."""

    host: int
    start: int
    end: int
    home: int
    confidence: float
    signals: tuple[Signal, ...]
    runner_up: tuple[int, float] | None
    sure: bool


def legs(told: Sequence[Story]) -> list[Leg]:
    """The orphan legs of a page, sure ones and unsure ones, in source order."""
    return [leg for _, found in weighed_runs(told) for leg in found]


def weighed_runs(told: Sequence[Story]) -> Iterator[tuple[Run, list[Leg]]]:
    """Every run of a page that can be cut, and what was decided; later runs build on earlier ones."""
    if len(told) < 2 or sum(len(s.body) for s in told) > MOST_BLOCKS:
        return
    page = Stands(told)
    for j in range(1, len(told)):
        if not 0 < len(told[j].body) <= LONGEST_RUN:
            continue
        run = run_of(page, j)
        if not len(run.starts):
            continue
        found = list(_decided(page, ways_of(run))) if may_gain(run) else []
        for leg in found:
            if leg.sure:
                page.settle(j, leg.start, leg.end, leg.home)
        yield run, found


def _decided(page: Stands, ways: Ways) -> Iterator[Leg]:
    """The legs of the best way, when it is better than to move nothing."""
    best = int(np.argmax(ways.scores))
    if ways.scores[best] <= 0:
        return
    share = shares(ways)
    for stretch, home in ways.legs(best):
        start, end = int(ways.run.starts[stretch]), int(ways.run.ends[stretch])
        confidence = float(share[ways.starts_with(start, home)].sum())
        found = Leg(
            ways.run.j, start, end, home, confidence, _signals(ways.run, stretch, home),
            _runner_up(ways, share, start, home), sure=False,
        )  # fmt: skip
        found = _of_twins(page, found)
        sure = found.confidence >= _enough(page, found)
        yield replace(found, confidence=round(min(found.confidence, 0.999), 3), sure=sure)


def _of_twins(page: Stands, leg: Leg) -> Leg:
    """The leg, with the twin of its home as its home where the words say so.

    A lead and its commentary say the same in the same words. No two stories of the practice pages are so alike (of
    878 legs the home and its rival reached a cosine of 0.35 five times, 0.51 at most), and what they teach of ends
    left open does not hold there: then only the words decide that one of the two has and the other has not.
    """
    like, twin = max(((float(page.alike[leg.home, i]), i) for i in range(leg.host) if i != leg.home), default=(0.0, 0))
    if like < TWINS:
        return leg
    here, there = told_apart(page, leg.host, leg.start, leg.end, (leg.home, twin))
    if there <= TELLS * here:
        return leg
    share = there / (here + there)
    signal = Signal("told_apart", round(math.log(there / max(here, there / MOST_TOLD)), 2))
    left = leg.home, round(leg.confidence * (1 - share), 3)
    signals = (signal, *(s for s in leg.signals if s.name not in OF_ITS_HOME))
    return replace(leg, home=twin, confidence=leg.confidence * share, signals=signals, runner_up=left)


def _enough(page: Stands, leg: Leg) -> float:
    """How probable a move must be, by the stories that its home could have been as well."""
    others = (page.alike[leg.home, i] for i in range(leg.host + 1) if i != leg.home)
    return SURE_FROM_ALIKE if max(others) >= ALIKE else SURE_FROM


def shares(ways: Ways) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The probability of each way; what is left of 1 is that of moving nothing."""
    top = max(0.0, float(ways.scores.max()))
    weights = np.exp(ways.scores - top)
    return np.asarray(weights / (weights.sum() + np.exp(-top)))


def _runner_up(
    ways: Ways, share: np.ndarray[tuple[int], np.dtype[np.float64]], start: int, home: int
) -> tuple[int, float]:
    """The next likely home of the leg's first block, its host among them."""
    homes = ways.home_of(start)
    others = np.flatnonzero(np.bincount(homes - NONE)) + NONE
    found = {int(i): float(share[homes == i].sum()) for i in others if i not in (home, NONE)}
    found[ways.run.j] = 1.0 - float(share[homes != NONE].sum())
    second = max(found, key=lambda i: (found[i], -i))
    return second, round(found[second], 3)


def _signals(run: Run, stretch: int, home: int) -> tuple[Signal, ...]:
    """The signals that spoke for a move, strongest first."""
    sums: dict[SignalName, float] = {}
    for name, value in zip(run.names, run.features[stretch, home], strict=True):
        if name in SAID_AS:
            said = "quotes_match" if name == "quotes" and value >= MATCHED - 1 else SAID_AS[name]
            sums[said] = sums.get(said, 0.0) + WEIGHTS.get(name, 0.0) * float(value)
    ranked = sorted(sums.items(), key=lambda kv: (-kv[1], kv[0]))
    return tuple(Signal(n, round(w, 2)) for n, w in ranked if round(w, 2) > 0)
