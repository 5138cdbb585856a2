"""Record… → Occurrences…: every pair of characters of the folded texts with article and place, in sorted order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

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
TEXTS = 128  # that are numbered at once
AT_ONCE = 1 << 19  # keys that are sorted at once: 4 MB; with twice as many the index takes a twentieth less time
BATCH = 1 << 17  # occurrences that are worked on at once: as many as stay in a processor's cache
_NEAR = 6  # bits of a place that are not asked to tell near which article it is: a number for each place takes more
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
    """All articles as one line of characters.

    A character goes by its rank in `alphabet`; END, which stands after each part, has the rank 0.
    """

    alphabet: Points  # by rank
    line: Ranks  # of all characters, and an END more, so that two after every one there is one
    bounds: Numbers  # by rank: how many pairs begin with it or with one before it; none begins with END
    lengths: Small  # by article
    heads: Small  # by article: places below are in its head
    traditional: bool  # whether a text holds a character that only the table of traditional ones folds

    @property
    def common(self) -> Flags:
        """By rank: whether the character has a list of its own."""
        return np.diff(self.bounds, prepend=0) > min(COMMON, max(FEW, OFTEN * len(self.lengths)))


def texts(records: Sequence[Record], folding: Folding) -> Texts:
    heads = [record.head for record in records]
    printed = (_lines(*head, record.printed()) for head, record in zip(heads, records, strict=True))
    line, lengths, came = _numbered(printed)
    folded, ranks = np.unique(folding.table[came], return_inverse=True)
    rank = np.append(np.uint16(0), ranks + 1).astype(np.uint16)
    bounds = np.zeros(len(folded) + 1, dtype=np.int64)
    for at in range(0, len(line), BATCH):  # not all at once: numpy looks things up by numbers of eight bytes
        line[at : at + BATCH] = part = rank.take(line[at : at + BATCH])
        bounds += np.bincount(part, minlength=len(bounds))
    bounds[0] = 0
    return Texts(
        alphabet=np.append(np.uint32(END), folded),
        line=line,
        bounds=np.cumsum(bounds),
        lengths=np.array(lengths, dtype=np.int32),
        heads=np.array([sum(map(len, head)) + len(head) for head in heads], dtype=np.int32),
        traditional=bool(np.isin(came, [ord(character) for character in folding.han]).any()),
    )


def _lines(*parts: str) -> str:
    return "\n".join([*filter(None, parts), ""])


def _numbered(printed: Iterator[str]) -> tuple[Ranks, list[int], Points]:
    """All texts as one line, and an END more: each character as the number of its first coming, from 1, END as 0;
    how long each text is; and the characters in the order of their numbers. Some texts at a time: as characters of
    four bytes all together would take twice the place of the line.
    """
    numbers, came = np.zeros(0x110000, dtype=np.uint16), np.zeros(0, dtype=np.uint32)
    line = bytearray()
    lengths: list[int] = []
    while some := list(islice(printed, TEXTS)):
        lengths += map(len, some)
        raw = np.frombuffer("".join(some).encode("utf-32-le"), dtype=np.uint32)
        new = np.unique(raw[(numbers.take(raw) == 0) & (raw != END)])
        if len(came) + len(new) >= 1 << 16:
            raise OverflowError("more than 65,535 different characters")
        numbers[new] = np.arange(len(came) + 1, len(came) + len(new) + 1)
        came = np.concatenate([came, new])
        line.extend(numbers.take(raw).tobytes())
    line.extend(bytes(2))
    return np.frombuffer(line, dtype=np.uint16), lengths, came


def occurrences(them: Texts) -> Iterator[Occurrences]:
    """All pairs, BATCH occurrences at a time or a little more: no character is parted."""
    size = len(them.alphabet)
    ends = np.cumsum(them.lengths, dtype=np.int64).astype(np.uint32)
    begins = ends - them.lengths.astype(np.uint32)
    near = np.searchsorted(ends, np.arange(0, len(them.line), 1 << _NEAR), side="right").astype(np.int32)

    def told(pair: Points, starts: Numbers, index: Points) -> Occurrences:
        held = near.take(index >> np.uint32(_NEAR))
        while (beyond := ends.take(held) <= index).any():  # once or twice: few articles are shorter than that
            held += beyond
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
        last = int(np.searchsorted(batch, np.uint64(rank + 1) << _PLACE))  # those with END are among all
        for start, stop in pairwise(_cuts(batch, last)):
            yield told(*_runs(batch[start:stop]), index[start:stop])


def _cuts(keys: Keys, start: int) -> Iterator[int]:
    """From the start on, where to part sorted keys so that BATCH are together, or a few less, or all of one pair."""
    yield start
    while start < len(keys):
        stop = start + BATCH
        if stop < len(keys):
            pair = keys[stop] >> _PLACE << _PLACE
            before = int(np.searchsorted(keys, pair))
            stop = before if before > start else int(np.searchsorted(keys, pair + (np.uint64(1) << _PLACE)))
        start = min(stop, len(keys))
        yield start


def _batches(them: Texts) -> Iterator[tuple[Keys, bool]]:
    """All keys in slices: a common character by itself, others together; and whether it is a common one."""
    bounds, common = them.bounds.tolist(), them.common.tolist()
    for low, high in _reaches(bounds):
        base = bounds[low - 1] if low else 0
        keys = _keys(them.line, len(bounds), range(low, high), bounds[high - 1] - base)
        start = before = base
        for stop, own in zip(bounds[low:high], common[low:high], strict=True):
            if own and start < before:
                yield keys[start - base : before - base], False
                start = before
            if own or stop - start >= BATCH:
                yield keys[start - base : stop - base], own
                start = stop
            before = stop
        if start < before:
            yield keys[start - base :], False


def _reaches(bounds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """From which rank to before which AT_ONCE pairs begin, or a character's where it has more."""
    low, done = 0, 0
    for rank, stop in enumerate(bounds):
        if stop - done > AT_ONCE and rank > low:
            yield low, rank
            low, done = rank, bounds[rank - 1]
    yield low, len(bounds)


def _keys(line: Ranks, size: int, ranks: range, number: int) -> Keys:
    """Pairs and where they stand, sorted by both at once, in one sort of plain numbers; none begins with END.

    A key is (rank of first x size + rank of second) << 32 | place in the line; `ranks` are those of the first
    characters, with which `number` pairs begin.
    """
    keys = np.empty(number, dtype=np.uint64)
    done = 0
    for some in _unsorted(line, size, max(ranks.start, 1), ranks.stop):
        keys[done : done + len(some)] = some
        done += len(some)
    keys.sort()
    return keys


def _unsorted(line: Ranks, size: int, low: int, high: int) -> Iterator[Keys]:
    first, second = line[:-1], line[1:]
    for at in range(0, len(first), BATCH):
        part = first[at : at + BATCH]
        places = np.flatnonzero((part >= low) & (part < high))
        keys = part[places].astype(np.uint64)
        keys *= np.uint64(size)
        keys += second[at : at + BATCH][places]
        keys <<= _PLACE
        keys += (places + at).astype(np.uint64)
        yield keys


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
