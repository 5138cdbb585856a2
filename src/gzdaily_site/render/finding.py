"""The search page: all that its reader needs to know of the site's addresses."""

from __future__ import annotations

from urllib.parse import urlsplit

from gzdaily_site.render import routes, volumes
from gzdaily_site.render.contexts import Search
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import SECTIONS, frame, section

# The parts of static/search.js, fetched beside it and not one after the other.
PARTS = (
    "answer", "engine", "facets", "files", "folding", "hits", "lines", "narrowing", "postings", "query", "results",
    "state", "suggest", "texts", "volumes", "words", "years",
)  # fmt: skip


def search(edition: Edition) -> Search:
    at, say = routes.SEARCH, edition.texts.say
    heading, intro = section(edition, at, at).text, say("Every article, every character.")
    indexes = tuple(
        section(edition, address, at) for address, _ in SECTIONS if address not in {routes.SEARCH, routes.ABOUT}
    )
    return Search(
        frame=frame(edition, at, heading, intro),
        heading=heading,
        intro=intro,
        indexes=indexes,
        host=urlsplit(edition.routes.origin).netloc,
        files=edition.shared(routes.SEARCH, at),
        articles=edition.href(routes.ARTICLES, at),
        volumes=volumes.bound(edition, at),
        script=edition.shared(routes.READER, at),
        parts=tuple(edition.shared(routes.beside(routes.READER_PARTS, f"{name}.js"), at) for name in PARTS),
        offline_loader=edition.shared(routes.OFFLINE_LOADER, at),
    )
