"""Record… → Occurrences…: every pair of characters of the folded texts with article and place, in sorted order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gzdaily_site.search.folding import Folding
from gzdaily_site.search.published import Record

Points = npt.NDArray[np.uint32]
Ranks = npt.NDArray[np.uint16]
Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

END = 0x0A  # stands after each part of an article; no text holds one
COMMON = 8192  # occurrences; a character that has more gets a list of its own, else its pairs are put together
FEW = 1024  # that are not many in the smallest archive
OFTEN = 4  # times an article: in a small one so many are
BATCH = 1 << 17  # occurrences that are worked on at once: as many as stay in a processor's cache
_PLACE = np.uint64(32)  # bits of a key for where a pair stands; those above are the pair


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Places of some pairs of characters, those of a pair together and in reading order.

    A pair with END stands for the last character of a part, or, of a common character, for all its occurrences.
    """

    first: Points  # by pair
    second: Points
    starts: Numbers  # by pair: where its occurrences begin
    article: Small  # by occurrence
    place: Small
    at: Points  # place in the line of all articles


@dataclass(frozen=True, slots=True)
class Texts:
    """All articles as one line of characters, and where each pair stands in it.

    A character goes by its rank in `alphabet`; END, which stands after each part, has the rank 0. A key is
    (rank of first x characters + rank of second) << 32 | place in the line; keys rise, and none begins with END.
    """

    alphabet: Points  # by rank
    line: Ranks  # of all characters, and an END more, so that two after every one there is one
    keys: Keys
    bounds: Numbers  # by rank: where the keys that begin with it end
    lengths: Small  # by article
    heads: Small  # by article: places below are in its head
    traditional: bool  # whether a text holds a character that only the table of traditional ones folds

    @property
    def common(self) -> Flags:
        """By rank: whether the character has a list of its own."""
        return np.diff(self.bounds, prepend=0) > min(COMMON, max(FEW, OFTEN * len(self.lengths)))


def texts(records: Sequence[Record], folding: Folding) -> Texts:
    heads = [record.head for record in records]
    lines = ["\n".join([*head, *record.text, ""]) for head, record in zip(heads, records, strict=True)]
    raw = np.frombuffer("".join(lines).encode("utf-32-le"), dtype=np.uint32)
    used = np.zeros(0x110000, dtype=bool)
    used[raw] = True
    used[END] = False
    points = np.flatnonzero(used).astype(np.uint32)
    folded, ranks = np.unique(folding.table[points], return_inverse=True)
    if len(folded) >= 1 << 16:
        raise OverflowError("more than 65,535 different characters")
    table = np.zeros(0x110000, dtype=np.uint16)
    table[points] = ranks + 1
    alphabet = np.append(np.uint32(END), folded)
    line = np.zeros(len(raw) + 1, dtype=np.uint16)
    table.take(raw, out=line[:-1])
    keys = _sorted(line, len(alphabet))
    beyond = np.arange(1, len(alphabet) + 1, dtype=np.uint64) * np.uint64(len(alphabet)) << _PLACE
    return Texts(
        alphabet=alphabet,
        line=line,
        keys=keys,
        bounds=np.searchsorted(keys, beyond),
        lengths=np.array([len(line) for line in lines], dtype=np.int32),
        heads=np.array([sum(map(len, head)) + len(head) for head in heads], dtype=np.int32),
        traditional=bool(used[[ord(character) for character in folding.han]].any()),
    )


def occurrences(them: Texts) -> Iterator[Occurrences]:
    """All pairs, BATCH occurrences at a time or a little more: no character is parted."""
    size = len(them.alphabet)
    article = np.repeat(np.arange(len(them.lengths), dtype=np.int32), them.lengths)
    begins = (np.cumsum(them.lengths, dtype=np.int64) - them.lengths).astype(np.uint32)

    def told(pair: Points, starts: Numbers, index: Points) -> Occurrences:
        held = article.take(index)
        first, second = np.divmod(pair, np.uint32(size))
        place = (index - begins.take(held)).view(np.int32)
        return Occurrences(them.alphabet[first], them.alphabet[second], starts, held, place, index)

    for batch, own in _batches(them):
        index = batch.astype(np.uint32)
        if not own:
            yield told(*_runs(batch), index)
            continue
        rank = np.uint32(batch[0] >> _PLACE) // np.uint32(size) * np.uint32(size)
        yield told(np.array([rank]), np.zeros(1, dtype=np.int64), np.sort(index))
        last = np.searchsorted(batch, np.uint64(rank + 1) << _PLACE)  # those with END are among all
        if last < len(batch):
            yield told(*_runs(batch[last:]), index[last:])


def _batches(them: Texts) -> Iterator[tuple[Keys, bool]]:
    """Slices of the keys: a common character by itself, others together; and whether it is a common one."""
    start = before = 0
    for stop, own in zip(them.bounds.tolist(), them.common.tolist(), strict=True):
        if own and start < before:
            yield them.keys[start:before], False
            start = before
        if own or stop - start >= BATCH:
            yield them.keys[start:stop], own
            start = stop
        before = stop
    if start < before:
        yield them.keys[start:], False


def _sorted(line: Ranks, size: int) -> Keys:
    """Pairs and where they stand, sorted by both at once, in one sort of plain numbers; none begins with END."""
    first, second = line[:-1], line[1:]
    keys = np.empty(len(first), dtype=np.uint64)
    for at in range(0, len(first), BATCH):
        part = first[at : at + BATCH].astype(np.uint64)
        part *= np.uint64(size)
        part += second[at : at + BATCH]
        part <<= _PLACE
        part += np.arange(at, at + len(part), dtype=np.uint64)
        keys[at : at + BATCH] = part
    keys.sort()
    return keys[np.searchsorted(keys, np.uint64(size) << _PLACE) :]


def _runs(keys: Keys) -> tuple[Points, Numbers]:
    """The pairs of some keys, and where each begins."""
    pair = (keys >> _PLACE).astype(np.uint32)
    starts = starts_of(pair)
    return pair[starts], starts


def starts_of(*values: npt.NDArray[np.generic]) -> Numbers:
    """Where each run begins in which all values stay the same."""
    new = np.zeros(len(values[0]), dtype=bool)
    new[:1] = True
    for them in values:
        new[1:] |= them[1:] != them[:-1]
    return np.flatnonzero(new)


def lengths(starts: Numbers, total: int) -> Numbers:
    """How long each run is; the last goes to the end."""
    made = np.empty_like(starts)
    np.subtract(starts[1:], starts[:-1], out=made[:-1])
    made[-1:] = total - starts[-1:]
    return made
