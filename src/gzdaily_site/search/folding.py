"""Folding: characters that a reader may write in several ways become one, each exactly one, so that offsets stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gzdaily_site.search.simplified import simplified

SPACE = 0x20
# (first, last, what is added, step): width first, then case; the table travels to the reader in the manifest.
RULES: tuple[tuple[int, int, int, int], ...] = (
    (0xFF01, 0xFF20, -0xFEE0, 1),  # full-width signs and digits
    (0xFF21, 0xFF3A, 0x20 - 0xFEE0, 1),  # full-width capitals
    (0xFF3B, 0xFF5E, -0xFEE0, 1),  # full-width small letters
    (0x41, 0x5A, 0x20, 1),  # A to Z
    (0xC0, 0xD6, 0x20, 1),  # Latin letters with marks
    (0xD8, 0xDE, 0x20, 1),
    (0x100, 0x12E, 1, 2),
    (0x132, 0x136, 1, 2),
    (0x139, 0x147, 1, 2),
    (0x14A, 0x176, 1, 2),
    (0x1CD, 0x1DB, 1, 2),  # pinyin, third tone
    (0x391, 0x3A1, 0x20, 1),  # Greek
    (0x3A3, 0x3AB, 0x20, 1),
    (0x400, 0x40F, 0x50, 1),  # Cyrillic
    (0x410, 0x42F, 0x20, 1),
    (0x3007, 0x3007, 0x96F6 - 0x3007, 1),  # 〇 is 零
)
BLANKS = (*range(0x09, 0x0E), 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)


@dataclass(frozen=True, slots=True)
class Folding:
    """`table` maps a code point to the one it is folded to; `han` are the pairs of traditional and simplified."""

    table: npt.NDArray[np.uint32]
    han: Mapping[str, str]
    doubtful: Mapping[str, str]

    def fold(self, text: str) -> str:
        return self.points(text).tobytes().decode("utf-32-le")

    def points(self, text: str) -> npt.NDArray[np.uint32]:
        """The folded text as code points, as many as the text has."""
        return self.table[np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)]


def folding() -> Folding:
    sure, doubtful = simplified()
    table = np.arange(0x110000, dtype=np.uint32)
    for first, last, more, step in RULES:
        table[first : last + 1 : step] += np.uint32(more & 0xFFFFFFFF)
    table[list(BLANKS)] = SPACE
    for one, other in sure.items():
        table[ord(one)] = ord(other)
    return Folding(table, sure, doubtful)


def rules() -> dict[str, Sequence[Sequence[int]] | Sequence[int]]:
    """The rules as the reader gets them."""
    return {"rules": [list(rule) for rule in RULES if rule[2]], "blanks": list(BLANKS)}
