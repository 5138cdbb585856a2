"""jieba's dictionary: how often each word is met, in whichever form is quicker to ask."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from sys import intern

Look = Callable[[str], int | None]  # how often a word is met: 0 for a mere beginning of one, None for neither

# Of jieba 0.42.1's dictionary it is known that words with the same first character stand together, in the order of
# those characters, from the first row of ORDERED_FROM on; the rows above are in no order. Of another file nobody knows.
ORDERED = 328468845  # its CRC-32
ORDERED_FROM = "一"
ORDERED_TOTAL = 60_101_967  # words counted in all
# Words that are looked up in the file; whoever asks for more is better served by all of them in memory. A page asks for
# some 1,000, which takes 17 ms; to read all takes 0.49 s. What `Rows.more` gives stays with the file.
MOST_LOOKED_UP = 6_000


def dictionary() -> Dictionary | Rows:
    """The dictionary for a few words, or for many: the same words in the form that is quicker to ask."""
    if not _IN_USE:
        content = file().read_bytes()
        _IN_USE.append(Rows(content) if zlib.crc32(content) == ORDERED else whole())
    found = _IN_USE[0]
    if isinstance(found, Rows) and len(found) > MOST_LOOKED_UP:
        found = _IN_USE[0] = whole()
    return found


def keep_whole() -> Dictionary:
    """From here on in memory: much is going to be asked."""
    _IN_USE[:] = [whole()]
    return whole()


def forget() -> None:
    """Out of memory: hardly anything is going to be asked."""
    _IN_USE.clear()
    whole.cache_clear()


@cache
def whole() -> Dictionary:
    """Read in one go, into memory: jieba's own way leaves a cache in the system's temporary folder.

    Equal counts and kinds are one value: to look at a value is to count who does, and a copied process that looks at
    few of them shares the memory of all.
    """
    counts: dict[str, int] = {}
    kinds: dict[str, str] = {}
    total = 0
    ints: dict[str, int] = {}
    for line in file().read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        counts[word] = n = ints.get(count) or ints.setdefault(count, int(count))
        kinds[word] = intern(kind)
        total += n
        for end in range(1, len(word)):
            counts.setdefault(word[:end], 0)
    return Dictionary(counts, kinds, total)


def file(name: str = "dict.txt") -> Path:
    """A file that comes with jieba, found without importing it: that takes 50 ms."""
    spec = find_spec("jieba")
    if spec is None or not spec.origin:
        raise ModuleNotFoundError("jieba", name="jieba")
    return Path(spec.origin).with_name(name)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """jieba's dictionary: `counts` of words (0 for a mere beginning of one)."""

    counts: dict[str, int]
    kinds: dict[str, str]
    total: int

    @property
    def look(self) -> Look:
        return self.counts.get

    def kind(self, word: str) -> str:
        return self.kinds.get(word, "x")

    def more(self, added: Mapping[str, int]) -> Look:
        """The same with other counts for some words."""
        return {**self.counts, **added}.get if added else self.look


class Rows(dict[str, "int | None"]):
    """The rows of an ordered dictionary as they lie in the file, each word looked up when it is first asked for.

    It is the same dictionary: `tests/test_lexicon.py` asks both for every word.
    """

    total = ORDERED_TOTAL

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content
        self._unordered = content[: content.index(f"\n{ORDERED_FROM} ".encode()) + 1]
        self._groups: dict[str, str] = {}

    @property
    def look(self) -> Look:
        return self.__getitem__

    def kind(self, word: str) -> str:
        row = self._row(word)
        return row[1] if row else "x"

    def more(self, added: Mapping[str, int]) -> Look:
        """The same with other counts for some words."""
        if not added:
            return self.look
        rows = Rows(self._content)
        rows.update(added)
        return rows.look

    def __missing__(self, word: str) -> int | None:
        row = self._row(word)
        begins_one = not row and _may_be_word(word) and f"\n{word}" in self._group(word[0])
        count = int(row[0]) if row else 0 if begins_one else None
        self[word] = count
        return count

    def _row(self, word: str) -> list[str] | None:
        """Count and kind of a word; of two rows the last is the one that holds."""
        if not _may_be_word(word):
            return None
        group, row = self._group(word[0]), f"\n{word} "
        at = group.rfind(row)
        return group[at + len(row) : group.index("\n", at + 1)].split(" ") if at >= 0 else None

    def _group(self, first: str) -> str:
        """All rows of the words with this first character, each between two line ends."""
        group = self._groups.get(first)
        if group is None:
            start = first.encode("utf-8", "surrogatepass")
            rows = [r for r in self._unordered.splitlines() if r.startswith(start)]
            ordered = self._content[self._first_row(start) : self._first_row(start + b"\xff")]
            group = self._groups[first] = "\n" + (b"\n".join([*rows, ordered])).decode()
        return group

    def _first_row(self, start: bytes) -> int:
        """Where the first ordered row stands that does not come before `start`; the end of the file if all do."""
        content = self._content

        def row(at: int) -> bytes:  # the row that the byte stands in; of its beginning as much as counts
            return content[(begin := content.rfind(b"\n", 0, at) + 1) : begin + len(start)]

        return bisect_left(range(len(content)), start, lo=len(self._unordered), key=row)


def _may_be_word(text: str) -> bool:
    """Else what is looked for would run on into what stands beside a word in its row, or into the next row."""
    return bool(text) and " " not in text and "\n" not in text


_IN_USE: list[Dictionary | Rows] = []
