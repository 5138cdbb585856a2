"""What was learnt from practice pages: weights and counts, as numbers (data/separation.json.gz)."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from typing import Any

from gzdaily_site.shipped import data


def unpacked(groups: Mapping[str, str], length: int) -> dict[str, int]:
    """Counts of short texts: under each count, all texts of `length` characters that have it, in a row."""
    texts_of = re.compile(f".{{{length}}}", re.DOTALL).findall  # in half the time of slices
    out: dict[str, int] = {}
    for n, row in groups.items():
        out |= dict.fromkeys(texts_of(row), int(n))
    return out


def _read() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(gzip.decompress(data("separation.json.gz").read_bytes()))
    return value


_DATA = _read()

READS_ON: dict[str, float] = _DATA["reads_on"]  # log-odds that two texts are one, by the words at the seam
SINGLES = unpacked(_DATA["singles"], 1)  # how often a character, two, three in a row stand in newspaper text
PAIRS = unpacked(_DATA["pairs"], 2)
TRIPLES = unpacked(_DATA["triples"], 3)
HEADLIKE: dict[str, float] = _DATA["headlike"]  # log-odds that a short line is a bit of a paragraph, not a head
STRIPS: dict[str, float] = _DATA["strips"]  # the same with all that stands around the line
SUBHEADS: dict[str, float] = _DATA["subheads"]  # log-odds that a heading inside a story is a crosshead
HEADLINES: dict[str, float] = _DATA["headlines"]  # log-odds that a part of a heading is a kicker, or a deck
LEGS: dict[str, float] = _DATA["legs"]  # log-odds that a stretch of a run belongs to another story
JOINS: dict[str, float] = _DATA["joins"]  # log-odds that two paragraphs are one
BACKGROUND: dict[str, float] = _DATA["background"]  # share of paragraphs in which a bigram stands, where at least three
ENDINGS: dict[str, float] = _DATA["endings"]  # log-odds of a bigram to stand in the last paragraph of a story


_ROWS = (SINGLES, PAIRS, TRIPLES)
_ADDED: list[Mapping[str, int]] = []  # what an archive counted itself, which is added to these, in their order
_GONE: list[bool] = [False]


def restore(*added: Mapping[str, int]) -> None:
    """The counts as the package has them, whatever was added; and `added` to those of one, two, three in a row."""
    shipped = _read()
    BACKGROUND.clear()
    BACKGROUND.update(shipped["background"])
    _ADDED[:] = added
    _fill(shipped)


def let_go() -> None:
    """The rows of characters out of memory, where hardly a page is going to be read: they take 17 MB."""
    _GONE[0] = True
    for table in _ROWS:
        table.clear()


def at_hand() -> None:
    """The rows of characters again, if they were let go."""
    if _GONE[0]:
        _fill(_read())


def _fill(shipped: Mapping[str, Any]) -> None:
    _GONE[0] = False
    for n, (name, table) in enumerate(zip(("singles", "pairs", "triples"), _ROWS, strict=True), 1):
        table.clear()
        table.update(unpacked(shipped[name], n))
    for table, more in zip(_ROWS, _ADDED, strict=False):  # an archive that counted nothing adds nothing
        for row, count in more.items():
            table[row] = table.get(row, 0) + count
