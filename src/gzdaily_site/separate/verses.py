"""Verse: lines of a poem, which are neither kickers nor bits of one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

# One or two clauses of as many characters, four to seven as the old forms have them.
LINE = re.compile(
    r"(?P<first>[\u3400-\u9fff]{4,7})(?P<mark>[，、；：！？。\s]+(?P<second>[\u3400-\u9fff]{4,7}))?[，、；：！？。]?$"
)
CLAUSE = re.compile(r"[\u3400-\u9fff]+")
FEWEST = 4  # clauses of a poem


def measure(text: str) -> int:
    """How many characters each clause of a line of verse has; 0 for what is none."""
    found = LINE.match(text)
    if not found or (found["second"] and len(found["second"]) != len(found["first"])):
        return 0
    return len(found["first"])


def alike(above: str, below: str) -> bool:
    """Both may be lines of one poem."""
    return measure(above) == measure(below) != 0


def poems(texts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where lines in a row make a poem, as places [from, to)."""
    at = 0
    for size, run in groupby(texts, key=measure):
        lines = list(run)
        if size and len(lines) > 1 and sum(len(CLAUSE.findall(text)) for text in lines) >= FEWEST:
            yield at, at + len(lines)
        at += len(lines)
