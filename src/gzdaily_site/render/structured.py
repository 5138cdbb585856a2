"""What machines are told of a page: JSON-LD, Dublin Core, and what Zotero reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gzdaily_site import model
from gzdaily_site.render import citing, routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.views import Head, Meta

SCHEMA = {"@context": "https://schema.org"}


def article_head(edition: Edition, it: model.Article, picture: str) -> Head:
    cited = citing.work(edition, it)
    return Head(
        metas=tuple(_metas(edition, it, cited)),
        structured=(_article(edition, it, cited),),
        picture=picture,
        reading=True,
    )


def page_head(edition: Edition, it: model.PageReading, picture: str) -> Head:
    return Head(structured=(_issue(edition, it.source.facts, routes.page(it.source.id)),), picture=picture)


def home_head(edition: Edition) -> Head:
    return Head(structured=(SCHEMA | _periodical(edition, ""),))


def shelf_head(edition: Edition, at: routes.Address, name: str, *, feeds: bool) -> Head:
    """A collection of articles, perhaps with feeds of its own."""
    url = edition.routes.absolute(edition.local(at))
    said = _known(SCHEMA | {"@type": "CollectionPage", "name": name, "inLanguage": edition.texts.lang, "url": url})
    return Head(structured=(said,), feed=at if feeds else "")


def _metas(edition: Edition, it: model.Article, cited: citing.Work) -> Iterator[Meta]:
    day = cited.date.isoformat() if cited.date else ""
    many = [(name, author) for author in cited.authors for name in ("citation_author", "DC.creator")]
    topics = [("DC.subject", edition.archive.topics[t.slug].zh) for t in edition.archive.topics_of.get(it.id, ())]
    known = [
        ("citation_title", cited.title),
        ("citation_journal_title", cited.newspaper),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_firstpage", cited.page),
        ("citation_language", "zh"),
        ("citation_public_url", cited.url),
        ("DC.title", cited.title),
        ("DC.date", day),
        ("DC.publisher", cited.newspaper),
        ("DC.identifier", cited.url),
        ("DC.language", "zh-Hans"),
        ("DC.type", "Text"),
        *many,
        *topics,
    ]
    yield from (Meta("name", name, text) for name, text in known if text)
    if day:
        yield Meta("property", "article:published_time", day)
    yield from (Meta("property", "article:author", author) for author in cited.authors)


def _article(edition: Edition, it: model.Article, cited: citing.Work) -> Mapping[str, Any]:
    facts, entry = edition.shelves.pages[it.page].source.facts, edition.translation(it)
    places = edition.archive.places_of.get(it.id)
    region = edition.archive.regions.get(places.main) if places else None
    return _known(
        SCHEMA
        | {
            "@type": "OpinionNewsArticle" if it.kind == "commentary" else "NewsArticle",
            "headline": cited.title[:110],
            "alternativeHeadline": entry.headline if entry else "",
            "inLanguage": "zh-Hans",
            "datePublished": cited.date.isoformat() if cited.date else "",
            "author": [_author(name) for name in cited.authors],
            "articleSection": cited.column,
            "keywords": list(edition.archive.keywords_of.get(it.id, ())),
            "contentLocation": {"@type": "AdministrativeArea", "name": region.name} if region else "",
            "url": cited.url,
            "isPartOf": _issue(edition, facts, routes.page(it.page), nested=True),
        }
    )


def _author(name: str) -> Mapping[str, Any]:
    return {"@type": "Organization" if citing.is_office(name) else "Person", "name": name}


def _issue(edition: Edition, facts: model.PageFacts, at: routes.Address, *, nested: bool = False) -> Mapping[str, Any]:
    return _known(
        ({} if nested else dict(SCHEMA))
        | {
            "@type": "PublicationIssue",
            "datePublished": facts.date.isoformat() if facts.date else "",
            "pagination": facts.number or "",
            "name": facts.name or "",
            "url": edition.routes.absolute(edition.local(at)),
            "isPartOf": _periodical(edition, facts.newspaper or ""),
        }
    )


def _periodical(edition: Edition, newspaper: str) -> dict[str, Any]:
    language = edition.texts.language
    name = newspaper or edition.settings.newspaper[language] or edition.settings.title[language]
    url = edition.routes.absolute(edition.local(routes.HOME))
    return dict(_known({"@type": ["Periodical", "Newspaper"], "name": name, "inLanguage": "zh-Hans", "url": url}))


def _known(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Without what is not known."""
    return {key: value for key, value in said.items() if value}
