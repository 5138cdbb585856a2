"""Many words looked for at once, the longest where several begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
        self._ways: dict[str, list[str]] = {}
        for word in sorted(set(words) - {""}, key=lambda word: (-len(word), word)):
            self._ways.setdefault(word[:2], []).append(word)
        for key in self._ways:  # a word of one character begins wherever a longer one does
            if len(key) == 2 and key[0] in self._ways:
                self._ways[key].append(key[0])
        self._single = frozenset(key for key in self._ways if len(key) == 1)

    def at(self, text: str, place: int) -> str:
        """The longest word that begins at a place; empty when none does."""
        for word in self._ways.get(text[place : place + 2], ()):
            if text.startswith(word, place):
                return word
        return text[place : place + 1] if text[place : place + 1] in self._single else ""

    def search(self, text: str, at: int = 0, end: int | None = None) -> Hit | None:
        """The first word that begins in text[at:end]."""
        ways, single = self._ways, self._single
        for place in range(at, len(text) if end is None else min(end, len(text))):
            if text[place : place + 2] in ways or text[place] in single:  # looked up in place: a call would cost more
                word = self.at(text, place)
                if word:
                    return Hit(place, place + len(word), word)
        return None

    def finditer(self, text: str) -> Iterator[Hit]:
        """Every word, none inside another."""
        at = 0
        while hit := self.search(text, at):
            yield hit
            at = hit.end
