"""Text printed twice: passages of clauses that two articles share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

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
    clauses = {article.id: _clauses(article) for article in articles}
    found: Reused = {}
    for pair, seeds in sorted(_seeds(clauses).items()):
        if passages := tuple(_passages(clauses, pair, seeds)):
            found[pair] = passages
    return found


def _seeds(clauses: Mapping[ArticleId, list[str]]) -> dict[Pair, set[tuple[int, int]]]:
    """The clauses that two articles share and that may be part of a passage, by their places in each.

    A clause that is too short for a passage must have a neighbour that both articles share.
    """
    number: dict[str, int] = {}
    row: list[int] = [-1]  # all clauses by number, articles parted by -1
    starts: list[int] = []
    for them in clauses.values():
        starts.append(len(row))
        row += [number.setdefault(clause, len(number)) for clause in them]
        row.append(-1)
    text, lengths = np.array(row), np.array([len(clause) for clause in number] or [0])
    places = np.flatnonzero(text >= 0)
    places = places[lengths[text[places]] >= TELLING]
    places = places[np.argsort(text[places], kind="stable")]
    ends = runs(text[places])
    sizes = np.diff(ends)
    groups = [places[ends[n] : ends[n + 1]].tolist() for n in np.flatnonzero((sizes >= 2) & (sizes <= MOST))]
    _, one, other = pairs(groups)
    alone = lengths[text[one]] >= SHORTEST
    before = (text[one - 1] == text[other - 1]) & (text[one - 1] >= 0)
    after = (text[one + 1] == text[other + 1]) & (text[one + 1] >= 0)
    kept = np.flatnonzero(alone | before | after)

    ids, begins, seeds = list(clauses), np.array(starts or [0]), dict[Pair, set[tuple[int, int]]]()
    first, second = (np.searchsorted(begins, at[kept], side="right") - 1 for at in (one, other))
    for a, b, m, n in zip(*(it.tolist() for it in (first, second, one[kept], other[kept])), strict=True):
        if a != b:
            this, that = (ids[a], m - starts[a]), (ids[b], n - starts[b])
            low, high = (this, that) if this[0] < that[0] else (that, this)
            seeds.setdefault((low[0], high[0]), set()).add((low[1], high[1]))
    return seeds


def _clauses(article: Article) -> list[str]:
    """The clauses of the body, marks left out."""
    bodies = (block.text for block in article.body if block.kind == "paragraph")
    return [clause for text in bodies for clause in CLAUSE.findall(MARKS.sub("", text))]


def _passages(clauses: Mapping[ArticleId, list[str]], pair: Pair, seeds: set[tuple[int, int]]) -> Iterator[str]:
    """Shared runs of clauses around the seeds, longest first."""
    one, other = clauses[pair[0]], clauses[pair[1]]
    runs: set[tuple[int, int]] = set()
    for m, n in seeds:
        first = last = 0
        while m + first > 0 and n + first > 0 and one[m + first - 1] == other[n + first - 1]:
            first -= 1
        while m + last + 1 < len(one) and n + last + 1 < len(other) and one[m + last + 1] == other[n + last + 1]:
            last += 1
        runs.add((m + first, m + last + 1))
    texts = {"，".join(one[a:b]) for a, b in runs if sum(map(len, one[a:b])) >= SHORTEST}
    yield from sorted(texts, key=lambda text: (-len(text), text))
