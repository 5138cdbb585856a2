"""Markup in a line: what of it is shown, what is only a mark."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import dropwhile, islice

from gzdaily_site.separate import latex

INVISIBLE = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # soft hyphens, zero widths, directions
_PICTURE = r"!\[[^\]]{0,600}\]\([^()\s]*\)|<(?i:img)\b(?>[^<>\"']+|\"[^\"]*\"|'[^']*'){0,40}+>"
# What a layout model leaves of its own: heading signs, bold, line breaks, remnants of HTML and of LaTeX.
MARK = re.compile(
    rf"(?P<head>\A[\s{INVISIBLE}]*(?:\#{{1,6}}(?=\s|$)|\#{{2,6}}(?=[^#\s]))(?:\s*[■●◆▲★▼□◇]\s*)?)"
    r"|(?P<tail>\s\#+\s*\Z)"
    r"|(?P<square>\A\s*[■●◆▲★▼□◇]\s*)"
    r"|(?P<bold>\*\*|__)"
    rf"|(?P<picture>{_PICTURE})"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9]*(?=[\s/>])[^<>]{0,300}>|<!--.{0,300}?-->)"
    rf"|(?P<formula>{latex.FORMULA})"
    rf"|(?P<scrap>{latex.SCRAP})"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:[A-Za-z]{2,8}|\#\d{2,6}|\#x[0-9A-Fa-f]{2,6});)"
    rf"|(?P<invisible>[{INVISIBLE}]+)"
)
SIGN = re.compile(rf"[#■●◆▲★▼□◇*_!<$\\^&{INVISIBLE}]")  # no mark is without one of them
PICTURE = re.compile(rf"(?P<picture>{_PICTURE})")
TOO_LONG = (
    200_000  # characters; no newspaper line is: of such a line only pictures, which may be written out, are marks
)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
CELL = re.compile(r"</t[dh]\b", re.IGNORECASE)
ROW = re.compile(r"</tr\b", re.IGNORECASE)
ROW_ENDS = re.compile(r"\s*</tr\b", re.IGNORECASE)
ROW_BEGINS = re.compile(r"\s*(?:</?t(?:head|body)\b[^<>]{0,300}>\s*){0,2}<tr\b", re.IGNORECASE)
ALT = re.compile(r"!\[([^\]]*)\]|\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
WORDS = re.compile(r"[\u3400-\u9fff]|\w+\s+\w+\s+\w+")
HAN = re.compile(r"[\u3400-\u9fff]")


@lru_cache(maxsize=64)  # several rules ask for the same line in turn
def shown(stretch: str) -> str:
    """A stretch of a source line without its marks; what remains is in order and unchanged, but for entities, LaTeX
    and a picture's words.
    """
    if not SIGN.search(stretch):
        return stretch.strip()
    return (MARK if len(stretch) < TOO_LONG else PICTURE).sub(_instead, stretch).strip()


def place(stretch: str, at: int) -> int:
    """Where in the stretch the character stands that `shown` gives at index `at`; its length when there is none."""
    characters = ((start, c) for start, text in _readings(stretch) for c in text)
    told = dropwhile(lambda told: told[1].isspace(), characters)
    return next(islice((start for start, _ in told), at, None), len(stretch))


def bare(text: str) -> str:
    """For comparing only: no white space, no heading signs, stars or squares."""
    return re.sub(r"[\s#*■]+", "", text)


def _readings(stretch: str) -> Iterator[tuple[int, str]]:
    """The stretch in order: where each character or mark begins, and what is shown of it."""
    at = 0
    for found in (MARK if len(stretch) < TOO_LONG else PICTURE).finditer(stretch):
        yield from ((k, stretch[k]) for k in range(at, found.start()))
        yield found.start(), _instead(found)
        at = found.end()
    yield from ((k, stretch[k]) for k in range(at, len(stretch)))


def _instead(found: re.Match[str]) -> str:
    text = found.group()
    match found.lastgroup:
        case "entity":
            return html.unescape(text)
        case "formula":
            return latex.formula(text)
        case "scrap":
            return latex.scrap(text)
        case "escaped":
            return text[1]
        case "picture":
            return _words(text)
        case "tag":
            return _tag(found)
        case _:
            return ""


def _tag(found: re.Match[str]) -> str:
    """What stands for a tag: a blank for a line break, a tab between cells, a new line between rows."""
    text, line, end = found.group(), found.string, found.end()
    if BREAK.match(text):
        return "" if _inside_text(found) else " "
    if CELL.match(text):
        return "" if ROW_ENDS.match(line, end) else "\t"
    return "\n" if ROW.match(text) and ROW_BEGINS.match(line, end) else ""


def _words(picture: str) -> str:
    """The words of a picture; a name such as `Image` or `img_1.jpg` is none."""
    alt = ALT.search(picture)
    text = html.unescape(next((t for t in alt.groups() if t), "")) if alt else ""
    return " ".join(text.split()) if WORDS.search(text) else ""


def _inside_text(found: re.Match[str]) -> bool:
    """A line break between two Chinese characters of a text, not of a heading, where one line of a leg ended."""
    line = found.string
    before, after = line[found.start() - 1 : found.start()], line[found.end() : found.end() + 1]
    return bool(HAN.match(before) and HAN.match(after)) and line[:1] != "#"
