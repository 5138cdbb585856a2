"""Words in common: bigram vectors of a page's paragraphs, weighed by how rare a bigram is on the page."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, repeat
from operator import add

import numpy as np
import numpy.typing as npt

from gzdaily_site.separate.learnt import BACKGROUND

Vectors = npt.NDArray[np.float64]

HAN_RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z]+|\d+(?:\.\d+)?%?")
LONGEST = 4_000  # characters of a text that are counted; a paragraph of a newspaper has fewer
WEIGHT = 2000.0  # paragraphs that the background counts for; of 0, 30, 200 and 2,000 the best on theme pages
COMMON = 0.5  # added to a document frequency, as is usual


def tokens(text: str) -> list[str]:
    """Character bigrams of Chinese, whole numbers and Latin words."""
    out: list[str] = []
    for run in HAN_RUN.findall(text[:LONGEST]):
        out += [run] if run[0] < "\u3400" or len(run) == 1 else map(add, run, run[1:])
    return out


@lru_cache(maxsize=256)  # the texts of a page: counted for its vectors, and asked about by each loose line near them
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
    counts = [counted(t) for t in texts]
    vocabulary = {w: k for k, w in enumerate(dict.fromkeys(chain.from_iterable(counts)))}
    row = np.repeat(np.arange(len(texts)), [len(c) for c in counts])
    word = np.fromiter(map(vocabulary.__getitem__, chain.from_iterable(counts)), dtype=np.intp, count=len(row))
    often = np.fromiter(chain.from_iterable(c.values() for c in counts), dtype=np.float64, count=len(row))
    df = np.bincount(word, minlength=len(vocabulary))
    usual = np.fromiter(map(BACKGROUND.get, vocabulary, repeat(0.0)), dtype=np.float64, count=len(vocabulary))
    idf = np.maximum(np.log((len(texts) + WEIGHT + 1) / (df + WEIGHT * usual + COMMON)), 0.0)
    value = (1 + np.log(often)) * idf[word]
    alone = df[word] == 1
    kept = np.flatnonzero(df > 1)
    column = np.zeros(len(vocabulary), dtype=np.intp)
    column[kept] = np.arange(len(kept))
    out = np.zeros((len(texts), len(kept) + len(texts)))
    out[row[~alone], column[word[~alone]]] = value[~alone]
    lengths = np.bincount(row[alone], value[alone] ** 2, minlength=len(texts))
    out[np.arange(len(texts)), len(kept) + np.arange(len(texts))] = np.sqrt(lengths)
    return out


def cosine(a: Vectors, b: Vectors) -> float:
    """Cosine of two vectors; 0 when one is empty."""
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(a @ b) / size if size else 0.0
