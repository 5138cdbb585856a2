"""A newspaper page: by printed prominence, and as its file has it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from gzdaily_site import model
from gzdaily_site.render import routes
from gzdaily_site.render.contexts import Page, Printed
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import frame, section
from gzdaily_site.render.legs import legs
from gzdaily_site.render.routes import Address
from gzdaily_site.render.shelves import printed_order
from gzdaily_site.render.structured import page_head
from gzdaily_site.render.texts import mark
from gzdaily_site.render.typography import kept_together
from gzdaily_site.render.views import Link, Scan, Scrap

ROLES = {
    "banner": mark("banner"),
    "editor": mark("editor"),
    "folio": mark("folio"),
    "picture": mark("picture"),
    "rule": mark("rule"),
    "jump": mark("jump to another page"),
    "notice": mark("notice"),
    "vertical": mark("vertical text"),
    "front_matter": mark("facts of the page"),
}


def page(edition: Edition, it: model.PageReading, picture: str, scan: Scan | None) -> Page:
    at = routes.page(it.source.id)
    previous, following = _neighbours(edition, it)
    name = edition.page_name(it)
    return Page(
        frame=frame(
            edition,
            at,
            name,
            _description(edition, it),
            trail=(section(edition, routes.PAGES, at),),
            head=page_head(edition, it, picture),
        ),
        heading=kept_together(name),
        counts=edition.articles(len(it.articles)),
        views=_views(edition, it, at),
        spread=edition.spread(it, at),
        scan=scan,
        furniture=tuple(_scraps(edition, it.furniture)),
        loose=tuple(_loose(edition, it, end) for end in it.loose_ends),
        ledger=_ledger(edition, it.ledger),
        source=edition.file_name(it),
        links=_links(edition, it.source.facts),
        previous=edition.page_link(previous, at) if previous else None,
        next=edition.page_link(following, at) if following else None,
    )


def printed(edition: Edition, it: model.PageReading) -> Printed:
    at, say = routes.printed(it.source.id), edition.texts.say
    previous, following = _neighbours(edition, it)
    name = edition.page_name(it)
    trail = (section(edition, routes.PAGES, at), edition.page_link(it, at))
    return Printed(
        frame=frame(edition, at, f"{say('As printed')}: {name}", _description(edition, it), trail=trail),
        heading=kept_together(name),
        intro=say(
            "Every line of %(name)s, in the order of the file, and the article it was given to.",
            name=edition.file_name(it),
        ),
        views=_views(edition, it, at),
        legs=legs(edition, it, at),
        previous=_printed_link(edition, previous, at) if previous else None,
        next=_printed_link(edition, following, at) if following else None,
    )


def _description(edition: Edition, it: model.PageReading) -> str:
    """What the page is called, and the headlines on it."""
    colon, semicolon = (": ", "; ") if edition.foreign else ("：", "；")
    headlines = semicolon.join(edition.title(article) for article in printed_order(it))
    return colon.join(filter(None, (edition.page_name(it), headlines)))


def _printed_link(edition: Edition, it: model.PageReading, at: Address) -> Link:
    return Link(edition.href(routes.printed(it.source.id), at), edition.page_name(it))


def _neighbours(edition: Edition, it: model.PageReading) -> tuple[model.PageReading | None, model.PageReading | None]:
    row, place = edition.archive.pages, edition.shelves.page_places[it.source.id]
    return (row[place - 1] if place else None, row[place + 1] if place + 1 < len(row) else None)


def _views(edition: Edition, it: model.PageReading, at: Address) -> tuple[Link, ...]:
    """The two ways to see a page; the one shown is current."""
    ways = ((routes.page(it.source.id), "As reassembled"), (routes.printed(it.source.id), "As printed"))
    names = {"As reassembled": mark("As reassembled"), "As printed": mark("As printed")}
    return tuple(Link(edition.href(way, at), edition.texts.say(names[name]), current=way == at) for way, name in ways)


def _loose(edition: Edition, it: model.PageReading, end: model.LooseEnd) -> str:
    """The lines, and the article that they may belong to, or the page that a jump line names."""
    lines = it.source.told(end.lines)
    if end.jump:
        return edition.texts.say(
            "%(lines)s: a jump line; its other end, on page %(number)s, was not found", lines=lines, number=end.jump
        )
    guess = next((g for g in end.guesses if g.article in edition.shelves.articles), None)
    if not guess:
        return lines
    return edition.texts.say(
        "%(lines)s: perhaps part of “%(headline)s”",
        lines=lines,
        headline=edition.headline(edition.shelves.articles[guess.article]),
    )


def _scraps(edition: Edition, furniture: tuple[model.Furniture, ...]) -> Iterator[Scrap]:
    """What is shown of the furniture; text that was printed downwards in one piece."""
    for role, run in groupby((f for f in furniture if f.piece.text), key=lambda f: f.role):
        texts = [f.piece.text for f in run]
        for text in ["".join(texts)] if role == "vertical" else texts:
            yield Scrap(role_name(edition, role), text)


def role_name(edition: Edition, role: str) -> str:
    known = ROLES.get(role)
    return edition.texts.say(known) if known else role


def _ledger(edition: Edition, ledger: model.Ledger) -> str:
    number = edition.texts.number
    return edition.texts.say(
        "%(read)s characters read: %(articles)s in articles, %(furniture)s in page furniture, %(lost)s lost.",
        read=number(ledger.characters),
        articles=number(ledger.in_articles),
        furniture=number(ledger.in_furniture),
        lost=number(ledger.lost),
    )


def _links(edition: Edition, facts: model.PageFacts) -> tuple[Link, ...]:
    say = edition.texts.say
    known = ((facts.source_url, say("Source")), (facts.scan, say("Scan of the printed page")))
    return tuple(Link(href, text) for href, text in known if href and href.startswith(("http://", "https://")))
