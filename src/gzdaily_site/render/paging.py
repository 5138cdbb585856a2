"""Long lists cut into sheets, and the way through them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.routes import Address
from gzdaily_site.render.views import Link, Pager

CARDS = 30  # articles a sheet: a few screens of a phone
LINES = 200  # entries of an index a sheet
_T = TypeVar("_T")


def sheets(them: Sequence[_T], most: int) -> Iterator[tuple[int, Sequence[_T]]]:
    """The sheets of a list, from 1; an empty list has one empty sheet."""
    for number in range(1, max(1, -(-len(them) // most)) + 1):
        yield number, sheet(them, most, number)


def sheet(them: Sequence[_T], most: int, number: int) -> Sequence[_T]:
    return them[(number - 1) * most : number * most]


def titled(edition: Edition, index: Address, heading: str, number: int) -> tuple[str, tuple[Link, ...]]:
    """The title of a sheet of an index, and the way back to the first."""
    if number == 1:
        return heading, ()
    title = edition.texts.say("%(heading)s, sheet %(number)s", heading=heading, number=str(number))
    return title, (Link(edition.href(index, routes.sheet(index, number)), heading),)


Ways = Callable[[Edition], tuple[str, str]]  # what the way back and the way on are called


def newest_first(edition: Edition) -> tuple[str, str]:
    return edition.texts.say("Newer"), edition.texts.say("Older")


def in_order(edition: Edition) -> tuple[str, str]:
    return edition.texts.say("Previous"), edition.texts.say("Next")


def pager(edition: Edition, index: Address, number: int, total: int, most: int, ways: Ways) -> Pager | None:
    """The way from one sheet to the others; None when there is only one."""
    last, (back, on) = max(1, -(-total // most)), ways(edition)
    if last == 1:
        return None
    at = routes.sheet(index, number)

    def link(goal: int, text: str = "") -> Link:
        shown = text or edition.texts.number(goal)
        return Link(edition.href(routes.sheet(index, goal), at), shown, current=goal == number)

    return Pager(
        previous=link(number - 1, back) if number > 1 else None,
        next=link(number + 1, on) if number < last else None,
        pages=tuple(link(goal) if goal else None for goal in _shown(number, last)),
    )


def _shown(number: int, last: int) -> Iterator[int]:
    """The first, the last, those around this one, and 0 where some are left out."""
    before = 0
    for goal in sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)}):
        if goal - before > 1:
            yield 0
        yield goal
        before = goal
