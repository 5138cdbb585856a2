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
ROW_WIDE, ROW_TALL = 640, 32


def level(count: int, most: int) -> int:
    """0 for nothing, else 1 to LEVELS by share of the most."""
    return 0 if not count else max(1, -(-count * LEVELS // max(most, 1)))


def chart(edition: Edition, over: Span, days: Sequence[date | None], title: str) -> Chart | None:
    """The bars of a page's own chart; None when there is nothing to compare."""
    if len({over.period(day) for day in days if day and over.periods}) < 2:
        return None
    return _drawn(edition, over, days, title, (WIDE, TALL))


def spark(edition: Edition, over: Span, days: Sequence[date | None]) -> Chart | None:
    """The same, as small as a word, for a line of an index."""
    return _drawn(edition, over, days, "", (SPARK_WIDE, SPARK_TALL))


def rows(edition: Edition, over: Span, them: Sequence[Sequence[date | None]]) -> list[Chart | None]:
    """Rows of the timeline, one measure for all, so that they can be compared."""
    most = max((_most_in(over, days) for days in them), default=0)
    return [_drawn(edition, over, days, "", (ROW_WIDE, ROW_TALL), most) for days in them]


def _most_in(over: Span, days: Sequence[date | None]) -> int:
    """Articles of the period that has most of them."""
    return max(_counts(over, days).values(), default=0)


def _drawn(
    edition: Edition, over: Span, days: Sequence[date | None], title: str, size: tuple[int, int], full: int = 0
) -> Chart | None:
    """`full`: how many articles reach to the top; 0 for the most there are."""
    counts = _counts(over, days)
    if len(over.periods) < 2 or not counts:
        return None
    own, step = max(counts.values()), size[0] / len(over.periods)
    most = max(full, own)
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
    return Chart(title, bars, *size, first=labels[0], last=labels[-1], most=edition.texts.number(own))


def _counts(over: Span, days: Sequence[date | None]) -> Counter[tuple[int, int]]:
    return Counter(over.period(day) for day in days if day) if over.periods else Counter()


def _label(edition: Edition, period: tuple[int, int]) -> str:
    year, month = period
    return edition.texts.month(year, month) if month else str(year)
