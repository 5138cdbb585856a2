"""Text printed twice: passages of clauses that two articles share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

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
    where: dict[str, list[tuple[ArticleId, int]]] = {}
    for id_, them in clauses.items():
        for n, clause in enumerate(them):
            if len(clause) >= TELLING:
                where.setdefault(clause, []).append((id_, n))
    pairs: dict[Pair, set[tuple[int, int]]] = {}
    for places in where.values():
        if 2 <= len(places) <= MOST:
            for (a, m), (b, n) in combinations(places, 2):
                if a != b:
                    pairs.setdefault((a, b) if a < b else (b, a), set()).add((m, n) if a < b else (n, m))
    found = {pair: tuple(_passages(clauses, pair, seeds)) for pair, seeds in pairs.items()}
    return dict(sorted((pair, passages) for pair, passages in found.items() if passages))


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
