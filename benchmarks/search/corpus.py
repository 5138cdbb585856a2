"""A corpus as an archive: each row an article, without the reading of pages, which is measured elsewhere."""

from datetime import date
from html import escape
from pathlib import PurePosixPath

from gzdaily_site import shipped
from gzdaily_site.config import Settings
from gzdaily_site.enrich import gazetteer, taxonomy
from gzdaily_site.model import (
    Archive,
    Article,
    ArticleId,
    BodyBlock,
    Byline,
    Credit,
    Field,
    Gist,
    Ledger,
    PageFacts,
    PageId,
    PageReading,
    SourcePage,
)


def archive_of(rows):
    regions = gazetteer.load(shipped.data("gazetteer.yml"), None).regions
    topics = taxonomy.load(shipped.data("topics.yml"), None)
    codes = {region.name: code for code, region in regions.items()}
    slugs = {topic.zh: slug for slug, topic in topics.items()}
    sheets = {}
    for row in rows:
        sheets.setdefault((row["date"], str(row.get("page", 1))), []).append(row)
    pages = tuple(page_of(day, number, them) for (day, number), them in sheets.items())
    ids = [(id_of(row), row) for row in rows]
    return Archive(
        pages,
        regions,
        topics,
        gists_of={
            name: Gist(
                codes.get(row["county"], "520000"), (), tuple(slugs[t] for t in row["topics"] if t in slugs), (), (), 0
            )
            for name, row in ids
        },
        credits_of={name: tuple(Credit(who, "reporter") for who in row["reporters"]) for name, row in ids},
    )


def page_of(day, number, rows):
    facts = PageFacts(date=date.fromisoformat(day), number=number)
    source = SourcePage(PageId(f"{day}/{number}"), PurePosixPath("page.md"), "", facts, ())
    return PageReading(source, tuple(map(article_of, rows)), (), Ledger(0, 0, 0, 0, 0))


def article_of(row):
    body = tuple(BodyBlock("paragraph", part, ()) for part in row["body"].split("\n\n"))
    byline = Byline(row["byline"], tuple(row["reporters"]), ()) if row["byline"] else None
    head = [field(row[part]) for part in ("column", "kicker", "title")]
    return Article(ArticleId(id_of(row)), PageId("p"), "news", *head, None, byline, None, body)


def id_of(row):
    return f"{row['i'] * 2654435761 % 2**40:010x}"  # ten figures, as articles have them


def field(text):
    return Field(text, ()) if text else None


def settings_of(folder):
    both = {"zh": "试", "en": "Test"}
    return Settings(folder, both, both, both)


def html_of(row):
    """The same words as a page of their own, for an engine that reads pages."""
    parts = "".join(f"<p>{escape(part)}</p>" for part in (row["column"], row["kicker"], row["byline"]) if part)
    body = "".join(f"<p>{escape(part)}</p>" for part in row["body"].split("\n\n"))
    title = escape(row["title"])
    return f'<!doctype html><html lang="zh"><title>{title}</title><body><h1>{title}</h1>{parts}{body}</body></html>'
