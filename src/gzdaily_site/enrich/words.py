"""Chinese words: text cut into words, and how rare each is (the one module that knows jieba)."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
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


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read when first asked for: it takes a second, and many commands do without.

    The dictionary is read into memory directly: jieba's own way leaves a cache in the system's temporary folder.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 has old escapes and uses pkg_resources; nothing we could mend
        import jieba  # noqa: PLC0415 - slow to import
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    idf = _idf(Path(jieba.__file__).with_name("analyse") / "idf.txt")
    return Lexicon(tokenizer, idf, median(idf.values()))


def _idf(path: Path) -> dict[str, float]:
    pairs = (line.rsplit(" ", 1) for line in path.read_text(encoding="utf-8").splitlines() if " " in line)
    return {word: float(value) for word, value in pairs}
