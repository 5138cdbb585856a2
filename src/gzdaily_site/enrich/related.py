"""Related articles: which two share what few others have, each among the nearest of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import Any

import numpy as np

from gzdaily_site.enrich.pairs import nearest, pairs, runs
from gzdaily_site.enrich.reuse import Reused
from gzdaily_site.model import Article, ArticleId, Figure, Related, Tie, TieKind, Trace

# How much a tie of a kind is worth, before its rarity.
WORTH: Mapping[TieKind, float] = {
    "passage": 3,
    "figure": 2,
    "person": 2,
    "organisation": 1.5,
    "phrase": 1.5,
    "word": 1,
    "place": 0.7,
    "column": 0.7,
}
COMMON = 30  # articles that share a thing, beyond which it ties none together; also what keeps the cost linear
MOST = 8  # related articles of one; each must be among the nearest MOST of the other too
LEAST = 0.25  # of the points of a tie that only two articles share; below, chance
TOLD = 4  # ties given as reasons
FINE = 2**32  # parts of a point
DIGITS = 3  # a figure of fewer digits that count is met everywhere
PHRASE = re.compile(r"[“‘]([\u4e00-\u9fffA-Za-z0-9·+]{3,12})[”’]")


_Tie = tuple[TieKind, str]  # what becomes a Tie where it is told; a hundred are looked up for one that is


def ties(article: Article, layers: Mapping[str, Any]) -> tuple[_Tie, ...]:
    """What may tie an article to others, by what it says and what the `layers` know of it; each once."""
    return tuple(dict.fromkeys(_ties(article, layers)))


def related(traces: Mapping[ArticleId, Trace], twice: Reused) -> dict[ArticleId, tuple[Related, ...]]:
    """For each article those nearest to it, best first; if one names another, the other names it.

    `twice` is what `reuse.reused` finds in the articles.
    """
    names = sorted(traces)
    number = {name: n for n, name in enumerate(names)}
    sharing: dict[_Tie, list[int]] = {}
    for name, trace in traces.items():
        for tie in trace.ties:
            sharing.setdefault(tie, []).append(number[name])
    rare = 1 / log(1 + len(names) / 2) if names else 0.0
    shared = [
        (tie, sorted(them), WORTH[tie[0]] * log(1 + len(names) / len(them)) * rare)
        for tie, them in sharing.items()
        if 2 <= len(them) <= COMMON
    ]
    del sharing
    for (one, other), texts in twice.items():
        shared += [(("passage", t), [number[one], number[other]], _worth_of(t)) for t in texts[:TOLD]]
    return dict.fromkeys(names, ()) | _mutual(shared, names)


def _worth_of(passage: str) -> float:
    return WORTH["passage"] * log(1 + len(passage) / 10)


def _ties(article: Article, layers: Mapping[str, Any]) -> Iterator[_Tie]:
    yield from (("word", word) for word in layers["keywords_of"])
    yield from (("phrase", phrase) for phrase in _phrases(article))
    yield from (("person", person.name) for person in layers["people_of"] if person.full)
    yield from (("organisation", it.name) for it in layers["organisations_of"])
    yield from (("figure", told) for told in map(_telling, layers["figures_of"]) if told)
    yield from (("place", mention.code) for mention in layers["places_of"].mentioned)
    if article.column:
        yield "column", article.column_name


def _phrases(article: Article) -> Iterator[str]:
    """What stands in quotation marks as a term, not as speech."""
    texts = [field.text for field in (article.kicker, article.headline, article.deck) if field]
    for text in [*texts, *(block.text for block in article.body)]:
        yield from PHRASE.findall(text)


def _telling(figure: Figure) -> str:
    """A figure that is hardly met by chance: with its unit, as printed; empty for a round one."""
    digits = figure.value.replace(".", "").strip("0")
    return f"{figure.value} {figure.unit}" if len(digits) >= DIGITS else ""


def _mutual(
    shared: Sequence[tuple[_Tie, Sequence[int], float]], names: Sequence[ArticleId]
) -> dict[ArticleId, tuple[Related, ...]]:
    """Of each article those that are near to it and it to them. What two share is worth the sum of its ties.

    Sums are of whole numbers, so that they are the same in whatever order they are taken.
    """
    which, one, other = pairs([them for _, them, _ in shared])
    worths = np.array([round(worth * FINE) for _, _, worth in shared], np.int64)
    order = np.argsort(one * len(names) + other, kind="stable")
    starts = runs((one * len(names) + other)[order])
    points = np.add.reduceat(worths[which[order]], starts[:-1]) if len(order) else worths
    first = order[starts[:-1]]  # of each pair, one of its rows
    enough = np.flatnonzero((points >= LEAST * FINE) & (one[first] != other[first]))
    chosen = enough[nearest(one[first][enough], other[first][enough], points[enough], MOST)]

    found: dict[ArticleId, list[tuple[int, Related]]] = {}
    for pair in chosen.tolist():
        ties = _strongest({shared[row][0]: shared[row][2] for row in which[order[starts[pair] : starts[pair + 1]]]})
        told, a, b = int(points[pair]), names[one[first[pair]]], names[other[first[pair]]]
        found.setdefault(a, []).append((told, Related(b, round(told / FINE, 3), ties)))
        found.setdefault(b, []).append((told, Related(a, round(told / FINE, 3), ties)))
    for near in found.values():
        near.sort(key=lambda it: (it[0], it[1].id), reverse=True)
    return {id_: tuple(it for _, it in near) for id_, near in found.items()}


def _strongest(ties: Mapping[_Tie, float]) -> tuple[Tie, ...]:
    best = sorted(ties, key=lambda tie: (-ties[tie], *tie))[:TOLD]
    return tuple(Tie(kind, what) for kind, what in best)
