"""Characters in a row: how much likelier two texts meet inside running text than by chance."""

from __future__ import annotations

import math
from functools import cache

from gzdaily_site.separate.learnt import PAIRS, SINGLES, TRIPLES, at_hand

DRAW = 4.0  # pairs as if seen at the usual rate, which draws rare ones to no opinion
DRAW_THREE = 2.0  # the same for three in a row


def in_a_row(left: str, right: str, *, seen: int = 0) -> tuple[float, float, float]:
    """Log-odds that `right` follows `left` in running text, by two characters, and what a third on each side adds.

    `seen`: how often this very seam is among what was counted, for learning; it is left out of the counts.
    """
    if not left or not right:
        return 0.0, 0.0, 0.0
    everything = total()
    a, b = left[-1], right[0]
    pair = max(PAIRS.get(a + b, 0) - seen, 0)
    usual = (SINGLES.get(b, 0) + 1) / everything
    two = (pair + DRAW * usual) / (SINGLES.get(a, 0) + DRAW)
    by_two = math.log(two / usual)
    return by_two, _left(left, b, two, usual, seen) - by_two, _right(a, right, pair, seen)


def _left(left: str, b: str, two: float, usual: float, seen: int) -> float:
    known = max(PAIRS.get(left[-2:], 0) - seen, 0)
    three = min(max(TRIPLES.get(left[-2:] + b, 0) - seen, 0), known)
    return math.log((three + DRAW_THREE * two) / (known + DRAW_THREE) / usual)


def _right(a: str, right: str, pair: int, seen: int) -> float:
    if len(right) < 2:
        return 0.0
    b, c = right[0], right[1]
    usual = (max(PAIRS.get(b + c, 0) - seen, 0) + DRAW * (SINGLES.get(c, 0) + 1) / total()) / (SINGLES.get(b, 0) + DRAW)
    three = min(max(TRIPLES.get(a + right[:2], 0) - seen, 0), pair)
    return math.log((three + DRAW_THREE * usual) / (pair + DRAW_THREE) / usual)


@cache
def total() -> int:
    """All characters counted, asked for before any count is; to be forgotten when the counts are others, as they are
    while they are learnt, or let go.
    """
    at_hand()
    return max(sum(SINGLES.values()), 1)
