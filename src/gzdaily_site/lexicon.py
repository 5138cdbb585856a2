"""Chinese words: text cut into words, how rare each is, how likely a text is (what jieba gives, over dictionary.py)."""

from __future__ import annotations

import gc
import math
import re
import sys
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from statistics import median
from typing import Any

from gzdaily_site import dictionary as dictionary_
from gzdaily_site.dictionary import Look, dictionary, file, keep_whole

# How jieba parts a text before it looks for words: what may make a word, and single blanks.
MAY_BE_WORDS = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+)")
BLANKS = re.compile(r"(\r\n|\s)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How often words are met, and the inverse document frequency of those it knows."""

    look: Look
    total: int
    idf: Mapping[str, float]
    usual: float  # idf of a word of which nothing is known

    def cut(self, text: str) -> list[str]:
        """Words in reading order, dictionary words only: what a model guesses is not the same on every version.

        The words are those of `jieba.cut(text, HMM=False)`, in half its time: it looks every word up twice.
        """
        return _words(text, self.look, self.total)

    def rarity(self, word: str) -> float:
        return self.idf.get(word, self.usual)

    def more(self, added: Mapping[str, int]) -> Lexicon:
        """The same with more words, as `added` gives them.

        How many words were counted in all stays what it is, so that a name changes only the texts that hold it.
        """
        return replace(self, look=dictionary().more(added))


LONGEST_WORD = 5
LATIN = -9.0  # log-probability of any one number or Latin word, about that of a word of middling frequency


def lexicon() -> Lexicon:
    """The lexicon, over the dictionary in the form that is in use."""
    known, (idf, usual) = dictionary(), _idf()
    return Lexicon(known.look, known.total, idf, usual)


def added(names: Iterable[str]) -> dict[str, int]:
    """Words the dictionary may lack, each as common as it must be to be taken for one wherever it stands; beside them
    0 for what is a mere beginning of one, unless it is a word. All of the dictionary is in memory from here on.
    """
    found: dict[str, int] = {}
    names = list(names)
    if names:
        known = keep_whole()
        tokenizer = _jieba().Tokenizer()
        tokenizer.FREQ, tokenizer.total, tokenizer.initialized = {**known.counts}, known.total, True
        for name in names:
            tokenizer.add_word(name, tokenizer.suggest_freq(name))
        for name in names:
            found |= {name[:end]: tokenizer.FREQ[name[:end]] for end in range(1, len(name) + 1)}
    return found


def forget() -> None:
    """Out of memory, where no text is going to be cut: with an archive's own words it takes 150 MB."""
    for known in (likelihood, _idf):
        known.cache_clear()
    dictionary_.forget()
    if "jieba" in sys.modules:
        gc.collect()  # its import leaves a cycle of frames, ours among them, which hold the dictionary


@lru_cache(maxsize=100_000)
def likelihood(text: str) -> float:
    """Log-probability of the likeliest way to read a short text as a row of words; 0 for an empty one."""
    known = dictionary()
    look, total = known.look, math.log(known.total)
    best = [0.0]
    for end in range(1, len(text) + 1):
        ways = [best[end - 1] + (LATIN if _latin(text[end - 1]) else math.log(look(text[end - 1]) or 1) - total)]
        for start in range(max(0, end - LONGEST_WORD), end - 1):
            word = text[start:end]
            if count := look(word):
                ways.append(best[start] + math.log(count) - total)
            elif _latin(word):
                ways.append(best[start] + LATIN)
        best.append(max(ways))
    return best[-1]


def word_across(left: str, right: str) -> bool:
    """Some word of the dictionary, or a number or Latin word, would run from one text into the other."""
    if _latin(left[-1:]) and _latin(right[:1]):
        return True
    look = dictionary().look
    for before in range(1, min(LONGEST_WORD, len(left) + 1)):
        for after in range(1, min(LONGEST_WORD - before, len(right)) + 1):
            count = look(left[-before:] + right[:after])
            if count:
                return True
            if count is None:
                break  # no word begins so
    return False


def words(text: str) -> list[str]:
    """The words of a short text, in reading order."""
    known = dictionary()
    return _words(text, known.look, known.total)


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
    count = dictionary().look(word)
    return math.log(count / dictionary().total) if count else None


def part_of_speech(word: str) -> str:
    """The part of speech of a word in the dictionary (ICTCLAS letters; `x` where unknown)."""
    return dictionary().kind(word)


def _latin(word: str) -> bool:
    return word.isascii() and word.isalnum()


def _words(text: str, look: Look, total: int) -> list[str]:
    out: list[str] = []
    for n, stretch in enumerate(MAY_BE_WORDS.split(text)):
        if n % 2:
            out += _cut(stretch, look, total)
        elif stretch:
            for m, between in enumerate(BLANKS.split(stretch)):
                out += [between] if m % 2 else between
    return out


def _cut(text: str, look: Look, total: int) -> list[str]:
    """The likeliest row of words; of equally likely ones the longer word first. Latin letters stay together."""
    size, known, log = len(text), math.log(total), math.log
    best, ends = [0.0] * (size + 1), [0] * size
    for start in range(size - 1, -1, -1):
        end, found, to = start + 1, -math.inf, 0
        count = look(text[start])
        while count is not None:
            if count:
                odds = log(count) - known + best[end]
                if odds >= found:
                    found, to = odds, end
            end += 1
            if end > size:
                break
            count = look(text[start:end])
        if not to:
            found, to = best[start + 1] - known, start + 1
        best[start], ends[start] = found, to
    return _row(text, ends)


def _row(text: str, ends: Sequence[int]) -> list[str]:
    out: list[str] = []
    at = latin = 0
    while at < len(text):
        end = ends[at]
        if end == at + 1 and _latin(text[at]):
            at = end
            continue
        if latin < at:
            out.append(text[latin:at])
        out.append(text[at:end])
        at = latin = end
    if latin < at:
        out.append(text[latin:at])
    return out


def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 has old escapes and uses pkg_resources; nothing we could mend
        import jieba  # noqa: PLC0415 - slow to import
    return jieba


@cache
def _idf() -> tuple[Mapping[str, float], float]:
    path = file("analyse") / "idf.txt"
    pairs = (line.rsplit(" ", 1) for line in path.read_text(encoding="utf-8").splitlines() if " " in line)
    floats: dict[str, float] = {}  # equal ones are one value, as in `dictionary.whole`
    found = {word: floats.get(value) or floats.setdefault(value, float(value)) for word, value in pairs}
    return found, median(found.values())
