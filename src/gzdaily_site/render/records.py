"""What lies beside an article for programs and for reading elsewhere: JSON, Markdown, citations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gzdaily_site import model
from gzdaily_site.model import Plate
from gzdaily_site.render import bodies, citing, routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.markdown import markdown
from gzdaily_site.render.typography import clean


def beside(edition: Edition, it: model.Article, key: str) -> Iterator[Plate]:
    """The files beside one article; they are the same for every language."""
    folder = routes.article(it.id)
    for name, make in FILES.items():
        yield Plate(routes.file_of(routes.beside(folder, name)), _Beside(edition, it, make), key)


@dataclass(frozen=True, slots=True)
class _Beside:
    """One file; there are five an article, and a `partial` takes four times the place."""

    edition: Edition
    it: model.Article
    make: Make

    def __call__(self) -> bytes:
        return self.make(self.edition, self.it, citing.work(self.edition, self.it))


def record(edition: Edition, it: model.Article, cited: citing.Work) -> dict[str, Any]:
    """The article as data; what is unknown is null, what is inferred stands under its own name."""
    archive, names = edition.archive, edition.archive.regions
    places = archive.places_of.get(it.id)
    return {
        "id": it.id,
        "url": cited.url or None,
        "page": it.page,
        "date": cited.date.isoformat() if cited.date else None,
        "kind": it.kind,
        "column": it.column_name or None,
        "kicker": it.kicker.text if it.kicker else None,
        "headline": it.headline.text if it.headline else None,
        "deck": it.deck.text if it.deck else None,
        "byline": {"text": it.byline.text, "names": list(it.byline.names)} if it.byline else None,
        "dateline": {"text": it.dateline.text, "names": list(it.dateline.names)} if it.dateline else None,
        "body": bodies.body(it),
        "characters": bodies.characters(it),
        "regions": {
            "main": {"code": places.main, "name": names[places.main].name} if places and places.main in names else None,
            "mentioned": [
                {"code": m.code, "name": names[m.code].name, "lines": list(m.lines)}
                for m in places.mentioned
                if m.code in names
            ]
            if places
            else [],
        },
        "topics": [
            {"slug": t.slug, "name": archive.topics[t.slug].zh, "score": t.score}
            for t in archive.topics_of.get(it.id, ())
        ],
        "keywords": list(archive.keywords_of.get(it.id, ())),
        "people": [{"name": c.name, "role": c.role} for c in archive.credits_of.get(it.id, ())],
        "moves": bodies.moves(it),
        "gaps": bodies.gaps(it),
        "lines": list(it.lines),
    }


Make = Callable[[Edition, model.Article, citing.Work], bytes]
FILES: Mapping[str, Make] = {
    "cite.bib": lambda _, __, cited: citing.bibtex(cited),
    "cite.ris": lambda _, __, cited: citing.ris(cited),
    "cite.json": lambda _, __, cited: citing.csl(cited),
    "index.json": lambda edition, it, cited: _json(record(edition, it, cited)),
    "index.md": lambda edition, it, cited: clean(markdown(edition, it, cited)).encode(),
}


def _json(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
