"""SourcePage cut into Blocks: one a non-blank line (the one module that knows markdown-it-py)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from gzdaily_site.model import Block, BlockKind, SourcePage

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# Rules that would hide newspaper text: four blanks are an indent here, not code; `1.` begins a sentence, not a list;
# `---` under a line is a rule, not a mark that the line is a heading; `[a]: b` is text.
# HTML is ours to read: Markdown would take all lines below a `<div>` for HTML, headings too.
OFF = ("code", "list", "blockquote", "lheading", "reference", "fence", "html_block")
# A heading without the blank that Markdown asks for, or with a wide one; a single `#` begins a hashtag too.
LOOSE_HEADING = re.compile(r"\s{0,3}(?:(#{1,6})[\s\u3000]+\S|(#{2,6})[^#\s])")
PICTURE = re.compile(r"\s*(?:!\[[^\]]*\]\([^)]*\)|<img\b(?>[^<>\"']+|\"[^\"]*\"|'[^']*'){0,40}+>)\s*$", re.IGNORECASE)
WRAP = re.compile(r"</?(?:div|center|p|span|font|b|strong|figure)\b[^<>]{0,300}>", re.IGNORECASE)
TAG = re.compile(r"<(/?)(table|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE)
TAGS = re.compile(r"<[^<>]{0,300}>")
HAS_TEXT = re.compile(r"\w")
HEADING_LINES = 4  # a heading in HTML that is longer was never closed
ROW = re.compile(r"\s*</?(?:thead|tbody|tr|td|th)\b", re.IGNORECASE)
VERTICAL = 3  # lines of one character in a row; two may be a word cut by chance
INVISIBLE = r"\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
UNSEEN = re.compile(f"[{INVISIBLE}]+")
ONE_CHARACTER = re.compile(rf"[\s{INVISIBLE}]*[\u3400-\u9fff][\s{INVISIBLE}]*$")
# Where no line has a sign of these, each says by itself what Markdown makes of it: no table, no heading or rule that is
# indented and so may be a paragraph's. Most pages are such, and are read without the parser in a tenth of its time.
TANGLED = re.compile(r"[|\r\0]|^[ \t]+[#*_-]", re.MULTILINE)
HEADING = re.compile(r"(#{1,6})(?:[ \t]|$)")
RULE = re.compile(r"([*_-])(?:[ \t]*\1){2,}[ \t]*$")
TOO_LONG = 200_000  # characters; no newspaper line is: such a line is text, and is not given to the Markdown parser


Kind = tuple[BlockKind, int]  # and its level, for a heading


def blocks(page: SourcePage) -> tuple[Block, ...]:
    """Every non-blank line from `page.first` on, in source order."""
    kinds = _kinds(page.lines) | _marked_up(page)
    out: list[Block] = []
    for n, raw in enumerate(page.lines[page.first - 1 :], page.first):
        if not raw.strip():
            continue
        kind, level = kinds.get(n) or _finer(raw)
        follows = bool(out) and out[-1].line == n - 1
        out.append(Block(line=n, kind=kind, raw=raw, level=level, follows=follows))
    return tuple(_vertical(out))


def _kinds(lines: Sequence[str]) -> dict[int, Kind]:
    """What Markdown makes of each line, by its 1-based number; plain text is left out."""
    text = "\n".join(s if len(s) < TOO_LONG else "x" for s in lines)
    text = UNSEEN.sub("", text)
    return _parsed(text) if TANGLED.search(text) else _each(text.split("\n"))


def _each(lines: Sequence[str]) -> dict[int, Kind]:
    """The same line by line, where no two hang together."""
    out: dict[int, Kind] = {}
    for n, line in enumerate(lines, 1):
        if line[:1] == "#":
            if heading := HEADING.match(line):
                out[n] = ("heading", len(heading[1]))
        elif line[:1] in ("*", "_", "-") and RULE.match(line):
            out[n] = ("rule", 0)
    return out


def _parsed(text: str) -> dict[int, Kind]:
    out: dict[int, Kind] = {}
    for token in _parser().parse(text):
        if token.map is None:
            continue
        kind: Kind | None = None
        if token.type == "heading_open":
            kind = ("heading", int(token.tag[1:]))
        elif token.type == "table_open":
            kind = ("table", 0)
        elif token.type == "hr":
            kind = ("rule", 0)
        if kind:
            out |= dict.fromkeys(range(token.map[0] + 1, token.map[1] + 1), kind)
    return out


def _finer(raw: str) -> Kind:
    """What Markdown takes for plain text."""
    if raw.lstrip()[:1] not in ("!", "<", "#") and "<" not in raw[:40]:
        return ("text", 0)
    if PICTURE.match(WRAP.sub("", raw) if "<" in raw[:40] else raw):
        return ("picture", 0)
    if ROW.match(raw):
        return ("table", 0)
    heading = LOOSE_HEADING.match(raw[:40])
    return ("heading", len(heading[1] or heading[2])) if heading else ("text", 0)


def _marked_up(page: SourcePage) -> dict[int, Kind]:
    """The lines of tables and headings that are written as HTML, over as many lines as they take."""
    out: dict[int, Kind] = {}
    opened: dict[str, int] = {}
    for n, raw in enumerate(page.lines[page.first - 1 :], page.first):
        if "<" not in raw:
            opened = {} if raw.startswith("#") else opened  # what is still open there was never closed
            continue
        for tag in TAG.finditer(raw[:TOO_LONG]):
            name = tag[2].lower()
            if not tag[1]:
                opened.setdefault(name, n)
            elif name in opened:
                first = opened.pop(name)
                if name == "table":
                    out |= dict.fromkeys(range(first, n + 1), ("table", 0))
                elif n - first < HEADING_LINES and not HAS_TEXT.search(TAGS.sub("", raw[tag.end() :])):
                    out |= dict.fromkeys(range(first, n + 1), ("heading", int(name[1])))
    return out


def _vertical(found: list[Block]) -> Iterator[Block]:
    """Lines of one character in a row are text that was printed downwards."""
    for one, run in groupby(found, key=lambda b: b.kind == "text" and bool(ONE_CHARACTER.match(b.raw[:40]))):
        blocks = list(run)
        yield from (replace(b, kind="vertical") for b in blocks) if one and len(blocks) >= VERTICAL else blocks


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to import, and a build with nothing changed needs none

    parser = MarkdownIt("commonmark").enable("table").disable(list(OFF))
    parser.core.ruler.disable(["inline", "text_join"])  # only block structure is wanted; marks in a line are ours
    return parser
