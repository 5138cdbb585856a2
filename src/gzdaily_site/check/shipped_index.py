"""The files of the search index read as they are shipped, by code that shares nothing with what wrote them."""

from __future__ import annotations

import base64
import codecs
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

END = "\n"
FORMAT = 3
MARK = 3
GROUP = 64
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
            yield _Segment(told, start, self._unpacked)
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
        roll, articles = self.manifest["roll"], self.manifest["articles"]
        count = -(-articles // roll)
        marks = base64.b64decode(self.manifest["rolls"])
        if len(marks) != MARK * count:
            groups = range(-(-count // GROUP))
            marks = b"".join(self._unpacked(f"t/g{group:x}-{_mark(marks, group)}") for group in groups)
        for number in range(articles):
            raw = self._unpacked(f"t/{number:x}-{_mark(marks, number // roll)}")
            text = json.loads(raw.decode("utf-8-sig" if raw.startswith(codecs.BOM_UTF8) else "gbk"))
            head = [text.get(key, "") for key in ("column", "kicker", "headline")]
            yield ShippedText(text["id"], tuple(part for part in (*head, *text.get("text", ())) if part))

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

    def __init__(self, told: dict[str, Any], start: int, unpacked: Callable[[str], bytes]) -> None:
        self._told, self._start, self._unpacked = told, start, unpacked
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
        begins: dict[int, set[int]] | None = None
        for at in range(len(term) - 1):
            here = {
                article: {place - at for place in places if begins is None or place - at in begins.get(article, ())}
                for article, places in self._places(term[at], term[at + 1])
            }
            begins = {article: places for article, places in here.items() if places}
        return set(begins or ())

    def _single(self, character: str) -> set[int]:
        if character in self._common:
            return set(self._pair(character, END))
        lists = self._shard(_home(character, END, self._told["shards"]))
        return {article for key, held in lists.items() if key[0] == character for article in held}

    def _read_pair(self, first: str, second: str) -> list[int]:
        second_key = second if first in self._common else END
        return self._shard(_home(first, second_key, self._told["shards"])).get(first + second, [])

    def _places(self, first: str, second: str) -> Iterator[tuple[int, list[int]]]:
        source = _Bytes(self._place_shard(_home(first, second, self._told["places"])).get(first + second, b""))
        for article in self._pair(first, second):
            places, place, last = [], 0, 0
            while not last:
                gap, last = divmod(source.number(), 2)
                place += gap
                places.append(place)
            yield article, places

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

    def _read_place_shard(self, number: int) -> dict[str, bytes]:
        source = self._grouped("w", number, base64.b64decode(self._told["groups"]))
        keys = source.keys()
        sizes = [source.number() for _ in keys]
        return {key: source.take(size) for key, size in zip(keys, sizes, strict=True)}

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

    def keys(self) -> list[str]:
        count, size = self.number(), self.number()
        text = self.take(size).decode()
        if len(text) != 2 * count:
            raise BrokenIndexError("a file of the index has the wrong number of pairs")
        return [text[2 * n : 2 * n + 2] for n in range(count)]
