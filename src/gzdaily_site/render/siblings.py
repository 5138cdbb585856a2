"""The indexes of names: who wrote, who is heard, which organisations are named; each leads to the others."""

from __future__ import annotations

from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.routes import Address
from gzdaily_site.render.texts import mark
from gzdaily_site.render.views import Link

INDEXES = {
    routes.REPORTERS: mark("Reporters"),
    routes.PEOPLE: mark("People"),
    routes.ORGANISATIONS: mark("Organisations"),
}


def heading(edition: Edition, index: Address) -> str:
    return edition.texts.say(INDEXES[index])


def siblings(edition: Edition, index: Address, at: Address) -> tuple[Link, ...]:
    """Links from a page at `at` to the indexes of names beside its own."""
    return tuple(Link(edition.href(other, at), heading(edition, other)) for other in INDEXES if other != index)
