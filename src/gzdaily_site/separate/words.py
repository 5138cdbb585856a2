"""Words in common: bigram vectors of a page's paragraphs, weighed by how rare a bigram is on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

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
        out += [run] if run[0] < "\u3400" or len(run) == 1 else [run[k : k + 2] for k in range(len(run) - 1)]
    return out


def vectors(texts: Sequence[str]) -> Vectors:
    """One row a text: (1 + ln tf) * idf, not normalised, so that rows may be added up."""
    counts = [Counter(tokens(t)) for t in texts]
    vocabulary = {w: k for k, w in enumerate(dict.fromkeys(w for c in counts for w in c))}
    rows = np.zeros((len(texts), max(len(vocabulary), 1)))
    for n, count in enumerate(counts):
        for word, tf in count.items():
            rows[n, vocabulary[word]] = 1 + np.log(tf)
    df = (rows > 0).sum(axis=0)
    usual = np.array([BACKGROUND.get(w, 0.0) for w in vocabulary] or [0.0])
    idf = np.log((len(texts) + WEIGHT + 1) / (df + WEIGHT * usual + COMMON))
    return np.asarray(rows * np.maximum(idf, 0.0))


def cosine(a: Vectors, b: Vectors) -> float:
    """Cosine of two vectors; 0 when one is empty."""
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(a @ b) / size if size else 0.0
