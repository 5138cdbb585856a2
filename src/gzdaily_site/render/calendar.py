"""The archive by date: years, a year's calendar, a day's pages."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from gzdaily_site.model import PageReading
from gzdaily_site.render import routes
from gzdaily_site.render.charts import level
from gzdaily_site.render.contexts import Calendar, Dates, Issues
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import frame, section
from gzdaily_site.render.keys import Keys
from gzdaily_site.render.prominence import neighbours
from gzdaily_site.render.routes import Address
from gzdaily_site.render.timeline import timeline_link
from gzdaily_site.render.views import Day, Issue, Link, Month, Year

Made = tuple[Address, Dates | Calendar]
SAME_DAY = 6  # earlier years shown
EVENLY = 4  # days from which on a rhythm can be told


@dataclass(frozen=True, slots=True)
class _Days:
    """The issues by day, oldest first, and how many articles each has."""

    issues: dict[date, list[PageReading]]
    counts: dict[date, int]
    months: Counter[tuple[int, int]]
    undated: int
    daily: bool  # most days between the first and the last have an issue: one that has none is missed

    @property
    def years(self) -> list[int]:
        return sorted({day.year for day in self.issues})


def calendar(edition: Edition) -> Iterator[Made]:
    """Every page below `dates/` but those of single days."""
    found = _days(edition)
    yield routes.DATES, _dates(edition, found)
    for year in found.years:
        yield routes.year(year), _year(edition, found, year)


def days(edition: Edition, keys: Keys) -> Iterator[tuple[Address, Callable[[], Issues], str]]:
    """The page of each day, not set yet, and its key."""
    issues = _days(edition).issues
    order = list(issues)
    for place, day in enumerate(order):
        around = (order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None)
        at = routes.day(day)
        yield at, partial(_issues, edition, at, issues[day], day, around), keys.days(issues[day], around)


def year_rows(edition: Edition, at: Address) -> tuple[Year, ...]:
    """The years from the last, each with its months."""
    days = _days(edition)
    months = {(y, m): days.months[y, m] for y in days.years for m in range(1, 13)}
    most = max(months.values(), default=0)
    return tuple(
        _row(edition, year, [months[year, month] for month in range(1, 13)], most, at) for year in reversed(days.years)
    )


def same_day(edition: Edition, day: date, at: Address) -> tuple[Link, ...]:
    """Issues of other years that bear the same month and day."""
    issues = _days(edition).issues
    others = [other for other in issues if (other.month, other.day) == (day.month, day.day) and other != day]
    return tuple(_day_link(edition, other, at) for other in sorted(others, reverse=True)[:SAME_DAY])


def _days(edition: Edition) -> _Days:
    issues: dict[date, list[PageReading]] = {}
    for page in edition.archive.pages:
        if page.source.facts.date:
            issues.setdefault(page.source.facts.date, []).append(page)
    ordered = dict(sorted(issues.items()))
    counts = {day: sum(len(page.articles) for page in them) for day, them in ordered.items()}
    months = Counter[tuple[int, int]]()
    for day, count in counts.items():
        months[day.year, day.month] += count
    undated = sum(not page.source.facts.date for page in edition.archive.pages)
    return _Days(ordered, counts, months, undated, _daily(list(ordered)))


def _daily(days: list[date]) -> bool:
    """Of two or three days nobody can tell."""
    return len(days) >= EVENLY and len(days) * 2 > (days[-1] - days[0]).days + 1


def _day_link(edition: Edition, day: date, at: Address) -> Link:
    return Link(edition.href(routes.day(day), at), edition.texts.day(day))


def _dates(edition: Edition, days: _Days) -> Dates:
    at, texts = routes.DATES, edition.texts
    heading = section(edition, at, at).text
    intro = texts.count("%(num)s day with an issue.", "%(num)s days with an issue.", len(days.issues))
    undated = texts.count("%(num)s page is undated.", "%(num)s pages are undated.", days.undated)
    return Dates(
        frame=frame(edition, at, heading, intro),
        heading=heading,
        intro=intro,
        years=year_rows(edition, at),
        undated=Link(edition.href(routes.UNDATED, at), undated) if days.undated else None,
        timeline=timeline_link(edition, at),
    )


def _row(edition: Edition, year: int, counts: list[int], most: int, at: Address) -> Year:
    href = edition.href(routes.year(year), at)
    months = tuple(
        Day(
            number=edition.texts.month_name(month),
            href=f"{href}#m{month}" if count else "",
            level=level(count, most),
            label=f"{edition.texts.month(year, month)}: {edition.articles(count)}",
        )
        for month, count in enumerate(counts, 1)
    )
    return Year(Link(href, str(year), note=edition.articles(sum(counts))), months)


def _year(edition: Edition, days: _Days, year: int) -> Calendar:
    at = routes.year(year)
    before, after = neighbours(days.years, year)
    own = [day for day in days.issues if day.year == year]
    most = max((days.counts[day] for day in own), default=0)
    intro = edition.texts.count("%(num)s day with an issue.", "%(num)s days with an issue.", len(own))
    return Calendar(
        frame=frame(edition, at, str(year), f"{year} · {intro}", (section(edition, routes.DATES, at),)),
        heading=str(year),
        intro=intro,
        weekdays=edition.texts.weekdays(),
        months=tuple(_month(edition, days, year, month, most) for month in range(1, 13)),
        previous=Link(edition.href(routes.year(before), at), str(before)) if before else None,
        next=Link(edition.href(routes.year(after), at), str(after)) if after else None,
    )


def _month(edition: Edition, days: _Days, year: int, month: int, most: int) -> Month:
    count = days.months[year, month]
    first, last = min(days.issues), max(days.issues)
    inside = (first.year, first.month) <= (year, month) <= (last.year, last.month)
    weeks = Weeks().monthdatescalendar(year, month) if count else []
    rows = tuple(
        tuple(_cell(edition, days, day, most) if day.month == month else None for day in week) for week in weeks
    )
    missing = sum(cell.gap for week in rows for cell in week if cell)
    note = edition.articles(count) if count or (inside and days.daily) else ""
    if missing:
        note += " · " + edition.texts.count("%(num)s day missing", "%(num)s days missing", missing)
    return Month(edition.texts.month(year, month), note, rows)


def _cell(edition: Edition, days: _Days, day: date, most: int) -> Day:
    count = days.counts.get(day, 0)
    at = routes.year(day.year)
    if day in days.issues:
        label = f"{edition.texts.day(day)}: {edition.articles(count)}"
        return Day(str(day.day), edition.href(routes.day(day), at), max(1, level(count, most)), label)
    gap = days.daily and min(days.issues) < day < max(days.issues)
    return Day(str(day.day), "", 0, edition.texts.say("no issue in this archive") if gap else "", gap)


def _issues(
    edition: Edition, at: Address, pages: list[PageReading], day: date, around: tuple[date | None, date | None]
) -> Issues:
    heading = edition.texts.day(day)
    trail = (section(edition, routes.DATES, at), Link(edition.href(routes.year(day.year), at), str(day.year)))
    count = edition.texts.count("%(num)s page", "%(num)s pages", len(pages))
    intro = f"{count} · {edition.articles(sum(len(page.articles) for page in pages))}"
    return Issues(
        frame=frame(edition, at, heading, f"{heading} · {intro}", trail),
        heading=heading,
        intro=intro,
        issues=tuple(Issue(edition.page_link(page, at), edition.spread(page, at)) for page in pages),
        previous=_day_link(edition, around[0], at) if around[0] else None,
        next=_day_link(edition, around[1], at) if around[1] else None,
    )
