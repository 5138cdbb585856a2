"""gzsite inspect --why: one line of a page explained, in words for people or JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click

from gzdaily_site.commands.typeset import COLUMNS, called, clip, counted, fold, percent
from gzdaily_site.model import SourcePage
from gzdaily_site.separate.ends import Seam
from gzdaily_site.separate.replay import StripWeighed
from gzdaily_site.separate.why import Home, Place, Why
from gzdaily_site.separate.wording import Factor

HOMES, FACTORS = 4, 3  # how many are told; `--json` has all


def as_object(why: Why, page: SourcePage) -> dict[str, Any]:
    """A line in schema 1 of `inspect --why --json`."""
    return {"schema": 1, "source": str(page.path), "sha256": page.sha256, **asdict(why)}


def told(why: Why, page: SourcePage) -> str:
    """A line explained, a section a question."""
    out = [click.style(f"{page.path}:{why.line}", bold=True), clip(why.text, COLUMNS)]
    sections = (
        (f"read as {' + '.join(r.replace('_', ' ') for r in why.roles)}", _role(why)),
        ("its article", _article(why)),
        ("the homes weighed for it", _homes(why, page)),
        ("its ends", [line for seam in why.seams for line in _seam(seam)]),
        ("corrections", _corrections(why)),
    )
    for title, lines in sections:
        out += ["", click.style(title, bold=True), *lines] if lines else []
    return "\n".join(out)


def _role(why: Why) -> list[str]:
    out = []
    for step in why.steps:
        out += fold(f"{step.name}: {step.says} → {' + '.join(step.roles).replace('_', ' ')}", "  ", "    ")
    return out + (_strip(why.strip) if why.strip else [])


def _strip(strip: StripWeighed) -> list[str]:
    short = ", since beside a head more is asked for" if strip.log_odds > 0 else ""
    what = "it is one" if strip.taken else f"it is none{short}"
    head = f"weighed as a strip of a cut paragraph: log-odds {strip.log_odds:+.1f}, {what}"
    return [*fold(head, "  ", "    "), *_factors(strip.factors[:FACTORS], "      ")]


def _article(why: Why) -> list[str]:
    if why.stands is None:
        return ["  It belongs to the page, not to an article."]
    if why.stood is None or why.stood == why.stands:
        return fold(f"stands in {_name(why.stands)}, where it was found", "  ", "    ")
    return [
        *fold(f"stood under {_name(why.stood)}", "  ", "    "),
        *fold(f"stands in {_name(why.stands)}", "  ", "    "),
    ]


def _homes(why: Why, page: SourcePage) -> list[str]:
    if not why.homes:
        return fold(f"None but its own: {why.unweighed}.", "  ", "    ")
    out = []
    for n, home in enumerate(why.homes[:HOMES], 1):
        out += fold(_home(home, page), f"  {n} ", "    ")
        out += _factors(home.speaks_for[:FACTORS], "      ")
        out += _factors(home.speaks_against[:FACTORS], "      ")
    return out


def _home(home: Home, page: SourcePage) -> str:
    odds = "0, which the others are measured against" if home.stays else f"{home.log_odds:+.1f}"
    way = "stays under" if home.stays else f"{counted(home.lines, page)} to"
    return f"{way} {_name(home.place)}: {percent(home.probability)} (log-odds {odds})"


def _seam(seam: Seam) -> Iterator[str]:
    joined = "are joined" if seam.joined else "are not joined"
    sure = f" at {percent(seam.confidence)}" if seam.confidence is not None else ""
    odds = f" (log-odds {seam.log_odds:+.1f})" if seam.log_odds is not None else ""
    because = f": {'; '.join(seam.because)}" if seam.because else ""
    yield from fold(f"lines {seam.above} and {seam.below} {joined}{sure}{odds}{because}", "  ", "    ")
    yield from _factors(seam.factors[:FACTORS], "      ")


def _factors(factors: Sequence[Factor], indent: str) -> list[str]:
    return [
        click.style(f"{indent}{f.weight:+5.1f}", fg="green" if f.weight > 0 else "red") + f"  {f.words}"
        for f in factors
    ]


def _corrections(why: Why) -> list[str]:
    out = []
    for c in why.corrections:
        out += fold(
            f"{c.what} “{clip(c.quotes, 40)}”{f': {clip(c.why, COLUMNS)}' if c.why else ''}  ({c.place})", "  ", "    "
        )
    return out


def _name(place: Place) -> str:
    return called(place.headline, place.begins)
