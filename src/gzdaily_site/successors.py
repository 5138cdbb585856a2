"""Who an article that went is now: one of the same page that is new and says most of what it said."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gzdaily_site.model import Archive, Article, ArticleId

FOLDER, RECORD = "articles/", "/index.json"  # of an article in an output, which an alias page has none of
LEAST = 0.5  # of its characters that a successor says too: then no two can say more than that
SHORTEST = 4  # characters of a clause that counts; shorter ones stand in any article
CLAUSE = re.compile(r"\w+")


def former_articles(paths: Iterable[str]) -> set[ArticleId]:
    """The articles that an output with these files has."""
    return {
        ArticleId(path[len(FOLDER) : -len(RECORD)])
        for path in paths
        if path.startswith(FOLDER) and path.endswith(RECORD) and path.count("/") == 2
    }


def successors(
    gone: Collection[ArticleId], former: Container[ArticleId], archive: Archive, output: Path
) -> dict[ArticleId, ArticleId]:
    """Of each article that went who it is now, where one is found; `former` are those that the output has.

    It is looked for on its own page, and on new pages when that is no more: its file may have another name.
    """
    if not gone:
        return {}
    fresh = {page.source.id: [it for it in page.articles if it.id not in former] for page in archive.pages}
    new = {page.source.id for page in archive.pages if len(fresh[page.source.id]) == len(page.articles)}
    saying = _saying(it for them in fresh.values() for it in them)
    found: dict[ArticleId, ArticleId] = {}
    for id_ in sorted(gone):
        record = _record(output, id_)
        own = record.get("page")
        best = _best(set(_clauses(_texts(record))), {own} if own in fresh else new, saying)
        if best:
            found[id_] = best.id
    return found


def _saying(articles: Iterable[Article]) -> Mapping[str, list[Article]]:
    """For each clause the articles that have it."""
    saying: dict[str, list[Article]] = {}
    for article in articles:
        for clause in set(_clauses(_texts_of(article))):
            saying.setdefault(clause, []).append(article)
    return saying


def _best(was: set[str], pages: Container[object], saying: Mapping[str, list[Article]]) -> Article | None:
    """The article of these pages that says most of this; None where none says enough."""
    shares: dict[ArticleId, int] = {}
    articles: dict[ArticleId, Article] = {}
    for clause in sorted(was):
        for article in saying.get(clause, ()):
            if article.page in pages:
                articles[article.id] = article
                shares[article.id] = shares.get(article.id, 0) + len(clause)
    best = max(articles.values(), key=lambda it: (shares[it.id], it.id), default=None)
    return best if best and shares[best.id] >= LEAST * sum(map(len, was)) else None


def _clauses(texts: Iterable[str]) -> Iterator[str]:
    return (clause for text in texts for clause in CLAUSE.findall(text) if len(clause) >= SHORTEST)


def _texts_of(article: Article) -> Iterator[str]:
    yield from (part.text for part in (article.kicker, article.headline, article.deck) if part)
    yield from (block.text for block in article.body)


def _texts(record: Mapping[str, Any]) -> Iterator[str]:
    yield from (str(record[part]) for part in ("kicker", "headline", "deck") if record.get(part))
    yield from (str(block["text"]) for block in record.get("body", ()))


def _record(output: Path, id_: ArticleId) -> dict[str, Any]:
    """What the former output says of an article; nothing where it does not any more."""
    try:
        value = json.loads((output / f"{FOLDER}{id_}{RECORD}").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
