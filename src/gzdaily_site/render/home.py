"""The front page of the site: the latest page, and every way in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gzdaily_site.model import PageReading
from gzdaily_site.render import routes, volumes
from gzdaily_site.render.calendar import same_day, year_rows
from gzdaily_site.render.contexts import Home
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import frame, section
from gzdaily_site.render.listing import column_entries, reporter_links, topic_entries
from gzdaily_site.render.prominence import by_prominence
from gzdaily_site.render.structured import home_head
from gzdaily_site.render.tiles import tile_map
from gzdaily_site.render.views import Link, Quantity

COLUMNS_ON_THE_FRONT = 12
TOPICS_ON_THE_FRONT = 12
NAMES_ON_THE_FRONT = 16
YEARS_ON_THE_FRONT = 3
FIGURES_ON_THE_FRONT = 6


def home(edition: Edition) -> Home:
    at, language, texts = routes.HOME, edition.texts.language, edition.texts
    newest = edition.shelves.newest
    front = newest[0] if newest else None
    latest = front.source.facts.date if front else None
    issue = [page for page in newest if page.source.facts.date == latest] if latest else newest[:1]
    title = edition.settings.title[language]
    pages = texts.count("%(num)s page", "%(num)s pages", len(newest))
    return Home(
        frame=frame(edition, at, title, head=home_head(edition)),
        heading=title,
        motto=edition.settings.description[language],
        counts=f"{pages} · {edition.articles(len(edition.shelves.articles))}",
        front=edition.page_link(front, at) if front else None,
        spread=edition.spread(front, at) if front else None,
        pages=tuple(edition.page_link(page, at) for page in issue[1:]),
        columns=column_entries(edition, at)[:COLUMNS_ON_THE_FRONT],
        map=tile_map(edition, at, counties=False),
        topics=topic_entries(edition, at)[:TOPICS_ON_THE_FRONT],
        reporters=_busiest(edition),
        same_day=same_day(edition, latest, at) if isinstance(latest, date) else (),
        years=year_rows(edition, at)[:YEARS_ON_THE_FRONT],
        tallies=tuple(_tallies(edition, front)) if front else (),
        every_figure=Link(edition.href(routes.FIGURES, at), texts.say("Every figure of this archive, as a table")),
        volumes=volumes.links(edition, at),
        more=_more(edition),
    )


def _tallies(edition: Edition, page: PageReading) -> Iterator[Quantity]:
    """Of each story on the page, as large as it was printed, the first figure that tells at once what it counts."""
    told: set[str] = set()
    for article in by_prominence(page):
        own = (f for f in edition.archive.figures_of.get(article.id, ()) if f.counted)
        plain = (f for f in own if f.printed + f.counted in f.sentence and f.printed + f.counted not in told)
        figure = next(plain, None)
        if figure and len(told) < FIGURES_ON_THE_FRONT:
            told.add(figure.printed + figure.counted)
            yield Quantity(figure.printed, figure.counted, edition.article_link(article, routes.HOME))


def _busiest(edition: Edition) -> tuple[Link, ...]:
    """The names that signed most, in the order of their sound."""
    shelf = edition.shelves.reporters
    most = sorted(shelf, key=lambda name: (-len(shelf[name]), edition.shelves.reporter_slugs[name]))
    chosen = set(most[:NAMES_ON_THE_FRONT])
    return reporter_links(edition, routes.HOME, chosen)


def _more(edition: Edition) -> tuple[Link, ...]:
    every = (routes.PAGES, routes.DATES, routes.COLUMNS, routes.REGIONS, routes.TOPICS, routes.REPORTERS)
    return tuple(section(edition, address, routes.HOME) for address in every)
