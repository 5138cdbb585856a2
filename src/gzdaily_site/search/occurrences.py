"""Record… → Occurrences: every pair of characters of the folded texts with article and place, in sorted order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gzdaily_site.search.folding import Folding
from gzdaily_site.search.published import Record

Points = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

END = 0x0A  # stands after each part of an article; no text holds one
COMMON = 8192  # occurrences; a character that has more gets a list of its own, else its pairs are put together


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Places of pairs of characters, those of a pair together and in reading order.

    A pair with END stands for the last character of a part, or, of a common character, for all its occurrences.
    """

    first: Points  # by pair
    second: Points
    starts: Numbers  # by pair: where its occurrences begin
    article: Small  # by occurrence
    place: Small
    heads: Small  # by article: places below are in its head
    lengths: Small  # by article
    common: Points
    traditional: bool  # whether a text holds a character that only the table of traditional ones folds


def occurrences(records: Sequence[Record], folding: Folding) -> Occurrences:
    text, traditional = _folded(records, folding)
    lengths = np.array([sum(len(part) + 1 for part in r.parts) for r in records], dtype=np.int32)
    heads = np.array([sum(len(part) + 1 for part in r.head) for r in records], dtype=np.int32)
    alphabet, codes = _codes(text)
    own = np.bincount(codes, minlength=len(alphabet)) > COMMON
    own[np.searchsorted(alphabet, END)] = False
    pairs, index = _sorted(codes, own, int(np.searchsorted(alphabet, END)), len(alphabet))
    begins = np.cumsum(lengths, dtype=np.int64) - lengths
    article = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)[index]
    starts = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])) if len(pairs) else np.zeros(0, dtype=np.int64)
    return Occurrences(
        first=alphabet[pairs[starts] // len(alphabet)],
        second=alphabet[pairs[starts] % len(alphabet)],
        starts=starts,
        article=article,
        place=(index - begins.astype(np.uint32)[article]).astype(np.int32),
        heads=heads,
        lengths=lengths,
        common=alphabet[own],
        traditional=traditional,
    )


def _folded(records: Sequence[Record], folding: Folding) -> tuple[Points, bool]:
    """All parts folded, END after each; and whether traditional characters were among them."""
    text = "".join(f"{part}\n" for record in records for part in record.parts)
    raw = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    folded = folding.table[raw]
    folded[raw == END] = END
    used = np.zeros(0x110000, dtype=bool)
    used[raw] = True
    return folded, bool(used[[ord(character) for character in folding.han]].any())


def _codes(text: Points) -> tuple[Points, Points]:
    """The characters in use, in their order, and the text written in their ranks: pairs of ranks fit 32 bits."""
    used = np.zeros(0x110000, dtype=bool)
    used[text] = True
    used[END] = True
    alphabet = np.flatnonzero(used).astype(np.uint32)
    if len(alphabet) > 1 << 16:
        raise OverflowError("more than 65,536 different characters")
    return alphabet, (np.cumsum(used, dtype=np.uint32) - np.uint32(1))[text]


def _sorted(codes: Points, own: Flags, end: int, size: int) -> tuple[Points, Points]:
    """Pairs and where they stand, sorted by both at once, in one sort of plain numbers; then common characters."""
    keys = (codes * np.uint32(size)).astype(np.uint64)
    keys[:-1] += codes[1:]
    keys[-1:] += np.uint64(end)
    keys <<= np.uint64(32)
    keys |= np.arange(len(codes), dtype=np.uint64)
    common = own[codes]
    last = np.append(codes[1:], np.uint32(end))[: len(codes)] == end
    keys = keys[(codes != end) & ~(common & last)]
    keys.sort()
    alone = np.flatnonzero(common).astype(np.uint32)
    alone = alone[np.argsort(codes[alone].astype(np.uint16), kind="stable")]
    pairs = np.concatenate([(keys >> np.uint64(32)).astype(np.uint32), codes[alone] * np.uint32(size) + np.uint32(end)])
    return pairs, np.concatenate([keys.astype(np.uint32), alone])
