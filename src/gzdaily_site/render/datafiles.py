"""The archive for programs: articles, pages and figures as JSON Lines and CSV, described by a data package."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from gzdaily_site.config import LANGUAGES, Settings
from gzdaily_site.model import Archive, Article, Mention, PageReading, Places, Plate, Reel, Region, Stretch
from gzdaily_site.render import bodies, routes
from gzdaily_site.render.dataschema import FIELDS, package
from gzdaily_site.render.keys import Keys
from gzdaily_site.render.routes import Routes
from gzdaily_site.render.shelves import printed_order

FOLDER = "data"
Record = Mapping[str, Any]


def data_files(archive: Archive, settings: Settings, ways: Routes, keys: Keys) -> Iterator[Plate | Reel]:
    """Every file of `data/`; articles in archive order, on a page in printed order, a page a stretch."""

    def articles(page: PageReading) -> list[Record]:
        return [_article(archive, page, article, ways) for article in printed_order(page)]

    def figures(page: PageReading) -> list[Record]:
        return [row for article in printed_order(page) for row in _figures(archive, page, article, ways)]

    made: Mapping[str, tuple[str, Callable[[PageReading], str], Callable[[PageReading], str]]] = {
        "articles.jsonl": ("", lambda page: _lines(articles(page)), keys.related),
        "articles.csv": (_head("articles"), lambda page: _rows("articles", map(_flat, articles(page))), keys.rows),
        "pages.jsonl": ("", lambda page: _lines([_page(page, ways)]), keys.rows),
        "figures.csv": (_head("figures"), lambda page: _rows("figures", figures(page)), keys.rows),
    }
    for name, (head, told, key) in made.items():
        yield Reel(f"{FOLDER}/{name}", partial(_stretches, archive.pages, head, told, key), keys.everything())
    yield Plate(f"{FOLDER}/datapackage.json", partial(_encoded, partial(_described, settings)), keys.everything())


def _stretches(
    pages: Sequence[PageReading],
    head: str,
    told: Callable[[PageReading], str],
    key: Callable[[PageReading], str],
) -> Iterator[Stretch]:
    yield Stretch(partial(_encoded, lambda: head))
    for page in pages:
        yield Stretch(partial(_encoded, partial(told, page)), key(page))


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
        "body": bodies.body(it),
        "characters": bodies.characters(it),
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
        "moves": bodies.moves(it),
        "gaps": bodies.gaps(it),
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
        "characters": article["characters"],
    }


def _lines(records: Iterable[Record]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _head(name: str) -> str:
    """The head of a CSV, with a mark of its encoding, without which spreadsheets take Chinese for something else."""
    return "\ufeff" + _csv([[field for field, *_ in FIELDS[name]]])


def _rows(name: str, records: Iterable[Record]) -> str:
    names = [field for field, *_ in FIELDS[name]]
    return _csv([_safe(record[field]) for field in names] for record in records)


def _csv(rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _safe(value: Any) -> Any:
    """What a spreadsheet would run as a formula is told to be text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _address(ways: Routes, target: routes.Address) -> str:
    return ways.absolute(target) or ways.path(target)


def _described(settings: Settings) -> str:
    return json.dumps(package(settings.title[LANGUAGES[0]]), ensure_ascii=False, indent=2) + "\n"


def _encoded(make: Callable[[], str]) -> bytes:
    return make().encode("utf-8", "replace")
