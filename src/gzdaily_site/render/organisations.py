"""The index of organisations named, each with the articles that name it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from urllib.parse import urlencode

from gzdaily_site.render import routes
from gzdaily_site.render.contexts import Names
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import frame
from gzdaily_site.render.keys import Keys
from gzdaily_site.render.paging import LINES, in_order, pager, sheets, titled
from gzdaily_site.render.routes import Address
from gzdaily_site.render.siblings import heading, siblings
from gzdaily_site.render.views import Entrant, Link

SHOWN = 6  # articles of one organisation, the newest; the search has all


def organisations(edition: Edition, keys: Keys) -> Iterator[tuple[Address, Callable[[], Names], str]]:
    """Every sheet, not set yet, and its key: first what most articles name, 200 a sheet."""
    shelf = edition.shelves.organisations
    names = sorted(shelf, key=lambda name: (-len(shelf[name]), name))
    for number, some in sheets(names, LINES):
        shown = {it.id: it for name in some for it in shelf[name][:SHOWN]}
        at = routes.sheet(routes.ORGANISATIONS, number)
        rows = [(name, len(shelf[name]), [it.id for it in shelf[name][:SHOWN]]) for name in some]
        yield at, partial(_sheet, edition, number, some), keys.cards(shown.values(), at, len(names), rows)


def _sheet(edition: Edition, number: int, some: Sequence[str]) -> Names:
    at, say = routes.sheet(routes.ORGANISATIONS, number), edition.texts.say
    title, trail = titled(edition, routes.ORGANISATIONS, heading(edition, routes.ORGANISATIONS), number)
    intro = say("Organisations named with the place they belong to, those in most articles first.")
    return Names(
        frame=frame(edition, at, title, intro, trail),
        heading=title,
        intro=intro,
        siblings=siblings(edition, routes.ORGANISATIONS, at),
        entrants=tuple(_entrant(edition, name, at) for name in some),
        pager=pager(edition, routes.ORGANISATIONS, number, len(edition.shelves.organisations), LINES, in_order),
    )


def _entrant(edition: Edition, name: str, at: Address) -> Entrant:
    them = edition.shelves.organisations[name]
    found = f"{edition.href(routes.SEARCH, at)}?{urlencode({'q': name})}"
    every = edition.texts.say("All articles with this name")
    return Entrant(
        name=Link("", name, original=True),
        descriptions=(),
        left="",
        counts=edition.articles(len(them)),
        articles=tuple(edition.article_link(it, at) for it in them[:SHOWN]),
        more=Link(found, every) if len(them) > SHOWN else None,
    )
