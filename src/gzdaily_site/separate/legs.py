"""Orphan legs brought home: for each run of text, which suffix of it belongs to which earlier story.

A run is the text between two heads: the story's own leg, then none, one or two orphan legs. Each way to cut the run
is scored as a sum over its orphan legs of weights times features (WEIGHTS); to move nothing scores 0. All cuts of a
run are tried, so no choice is greedy. A leg is moved only if the best way beats leaving
everything in place by THRESHOLD a leg; below that it stays, as a loose end.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gzdaily_site.model import Signal, SignalName
from gzdaily_site.separate.endings import concludes
from gzdaily_site.separate.learnt import LEGS as WEIGHTS
from gzdaily_site.separate.parts import Part
from gzdaily_site.separate.seams import broken_word, one_paragraph, starts
from gzdaily_site.separate.shape import forbidden, matched, open_end, open_start
from gzdaily_site.separate.stories import Story
from gzdaily_site.separate.words import Vectors, cosine, vectors

SAID_AS: dict[str, SignalName] = {
    "similar": "similar_words",
    "rare": "rare_words",
    "own": "unlike_host",
    "own_long": "unlike_host",
    "cohesion": "break_above",
    "cohesion_relative": "break_above",
    "cut_above": "open_end",
    "target_open": "open_end",
    "open_start": "open_start",
    "begins": "open_start",
    "goes_on_there": "open_end",
    "goes_on_here": "open_start",
    "word_here": "open_start",
    "word_there": "broken_word",
    "quotes": "quotes_forbid",
    "distance": "distance",
    "signed_above": "break_above",
}
THRESHOLD = 1.0  # log-odds above leaving the leg: of 1, 1.5 and 2 the one with the most perfect articles of siblings
LONGEST_RUN = 60  # blocks; a longer run is no newspaper run, and its cuts are not tried
MOST_BLOCKS = 600
MOST_ODDS = 4.0  # what one seam may say
MATCHED = 3.0  # a mark left open there and closed here counts as much as three that merely forbid


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


@dataclass(frozen=True, slots=True)
class _Segment:
    """Blocks [start, end) of run j, with what all its possible homes share."""

    j: int
    start: int
    end: int
    words: Vectors
    own: Vectors
    cohesion: float
    relative: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    home: int
    score: float
    features: tuple[tuple[str, float], ...]


Way = tuple[float, tuple[_Candidate, ...]]  # its score and its legs


def legs(told: Sequence[Story]) -> list[Leg]:
    """The orphan legs of a page, sure ones and unsure ones, in source order."""
    blocks = [p for s in told for p in s.body]
    if len(told) < 2 or len(blocks) > MOST_BLOCKS:
        return []
    page = _Page(told, blocks)
    return [leg for j in range(1, len(told)) for leg in page.best(j)]


def page_ways(told: Sequence[Story]) -> Iterator[tuple[int, list[Way]]]:
    """Every way to cut each run of a page, for fitting the weights."""
    page = _Page(told, [p for s in told for p in s.body])
    for j in range(1, len(told)):
        yield j, page.ways(j)
        list(page.best(j))  # later runs count with what is settled


class _Page:
    """The vectors of one page, and what is worked out from them once."""

    def __init__(self, told: Sequence[Story], blocks: Sequence[Part]) -> None:
        self.told = told
        rows = vectors([p.text for p in blocks] + [s.title for s in told])
        ends = np.cumsum([len(s.body) for s in told])
        self.blocks = [rows[e - len(s.body) : e] for e, s in zip(ends, told, strict=True)]
        self.titles = [2 * rows[len(blocks) + k] for k in range(len(told))]
        self.cores = [t + b.sum(axis=0) for t, b in zip(self.titles, self.blocks, strict=True)]

        self.last = [_last_paragraph(s.body) for s in told]
        self.bare = [s.first("column") is not None and s.first("headline") is None for s in told]
        self.long = [math.log(1 + sum(len(p.text) for p in s.body) / 80) for s in told]
        # Stories of one subject share their words, so that words tell less where a leg goes.
        self.alike = {(i, j): cosine(self.cores[i], self.cores[j]) for j in range(len(told)) for i in range(j)}

    def best(self, j: int) -> Iterator[Leg]:
        """The orphan legs of run j."""
        ways = self.ways(j)
        if not ways:
            return
        top, way = max(ways, key=lambda w: w[0])
        if top <= 0:
            return
        weight = math.exp(-top) + sum(math.exp(max(s - top, -700)) for s, _ in ways)
        for c in way:
            here = sum(
                math.exp(max(s - top, -700)) for s, w in ways if any(x.home == c.home and x.start == c.start for x in w)
            )
            sure = top >= THRESHOLD * len(way)
            if sure:
                self._settle(j, c)
            yield Leg(
                j, c.start, c.end, c.home, round(min(here / weight, 0.999), 3), _signals(c.features),
                self._runner_up(ways, c, top, weight), sure=sure,
            )  # fmt: skip

    def _settle(self, j: int, c: _Candidate) -> None:
        """A leg that is surely elsewhere is its home's end now, and no longer its host's; later runs build on that."""
        words = self.blocks[j][c.start : c.end].sum(axis=0)
        self.cores[c.home] = self.cores[c.home] + words
        self.cores[j] = self.cores[j] - words
        self.last[c.home] = _last_paragraph(self.told[j].body[c.start : c.end]) or self.last[c.home]
        if c.end == len(self.told[j].body) or self.last[j] in self.told[j].body[c.start : c.end]:
            self.last[j] = _last_paragraph(self.told[j].body[: c.start])

    def ways(self, j: int) -> list[Way]:
        """Every way to take one or two orphan legs off the end of run j; none for a run too short or too long."""
        size = len(self.told[j].body)
        if not size or size > LONGEST_RUN:
            return []
        found = list(self._candidates(j, size))
        one: list[Way] = [(c.score, (c,)) for c in found if c.end == size]
        return one + [(a.score + b.score, (a, b)) for a, b in _pairs(found, size)]

    def _candidates(self, j: int, size: int) -> Iterator[_Candidate]:
        body = self.blocks[j]
        sums = np.vstack([np.zeros(body.shape[1]), np.cumsum(body, axis=0)])
        near = [cosine(body[k], body[k + 1]) for k in range(size - 1)]
        mean = sum(near) / len(near) if near else 0.0
        cores = np.array(self.cores[:j])
        norms = np.linalg.norm(cores, axis=1)
        for a in range(size):
            if self.told[j].body[a].role in ("credit", "signature"):
                continue
            own = self.titles[j] + sums[a]
            cohesion = cosine(sums[a] - sums[max(a - 2, 0)], sums[min(a + 2, size)] - sums[a]) if a else mean
            for b in range(a + 1, size + 1):
                seg = sums[b] - sums[a]
                yield from self._homes(_Segment(j, a, b, seg, own, cohesion, cohesion - mean), cores, norms)

    def _homes(self, s: _Segment, cores: Vectors, norms: Vectors) -> Iterator[_Candidate]:
        """The segment with each earlier story as its home."""
        j, a, b, seg, own, cohesion, relative = s.j, s.start, s.end, s.words, s.own, s.cohesion, s.relative
        body = self.told[j].body
        size = float(np.linalg.norm(seg))
        sims = (cores @ seg) / np.maximum(norms * size, 1e-9)
        like_own = cosine(seg, own)
        length = math.log(1 + sum(len(p.text) for p in body[a:b]) / 80)
        shared = (seg > 0) & (own == 0)
        holders = (cores[:, shared] > 0) if shared.any() else np.zeros((j, 0), dtype=bool)
        alone = holders.sum(axis=0) == 1
        above, first = body[a - 1] if a else None, body[a]
        running = above is not None and above.role == first.role == "paragraph"
        here = broken_word(above.text, first.text) if above and running else 0.0
        goes_on = (
            one_paragraph(above.text, first.text, moved=False, next_line=True, damaged=True)
            if above and running
            else 0.0
        )
        cut = above is not None and above.role == "paragraph" and open_end(above.text)
        opens = first.role == "paragraph" and open_start(first.text)
        begins = starts(first.text) if first.role == "paragraph" else 0.0
        own_last, leg_last = _last_paragraph(body[:a]), _last_paragraph(body[a:b])
        own_concludes = concludes(own_last.text) if own_last else 0.0
        leg_concludes = concludes(leg_last.text) if leg_last else 0.0
        own_chars = sum(len(p.text) for p in body[:a])
        for i in range(j):
            last = self.last[i]
            features = (
                ("bias", 1.0),
                ("similar", float(sims[i])),
                ("own", like_own),
                ("own_long", like_own * length),
                ("rare", math.log(1 + int((holders[i] & alone).sum()))),
                ("cohesion", cohesion),
                ("cohesion_relative", relative),
                ("cut_above", float(cut)),
                ("open_start", float(opens)),
                ("begins", begins),
                ("begins_open", begins * (last is not None and open_end(last.text))),
                ("own_concludes", own_concludes),
                ("leg_concludes", leg_concludes),
                ("home_concludes", concludes(last.text) if last is not None and not open_end(last.text) else 0.0),
                ("own_short", math.log(1 + own_chars / 80)),
                ("word_here", here),
                ("word_there", _word(last, first)),
                ("goes_on_here", _clipped(goes_on)),
                ("goes_on_there", _clipped(_goes_on(last, first))),
                ("whole", float(a == 0)),
                ("whole_own", like_own * (a == 0)),
                ("quotes", _quotes(above, last, first)),
                ("distance", math.log(j - i + 1)),
                ("host_box", float(self.told[j].first("column") is not None)),
                ("home_box", float(self.told[i].first("column") is not None)),
                ("home_bare", float(self.bare[i])),
                ("home_long", self.long[i]),
                ("signed_above", float(above is not None and above.role in ("signature", "credit"))),
                ("home_siblings", float(self.alike[i, j])),
            )
            yield _Candidate(a, b, i, sum(WEIGHTS[n] * v for n, v in features), features)

    def _runner_up(self, ways: Sequence[Way], c: _Candidate, top: float, weight: float) -> tuple[int, float] | None:
        rest: dict[int, float] = {}
        for score, way in ways:
            for x in way:
                if x.home != c.home and x.start <= c.start < x.end:
                    rest[x.home] = rest.get(x.home, 0.0) + math.exp(max(score - top, -700))
        if not rest:
            return None
        home = max(rest, key=lambda k: (rest[k], -k))
        return home, round(rest[home] / weight, 3)


def _pairs(found: Sequence[_Candidate], size: int) -> Iterator[tuple[_Candidate, _Candidate]]:
    """Two orphan legs one after the other, of two stories; the best of each cut only."""
    tails: dict[int, list[_Candidate]] = {}
    for c in sorted((c for c in found if c.end == size), key=lambda c: -c.score):
        tails.setdefault(c.start, []).append(c)
    for a in found:
        for b in tails.get(a.end, ())[:2]:
            if a.home != b.home:
                yield a, b


def _quotes(above: Part | None, last: Part | None, first: Part) -> float:
    """Marks forbid to go on from the line above, less marks forbid to go on from the target's last paragraph."""
    if first.role != "paragraph":
        return 0.0
    here = above is not None and above.role == "paragraph" and forbidden(above.text, first.text)
    there = last is not None and forbidden(last.text, first.text)
    fits = last is not None and matched(last.text, first.text)
    return float(here) - float(there) + MATCHED * fits


def _last_paragraph(body: Sequence[Part]) -> Part | None:
    return next((p for p in reversed(body) if p.role == "paragraph"), None)


def _goes_on(last: Part | None, first: Part) -> float:
    """Log-odds that a leg goes on from the target's last paragraph."""
    if last is None or first.role != "paragraph" or forbidden(last.text, first.text):
        return 0.0
    return one_paragraph(last.text, first.text, moved=True, next_line=False, damaged=True)


def _clipped(odds: float) -> float:
    return max(-MOST_ODDS, min(odds, MOST_ODDS))


def _word(last: Part | None, first: Part) -> float:
    """A word runs from the open end of the target's last paragraph into the leg."""
    fits = last is not None and first.role == "paragraph" and open_end(last.text)
    return broken_word(last.text, first.text) if last is not None and fits else 0.0


def _signals(features: Sequence[tuple[str, float]]) -> tuple[Signal, ...]:
    """The signals that spoke for a move, strongest first."""
    sums: dict[SignalName, float] = {}
    for name, value in features:
        if name in SAID_AS:
            said = "quotes_match" if name == "quotes" and value >= MATCHED - 1 else SAID_AS[name]
            sums[said] = sums.get(said, 0.0) + WEIGHTS[name] * value
    ranked = sorted(sums.items(), key=lambda kv: (-kv[1], kv[0]))
    return tuple(Signal(n, round(w, 2)) for n, w in ranked if w > 0)
