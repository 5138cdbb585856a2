"""Text printed twice: passages of clauses that two articles share."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from gzdaily_site.enrich.pairs import pairs, runs
from gzdaily_site.model import Article, ArticleId

STOPS = r"，。！？；：,!?;:\n"  # between clauses
CLAUSE = re.compile(f"[^{STOPS}]+")
MARKS = re.compile(rf"[^\u3400-\u9fffA-Za-z0-9{STOPS}]+")
SHORTEST = 20  # characters of a passage, marks left out; less is a turn of phrase
TELLING = 8  # characters from which a clause is looked for; shorter ones join such as stand beside them
MOST = 12  # articles that share a clause, beyond which it is a formula

Pair = tuple[ArticleId, ArticleId]
Reused = dict[Pair, tuple[str, ...]]


def reused(articles: Iterable[Article]) -> Reused:
    """The passages each two articles share, longest first; pairs in the order of their ids."""
    number: dict[str, int] = {}  # each clause is in memory once, however often it is printed
    printed = {
        article.id: array("i", [number.setdefault(clause, len(number)) for clause in _clauses(article)])
        for article in articles
    }
    clauses = list(number)
    lengths = [len(clause) for clause in clauses]
    found: Reused = {}
    for (a, b), seeds in sorted(_seeds(printed, lengths).items()):
        shared = {_run(printed[a], printed[b], m, n) for m, n in seeds}
        long = [run for run in shared if sum(lengths[clause] for clause in run) >= SHORTEST]
        texts = {"，".join(clauses[clause] for clause in run) for run in long}
        if texts:
            found[a, b] = tuple(sorted(texts, key=lambda text: (-len(text), text)))
    return found


def _seeds(printed: Mapping[ArticleId, Sequence[int]], lengths: Sequence[int]) -> dict[Pair, set[tuple[int, int]]]:
    """The clauses that two articles share and that may be part of a passage, by their places in each.

    A clause that is too short for a passage must have a neighbour that both articles share.
    """
    row, starts = array("i", [-1]), array("q")  # all clauses by number, articles parted by -1
    for them in printed.values():
        starts.append(len(row))
        row.extend(them)
        row.append(-1)
    text, length = np.array(row), np.array(lengths or [0])
    places = np.flatnonzero(text >= 0)
    places = places[length[text[places]] >= TELLING]
    places = places[np.argsort(text[places], kind="stable")]
    ends = runs(text[places])
    sizes = np.diff(ends)
    groups = [places[ends[n] : ends[n + 1]].tolist() for n in np.flatnonzero((sizes >= 2) & (sizes <= MOST))]
    _, one, other = pairs(groups)
    alone = length[text[one]] >= SHORTEST
    before = (text[one - 1] == text[other - 1]) & (text[one - 1] >= 0)
    after = (text[one + 1] == text[other + 1]) & (text[one + 1] >= 0)
    kept = np.flatnonzero(alone | before | after)

    ids, begins, seeds = list(printed), np.array(starts or [0]), dict[Pair, set[tuple[int, int]]]()
    first, second = (np.searchsorted(begins, at[kept], side="right") - 1 for at in (one, other))
    for a, b, m, n in zip(*(it.tolist() for it in (first, second, one[kept], other[kept])), strict=True):
        if a != b:
            this, that = (ids[a], m - starts[a]), (ids[b], n - starts[b])
            low, high = (this, that) if this[0] < that[0] else (that, this)
            seeds.setdefault((low[0], high[0]), set()).add((low[1], high[1]))
    return seeds


def _run(one: Sequence[int], other: Sequence[int], m: int, n: int) -> tuple[int, ...]:
    """The clauses that both share in a row, around a place in each."""
    first = last = 0
    while m + first > 0 and n + first > 0 and one[m + first - 1] == other[n + first - 1]:
        first -= 1
    while m + last + 1 < len(one) and n + last + 1 < len(other) and one[m + last + 1] == other[n + last + 1]:
        last += 1
    return tuple(one[m + first : m + last + 1])


def _clauses(article: Article) -> list[str]:
    """The clauses of the body, marks left out."""
    bodies = (block.text for block in article.body if block.kind == "paragraph")
    return [clause for text in bodies for clause in CLAUSE.findall(MARKS.sub("", text))]
