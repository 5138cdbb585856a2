"""Markup in a line: what of it is shown, what is only a mark."""

from __future__ import annotations

import html
import re

# What a layout model leaves of its own: heading signs, bold, line breaks, remnants of HTML and of LaTeX.
MARK = re.compile(
    r"(?P<head>\A\s*\#{1,6}(?=\s|$)(?:\s*[■●◆▲★▼□◇]\s*)?)"
    r"|(?P<tail>\s\#+\s*\Z)"
    r"|(?P<square>\A\s*[■●◆▲★▼□◇]\s*)"
    r"|(?P<bold>\*\*|__)"
    r"|(?P<tag></?[A-Za-z][^<>]{0,300}>|<!--.{0,300}?-->)"
    r"|(?P<math>\$(?=[^$\n]{1,80}\$)|(?<=\S)\$)"
    r"|(?P<entity>&(?:[A-Za-z]{2,8}|\#\d{2,6}|\#x[0-9A-Fa-f]{2,6});)"
)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def shown(stretch: str) -> str:
    """A stretch of a source line without its marks; what remains is in order and unchanged, but for entities."""
    return MARK.sub(_instead, stretch).strip()


def bare(text: str) -> str:
    """For comparing only: no white space, no heading signs, stars or squares."""
    return re.sub(r"[\s#*■]+", "", text)


def _instead(found: re.Match[str]) -> str:
    if found.lastgroup == "entity":
        return html.unescape(found.group())
    return " " if BREAK.match(found.group()) else ""
