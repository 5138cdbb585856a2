"""The archive for programs: articles, pages and figures as JSON Lines and CSV, described by a data package."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from gzdaily_site.config import LANGUAGES, Settings
from gzdaily_site.model import Archive, Article, Mention, PageReading, Places, Reel, Region
from gzdaily_site.render import routes
from gzdaily_site.render.dataschema import FIELDS, package
from gzdaily_site.render.routes import Routes
from gzdaily_site.render.shelves import printed_order

FOLDER = "data"
Record = Mapping[str, Any]
ROWS = 512  # of a table that are written at once


def data_files(archive: Archive, settings: Settings, ways: Routes, made_of: str) -> Iterator[Reel]:
    """Every file of `data/`; articles in archive order, on a page in printed order; `made_of` is their key."""

    def read() -> Iterator[tuple[PageReading, Article]]:
        return ((page, article) for page in archive.pages for article in printed_order(page))

    def articles() -> Iterator[Record]:
        return (_article(archive, page, article, ways) for page, article in read())

    def pages() -> Iterator[Record]:
        return (_page(page, ways) for page in archive.pages)

    def figures() -> Iterator[Record]:
        return (row for page, article in read() for row in _figures(archive, page, article, ways))

    made: Mapping[str, Callable[[], Iterator[str]]] = {
        "articles.jsonl": lambda: _lines(articles()),
        "articles.csv": lambda: _table("articles", map(_flat, articles())),
        "pages.jsonl": lambda: _lines(pages()),
        "figures.csv": lambda: _table("figures", figures()),
        "datapackage.json": lambda: _described(settings),
    }
    for name, make in made.items():
        yield Reel(f"{FOLDER}/{name}", partial(_encoded, make), made_of)


def _article(archive: Archive, page: PageReading, it: Article, ways: Routes) -> Record:
    places, day = archive.places_of.get(it.id), page.source.facts.date
    return {
        "id": it.id,
        "url": _address(ways, routes.article(it.id)),
        "page": page.source.id,
        "date": day.isoformat() if day else None,
        "kind": it.kind,
        "column": it.column_name or None,
        "kicker": it.kicker.text if it.kicker else None,
        "headline": it.headline.text if it.headline else None,
        "deck": it.deck.text if it.deck else None,
        "byline": {"text": it.byline.text, "names": list(it.byline.names)} if it.byline else None,
        "dateline": {"text": it.dateline.text, "names": list(it.dateline.names)} if it.dateline else None,
        "paragraphs": [block.text for block in it.body if block.kind == "paragraph"],
        "regions": _regions(places, archive.regions),
        "elsewhere": [{"name": e.name, "lines": list(e.lines)} for e in (places.elsewhere if places else ())],
        "topics": [
            {"slug": t.slug, "name": archive.topics[t.slug].zh, "score": t.score, "words": list(t.words)}
            for t in archive.topics_of.get(it.id, ())
        ],
        "keywords": list(archive.keywords_of.get(it.id, ())),
        "people": [{"name": c.name, "role": c.role} for c in archive.credits_of.get(it.id, ())],
        "quoted": [
            {
                "name": p.name,
                "description": p.description,
                "lines": list(p.lines),
                "quotations": [q.text for q in p.quotations],
            }
            for p in archive.people_of.get(it.id, ())
        ],
        "organisations": [{"name": o.name, "lines": list(o.lines)} for o in archive.organisations_of.get(it.id, ())],
        "figures": [
            {"value": f.value, "unit": f.unit, "counted": f.counted, "printed": f.printed, "lines": list(f.lines)}
            for f in archive.figures_of.get(it.id, ())
        ],
        "related": [
            {"id": r.id, "score": r.score, "ties": [{"kind": t.kind, "what": t.what} for t in r.ties]}
            for r in archive.related_to.get(it.id, ())
        ],
        "lines": list(it.lines),
    }


def _regions(places: Places | None, regions: Mapping[str, Region]) -> Record:
    main = regions.get(places.main) if places else None
    return {
        "main": {"code": main.code, "name": main.name} if main else None,
        "mentioned": [_mention(m, regions[m.code]) for m in (places.mentioned if places else ())],
    }


def _mention(mention: Mention, region: Region) -> Record:
    return {
        "code": region.code,
        "name": region.name,
        "lines": list(mention.lines),
        "words": list(mention.words),
        "townships": list(mention.townships),
    }


def _page(page: PageReading, ways: Routes) -> Record:
    facts = page.source.facts
    return {
        "id": page.source.id,
        "url": _address(ways, routes.page(page.source.id)),
        "newspaper": facts.newspaper,
        "date": facts.date.isoformat() if facts.date else None,
        "number": facts.number,
        "name": facts.name,
        "source": str(page.source.path),
        "sha256": page.source.sha256,
        "articles": [article.id for article in printed_order(page)],
    }


def _figures(archive: Archive, page: PageReading, it: Article, ways: Routes) -> Iterator[Record]:
    day = page.source.facts.date
    for figure in archive.figures_of.get(it.id, ()):
        yield {
            "value": figure.value,
            "unit": figure.unit,
            "counted": figure.counted,
            "printed": figure.printed,
            "rounded": "yes" if figure.rounded else "",
            "sentence": figure.sentence,
            "headline": it.headline.text if it.headline else "",
            "date": day.isoformat() if day else "",
            "article": it.id,
            "url": _address(ways, routes.article(it.id)),
            "lines": " ".join(map(str, figure.lines)),
        }


def _flat(article: Record) -> Record:
    """An article as one row: lists joined by `; `, no text of the body."""
    main, byline = article["regions"]["main"], article["byline"]
    names = [*(byline["names"] if byline else ()), *(article["dateline"]["names"] if article["dateline"] else ())]
    return {
        **{key: article[key] or "" for key in ("id", "url", "page", "date", "kind", "column")},
        **{key: article[key] or "" for key in ("kicker", "headline", "deck")},
        "names": "; ".join(dict.fromkeys(names)),
        "region_code": main["code"] if main else "",
        "region": main["name"] if main else "",
        "mentioned": "; ".join(m["name"] for m in article["regions"]["mentioned"]),
        "elsewhere": "; ".join(e["name"] for e in article["elsewhere"]),
        "topics": "; ".join(t["slug"] for t in article["topics"]),
        "keywords": "; ".join(article["keywords"]),
        "characters": sum(map(len, article["paragraphs"])),
    }


def _lines(records: Iterable[Record]) -> Iterator[str]:
    return (json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _table(name: str, rows: Iterable[Record]) -> Iterator[str]:
    """CSV with a mark of its encoding, without which spreadsheets take Chinese for something else."""
    yield "\ufeff"
    names = [field for field, *_ in FIELDS[name]]
    told = [names]
    for row in rows:
        told.append([_safe(row[field]) for field in names])
        if len(told) == ROWS:
            yield _rows(told)
            told = []
    yield _rows(told)


def _rows(them: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(them)
    return out.getvalue()


def _safe(value: Any) -> Any:
    """What a spreadsheet would run as a formula is told to be text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _address(ways: Routes, target: routes.Address) -> str:
    return ways.absolute(target) or ways.path(target)


def _described(settings: Settings) -> Iterator[str]:
    yield json.dumps(package(settings.title[LANGUAGES[0]]), ensure_ascii=False, indent=2) + "\n"


def _encoded(make: Callable[[], Iterator[str]]) -> Iterator[bytes]:
    return (piece.encode("utf-8", "replace") for piece in make())
