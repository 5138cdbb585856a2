"""The search page: all that its reader needs to know of the site's addresses."""

from __future__ import annotations

from urllib.parse import urlsplit

from gzdaily_site.render import routes
from gzdaily_site.render.contexts import Search
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import SECTIONS, frame, section


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
        script=edition.shared(routes.READER, at),
        offline_loader=edition.shared(routes.OFFLINE_LOADER, at),
    )
