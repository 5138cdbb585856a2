"""Words in common: bigram vectors of a page's paragraphs, weighed by how rare a bigram is on the page."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import add

import numpy as np
import numpy.typing as npt

from gzdaily_site.separate.learnt import BACKGROUND

Vectors = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF
OTHER = r"[A-Za-z]+|\d+(?:\.\d+)?%?"
HAN_RUN = re.compile(rf"[\u3400-\u9fff]+|{OTHER}")
OTHER_RUN = re.compile(OTHER)
PLACE = 31  # bits for the place of a word in a page's text, beside the 32 of its code
LONGEST = 4_000  # characters of a text that are counted; a paragraph of a newspaper has fewer
WEIGHT = 2000.0  # paragraphs that the background counts for; of 0, 30, 200 and 2,000 the best on theme pages
COMMON = 0.5  # added to a document frequency, as is usual


def tokens(text: str) -> list[str]:
    """Character bigrams of Chinese, whole numbers and Latin words."""
    return [token for run in HAN_RUN.findall(text[:LONGEST]) for token in _tokens(run)]


def _tokens(run: str) -> Iterable[str]:
    return (run,) if run[0] < "\u3400" or len(run) == 1 else map(add, run, run[1:])


def chinese(word: str) -> bool:
    return FIRST_HAN <= ord(word[0]) <= LAST_HAN


@lru_cache(maxsize=256)  # the texts of a page, asked about by each loose line near them
def counted(text: str) -> Mapping[str, int]:
    """How often each token stands in a text."""
    return Counter(tokens(text))


@lru_cache(maxsize=50_000)
def rarity(word: str) -> float:
    """How rare a bigram is in newspaper text: inverse document frequency by the background, from 0."""
    return max(0.0, math.log((WEIGHT + 1) / (WEIGHT * BACKGROUND.get(word, 0.0) + COMMON)))


def vectors(texts: Sequence[str]) -> Vectors:
    """One row a text: (1 + ln tf) * idf, not normalised, so that rows may be added up.

    A word that stands in one text only adds nothing but to that text's length: all such words of a text share a column
    of their own, with their length in it. Sums, products and cosines are the same, in a fifth of the columns.
    """
    row, word, often, usual = _coded(texts)
    df = np.bincount(word, minlength=len(usual))
    idf = np.maximum(np.log((len(texts) + WEIGHT + 1) / (df + WEIGHT * usual + COMMON)), 0.0)
    value = (1 + np.log(often)) * idf[word]
    alone = df[word] == 1
    kept = np.flatnonzero(df > 1)
    column = np.zeros(len(usual), dtype=np.intp)
    column[kept] = np.arange(len(kept))
    out = np.zeros((len(texts), len(kept) + len(texts)))
    out[row[~alone], column[word[~alone]]] = value[~alone]
    lengths = np.bincount(row[alone], value[alone] ** 2, minlength=len(texts))
    out[np.arange(len(texts)), len(kept) + np.arange(len(texts))] = np.sqrt(lengths)
    return out


def _coded(texts: Sequence[str]) -> tuple[Places, Places, Vectors, Vectors]:
    """The `tokens` of texts, counted as `counted` does: text, word and how often, for every word of every text; and of
    every word its share of paragraphs in the background. Words are numbered in the order in which they are first met.

    All texts at once, as numbers that are sorted: in a fifth of the time of counting one text after another.
    """
    cut = [t[:LONGEST] for t in texts]
    page = "\n".join(cut)
    characters = np.frombuffer(page.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    han = np.concatenate(([False], (characters >= FIRST_HAN) & (characters <= LAST_HAN), [False]))
    pairs = np.flatnonzero(han[1:-1] & han[2:])
    alone = np.flatnonzero(han[1:-1] & ~han[:-2] & ~han[2:])
    other = [(m.start() + k, w) for m in OTHER_RUN.finditer(page) for k, w in enumerate(_tokens(m.group()))]
    numbers = {w: n for n, w in enumerate(dict.fromkeys(w for _, w in other))}
    coded = [
        (characters[pairs] << 16 | characters[pairs + 1]) << PLACE | pairs,
        characters[alone] << 16 + PLACE | alone,
        np.array([numbers[w] << PLACE | at for at, w in other], dtype=np.int64),
    ]
    found = np.sort(np.concatenate(coded))
    code, at = found >> PLACE, found & ((1 << PLACE) - 1)
    new = np.flatnonzero(np.diff(code, prepend=-1))
    order = np.argsort(at[new])  # each word has another place
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    text = np.repeat(np.arange(len(texts)), [len(t) + 1 for t in cut])[at]
    met = np.sort(text * len(new) + np.repeat(place, np.diff(new, append=len(code))))
    once = np.flatnonzero(np.diff(met, prepend=-1))
    often = np.diff(once, append=len(met)).astype(np.float64)
    row, word = np.divmod(met[once], max(len(new), 1))
    return row, word, often, _usual(code[new], list(numbers))[order]


def _usual(codes: Places, others: Sequence[str]) -> Vectors:
    """The share of paragraphs with each word: `codes` in order, first those of `others`, then of Chinese ones."""
    known, share = background()
    rest = codes[len(others) :]
    at = np.minimum(np.searchsorted(known, rest), len(known) - 1)
    shares = np.where(known[at] == rest, share[at], 0.0)
    return np.concatenate([np.array([BACKGROUND.get(w, 0.0) for w in others], dtype=np.float64), shares])


@lru_cache(maxsize=1)
def background() -> tuple[Places, Vectors]:
    """The Chinese words of the background by their codes, in order."""
    words = {ord(w[0]) << 16 | (ord(w[1]) if len(w) > 1 else 0): v for w, v in BACKGROUND.items() if chinese(w)}
    known = sorted(words) or [0]
    return np.array(known, dtype=np.int64), np.array([words.get(k, 0.0) for k in known])


def cosine(a: Vectors, b: Vectors) -> float:
    """Cosine of two vectors; 0 when one is empty."""
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(a @ b) / size if size else 0.0
