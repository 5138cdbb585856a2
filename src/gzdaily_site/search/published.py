"""Archive → Record…: the words of each article as its page shows them, numbered from the oldest to the newest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from gzdaily_site.gist import gist_of
from gzdaily_site.model import LABEL_MARKS, Archive, Article, ArticleId, PageFacts, PageReading
from gzdaily_site.printed import shown, words_below


@dataclass(frozen=True, slots=True)
class Record:
    """One article: `head` (column, kicker, headline) and `text` hold what can be found, one string a part.

    What stands below the headline is most of an archive: it is asked for by `printed`, one part a line.
    """

    id: ArticleId
    facts: PageFacts
    page: str
    column: str
    kicker: str
    headline: str
    printed: Callable[[], str]
    region: str
    topics: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def head(self) -> tuple[str, ...]:
        return tuple(part for part in (self.column, self.kicker, self.headline) if part)

    @property
    def text(self) -> tuple[str, ...]:
        return tuple(filter(None, self.printed().split("\n")))

    @property
    def year(self) -> int:
        """0 when the page is undated."""
        return self.facts.date.year if self.facts.date else 0


def published(archive: Archive) -> tuple[Record, ...]:
    """Undated pages first, then day by day: a new issue changes no number that was given before."""
    undated = [page for page in archive.pages if page.source.facts.date is None]
    dated = [page for page in archive.pages if page.source.facts.date is not None]
    return tuple(_record(it, page, archive) for page in (*undated, *dated) for it in page.articles)


def _record(article: Article, page: PageReading, archive: Archive) -> Record:
    gist = gist_of(archive, article.id)
    return Record(
        id=article.id,
        facts=page.source.facts,
        page=page.source.id,
        column=shown(article.column.text).strip(LABEL_MARKS) if article.column else "",
        kicker=shown(article.kicker.text) if article.kicker else "",
        headline=shown(article.headline.text) if article.headline else "",
        printed=partial(_words, archive, article),
        region=gist.place,
        topics=gist.topics,
        people=tuple(dict.fromkeys(credit.name for credit in archive.credits_of.get(article.id, ()))),
    )


def _words(archive: Archive, article: Article) -> str:
    """As they were taken down with the page."""
    known = archive.texts_of.get(article.id)
    return words_below(article) if known is None else known
