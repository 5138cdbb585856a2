"""Every figure of the archive as one table that a reader can sort and take away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from gzdaily_site import model
from gzdaily_site.render import routes
from gzdaily_site.render.contexts import Figures
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import frame
from gzdaily_site.render.keys import Keys
from gzdaily_site.render.paging import LINES, pager, sheets, titled
from gzdaily_site.render.routes import Address
from gzdaily_site.render.shelves import printed_order
from gzdaily_site.render.views import Link, Tally

_Counted = tuple[model.Article, model.Figure]


def counts(edition: Edition, keys: Keys) -> Iterator[tuple[Address, Callable[[], Figures], str]]:
    """Every sheet, not set yet, and its key: the newest first, 200 figures a sheet; the file has all of them."""
    them = [*_figures(edition)]
    for number, some in sheets(them, LINES):
        articles = {it.id: it for it, _ in some}
        name = keys.tallies(articles.values(), number, len(them), [figure.proof for _, figure in some])
        yield routes.sheet(routes.FIGURES, number), partial(_sheet, edition, number, some, len(them)), name


def _figures(edition: Edition) -> Iterator[_Counted]:
    for page in reversed(edition.archive.pages):
        for it in printed_order(page):
            yield from ((it, figure) for figure in edition.archive.figures_of.get(it.id, ()))


def _sheet(edition: Edition, number: int, some: Sequence[_Counted], total: int) -> Figures:
    at, say = routes.sheet(routes.FIGURES, number), edition.texts.say
    intro = say("What the articles count, as they print it. A heading sorts the table.")
    title, trail = titled(edition, routes.FIGURES, say("Figures"), number)
    return Figures(
        frame=frame(edition, at, title, intro, trail),
        heading=title,
        intro=intro,
        rows=tuple(_row(edition, it, figure, at) for it, figure in some),
        file=Link(edition.shared(routes.FIGURES_FILE, at), say("Every figure as a CSV file")),
        script=edition.shared(routes.SORTING, at),
        pager=pager(edition, routes.FIGURES, number, total, LINES),
    )


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
