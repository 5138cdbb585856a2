"""The homes that were weighed for one line: where it stands, and every story a cut could bring it to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from gzdaily_site.separate.homes import BACK
from gzdaily_site.separate.learnt import LEGS as WEIGHTS
from gzdaily_site.separate.legs import LONGEST_RUN, MOST_BLOCKS, Leg, shares, weighed_runs
from gzdaily_site.separate.stories import Story
from gzdaily_site.separate.ways import NONE, Ways, ways_of
from gzdaily_site.separate.wording import LEGS as PHRASES
from gzdaily_site.separate.wording import SIGNALS, Factor, factors


@dataclass(frozen=True, slots=True)
class Weighed:
    """One home of a line: `lines`, the leg that would go there with it, in the best way that brings it there.

    `probability` sums over all ways that bring the line there; `log_odds` are those of the best of them against the
    best way that leaves the line in place, which has 0, no `lines` and no `factors`.
    """

    story: int
    stays: bool
    lines: tuple[int, ...]
    probability: float
    log_odds: float
    factors: tuple[Factor, ...]


def weighed(told: Sequence[Story], line: int) -> tuple[int | None, tuple[Weighed, ...]]:
    """The story a body line stood under, and its homes, best first; none when its run is never cut."""
    host = next((j for j, s in enumerate(told) if any(p.line == line for p in s.body)), None)
    found = next(((run, legs) for run, legs in weighed_runs(told) if run.j == host), None)
    if not found:
        return host, ()
    run, legs = found
    homes = _homes(told[run.j], ways_of(run), line)
    mine = (leg for leg in legs if line in {p.line for p in told[leg.host].body[leg.start : leg.end]})
    return host, _told_apart(homes, next(mine, None))


def unweighed(told: Sequence[Story], host: int | None) -> str:
    """Why no home but its own was weighed for a line."""
    if host is None:
        return "it is no text of an article's body"
    if len(told) < 2 or host == 0:
        return "no article stands above the one it is in"
    if sum(len(s.body) for s in told) > MOST_BLOCKS:
        return f"the page has more than {MOST_BLOCKS} lines of text"
    return f"its run of text is longer than {LONGEST_RUN} lines"


def _homes(story: Story, ways: Ways, line: int) -> tuple[Weighed, ...]:
    at = next(n for n, p in enumerate(story.body) if p.line == line)
    share, homes = shares(ways), ways.home_of(at)
    stays = max(0.0, float(ways.scores[homes == NONE].max(initial=0.0)))
    found = [
        replace(home, log_odds=round(home.log_odds - stays, 2))
        for i in np.unique(homes) if i != NONE
        for home in [_home(story, ways, at, int(i), float(share[homes == i].sum()))]
    ]  # fmt: skip
    left = round(1.0 - float(share[homes != NONE].sum()), 3)
    found.append(Weighed(ways.run.j, stays=True, lines=(), probability=left, log_odds=0.0, factors=()))
    return tuple(sorted(found, key=lambda w: (-w.probability, -w.log_odds, w.story)))


def _told_apart(homes: tuple[Weighed, ...], leg: Leg | None) -> tuple[Weighed, ...]:
    """The homes as they stand after the words decided between two articles that say the same."""
    said = next((s for s in leg.signals if s.name == "told_apart"), None) if leg else None
    if not leg or not said or not leg.runner_up:
        return homes
    why = (Factor(SIGNALS["told_apart"], said.weight),)
    twin, left = leg.runner_up
    both = sum(w.probability for w in homes if w.story in (leg.home, twin))
    share = leg.confidence / (leg.confidence + left)
    now = {leg.home: (round(both * share, 3), why), twin: (round(both * (1 - share), 3), ())}
    out = [
        replace(w, probability=now[w.story][0], factors=now[w.story][1] + w.factors) if w.story in now else w
        for w in homes
    ]
    return tuple(sorted(out, key=lambda w: (-w.probability, -w.log_odds, w.story)))


def _home(story: Story, ways: Ways, at: int, home: int, share: float) -> Weighed:
    """The home by the best of the ways that bring the line there."""
    fits = np.flatnonzero(ways.home_of(at) == home)
    best = int(fits[np.argmax(ways.scores[fits])])
    run = ways.run
    stretch = next(p for p, i in ways.legs(best) if i == home and run.starts[p] <= at < run.ends[p])
    lines = tuple(dict.fromkeys(p.line for p in story.body[run.starts[stretch] : run.ends[stretch]]))
    features = [(n, float(v)) for n, v in zip(run.names, run.features[stretch, home], strict=True)]
    if ways.back[best] and stretch == ways.first[best]:
        features += [(n, float(v)) for n, v in zip(BACK, run.back[stretch], strict=True)]
    said = factors(features, WEIGHTS, PHRASES)
    score = round(float(ways.scores[best]), 2)
    return Weighed(home, stays=False, lines=lines, probability=round(share, 3), log_odds=score, factors=said)
