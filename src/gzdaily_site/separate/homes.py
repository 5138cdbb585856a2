"""Homes: what is known of every stretch of a run, were it to belong to each of the stories above."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from gzdaily_site.separate.endings import concludes
from gzdaily_site.separate.parts import Part
from gzdaily_site.separate.seams import begins, reads_on
from gzdaily_site.separate.shape import forbidden, matched, open_end, open_start
from gzdaily_site.separate.stories import Story
from gzdaily_site.separate.words import Vectors, cosine, vectors

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

NEVER_FIRST = ("credit", "signature", "dateline")
SIGNED = ("signature", "credit")
MATCHED = 3.0  # a mark left open there and closed here counts as much as three that merely forbid
LONG = 80  # characters, some three printed lines: lengths are counted in it
NOTHING = 1e-5  # below it is what is left of sums of the same numbers in another order, not the length of a text
NEAR = 2  # blocks on each side of a cut that are compared
# Manners of writing, by which a commentary differs from a report.
MANNERS = {
    "exhorts": re.compile(r"必须|应当|应该|要|需|不能|不可|让|才能|更|关键在于|唯有|只有"),
    "quotes": re.compile(r"“"),
    "counts": re.compile(r"\d+"),
}


class Stands:
    """The texts of a page as they stand: vectors, and what is worked out of them once.

    `settle` says that a leg has come home; what follows is weighed with that.
    """

    def __init__(self, told: Sequence[Story]) -> None:
        self.told = told
        blocks = [p for s in told for p in s.body]
        rows = vectors([p.text for p in blocks] + [s.title for s in told])
        ends = np.cumsum([len(s.body) for s in told])
        self.blocks = [rows[e - len(s.body) : e] for e, s in zip(ends, told, strict=True)]
        self.titles = [2 * rows[len(blocks) + k] for k in range(len(told))]
        self.cores = np.array([t + b.sum(axis=0) for t, b in zip(self.titles, self.blocks, strict=True)])
        self.last: list[Part | None] = [last_paragraph(s.body) for s in told]
        self.served = [0] * len(told)
        self.chars = [[len(p.text) for p in s.body] for s in told]
        self.chars_of = np.array([sum(chars) for chars in self.chars])
        self.manners = [_counted(s.body) for s in told]
        self.manners_of = np.array([count.sum(axis=0) for count in self.manners])
        norms = np.linalg.norm(self.cores, axis=1)
        self.alike = self.cores @ self.cores.T / np.maximum(np.outer(norms, norms), 1e-9)

    def settle(self, j: int, start: int, end: int, home: int) -> None:
        """A leg that is surely elsewhere is its home's end now, and no longer its host's."""
        words = self.blocks[j][start:end].sum(axis=0)
        self.cores[home] += words
        self.cores[j] -= words
        self.served[home] += 1
        body = self.told[j].body
        self.last[home] = last_paragraph(body[start:end]) or self.last[home]
        if self.last[j] in body[start:end]:
            self.last[j] = last_paragraph(body[:start])


@dataclass(frozen=True)
class Run:
    """The run of story `j`: stretches [starts[p], ends[p]), and of each the features with each earlier story as home.

    `features` has the shape (stretches, homes, names); `back` (stretches, names of `BACK`) is what is known of the
    host's going on below a stretch that was taken out of it.
    """

    j: int
    size: int
    starts: Places
    ends: Places
    names: tuple[str, ...]
    features: Array
    back: Array

    @cached_property
    def place(self) -> Places:
        """The row of a stretch by its start and end; -1 where there is none."""
        out = np.full((self.size + 1, self.size + 1), -1)
        out[self.starts, self.ends] = np.arange(len(self.starts))
        return out


BACK = ("back", "back_reads_on", "back_begins", "back_closed", "back_goes_on_there", "back_like", "back_unlike")


def run_of(page: Stands, j: int) -> Run:
    """What is known of the run of story j, which has text; j is not the first story."""
    body = page.told[j].body
    size = len(body)
    may = [a for a in range(size) if body[a].role not in NEVER_FIRST and not (a and body[a].line == body[a - 1].line)]
    dated = [n for n in range(size) if body[n].role == "dateline"]  # with it a story begins, never a leg of one
    pairs = [(a, b) for a in may for b in range(a + 1, size + 1) if not any(a <= n < b for n in dated)]
    starts = np.array([a for a, _ in pairs], dtype=np.intp)
    ends = np.array([b for _, b in pairs], dtype=np.intp)
    own = _Products(page, j)
    named = _named(page, own, starts, ends)
    features = np.empty((len(pairs), j, len(named)))
    for n, values in enumerate(named.values()):
        features[:, :, n] = values
    return Run(j, size, starts, ends, tuple(named), features, _back(page, own, starts, ends))


def _named(page: Stands, own: _Products, starts: Places, ends: Places) -> dict[str, Array]:
    """Each feature by its name, a row a stretch, a column a home."""
    j = own.j
    return {
        "bias": np.ones((1, 1)),
        **_by_words(page, own, starts, ends),
        **_by_seams(page, j, starts),
        **_by_shape(page, j, starts, ends),
        **_by_home(page, j),
    }


def _by_words(page: Stands, own: _Products, starts: Places, ends: Places) -> dict[str, Array]:
    j, size = own.j, own.size
    sims = own.with_cores(starts, ends, page.cores[:j])
    like_own = own.cosines(starts, ends, own.title, starts)
    best = np.sort(sims, axis=1)[:, -2:] if j > 1 else np.hstack([np.zeros_like(sims), sims])
    others = np.where(sims == best[:, -1:], best[:, :1], best[:, -1:])
    every = np.arange(size)
    near = own.cosines(every[:-1], every[1:], every[1:], every[1:] + 1)
    mean = float(near.mean()) if len(near) else 0.0
    apart = own.cosines(np.maximum(starts - NEAR, 0), starts, starts, np.minimum(starts + NEAR, size))
    cohesion = np.where(starts > 0, apart, mean)
    length = np.log1p(_spans(page.chars[j], starts, ends) / LONG)
    return {
        "similar": sims,
        "margin": sims - others,
        "own": like_own[:, None],
        "own_long": (like_own * length)[:, None],
        "whole_own": (like_own * (starts == 0))[:, None],
        "rare": np.log1p(_rare(page, j, starts, ends)),
        "cohesion": cohesion[:, None],
        "cohesion_relative": (cohesion - mean)[:, None],
        **_manners(page, j, starts, ends),
    }


class _Products:
    """The scalar products of all stretches of a run, from those of the sums above each block.

    A run has some n blocks and n * n / 2 stretches; a product of two stretches is four of the sums' (n + 2) squared.
    """

    def __init__(self, page: Stands, j: int) -> None:
        body = page.blocks[j]
        self.j, self.size = j, len(body)
        rows = np.vstack([page.titles[j], body])
        self.sums = np.vstack([np.zeros(rows.shape[1]), np.cumsum(rows, axis=0)])
        self.products = self.sums @ self.sums.T
        self.title = np.full(1, -1)  # the stretch from here to block k is the headline and all above k

    def cosines(self, a: Places, b: Places, c: Places, d: Places) -> Array:
        """Of the stretches [a, b) and [c, d), pairwise; 0 where one of them has no words."""
        return _per(self._dot(a, b, c, d), self._sizes(a, b) * self._sizes(c, d))

    def with_cores(self, a: Places, b: Places, cores: Vectors) -> Array:
        """Of the stretches [a, b), a row each, with other stories, a column each."""
        products = self.sums @ cores.T
        sizes = np.outer(self._sizes(a, b), np.linalg.norm(cores, axis=1))
        return _per(products[b + 1] - products[a + 1], sizes)

    def _dot(self, a: Places, b: Places, c: Places, d: Places) -> Array:
        of = self.products
        return np.asarray(of[b + 1, d + 1] - of[a + 1, d + 1] - of[b + 1, c + 1] + of[a + 1, c + 1])

    def _sizes(self, a: Places, b: Places) -> Array:
        return np.sqrt(np.maximum(self._dot(a, b, a, b), 0.0))


def _per(dot: Array, sizes: Array) -> Array:
    return np.where(sizes > NOTHING, dot / np.maximum(sizes, NOTHING), 0.0)


def _rare(page: Stands, j: int, starts: Places, ends: Places) -> Array:
    """How many bigrams of a stretch only this home has of all the stories above, and its host has not; each by how
    rare it is.

    A bigram the host has not is one that the run has first inside the stretch, so that sums over first blocks will do.
    """
    cores, body = page.cores[:j], page.blocks[j]
    held = cores > 0
    alone = np.flatnonzero((held.sum(axis=0) == 1) & (page.titles[j] == 0))
    met = body[:, alone] > 0
    first = np.where(met.any(axis=0), met.argmax(axis=0), len(body))
    weight = cores[:, alone]
    by_first = np.zeros((len(body) + 2, j))
    np.add.at(by_first, first + 1, (weight * held[:, alone]).T)
    sums = np.cumsum(by_first, axis=0)
    return np.asarray(sums[ends] - sums[starts])


def _manners(page: Stands, j: int, starts: Places, ends: Places) -> dict[str, Array]:
    """How much nearer a stretch is to the home than to its host in each manner of writing."""
    count = np.vstack([np.zeros(len(MANNERS)), np.cumsum(page.manners[j], axis=0)])
    chars = np.concatenate([[0.0], np.cumsum(page.chars[j])])[:, None]
    here = _rate(count[ends] - count[starts], chars[ends] - chars[starts])
    own = _rate(count[starts], chars[starts])
    there = _rate(page.manners_of[:j], page.chars_of[:j, None])
    nearer = np.abs(here - own)[:, None, :] - np.abs(here[:, None, :] - there[None, :, :])
    return {f"like_{name}": nearer[:, :, n] for n, name in enumerate(MANNERS)}


def _counted(body: Sequence[Part]) -> Array:
    """How often each manner of writing shows in each block."""
    found = [[len(sign.findall(p.text)) for sign in MANNERS.values()] for p in body]
    return np.array(found, dtype=np.float64).reshape(len(body), len(MANNERS))


def _rate(count: npt.NDArray[Any], chars: npt.NDArray[Any]) -> Array:
    """Times in a hundred characters, drawn to the usual rate of one."""
    return np.asarray((count + 2) / (chars + 200) * 100, dtype=np.float64)


def _by_seams(page: Stands, j: int, starts: Places) -> dict[str, Array]:
    body = page.told[j].body
    last = [page.last[i] for i in range(j)]
    ends_open = np.array([p is not None and open_end(p.text) for p in last], dtype=np.float64)
    rows = sorted({int(a) for a in starts})
    index = np.searchsorted(rows, starts)
    here = np.array([_here(body, a) for a in rows]).reshape(len(rows), 5)[index]
    there = np.array([[_there(p, body[a]) for p in last] for a in rows]).reshape(len(rows), j, 3)[index]
    begins_so, above_open = here[:, 1:2], here[:, 0:1]
    quotes = here[:, 4:5] - there[:, :, 1] + MATCHED * there[:, :, 2]
    return {
        "cut_above": above_open,
        "begins": begins_so,
        "reads_on_here": here[:, 2:3],
        "open_start": here[:, 3:4],
        "reads_on_there": there[:, :, 0],
        "target_open": ends_open[None, :],
        "begins_open": begins_so * ends_open[None, :],
        "both_closed": (1 - above_open) * (1 - ends_open[None, :]),
        "both_open": above_open * ends_open[None, :],
        "quotes": quotes,
    }


def _here(body: Sequence[Part], a: int) -> tuple[float, float, float, float, float]:
    """Of the seam above block a where it stands: is the text above open, does a begin in the middle, does it read on,
    does it begin with a mark nothing begins with, do quotation marks forbid it.
    """
    first, above = body[a], body[a - 1] if a else None
    if first.role != "paragraph":
        return 0.0, 0.0, 0.0, 0.0, 0.0
    over = above.text if above is not None and above.role == "paragraph" else ""
    is_open = bool(over) and open_end(over)
    return (
        float(is_open),
        begins(first.text),
        reads_on(over, first.text) if is_open else 0.0,
        float(open_start(first.text)),
        float(bool(over) and forbidden(over, first.text)),
    )


def _there(last: Part | None, first: Part) -> tuple[float, float, float]:
    """Of the seam between a story's last paragraph and a block: does it read on, do marks forbid it, do they match."""
    if last is None or first.role != "paragraph":
        return 0.0, 0.0, 0.0
    odds = reads_on(last.text, first.text) if open_end(last.text) else 0.0
    return odds, float(forbidden(last.text, first.text)), float(matched(last.text, first.text))


def _by_shape(page: Stands, j: int, starts: Places, ends: Places) -> dict[str, Array]:
    body = page.told[j].body
    size = len(body)
    shut = [_shut(body[:n]) for n in range(size + 1)]  # is the last paragraph above a cut whole, does it conclude
    leg_last = [_shut_span(body, int(a), int(b)) for a, b in zip(starts, ends, strict=True)]
    own_chars = np.concatenate([[0], np.cumsum(page.chars[j])])
    roles = [body[int(a)].role for a in starts]
    ends_here = ends == size
    return {
        "own_concludes": np.array([shut[int(a)][1] for a in starts])[:, None],
        "leg_concludes": np.array([c for _, c in leg_last])[:, None],
        "leg_open": np.array([float(o) for o, _ in leg_last])[:, None],
        "leg_open_end": np.array([float(o and e) for (o, _), e in zip(leg_last, ends_here, strict=True)])[:, None],
        "own_short": np.log1p(own_chars[starts] / LONG)[:, None],
        "leg_long": np.log1p((own_chars[ends] - own_chars[starts]) / LONG)[:, None],
        "whole": (starts == 0).astype(np.float64)[:, None],
        "caption_first": np.array([float(r == "caption") for r in roles])[:, None],
        "crosshead_first": np.array([float(r == "crosshead") for r in roles])[:, None],
        "signed_above": np.array([float(a > 0 and body[a - 1].role in SIGNED) for a in starts])[:, None],
        "ends_early": (~ends_here).astype(np.float64)[:, None],
    }


def _shut(body: Sequence[Part]) -> tuple[bool, float]:
    last = last_paragraph(body)
    return (False, 0.0) if last is None else (open_end(last.text), concludes(last.text))


def _shut_span(body: Sequence[Part], a: int, b: int) -> tuple[bool, float]:
    for n in range(b - 1, a - 1, -1):
        if body[n].role == "paragraph":
            return open_end(body[n].text), concludes(body[n].text)
    return False, 0.0


def _by_home(page: Stands, j: int) -> dict[str, Array]:
    homes = range(j)
    told, last = page.told, page.last
    boxed = [s.first("column") is not None for s in told]
    bare = [boxed[i] and told[i].first("headline") is None for i in homes]
    closes = [concludes(p.text) if (p := last[i]) is not None and not open_end(p.text) else 0.0 for i in homes]
    return {
        "home_concludes": np.array([closes]),
        "distance": np.array([[math.log(j - i + 1) for i in homes]]),
        "next_story": np.array([[float(i == j - 1) for i in homes]]),
        "host_box": np.array([[float(boxed[j])]]),
        "home_box": np.array([[float(boxed[i]) for i in homes]]),
        "home_bare": np.array([[float(b) for b in bare]]),
        "home_long": np.array([[math.log1p(sum(page.chars[i]) / LONG) for i in homes]]),
        "home_siblings": np.array([[float(page.alike[i, j]) for i in homes]]),
        "served": np.array([[math.log1p(page.served[i]) for i in homes]]),
    }


def _back(page: Stands, own: _Products, starts: Places, ends: Places) -> Array:
    """What is known of the host's text going on at the end of each stretch; 0 for a stretch to the end of the run."""
    body, size = page.told[own.j].body, own.size
    rest = np.minimum(ends + NEAR, size)
    like = own.cosines(own.title, starts, ends, rest)
    unlike = own.cosines(starts, ends, ends, rest)
    rows = [_returns(body, int(a), int(b)) if b < size else (0.0,) * 5 for a, b in zip(starts, ends, strict=True)]
    inside = (ends < size)[:, None]
    return np.hstack([np.array(rows).reshape(len(rows), 5), np.stack([like, unlike], axis=1)]) * inside


def _returns(body: Sequence[Part], a: int, b: int) -> tuple[float, float, float, float, float]:
    first = body[b]
    own = last_paragraph(body[:a])
    leg = body[b - 1]
    if first.role != "paragraph":
        return 1.0, 0.0, 0.0, 0.0, 0.0
    is_open = own is not None and open_end(own.text)
    leg_open = leg.role == "paragraph" and open_end(leg.text)
    return (
        1.0,
        reads_on(own.text, first.text) if own is not None and is_open else 0.0,
        begins(first.text),
        float(not is_open),
        reads_on(leg.text, first.text) if leg_open else 0.0,
    )


def told_apart(page: Stands, j: int, start: int, end: int, stories: tuple[int, int]) -> tuple[float, float]:
    """How near a stretch of run j is to what the first of two stories has and the second has not, and the reverse.

    Words that its host has count for neither.
    """
    own = page.titles[j] + page.blocks[j][:start].sum(axis=0)
    leg = page.blocks[j][start:end].sum(axis=0) * (own == 0)
    one, other = page.cores[list(stories)]
    return cosine(leg, one * (other == 0)), cosine(leg, other * (one == 0))


def last_paragraph(body: Sequence[Part]) -> Part | None:
    return next((p for p in reversed(body) if p.role == "paragraph"), None)


def _spans(values: Sequence[int], starts: Places, ends: Places) -> npt.NDArray[np.int64]:
    sums = np.concatenate([[0], np.cumsum(values)]).astype(np.int64)
    return sums[ends] - sums[starts]
