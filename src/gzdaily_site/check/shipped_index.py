"""The files of the search index read as they are shipped, by code that shares nothing with what wrote them."""

from __future__ import annotations

import base64
import codecs
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

END = "\n"
FORMAT = 3
MARK = 3
GROUP = 64
READ = 8
PART, PARTS = 256, 6
HIGH = 8
WORD = 0xFFFFFFFF


class BrokenIndexError(Exception):
    """A file of the index is missing or does not say what it should."""


@dataclass(frozen=True, slots=True)
class ShippedText:
    """An article as the index shows it, part by part."""

    id: str
    parts: tuple[str, ...]


class ShippedIndex:
    """`search/` of a finished site; `find` answers as the reader in the browser must."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.manifest: dict[str, Any] = json.loads(self._raw("manifest.json"))
        if self.manifest["format"] != FORMAT:
            raise BrokenIndexError(f"search/manifest.json has the format {self.manifest['format']}, not {FORMAT}")
        self._segments = [*self._numbered()]

    def _numbered(self) -> Iterator[_Segment]:
        start = 0
        for told in self.manifest["segments"]:
            yield _Segment(told, start, self._unpacked, self._says)
            start += told["articles"]
        if start != self.manifest["articles"]:
            raise BrokenIndexError(f"search/manifest.json has {start} articles in segments")

    @cached_property
    def _table(self) -> dict[int, int]:
        fold = self.manifest["fold"]
        table = {p: p + more for first, last, more, step in fold["rules"] for p in range(first, last + 1, step)}
        table |= dict.fromkeys(fold["blanks"], ord(" "))
        han = json.loads(self._unpacked(self.manifest["han"]))
        return table | {ord(a): ord(b) for a, b in zip(*han["sure"], strict=True)}

    def fold(self, text: str) -> str:
        return text.translate(self._table)

    def texts(self) -> Iterator[ShippedText]:
        """Every article in the order of its number."""
        return map(self._text, range(self.manifest["articles"]))

    def _text(self, number: int) -> ShippedText:
        raw = self._unpacked(f"t/{number:x}-{_mark(self._rolls, number // self.manifest['roll'])}")
        text = json.loads(raw.decode("utf-8-sig" if raw.startswith(codecs.BOM_UTF8) else "gbk"))
        head = [text.get(key, "") for key in ("column", "kicker", "headline")]
        return ShippedText(text["id"], tuple(part for part in (*head, *text.get("text", ())) if part))

    def _says(self, number: int, term: str) -> bool:
        return any(term in self.fold(part) for part in self._text(number).parts)

    @cached_property
    def _rolls(self) -> bytes:
        roll, articles = self.manifest["roll"], self.manifest["articles"]
        count = -(-articles // roll)
        marks = base64.b64decode(self.manifest["rolls"])
        if len(marks) != MARK * count:
            groups = range(-(-count // GROUP))
            marks = b"".join(self._unpacked(f"t/g{group:x}-{_mark(marks, group)}") for group in groups)
        return marks

    def ids(self) -> Iterator[str]:
        """The id of every article, from the files that hold nothing else."""
        size, marks = self.manifest["ids"]["each"], base64.b64decode(self.manifest["ids"]["marks"])
        for number in range(-(-self.manifest["articles"] // size)):
            yield from self._unpacked(f"i/{number:x}-{_mark(marks, number)}").decode().split("\n")

    def find(self, term: str) -> set[int]:
        """The numbers of the articles that hold a folded term."""
        return {article for segment in self._segments for article in segment.find(term)}

    def _raw(self, name: str) -> bytes:
        try:
            return (self._folder / name).read_bytes()
        except OSError as trouble:
            raise BrokenIndexError(f"search/{name} cannot be read") from trouble

    def _unpacked(self, stem: str) -> bytes:
        try:
            return zlib.decompress(self._raw(f"{stem}.bin"), -15)
        except zlib.error as trouble:
            raise BrokenIndexError(f"search/{stem}.bin is damaged") from trouble


class _Segment:
    """The pairs of some neighbouring articles; what it finds are numbers of the whole archive."""

    def __init__(
        self, told: dict[str, Any], start: int, unpacked: Callable[[str], bytes], says: Callable[[int, str], bool]
    ) -> None:
        self._told, self._start, self._unpacked, self._says = told, start, unpacked, says
        self._common = frozenset(told["common"])
        self._pair = lru_cache(maxsize=1024)(self._read_pair)
        self._shard = lru_cache(maxsize=256)(self._read_shard)
        self._place_shard = lru_cache(maxsize=256)(self._read_place_shard)

    def find(self, term: str) -> Iterator[int]:
        if len(term) == 1:
            held = self._single(term)
        elif len(term) == 2:
            held = set(self._pair(term[0], term[1]))
        else:
            held = self._long(term)
        return (self._start + article for article in held)

    def _long(self, term: str) -> set[int]:
        pairs = [self._pair(term[at], term[at + 1]) for at in range(len(term) - 1)]
        held = set(pairs[0]).intersection(*pairs[1:])
        if min(map(len, pairs)) <= READ:
            return {article for article in held if self._says(self._start + article, term)}
        begins: set[tuple[int, int]] | None = None
        for at in range(len(term) - 2):
            here = {(article, place - at) for article, place in self._places(*term[at : at + 3])}
            begins = here if begins is None else begins & here
        return {article for article, _ in begins or ()}

    def _single(self, character: str) -> set[int]:
        if character in self._common:
            return set(self._pair(character, END))
        lists = self._shard(_home(character, END, self._told["shards"]))
        return {article for key, held in lists.items() if key[0] == character for article in held}

    def _read_pair(self, first: str, second: str) -> list[int]:
        second_key = second if first in self._common else END
        return self._shard(_home(first, second_key, self._told["shards"])).get(first + second, [])

    def _places(self, first: str, second: str, third: str) -> Iterator[tuple[int, int]]:
        """Article and place wherever the three stand side by side."""
        articles = self._pair(first, second)
        lists = min(PARTS, (len(articles) // PART).bit_length())
        part = _home(third, END, 1 << PARTS) >> (PARTS - lists)
        number = self._told["places"]
        for followed in self._place_shard((_home(first, second, number) ^ part) % number).get(first + second, ()):
            rank = -1
            for gap, place in followed.get(third, ()):
                rank += gap
                yield articles[rank], place

    def _read_shard(self, number: int) -> dict[str, list[int]]:
        marks = base64.b64decode(self._told["marks"])
        if len(marks) == MARK * self._told["shards"]:
            source = _Bytes(self._unpacked(f"p/{self._told['name']}{number:x}-{_mark(marks, number)}"))
        else:
            source = self._grouped("p", number, marks)
        keys = source.keys()
        headers = [source.number() for _ in keys]
        size = (self._told["articles"] + 7) // 8
        return {key: _articles(source, header, size) for key, header in zip(keys, headers, strict=True)}

    def _read_place_shard(self, number: int) -> dict[str, list[dict[str, list[tuple[int, int]]]]]:
        """For each pair its lists: of each character that follows, gaps among the articles of the pair, and places."""
        source = self._grouped("w", number, base64.b64decode(self._told["groups"]))
        count, text = source.characters()
        counts = [source.number() for _ in range(count)]
        times = [[source.number() for _ in range(many)] for many in counts]
        high = [divmod(source.number(), HIGH) for _ in range(sum(map(sum, times)))]
        high = [(gap, bits + source.number() if bits == HIGH - 1 else bits) for gap, bits in high]
        low = source.take(len(high))
        rows = iter([(gap, bits << 8 | byte) for (gap, bits), byte in zip(high, low, strict=True)])
        following = iter(text[2 * count :])
        made: dict[str, list[dict[str, list[tuple[int, int]]]]] = {}
        for n, its in enumerate(times):
            followed = {next(following): list(islice(rows, many)) for many in its}
            made.setdefault(text[2 * n : 2 * n + 2], []).append(followed)
        return made

    def _grouped(self, folder: str, number: int, groups: bytes) -> _Bytes:
        """A shard whose mark stands in the file of its group."""
        group, stem = number // GROUP, f"{folder}/{self._told['name']}"
        marks = self._unpacked(f"{stem}g{group:x}-{_mark(groups, group)}")
        return _Bytes(self._unpacked(f"{stem}{number:x}-{_mark(marks, number % GROUP)}"))


def _home(first: str, second: str, number: int) -> int:
    mixed = (ord(first) * 0x9E3779B1 + ord(second) * 0x85EBCA6B) & WORD
    mixed = ((mixed ^ mixed >> 15) * 0xC2B2AE35) & WORD
    return int((mixed ^ mixed >> 13) % number)


def _mark(marks: bytes, number: int) -> str:
    return marks[number * MARK : (number + 1) * MARK].hex()


def _articles(source: _Bytes, header: int, size: int) -> list[int]:
    if header & 2:
        bits = source.take(size)
        return [byte * 8 + bit for byte in range(size) for bit in range(8) if bits[byte] >> bit & 1]
    articles, at = [], -1
    for _ in range(header >> 2):
        at += source.number() + 1
        articles.append(at)
    return articles


class _Bytes:
    """Bytes read from front to back."""

    def __init__(self, content: bytes) -> None:
        self._content, self._at = content, 0

    def take(self, size: int) -> bytes:
        self._at += size
        if self._at > len(self._content):
            raise BrokenIndexError("a file of the index ends too soon")
        return self._content[self._at - size : self._at]

    def number(self) -> int:
        value, shift = 0, 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def characters(self) -> tuple[int, str]:
        """How many lists follow, and all their characters."""
        count, utf8 = divmod(self.number(), 2)
        return count, self.take(self.number()).decode("utf-8" if utf8 else "gbk")

    def keys(self) -> list[str]:
        count, text = self.characters()
        if len(text) != 2 * count:
            raise BrokenIndexError("a file of the index has the wrong number of pairs")
        return [text[2 * n : 2 * n + 2] for n in range(count)]
