"""Every figure of the archive as one table that a reader can sort and take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from gzdaily_site import model
from gzdaily_site.render import routes
from gzdaily_site.render.contexts import Figures
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import frame
from gzdaily_site.render.keys import Keys
from gzdaily_site.render.paging import LINES, in_order, pager, titled
from gzdaily_site.render.routes import Address
from gzdaily_site.render.shelves import printed_order
from gzdaily_site.render.views import Link, Tally

_Counted = tuple[model.Article, range]  # an article, and which of its figures


def counts(edition: Edition, keys: Keys) -> Iterator[tuple[Address, Callable[[], Figures], str]]:
    """Every sheet, not set yet, and its key: the newest first, 200 figures a sheet; the file has all of them."""
    them = [(it, edition.shelves.figures.get(it.id, 0)) for it in _articles(edition)]
    total = sum(count for _, count in them)
    for number, some in enumerate(_sheets(them), 1):
        name = keys.tallies([it for it, _ in some], number, total, [which for _, which in some])
        yield routes.sheet(routes.FIGURES, number), partial(_sheet, edition, number, some, total), name


def _articles(edition: Edition) -> Iterator[model.Article]:
    return (it for page in reversed(edition.archive.pages) for it in printed_order(page))


def _sheets(them: Iterable[tuple[model.Article, int]]) -> list[list[_Counted]]:
    """LINES figures a sheet, of articles with their number of figures; where there are none, one empty sheet."""
    made: list[list[_Counted]] = [[]]
    done = 0
    for it, count in them:
        for number in range(done // LINES, -(-(done + count) // LINES)):
            if number == len(made):
                made.append([])
            which = range(max(0, number * LINES - done), min(count, (number + 1) * LINES - done))
            made[number] += [(it, which)] * bool(which)
        done += count
    return made


def _sheet(edition: Edition, number: int, some: Sequence[_Counted], total: int) -> Figures:
    at, say = routes.sheet(routes.FIGURES, number), edition.texts.say
    intro = say("What the articles count, as they print it. A heading sorts the table.")
    title, trail = titled(edition, routes.FIGURES, say("Figures"), number)
    return Figures(
        frame=frame(edition, at, title, intro, trail),
        heading=title,
        intro=intro,
        rows=tuple(_rows(edition, some, at)),
        file=Link(edition.shared(routes.FIGURES_FILE, at), say("Every figure as a CSV file")),
        script=edition.shared(routes.SORTING, at),
        pager=pager(edition, routes.FIGURES, number, total, LINES, in_order),
    )


def _rows(edition: Edition, some: Sequence[_Counted], at: Address) -> Iterator[Tally]:
    for it, which in some:
        own = edition.archive.figures_of[it.id]
        yield from (_row(edition, it, own[number], at) for number in which)


def _row(edition: Edition, it: model.Article, figure: model.Figure, at: Address) -> Tally:
    shared = model.Tie("figure", f"{figure.value} {figure.unit}")
    others = (near.id for near in edition.archive.related_to.get(it.id, ()) if shared in near.ties)
    articles = edition.shelves.articles
    return Tally(
        value=figure.value,
        printed=figure.printed,
        unit=figure.unit,
        counted=figure.counted,
        sentence=figure.sentence,
        article=edition.article_link(it, at),
        also=tuple(edition.article_link(articles[other], at) for other in others if other in articles),
    )
