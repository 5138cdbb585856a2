"""Related articles: which two share what few others have, each among the nearest of the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log

from gzdaily_site.enrich.reuse import Pair, Reused
from gzdaily_site.model import (
    Article,
    ArticleId,
    Credit,
    Figure,
    Organisation,
    Person,
    Places,
    Related,
    Tie,
    TieKind,
)

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
DIGITS = 3  # a figure of fewer digits that count is met everywhere
PHRASE = re.compile(r"[“‘]([\u4e00-\u9fffA-Za-z0-9·+]{3,12})[”’]")


_Tie = tuple[TieKind, str]  # what becomes a Tie where it is told; a hundred are looked up for one that is


@dataclass(frozen=True, slots=True)
class Known:
    """What the other layers know of each article."""

    keywords: Mapping[ArticleId, tuple[str, ...]]
    places: Mapping[ArticleId, Places]
    people: Mapping[ArticleId, tuple[Person, ...]]
    organisations: Mapping[ArticleId, tuple[Organisation, ...]]
    figures: Mapping[ArticleId, tuple[Figure, ...]]
    credits: Mapping[ArticleId, tuple[Credit, ...]]


def related(
    articles: Sequence[Article], known: Known, twice: Callable[[], Reused]
) -> dict[ArticleId, tuple[Related, ...]]:
    """For each article those nearest to it, best first; if one names another, the other names it.

    `twice` gives what `reuse.reused` finds in the articles; it is asked late, since it may be worked out meanwhile.
    """
    sharing: dict[_Tie, list[ArticleId]] = {}
    for article in articles:
        for tie in dict.fromkeys(_ties(article, known)):
            sharing.setdefault(tie, []).append(article.id)
    shared = {tie: ids for tie, ids in sharing.items() if 2 <= len(ids) <= COMMON}
    points = _points(shared, len(articles))
    for pair, texts in twice().items():
        for text in texts[:TOLD]:
            points.setdefault(pair, {})["passage", text] = WORTH["passage"] * log(1 + len(text) / 10)
    return _mutual(points, [article.id for article in articles])


def _ties(article: Article, known: Known) -> Iterator[_Tie]:
    id_ = article.id
    yield from (("word", word) for word in known.keywords.get(id_, ()))
    yield from (("phrase", phrase) for phrase in _phrases(article))
    yield from (("person", person.name) for person in known.people.get(id_, ()) if person.full)
    yield from (("organisation", it.name) for it in known.organisations.get(id_, ()))
    yield from (("figure", told) for told in map(_telling, known.figures.get(id_, ())) if told)
    if id_ in known.places:
        yield from (("place", mention.code) for mention in known.places[id_].mentioned)
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


def _points(shared: Mapping[_Tie, list[ArticleId]], total: int) -> dict[Pair, dict[_Tie, float]]:
    """What each two articles share, and what it is worth: the rarer, the more."""
    points: dict[Pair, dict[_Tie, float]] = {}
    for tie, ids in shared.items():
        worth = WORTH[tie[0]] * log(1 + total / len(ids)) / log(1 + total / 2)
        ordered = sorted(ids)
        for n, one in enumerate(ordered):
            for other in ordered[n + 1 :]:
                points.setdefault((one, other), {})[tie] = worth
    return points


def _mutual(
    points: Mapping[Pair, Mapping[_Tie, float]], ids: Sequence[ArticleId]
) -> dict[ArticleId, tuple[Related, ...]]:
    near: dict[ArticleId, list[tuple[float, ArticleId]]] = {}
    for (one, other), ties in points.items():
        score = sum(ties.values())
        if score >= LEAST:
            near.setdefault(one, []).append((score, other))
            near.setdefault(other, []).append((score, one))
    nearest = {id_: nlargest(MOST, them, key=lambda it: (it[0], it[1])) for id_, them in near.items()}
    chosen = {id_: {other for _, other in them} for id_, them in nearest.items()}
    return {
        id_: tuple(
            Related(other, round(score, 3), _strongest(points[min(id_, other), max(id_, other)]))
            for score, other in nearest.get(id_, ())
            if id_ in chosen[other]
        )
        for id_ in ids
    }


def _strongest(ties: Mapping[_Tie, float]) -> tuple[Tie, ...]:
    best = sorted(ties, key=lambda tie: (-ties[tie], *tie))[:TOLD]
    return tuple(Tie(kind, what) for kind, what in best)
