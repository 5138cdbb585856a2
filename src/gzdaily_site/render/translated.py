"""Translations brought to their articles: each entry quotes words that only one article has."""

from __future__ import annotations

from collections.abc import Mapping

from gzdaily_site.errors import ConfigError
from gzdaily_site.model import Archive, Article, ArticleId, PageReading, Translation


def translated(archive: Archive) -> Mapping[str, Mapping[ArticleId, Translation]]:
    """By language, by article; ConfigError for every entry that fits none or several, or an article twice."""
    found: dict[str, dict[ArticleId, Translation]] = {}
    problems: list[str] = []
    for page in archive.pages:
        for entry in page.source.translations:
            article = _article(page, entry, problems)
            if article and article.id in (shelf := found.setdefault(entry.language, {})):
                problems.append(f"{entry.place}: translates an article a second time: put the two entries together")
            elif article:
                shelf[article.id] = entry
    if problems:
        raise ConfigError(problems)
    return found


def _article(page: PageReading, entry: Translation, problems: list[str]) -> Article | None:
    """The one article whose head has the words, else the one whose text has them."""
    for words in (_head, _text):
        fitting = [article for article in page.articles if entry.of in words(article)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            problems.append(f"{entry.place}: `{entry.of}` stands in several articles: quote more words of one of them")
            return None
    problems.append(f"{entry.place}: `{entry.of}` stands in no article of this page: quote words of its head")
    return None


def _head(article: Article) -> str:
    return " ".join(part.text for part in (article.kicker, article.headline, article.deck) if part)


def _text(article: Article) -> str:
    return "\n".join(block.text for block in article.body)
