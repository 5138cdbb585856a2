"""The time an archive reaches over, in months or years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MOST_MONTHS = 72  # six years; beyond, a month would be thinner than a line


@dataclass(frozen=True, slots=True)
class Span:
    """The periods an archive reaches over, in order: (year, month), or (year, 0) for whole years."""

    periods: tuple[tuple[int, int], ...]

    def period(self, day: date) -> tuple[int, int]:
        return (day.year, day.month if self.periods[0][1] else 0)


def span(days: Iterable[date]) -> Span:
    """From the first day to the last, gaps included."""
    months = sorted({(day.year, day.month) for day in days})
    if not months:
        return Span(())
    first, last = months[0], months[-1]
    every = [divmod(n, 12) for n in range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])]
    if len(every) <= MOST_MONTHS:
        return Span(tuple((year, month + 1) for year, month in every))
    return Span(tuple((year, 0) for year in range(first[0], last[0] + 1)))
