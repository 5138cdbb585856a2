"""Chinese words: text cut into words, how rare each is, how likely a text is (the one module that knows jieba)."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A tokenizer and the inverse document frequency of the words it knows."""

    tokenizer: Any
    idf: Mapping[str, float]
    usual: float  # idf of a word of which nothing is known

    def cut(self, text: str) -> list[str]:
        """Words in reading order, dictionary words only: what a model guesses is not the same on every version."""
        return list(self.tokenizer.cut(text, HMM=False))

    def rarity(self, word: str) -> float:
        return self.idf.get(word, self.usual)


LONGEST_WORD = 5
LATIN = -9.0  # log-probability of any one number or Latin word, about that of a word of middling frequency


@lru_cache(maxsize=4)
def lexicon(names: tuple[str, ...] = ()) -> Lexicon:
    """The lexicon, read when first asked for: it takes a second, and many commands do without.

    `names` are words the dictionary may lack; each is taken for a word wherever it stands.
    """
    tokenizer = _tokenizer(names)
    idf = _idf(Path(_jieba().__file__).with_name("analyse") / "idf.txt")
    return Lexicon(tokenizer, idf, median(idf.values()))


@lru_cache(maxsize=100_000)
def likelihood(text: str) -> float:
    """Log-probability of the likeliest way to read a short text as a row of words; 0 for an empty one."""
    known, total = _dictionary().counts, math.log(_dictionary().total)
    best = [0.0]
    for end in range(1, len(text) + 1):
        ways = [best[end - 1] + (LATIN if _latin(text[end - 1]) else math.log(known.get(text[end - 1]) or 1) - total)]
        for start in range(max(0, end - LONGEST_WORD), end - 1):
            word = text[start:end]
            if count := known.get(word):
                ways.append(best[start] + math.log(count) - total)
            elif _latin(word):
                ways.append(best[start] + LATIN)
        best.append(max(ways))
    return best[-1]


def word_across(left: str, right: str) -> bool:
    """Some word of the dictionary, or a number or Latin word, would run from one text into the other."""
    known = _dictionary().counts
    for before in range(1, min(LONGEST_WORD, len(left) + 1)):
        for after in range(1, min(LONGEST_WORD - before, len(right)) + 1):
            word = left[-before:] + right[:after]
            if known.get(word) or _latin(word):
                return True
    return False


def words(text: str) -> list[str]:
    """The words of a short text, in reading order."""
    return lexicon().cut(text)


def kind(word: str) -> str:
    """What a word is: a mark by itself, `num`, `lat`, else its part of speech (ICTCLAS letters; `x` where unknown),
    with a 1 where it is one character.
    """
    if not any(map(str.isalnum, word)):
        return word[:1]
    if word.isascii():
        return "num" if word[0].isdigit() else "lat"
    return part_of_speech(word) + ("1" if len(word) == 1 else "")


def word_likelihood(word: str) -> float | None:
    """Log-probability of a word of the dictionary; None where it is none."""
    count = _dictionary().counts.get(word)
    return math.log(count / _dictionary().total) if count else None


def part_of_speech(word: str) -> str:
    """The part of speech of a word in the dictionary (ICTCLAS letters; `x` where unknown)."""
    return _dictionary().kinds.get(word, "x")


def _latin(word: str) -> bool:
    return word.isascii() and word.isalnum()


@dataclass(frozen=True, slots=True)
class _Dictionary:
    """jieba's dictionary: `counts` of words (0 for a mere beginning of one)."""

    counts: dict[str, int]
    kinds: dict[str, str]
    total: int


@cache
def _dictionary() -> _Dictionary:
    """Read in one go, into memory: jieba's own way leaves a cache in the system's temporary folder."""
    counts: dict[str, int] = {}
    kinds: dict[str, str] = {}
    total = 0
    with _jieba().Tokenizer().get_dict_file() as lines:
        for line in lines.read().decode("utf-8").splitlines():
            word, count, kind = line.split(" ")
            counts[word] = n = int(count)
            kinds[word] = kind
            total += n
            for end in range(1, len(word)):
                counts.setdefault(word[:end], 0)
    return _Dictionary(counts, kinds, total)


def _tokenizer(names: tuple[str, ...]) -> Any:
    tokenizer = _jieba().Tokenizer()
    counts = _dictionary().counts
    tokenizer.FREQ, tokenizer.total = {**counts} if names else counts, _dictionary().total
    tokenizer.initialized = True
    for name in names:
        tokenizer.add_word(name, tokenizer.suggest_freq(name))
    return tokenizer


def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 has old escapes and uses pkg_resources; nothing we could mend
        import jieba  # noqa: PLC0415 - slow to import
    return jieba


def _idf(path: Path) -> dict[str, float]:
    pairs = (line.rsplit(" ", 1) for line in path.read_text(encoding="utf-8").splitlines() if " " in line)
    return {word: float(value) for word, value in pairs}
