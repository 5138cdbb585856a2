"""How large an article was printed, and how a page is laid out by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from gzdaily_site.model import Article, PageReading
from gzdaily_site.render.shelves import printed_order

BESIDE = 2  # stories that stand beside the lead
_T = TypeVar("_T")
NO_HEAD = 9  # a level below all headings: a story without a headline, or whose headline is no heading


def level(article: Article, page: PageReading) -> int:
    """The heading level of the headline in the page file: 1 the largest."""
    if not article.headline or not article.headline.pieces:
        return NO_HEAD
    line = page.source.lines[article.headline.pieces[0].line - 1].lstrip()
    marks = len(line) - len(line.lstrip("#"))
    return marks or NO_HEAD


def ranks(page: PageReading) -> dict[str, int]:
    """1 for the largest heads of the page, 2 for the next, 3 for the others, by article."""
    levels = {article.id: level(article, page) for article in page.articles}
    order = sorted(set(levels.values()))
    return {key: min(order.index(found), 2) + 1 for key, found in levels.items()}


def by_prominence(page: PageReading) -> tuple[Article, ...]:
    """The lead (the first of the largest heads) before all others, which stay in printed order."""
    articles = printed_order(page)
    if not articles:
        return ()
    rank = ranks(page)
    lead = min(articles, key=lambda article: rank[article.id])
    return (lead, *(article for article in articles if article.id != lead.id))


def beside(articles: tuple[Article, ...], page: PageReading) -> tuple[Article, ...]:
    """Which of the others stand beside the lead: the largest, commentary before news of the same size."""
    rank = ranks(page)
    weight = {"commentary": 0, "feature": 1, "profile": 1}
    ordered = sorted(
        (article for article in articles if article.kind not in {"photo", "brief"}),
        key=lambda article: (article.kind != "commentary", rank[article.id], weight.get(article.kind, 2)),
    )
    chosen = {article.id for article in ordered[:BESIDE]}
    return tuple(article for article in articles if article.id in chosen)


def neighbours(row: Sequence[_T], it: _T) -> tuple[_T | None, _T | None]:
    """What stands before and after one of a row."""
    place = row.index(it)
    return (row[place - 1] if place else None, row[place + 1] if place + 1 < len(row) else None)
