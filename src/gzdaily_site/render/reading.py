"""Pages for reading: an article, a newspaper page, the front page of the site."""

from __future__ import annotations

from typing import TypeVar

from gzdaily_site import model
from gzdaily_site.render import routes
from gzdaily_site.render.contexts import Article, Home, Page
from gzdaily_site.render.edition import CREDITED, KINDS, Edition, opening
from gzdaily_site.render.findings import findings
from gzdaily_site.render.framing import frame, section
from gzdaily_site.render.listing import column_links, region_links, reporter_links, topic_links
from gzdaily_site.render.reasons import Reasons
from gzdaily_site.render.routes import Address
from gzdaily_site.render.setting import set_body
from gzdaily_site.render.shelves import column_name, printed_order
from gzdaily_site.render.texts import mark
from gzdaily_site.render.typography import line_ranges
from gzdaily_site.render.views import Link, Scrap

ROLES = {
    "banner": mark("banner"),
    "editor": mark("editor"),
    "folio": mark("folio"),
    "picture": mark("picture"),
    "rule": mark("rule"),
    "jump": mark("jump to another page"),
    "notice": mark("notice"),
    "front_matter": mark("facts of the page"),
}
CARDS_ON_THE_FRONT = 8
NAMES_ON_THE_FRONT = 24
_T = TypeVar("_T")


def article(edition: Edition, it: model.Article) -> Article:
    at, say, archive = routes.article(it.id), edition.texts.say, edition.archive
    page = edition.shelves.pages[it.page]
    reasons = Reasons(edition, it, at)
    parts = set_body(it, reasons)
    previous, following = _neighbours(printed_order(page), it)
    places = archive.places_of.get(it.id)
    trail = (section(edition, routes.PAGES, at), edition.page_link(page, at))
    return Article(
        frame=frame(edition, at, edition.headline(it), opening(it, 120), trail),
        kind=say(KINDS[it.kind]),
        column=edition.column_link(column_name(it), at) if it.column else None,
        kicker=_text(it.kicker),
        headline=_text(it.headline),
        opening=opening(it, 18),
        headline_note="" if it.headline else say("headline not in the file"),
        deck=_text(it.deck),
        byline=_text(it.byline),
        page=edition.page_link(page, at),
        parts=parts,
        reasons=reasons.all(),
        lines=line_ranges(it.lines),
        place=edition.region_link(places.main, at) if places and places.main else None,
        mentioned=tuple(edition.region_link(m.code, at) for m in places.mentioned if m.code != places.main)
        if places
        else (),
        topics=tuple(edition.topic_link(score.slug, at) for score in archive.topics_of.get(it.id, ())),
        keywords=archive.keywords_of.get(it.id, ()),
        people=_people(edition, it, at),
        findings=findings(edition, it, at),
        previous=edition.article_link(previous, at) if previous else None,
        next=edition.article_link(following, at) if following else None,
    )


def page(edition: Edition, it: model.PageReading) -> Page:
    at = routes.page(it.source.id)
    cards = edition.spread(it, at)
    previous, following = _neighbours(edition.archive.pages, it)
    name = edition.page_name(it)
    return Page(
        frame=frame(edition, at, name, trail=(section(edition, routes.PAGES, at),)),
        heading=name,
        counts=edition.articles(len(it.articles)),
        banner=(it.banner or "").strip("■ "),
        lead=cards[0] if cards else None,
        cards=cards[1:],
        furniture=tuple(_scrap(edition, piece) for piece in it.furniture),
        loose=tuple(_loose(edition, end) for end in it.loose_ends),
        ledger=_ledger(edition, it.ledger),
        source=it.source.path.name,
        links=_links(edition, it.source.facts),
        previous=edition.page_link(previous, at) if previous else None,
        next=edition.page_link(following, at) if following else None,
    )


def _loose(edition: Edition, end: model.LooseEnd) -> str:
    """The lines, and the article that they may belong to."""
    lines = line_ranges(end.lines)
    guess = next((g for g in end.guesses if g.article in edition.shelves.articles), None)
    if not guess:
        return lines
    return edition.texts.say(
        "%(lines)s: perhaps part of “%(headline)s”",
        lines=lines,
        headline=edition.headline(edition.shelves.articles[guess.article]),
    )


def home(edition: Edition) -> Home:
    at, archive, language = routes.HOME, edition.archive, edition.texts.language
    dated = [p for p in archive.pages if p.source.facts.date]
    latest = max((p.source.facts.date for p in dated if p.source.facts.date), default=None)
    issue = [p for p in archive.pages if p.source.facts.date == latest]
    front = issue[0] if issue else None
    cards = edition.spread(front, at) if front else ()
    title = edition.settings.title[language]
    return Home(
        frame=frame(edition, at, title),
        heading=title,
        motto=edition.settings.description[language],
        counts=f"{_pages(edition, len(archive.pages))} · {edition.articles(len(edition.shelves.articles))}",
        front=edition.page_link(front, at) if front else None,
        banner=(front.banner or "").strip("■ ") if front else "",
        lead=cards[0] if cards else None,
        cards=cards[1 : 1 + CARDS_ON_THE_FRONT],
        pages=tuple(edition.page_link(p, at) for p in issue[1:]),
        columns=column_links(edition, at),
        regions=region_links(edition, at),
        topics=topic_links(edition, at),
        reporters=reporter_links(edition, at)[:NAMES_ON_THE_FRONT],
        more=Link(edition.href(routes.PAGES, at), edition.texts.say("All pages")),
    )


def _text(part: model.Field | model.Byline | None) -> str:
    return part.text if part else ""


def _neighbours(row: tuple[_T, ...], it: _T) -> tuple[_T | None, _T | None]:
    place = row.index(it)
    return (row[place - 1] if place else None, row[place + 1] if place + 1 < len(row) else None)


def _people(edition: Edition, it: model.Article, at: Address) -> tuple[Link, ...]:
    roles: dict[str, list[str]] = {}
    for credit in edition.archive.credits_of.get(it.id, ()):
        roles.setdefault(credit.name, []).append(edition.texts.say(CREDITED[credit.role]))
    return tuple(edition.reporter_link(name, at, ", ".join(dict.fromkeys(held))) for name, held in roles.items())


def _scrap(edition: Edition, piece: model.Furniture) -> Scrap:
    role = ROLES.get(piece.role)
    return Scrap(edition.texts.say(role) if role else piece.role, piece.piece.text)


def _pages(edition: Edition, number: int) -> str:
    return edition.texts.count("%(num)s page", "%(num)s pages", number)


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
