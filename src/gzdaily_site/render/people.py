"""Persons quoted or reported, by name: an index, and a page for each name of which there is more than a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from gzdaily_site.model import Article
from gzdaily_site.render import routes
from gzdaily_site.render.contexts import Names, Person
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import frame
from gzdaily_site.render.keys import Keys
from gzdaily_site.render.paging import CARDS, LINES, in_order, newest_first, pager, sheets, titled
from gzdaily_site.render.routes import Address
from gzdaily_site.render.shelves import Heard
from gzdaily_site.render.siblings import heading, siblings
from gzdaily_site.render.views import Account, Entrant, Link, Said, Saying

DESCRIPTIONS = 3  # of one name shown in the index; its page has all


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A name, and what is known of whoever bears it: those described alike stand together, newest first."""

    name: str
    heard: Sequence[Heard]
    descriptions: tuple[str, ...]
    quoted: int


def people(edition: Edition, keys: Keys) -> Iterator[tuple[Address, Callable[[], Names], str]]:
    """Every sheet of the index, not set yet, and its key: by the sound of the names, 200 a sheet."""
    kept = edition.shelves
    names = sorted(kept.people, key=kept.people_slugs.__getitem__)
    for number, some in sheets(names, LINES):
        at = routes.sheet(routes.PEOPLE, number)
        them = [_bearer(edition, name) for name in some]
        alone = [it.heard[0].article for it in them if not kept.has_page(it.name)]
        told = [_told(edition, it) for it in them]
        yield at, partial(_index, edition, number, some, len(names)), keys.cards(alone, at, len(names), told)


def persons(edition: Edition, keys: Keys) -> Iterator[tuple[Address, Callable[[], Person], str]]:
    """Every sheet of every page of a name: 30 articles a sheet."""
    for name in edition.shelves.people:
        if edition.shelves.has_page(name):
            first, it = edition.person_address(name), _bearer(edition, name)
            for number, some in sheets(it.heard, CARDS):
                made = partial(_page, edition, name, number)
                yield (
                    routes.sheet(first, number),
                    made,
                    keys.cards([heard.article for heard in some], number, _told(edition, it)),
                )


def _bearer(edition: Edition, name: str) -> _Bearer:
    them = edition.shelves.people[name]
    known = {it: n for n, it in enumerate(dict.fromkeys(heard.description for heard in them if heard.description))}
    ordered = sorted(them, key=lambda heard: known.get(heard.description, len(known)))
    return _Bearer(name, ordered, tuple(known), sum(heard.quoted for heard in them))


def _told(edition: Edition, it: _Bearer) -> object:
    """What a page says of a name as a whole, in figures: how it is spelled follows from it, and costs more."""
    kept, few = edition.shelves, it.descriptions[:DESCRIPTIONS]
    slug, roles = kept.people_slugs[it.name], kept.roles.get(it.name)
    return it.name, slug, roles, kept.has_page(it.name), few, len(it.descriptions), it.quoted, len(it.heard)


def _counts(edition: Edition, it: _Bearer) -> str:
    said = [edition.texts.count("%(num)s quotation", "%(num)s quotations", it.quoted)] if it.quoted else []
    return " · ".join([*said, edition.articles(len(it.heard))])


def _index(edition: Edition, number: int, names: Sequence[str], total: int) -> Names:
    at, say = routes.sheet(routes.PEOPLE, number), edition.texts.say
    title, trail = titled(edition, routes.PEOPLE, heading(edition, routes.PEOPLE), number)
    intro = say(
        "Who is quoted or reported with a whole name, as the articles describe them. Bearers of one name share a line."
    )
    return Names(
        frame=frame(edition, at, title, intro, trail),
        heading=title,
        intro=intro,
        siblings=siblings(edition, routes.PEOPLE, at),
        entrants=tuple(_entrant(edition, _bearer(edition, name), at) for name in names),
        pager=pager(edition, routes.PEOPLE, number, total, LINES, in_order),
    )


def _entrant(edition: Edition, it: _Bearer, at: Address) -> Entrant:
    link, left = edition.person_link(it.name, at), len(it.descriptions) - DESCRIPTIONS
    more = edition.texts.count("and %(num)s more description", "and %(num)s more descriptions", left)
    return Entrant(
        name=link,
        descriptions=it.descriptions[:DESCRIPTIONS],
        left=more if left > 0 else "",
        counts=_counts(edition, it),
        articles=() if link.href else (edition.article_link(it.heard[0].article, at),),
        more=None,
    )


def _page(edition: Edition, name: str, number: int) -> Person:
    say, first, it = edition.texts.say, edition.person_address(name), _bearer(edition, name)
    some = it.heard[(number - 1) * CARDS : number * CARDS]
    at, several = routes.sheet(first, number), len(it.descriptions) > 1
    sounds, counts = edition.spelled(it.name), _counts(edition, it)
    title = sounds or it.name
    index = heading(edition, routes.PEOPLE)
    described = "; ".join(it.descriptions[:DESCRIPTIONS])
    return Person(
        frame=frame(
            edition,
            at,
            title if number == 1 else f"{title} ({edition.texts.number(number)})",
            " · ".join(filter(None, (f"{it.name} {sounds}".strip(), described, counts))),
            (Link(edition.href(routes.PEOPLE, at), index),),
        ),
        label=say("Persons of this name") if several else index,
        heading=it.name,
        gloss=sounds,
        intro=counts,
        caution=_caution(edition, it, several=several),
        sayings=tuple(
            Saying(description, tuple(_account(edition, name, heard.article, at) for heard in run))
            for description, run in groupby(some, key=lambda heard: heard.description)
        ),
        pager=pager(edition, first, number, len(it.heard), CARDS, newest_first),
    )


def _account(edition: Edition, name: str, article: Article, at: Address) -> Account:
    person = next(person for person in edition.archive.people_of[article.id] if person.full and person.name == name)
    return Account(
        article=edition.article_link(article, at),
        where=edition.page_link(edition.shelves.pages[article.page], at),
        lines=edition.line_links(article, person.lines, at),
        quotations=tuple(Said(q.text, edition.line_links(article, q.lines, at)) for q in person.quotations),
    )


def _caution(edition: Edition, it: _Bearer, *, several: bool) -> str:
    """A name does not prove a person; one article alone needs no word on it."""
    if several:
        return edition.texts.say("The articles describe bearers of this name differently: they may be several persons.")
    if len(it.heard) > 1:
        return edition.texts.say("Brought together by name alone: whether they are one person is not known.")
    return ""
