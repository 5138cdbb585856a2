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
from gzdaily_site.separate.shape import awaited, forbidden, open_end, open_start, stray
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
NO_BLOCK = -1
NO_MANNER = (0.0, 0.0, 0.0)
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
        # Characters and manners of writing above each block, and of the whole text at the end.
        self.chars = [np.cumsum([0, *(len(p.text) for p in s.body)]) for s in told]
        self.chars_of = np.array([chars[-1] for chars in self.chars])
        self.manners = [np.cumsum([NO_MANNER, *map(_manner, s.body)], axis=0) for s in told]
        self.manners_of = np.array([count[-1] for count in self.manners])
        self.norms = norms = np.linalg.norm(self.cores, axis=1)
        self.alike = self.cores @ self.cores.T / np.maximum(np.outer(norms, norms), 1e-9)

    def settle(self, j: int, start: int, end: int, home: int) -> None:
        """A leg that is surely elsewhere is its home's end now, and no longer its host's."""
        words = self.blocks[j][start:end].sum(axis=0)
        self.cores[home] += words
        self.cores[j] -= words
        self.norms[[home, j]] = np.linalg.norm(self.cores[[home, j]], axis=1)
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
    most = [next((n for n in dated if n >= a), size) for a in may]
    starts = np.repeat(np.array(may, dtype=np.intp), [m - a for a, m in zip(may, most, strict=True)])
    ends = np.array([b for a, m in zip(may, most, strict=True) for b in range(a + 1, m + 1)], dtype=np.intp)
    own = _Products(page, j)
    named = _named(page, own, starts, ends)
    features = np.empty((len(starts), j, len(named)))
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
        **_by_shape(page, own, starts, ends),
        **_by_home(page, j),
    }


def _by_words(page: Stands, own: _Products, starts: Places, ends: Places) -> dict[str, Array]:
    j, size = own.j, own.size
    sims = own.with_cores(starts, ends, page.cores[:j], page.norms[:j])
    like_own = own.above()[starts, ends]
    best = np.sort(sims, axis=1)[:, -2:] if j > 1 else np.hstack([np.zeros_like(sims), sims])
    others = np.where(sims == best[:, -1:], best[:, :1], best[:, -1:])
    every = np.arange(size)
    near = own.cosines(every[:-1], every[1:], every[1:], every[1:] + 1)
    mean = float(near.mean()) if size > 1 else 0.0
    apart = own.cosines(np.maximum(every - NEAR, 0), every, every, np.minimum(every + NEAR, size))
    apart[0] = mean
    cohesion = apart[starts]
    length = np.log1p((page.chars[j][ends] - page.chars[j][starts]) / LONG)
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
    What is asked of every stretch is worked out as a square, by start and end: that takes a third of the time of
    picking out each stretch.
    """

    def __init__(self, page: Stands, j: int) -> None:
        body = page.blocks[j]
        self.j, self.size = j, len(body)
        self.lasts = _Lasts(page.told[j].body)
        self.sums = np.zeros((self.size + 2, body.shape[1]))  # of nothing, of the headline, and of all down to a block
        np.cumsum(np.concatenate((page.titles[j][None], body)), axis=0, out=self.sums[1:])
        self.products = of = self.sums @ self.sums.T
        whole = np.diagonal(of)
        self.sizes = np.sqrt(np.maximum(whole[None, :] - of - of.T + whole[:, None], 0.0))

    def cosines(self, a: Places, b: Places, c: Places, d: Places) -> Array:
        """Of the stretches [a, b) and [c, d), pairwise; 0 where one of them has no words."""
        of, size = self.products, self.sizes
        a, b, c, d = a + 1, b + 1, c + 1, d + 1
        return _per(of[b, d] - of[a, d] - of[b, c] + of[a, c], size[a, b] * size[c, d])

    def above(self) -> Array:
        """Of each stretch, by start and end, and the headline with all that stands above it in the run."""
        of = self.products[1:, 1:]
        return _per(of.T - np.diagonal(of)[:, None], self.sizes[1:, 1:] * self.sizes[0, 1:, None])

    def below(self) -> tuple[Array, Array]:
        """Of what stands right below each stretch, and the headline with all above it; and the stretch itself."""
        of, size = self.products[1:, 1:], self.sizes[1:, 1:]
        ends = np.arange(self.size + 1)
        rest = np.minimum(ends + NEAR, self.size)
        there = of[:, rest] - of
        below = size[ends, rest]
        return (
            _per(there, self.sizes[0, 1:, None] * below),
            _per(of[ends, rest] - of[:, rest] - np.diagonal(of) + of, size * below),
        )

    def with_cores(self, a: Places, b: Places, cores: Vectors, norms: Array) -> Array:
        """Of the stretches [a, b), a row each, with other stories, a column each."""
        products = (self.sums @ cores.T)[1:]
        sizes = self.sizes[a + 1, b + 1][:, None] * norms
        return _per(products[b] - products[a], sizes)


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
    count, chars = page.manners[j], page.chars[j][:, None]
    here = _rate(count[ends] - count[starts], chars[ends] - chars[starts])
    own = _rate(count[starts], chars[starts])
    there = _rate(page.manners_of[:j], page.chars_of[:j, None])
    nearer = np.abs(here - own)[:, None, :] - np.abs(here[:, None, :] - there[None, :, :])
    return {f"like_{name}": nearer[:, :, n] for n, name in enumerate(MANNERS)}


def _manner(part: Part) -> tuple[float, ...]:
    """How often each manner of writing shows in a block."""
    return tuple(float(len(sign.findall(part.text))) for sign in MANNERS.values())


def _rate(count: npt.NDArray[Any], chars: npt.NDArray[Any]) -> Array:
    """Times in a hundred characters, drawn to the usual rate of one."""
    return np.asarray((count + 2) / (chars + 200) * 100, dtype=np.float64)


def _by_seams(page: Stands, j: int, starts: Places) -> dict[str, Array]:
    body = page.told[j].body
    last = [page.last[i] for i in range(j)]
    ends_open = np.array([p is not None and open_end(p.text) for p in last], dtype=np.float64)
    new = np.diff(starts, prepend=NO_BLOCK) > 0  # they are in order
    rows, index = starts[new].tolist(), np.cumsum(new) - 1
    here = np.array([_here(body, a) for a in rows]).reshape(len(rows), 5)[index]
    there = np.array([_there(last, body[a]) for a in rows]).reshape(len(rows), j, 3)[index]
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


def _there(last: Sequence[Part | None], first: Part) -> list[tuple[float, float, float]]:
    """Of the seam between each story's last paragraph and a block: does it read on, do marks forbid it or match."""
    if first.role != "paragraph":
        return [(0.0, 0.0, 0.0)] * len(last)
    found, closes = first.text, stray(first.text)
    out = []
    for part in last:
        if part is None:
            out.append((0.0, 0.0, 0.0))
            continue
        wants = awaited(part.text)
        odds = reads_on(part.text, found) if open_end(part.text) else 0.0
        out.append((odds, float(wants != closes), float(wants == closes != "")))
    return out


class _Lasts:
    """Of every cut of a run, which paragraph is the last above it; and of every block, is it one, is it open, does it
    conclude. What is no paragraph is neither.
    """

    def __init__(self, body: Sequence[Part]) -> None:
        texts = [p.text if p.role == "paragraph" else None for p in body]
        self.paragraph = np.array([t is not None for t in texts])
        self.open = np.array([t is not None and open_end(t) for t in texts])
        self.concludes = np.array([0.0 if t is None else concludes(t) for t in texts])
        found = np.where(self.paragraph, np.arange(len(body)), NO_BLOCK)
        self.above = np.concatenate(([NO_BLOCK], np.maximum.accumulate(found)))


def _by_shape(page: Stands, own: _Products, starts: Places, ends: Places) -> dict[str, Array]:
    j, lasts = own.j, own.lasts
    body = page.told[j].body
    above, last = lasts.above[starts], lasts.above[ends]
    inside = last >= starts
    open_last = inside & lasts.open[last]
    own_chars = page.chars[j]
    ends_here = ends == len(body)
    first = {role: np.array([p.role == role for p in body])[starts] for role in ("caption", "crosshead")}
    signed = np.array([False] + [p.role in SIGNED for p in body])[starts]
    shape = {
        "own_concludes": np.where(above == NO_BLOCK, 0.0, lasts.concludes[above]),
        "leg_concludes": np.where(inside, lasts.concludes[last], 0.0),
        "leg_open": open_last,
        "leg_open_end": open_last & ends_here,
        "own_short": np.log1p(own_chars[starts] / LONG),
        "leg_long": np.log1p((own_chars[ends] - own_chars[starts]) / LONG),
        "whole": starts == 0,
        "caption_first": first["caption"],
        "crosshead_first": first["crosshead"],
        "signed_above": signed,
        "ends_early": ~ends_here,
    }
    return {name: values.astype(np.float64)[:, None] for name, values in shape.items()}


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
        "home_long": np.array([[math.log1p(int(page.chars_of[i]) / LONG) for i in homes]]),
        "home_siblings": np.array([[float(page.alike[i, j]) for i in homes]]),
        "served": np.array([[math.log1p(page.served[i]) for i in homes]]),
    }


def _back(page: Stands, own: _Products, starts: Places, ends: Places) -> Array:
    """What is known of the host's text going on at the end of each stretch; 0 for a stretch to the end of the run."""
    body, size = page.told[own.j].body, own.size
    lasts = own.lasts
    like, unlike = own.below()
    out = np.zeros((len(starts), len(BACK)))
    inside = np.flatnonzero(ends < size)
    a, b = starts[inside], ends[inside]
    first = lasts.paragraph[b]
    above = lasts.above[a]
    is_open = (above != NO_BLOCK) & lasts.open[above]
    begun = np.array([begins(p.text) if p.role == "paragraph" else 0.0 for p in body])
    leg = np.array([0.0] + [_reads_on(body, n, n + 1) if lasts.open[n] else 0.0 for n in range(size - 1)])
    odds = np.zeros(len(inside))
    for n in np.flatnonzero(first & is_open):
        odds[n] = _reads_on(body, int(above[n]), int(b[n]))
    out[inside, 0] = 1.0
    out[inside, 1] = odds
    out[inside, 2] = begun[b]
    out[inside, 3] = first & ~is_open
    out[inside, 4] = leg[b]
    out[inside, 5] = like[a, b]
    out[inside, 6] = unlike[a, b]
    return out


def _reads_on(body: Sequence[Part], above: int, below: int) -> float:
    return reads_on(body[above].text, body[below].text) if body[below].role == "paragraph" else 0.0


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
