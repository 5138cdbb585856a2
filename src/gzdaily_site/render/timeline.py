"""Topics, regions and columns side by side over the months of the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gzdaily_site import model
from gzdaily_site.render import routes
from gzdaily_site.render.charts import rows
from gzdaily_site.render.contexts import Timeline
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import frame, section
from gzdaily_site.render.routes import Address
from gzdaily_site.render.views import Band, Chart, Entry, Link

MOST = 24  # shelves a band; those with most articles
Shelf = tuple[Link, Sequence[model.Article]]


def timeline(edition: Edition) -> Iterator[tuple[Address, Timeline]]:
    """The page, where the archive reaches over two months or more."""
    if not shown(edition):
        return
    at, say = routes.TIMELINE, edition.texts.say
    heading, intro = say("Timeline"), say("When each topic, region and column was in the paper, row by row.")
    bands = tuple(band for title, them in _kinds(edition) if (band := _band(edition, title, them)).entries)
    drawn = next((entry.chart for band in bands for entry in band.entries if entry.chart), None)
    yield (
        at,
        Timeline(
            frame=frame(edition, at, heading, intro, (section(edition, routes.DATES, at),)),
            heading=heading,
            intro=intro,
            first=drawn.first if drawn else "",
            last=drawn.last if drawn else "",
            bands=bands,
        ),
    )


def shown(edition: Edition) -> bool:
    return len(edition.over.periods) > 1


def timeline_link(edition: Edition, at: Address) -> Link | None:
    """The way there; None where the archive is too short for one."""
    return Link(edition.href(routes.TIMELINE, at), edition.texts.say("Timeline")) if shown(edition) else None


def _kinds(edition: Edition) -> Iterator[tuple[str, list[Shelf]]]:
    at, say, kept = routes.TIMELINE, edition.texts.say, edition.shelves
    yield say("Topics"), [(edition.topic_link(slug, at), them) for slug, them in kept.topics.items()]
    prefectures = [region.code for region in kept.shown if region.level == "prefecture"]
    yield say("Regions"), [(edition.region_link(code, at), kept.within.get(code, ())) for code in prefectures]
    yield say("Columns"), [(edition.column_link(name, at), them) for name, them in kept.columns.items()]


def _band(edition: Edition, title: str, shelves: list[Shelf]) -> Band:
    most = sorted(shelves, key=lambda shelf: (-len(shelf[1]), shelf[0].href))[:MOST]
    charts = rows(edition, edition.over, [[edition.shelves.day(article) for article in them] for _, them in most])
    drawn = [
        (Entry(_noted(edition, link, them, chart), chart), chart)
        for (link, them), chart in zip(most, charts, strict=True)
        if chart
    ]
    periods = zip(*(chart.bars for _, chart in drawn), strict=True)
    table = tuple((bars[0].label, *(bar.value for bar in bars)) for bars in periods if any(bar.level for bar in bars))
    return Band(title, tuple(entry for entry, _ in drawn), table)


def _noted(edition: Edition, link: Link, them: Sequence[model.Article], chart: Chart) -> Link:
    """`126 articles · most in March 2024: 12`."""
    peak = next(bar for bar in chart.bars if bar.value == chart.most)
    most = edition.texts.say("most in %(when)s: %(number)s", when=peak.label, number=chart.most)
    return Link(link.href, link.text, link.gloss, f"{edition.articles(len(them))} · {most}", original=link.original)
