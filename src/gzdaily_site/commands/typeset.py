"""Text at a terminal: as wide as it shows, cut, folded and coloured."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from unicodedata import combining, east_asian_width

import click

from gzdaily_site.model import SourcePage

COLUMNS = 88  # of a line: whatever the terminal, so that two readings of a page can be compared line by line
SURE, LIKELY = 0.9, 0.6  # confidence from which a decision is green, from which it is yellow


def say(text: str) -> None:
    """Print; colours only at a terminal, and none when NO_COLOR is set (https://no-color.org)."""
    click.echo(text, color=False if os.environ.get("NO_COLOR") else None)


def width(text: str) -> int:
    """The columns a text takes: a Chinese character two, a combining mark none."""
    return sum(0 if combining(c) else 1 + (east_asian_width(c) in "WF") for c in text)


def clip(text: str, columns: int) -> str:
    """As much of a text as fits, on one line; a character that would steer the terminal shows as U+FFFD."""
    flat = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text[: 4 * columns].split()))
    if width(flat) <= columns and len(text) <= 4 * columns:
        return flat
    while width(flat) >= columns:
        flat = flat[:-1]
    return flat + "…"


def pad(text: str, columns: int) -> str:
    """The text with blanks up to so many columns."""
    return text + " " * (columns - width(text))


def fold(text: str, first: str, rest: str) -> list[str]:
    """The text on lines that begin with `first`, then with `rest`, broken at blanks; style codes take no room."""
    words = re.split(r" (?!%)", text)
    lines = [first + words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(click.unstyle(longer)) <= COLUMNS:
            lines[-1] = longer
        else:
            lines.append(rest + word)
    return lines


def percent(confidence: float) -> str:
    """A confidence by number and by colour; 100 % is for what a person said, and nothing weighed is at 0 %."""
    colour = "green" if confidence >= SURE else "yellow" if confidence >= LIKELY else "red"
    number = 100 if confidence >= 1 else min(round(confidence * 100), 99)
    return click.style(f"{number or '<1'} %", fg=colour)


def counted(lines: Sequence[int], page: SourcePage) -> str:
    """`line 58` or `lines 58–60`."""
    return f"line{'s' * (len(lines) > 1)} {page.told(lines)}"


def called(headline: str | None, begins: str) -> str:
    """An article by its headline; one without, by its first words."""
    if headline:
        return f"《{clip(headline, 44)}》"
    return f"the article without a headline ({clip(begins, 28)})" if begins else "the article without a headline"
