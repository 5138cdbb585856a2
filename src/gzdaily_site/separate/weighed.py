"""The homes that were weighed for one line: where it stands, and every story a cut could bring it to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gzdaily_site.separate.learnt import LEGS as WEIGHTS
from gzdaily_site.separate.legs import LONGEST_RUN, MOST_BLOCKS, Way, page_ways
from gzdaily_site.separate.stories import Story
from gzdaily_site.separate.wording import LEGS as PHRASES
from gzdaily_site.separate.wording import Factor, factors


@dataclass(frozen=True, slots=True)
class Weighed:
    """One home of a line: `lines`, the leg that would go there with it, in the best way that brings it there.

    `probability` sums over all ways that bring the line there; `log_odds` are the best way's. To leave everything in
    place has log-odds 0; its `lines` and `factors` are empty.
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
    if host is None or len(told) < 2 or sum(len(s.body) for s in told) > MOST_BLOCKS:
        return host, ()
    ways = next((ways for j, ways in page_ways(told) if j == host), [])
    return host, _homes(told[host], host, ways, line) if ways else ()


def unweighed(told: Sequence[Story], host: int | None) -> str:
    """Why no home but its own was weighed for a line."""
    if host is None:
        return "it is no text of an article's body"
    if len(told) < 2 or host == 0:
        return "no article stands above the one it is in"
    if sum(len(s.body) for s in told) > MOST_BLOCKS:
        return f"the page has more than {MOST_BLOCKS} lines of text"
    return f"its run of text is longer than {LONGEST_RUN} lines"


def _homes(story: Story, host: int, ways: Sequence[Way], line: int) -> tuple[Weighed, ...]:
    at = next(n for n, p in enumerate(story.body) if p.line == line)
    top = max(0.0, *(score for score, _ in ways))
    shares, best = {host: math.exp(-top)}, dict[int, Way]()
    for score, way in ways:
        here = tuple(leg for leg in way if leg.start <= at < leg.end)
        home = here[0].home if here else host
        shares[home] = shares.get(home, 0.0) + math.exp(max(score - top, -700))
        if here and score > best.get(home, (-math.inf, ()))[0]:
            best[home] = (score, here)
    share = {home: round(s / sum(shares.values()), 3) for home, s in shares.items()}
    found = [_home(story, way, share[home]) for home, way in best.items()]
    found.append(Weighed(host, stays=True, lines=(), probability=share[host], log_odds=0.0, factors=()))
    return tuple(sorted(found, key=lambda w: (-w.probability, -w.log_odds, w.story)))


def _home(story: Story, way: Way, share: float) -> Weighed:
    score, (leg,) = way
    lines = tuple(dict.fromkeys(p.line for p in story.body[leg.start : leg.end]))
    said = factors(leg.features, WEIGHTS, PHRASES)
    return Weighed(leg.home, stays=False, lines=lines, probability=share, log_odds=round(score, 2), factors=said)
