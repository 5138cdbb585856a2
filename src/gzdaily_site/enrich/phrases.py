"""Many words looked for at once, the longest where several begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import add
from typing import NamedTuple


class Hit(NamedTuple):
    """Characters [start, end) of a text are the word."""

    start: int
    end: int
    word: str


class Phrases:
    """A set of words, sorted by their first two characters: at each place of a text hardly any is tried.

    A regular expression of 1,900 alternatives took 1.0 ms an article of 860 characters, this takes 0.2.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(set(words) - {""})
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:2], set()).add(len(word))
        for start, them in lengths.items():  # a word of one character begins wherever a longer one does
            if start[0] in self._words:
                them.add(1)
        self._lengths = {start: sorted(them, reverse=True) for start, them in lengths.items()}
        self._single = frozenset(word for word in self._words if len(word) == 1)

    def at(self, text: str, place: int) -> str:
        """The longest word that begins at a place; empty when none does."""
        for length in self._lengths.get(text[place : place + 2], ()):
            word = text[place : place + length]
            if word in self._words:
                return word
        return text[place : place + 1] if text[place : place + 1] in self._single else ""

    def search(self, text: str, at: int = 0, end: int | None = None) -> Hit | None:
        """The first word that begins in text[at:end]."""
        lengths, single = self._lengths, self._single
        for place in range(at, len(text) if end is None else min(end, len(text))):
            if (
                text[place : place + 2] in lengths or text[place] in single
            ):  # looked up in place: a call would cost more
                word = self.at(text, place)
                if word:
                    return Hit(place, place + len(word), word)
        return None

    def finditer(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Every word with where it starts and ends, none inside another."""
        lengths, single, words, at = self._lengths, self._single, self._words, 0
        for place, start in enumerate(map(add, text, f"{text[1:]} ")):
            if place < at or (start not in lengths and start[0] not in single):
                continue
            for length in lengths.get(start, (1,)):
                word = text[place : place + length]
                if word in words:
                    at = place + len(word)
                    yield place, at, word
                    break
