"""What single articles teach: characters in a row, words at a seam, words of heads, words of last paragraphs."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from kit import Article
from regress import sparse_two_way
from scipy.sparse import csr_matrix

from gzdaily_site.separate import headlike, learnt, seams, words
from gzdaily_site.separate.learning import forget
from gzdaily_site.separate.shape import open_end

SHORTEST = 12  # characters of a paragraph that is cut
MOST_CUTS = 14  # of one paragraph
COMMAS = 0.14  # share of cuts that fall after a comma; as on the practice pages
RIDGE = 0.55  # of names at a seam and in heads, as the variance of a weight: of .3, .55 and 1 the least loss
LEAST_WEIGHT = 0.1  # a smaller one is dropped: it cost 0.0013 of a log-loss of 0.293
LEAST_TRIPLE = 2  # rarer ones are not kept
WIDE = 8  # how often a bigram must be met, or expected, in last paragraphs to tell anything
DRAW = 3000.0  # bigrams as if seen at the usual rate, which draws rare ones to 0
LEAST_ODDS = 0.25
TABLES = ("reads_on", "singles", "pairs", "triples", "headlike", "background", "endings")


@dataclass(frozen=True)
class Sample:
    article: str
    names: tuple[tuple[str, float], ...]
    label: bool
    weight: float = 1.0


class Lexicography:
    """Learns from articles; asked for the tables that it would have had without some of them."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        install(_counts(articles))
        self.seams = _Names(list(_cuts(articles)), RIDGE)
        self.heads = _Names(list(_heads(articles)), RIDGE)

    def without(self, left_out: frozenset[str]) -> dict[str, Any]:
        """All tables, by name, learnt from the other articles."""
        kept = [a for a in self.articles if a.id not in left_out]
        return {
            **_counts(kept),
            "reads_on": self.seams.weights(left_out),
            "headlike": self.heads.weights(left_out),
            "background": _background(kept),
            "endings": _endings(kept),
        }


def install(tables: dict[str, Any]) -> None:
    """Separation works with these tables from here on."""
    for name, table in tables.items():
        known = getattr(learnt, name.upper())
        known.clear()
        known.update(table)
    forget()


class _Names:
    """Samples as a matrix of names, fitted once for all and then anew without some articles."""

    def __init__(self, samples: Sequence[Sample], ridge: float) -> None:
        self.ridge = ridge
        self.index: dict[str, int] = {}
        rows, columns, values = [], [], []
        for n, s in enumerate(samples):
            for name, value in s.names:
                rows.append(n)
                columns.append(self.index.setdefault(name, len(self.index)))
                values.append(value)
        self.x = csr_matrix((values, (rows, columns)), shape=(len(samples), len(self.index)))
        self.y = np.array([float(s.label) for s in samples])
        self.weight = np.array([s.weight for s in samples])
        self.article = np.array([s.article for s in samples])
        self.whole = sparse_two_way(self.x, self.y, self.weight, ridge)

    def weights(self, left_out: frozenset[str]) -> dict[str, float]:
        kept = ~np.isin(self.article, sorted(left_out))
        w = self.whole
        if not kept.all():
            w = sparse_two_way(self.x[kept], self.y[kept], self.weight[kept], self.ridge, self.whole)
        named = zip(self.index, w, strict=True)
        return {name: round(float(v), 2) for name, v in sorted(named) if abs(v) >= LEAST_WEIGHT}


def _counts(articles: Iterable[Article]) -> dict[str, dict[str, int]]:
    """How often each row of one, two and three characters stands in the paragraphs."""
    out: list[Counter[str]] = [Counter(), Counter(), Counter()]
    for text in (t for a in articles for t in a.paragraphs):
        for n, count in enumerate(out, 1):
            count.update(text[k : k + n] for k in range(len(text) - n + 1))
    ones, twos, threes = out
    return {
        "singles": dict(sorted(ones.items())),
        "pairs": dict(sorted(twos.items())),
        "triples": {w: n for w, n in sorted(threes.items()) if n >= LEAST_TRIPLE},
    }


def _cuts(articles: Sequence[Article]) -> Iterable[Sample]:
    """Paragraphs cut anywhere: with their rest, with the next paragraph, with a text of another article."""
    draw = np.random.default_rng(20250612)
    texts = [(a, k, t) for a in articles for k, t in enumerate(a.paragraphs) if len(t) >= SHORTEST]
    for a, k, text in texts:
        following = a.paragraphs[k + 1] if k + 1 < len(a.paragraphs) else None
        for _ in range(max(1, min(MOST_CUTS, len(text) // 15))):
            commas = draw.random() < COMMAS
            places = [n for n in range(5, len(text) - 4) if (text[n - 1] in "，、；：") == commas]
            if not places:
                continue
            at = int(draw.choice(places))
            above, below = text[:at], text[at:]
            if not open_end(above):
                continue
            yield _cut(a, above, below, label=True)
            other, _, stranger = texts[int(draw.integers(len(texts)))]
            if following is not None and draw.random() < 0.5:
                yield _cut(a, above, following, label=False)
            elif other.id != a.id:
                start = 0 if draw.random() < 0.6 else int(draw.integers(len(stranger) - 6))
                yield _cut(a, above, stranger[start:], label=False)


def _cut(article: Article, above: str, below: str, *, label: bool) -> Sample:
    """`seen`: a true seam is among the counts itself, so it is counted out."""
    end, end_names = seams.above_seam(above.rstrip()[-seams.SIDE :])
    start, start_names = seams.below_seam(below.lstrip()[: seams.SIDE])
    names = [*end_names, *start_names, *seams.at_seam(end, start)]
    counted = seams.measured(above, below, seen=int(label))
    return Sample(article.id, (*((name, 1.0) for name in names), *counted), label)


def _heads(articles: Sequence[Article]) -> Iterable[Sample]:
    """Heads, and bits of paragraphs as long as heads are."""
    draw = np.random.default_rng(20250613)
    heads = [(a.id, h) for a in articles for h in a.heads if 4 <= len(h) <= 40]
    bits = [(a.id, bit) for a in articles for t in a.paragraphs if len(t) >= 45 for bit in _bits(t, draw)]
    for article, text in heads:
        yield Sample(article, tuple((n, 1.0) for n in headlike.looks(text)), label=False, weight=len(bits) / len(heads))
    for article, text in bits:
        yield Sample(article, tuple((n, 1.0) for n in headlike.looks(text)), label=True)


def _bits(text: str, draw: np.random.Generator) -> Iterable[str]:
    for _ in range(3):
        bit = text[: int(draw.integers(4, 38))]
        if bit[-1] not in "，。；：！？、”" and "。" not in bit and bit.count("，") <= 1:
            yield bit


def _background(articles: Sequence[Article]) -> dict[str, float]:
    """Share of paragraphs in which each bigram stands, of those in three or more."""
    texts = sorted({t for a in articles for t in a.paragraphs})
    df = Counter(w for t in texts for w in set(words.tokens(t)))
    return {w: float(f"{k / len(texts):.2g}") for w, k in sorted(df.items()) if k >= 3}


def _endings(articles: Sequence[Article]) -> dict[str, float]:
    """Log-odds of bigrams to stand in the last paragraph of a story of at least three."""
    rest, last = Counter[str](), Counter[str]()
    for paragraphs in (a.paragraphs for a in articles if len(a.paragraphs) >= 3):
        for t in paragraphs[:-1]:
            rest.update(set(map("".join, itertools.pairwise(t))))
        last.update(set(map("".join, itertools.pairwise(paragraphs[-1]))))
    n, m = sum(rest.values()), sum(last.values())
    odds = {w: math.log((last[w] + DRAW * rest[w] / n) / (m + DRAW)) - math.log(rest[w] / n)
            for w in sorted(rest) if rest[w] >= 1 and last[w] + rest[w] * m / n >= WIDE}  # fmt: skip
    return {w: round(x, 2) for w, x in odds.items() if abs(x) >= LEAST_ODDS}
