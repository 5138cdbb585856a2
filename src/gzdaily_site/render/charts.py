"""Articles over time as bars: by month, or by year when the archive is long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from gzdaily_site.render.edition import Edition
from gzdaily_site.render.spans import Span
from gzdaily_site.render.views import Bar, Chart

LEVELS = 5
WIDE, TALL = 640, 120
SPARK_WIDE, SPARK_TALL = 120, 20


def level(count: int, most: int) -> int:
    """0 for nothing, else 1 to LEVELS by share of the most."""
    return 0 if not count else max(1, -(-count * LEVELS // max(most, 1)))


def chart(edition: Edition, over: Span, days: Sequence[date | None], title: str) -> Chart | None:
    """The bars of a page's own chart; None when there is nothing to compare."""
    return _drawn(edition, over, days, title, (WIDE, TALL))


def spark(edition: Edition, over: Span, days: Sequence[date | None]) -> Chart | None:
    """The same, as small as a word, for a line of an index."""
    return _drawn(edition, over, days, "", (SPARK_WIDE, SPARK_TALL))


def _drawn(
    edition: Edition, over: Span, days: Sequence[date | None], title: str, size: tuple[int, int]
) -> Chart | None:
    counts = Counter(over.period(day) for day in days if day) if over.periods else Counter[tuple[int, int]]()
    if len(over.periods) < 2 or not counts:
        return None
    most, step = max(counts.values()), size[0] / len(over.periods)
    labels = [_label(edition, period) for period in over.periods]
    bars = tuple(
        Bar(
            x=round(place * step, 2),
            y=round(size[1] - size[1] * counts[period] / most, 2),
            width=round(max(step * 0.82, 1), 2),
            height=round(size[1] * counts[period] / most, 2),
            level=level(counts[period], most),
            label=labels[place],
            value=edition.texts.number(counts[period]),
        )
        for place, period in enumerate(over.periods)
    )
    return Chart(title, bars, *size, first=labels[0], last=labels[-1], most=edition.texts.number(most))


def _label(edition: Edition, period: tuple[int, int]) -> str:
    year, month = period
    return edition.texts.month(year, month) if month else str(year)
