"""SourcePage cut into Blocks: one a non-blank line (the one module that knows markdown-it-py)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gzdaily_site.model import Block, BlockKind, SourcePage

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# Rules that would hide newspaper text: four blanks are an indent here, not code; `1.` begins a sentence, not a list;
# `---` under a line is a rule, not a mark that the line is a heading; `[a]: b` is text.
OFF = ("code", "list", "blockquote", "lheading", "reference", "fence")
PICTURE = re.compile(r"\s*(!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>)\s*$", re.IGNORECASE)
TABLE_TAG = re.compile(r"</?(table|thead|tbody|tr|td|th)\b", re.IGNORECASE)
TOO_LONG = 200_000  # characters; no newspaper line is: such a line is text, and is not given to the Markdown parser


def blocks(page: SourcePage) -> tuple[Block, ...]:
    """Every non-blank line from `page.first` on, in source order."""
    kinds = _kinds(page.lines)
    out: list[Block] = []
    for n, raw in enumerate(page.lines[page.first - 1 :], page.first):
        if not raw.strip():
            continue
        kind, level = kinds.get(n, ("text", 0))
        follows = bool(out) and out[-1].line == n - 1
        out.append(Block(line=n, kind=_finer(kind, raw), raw=raw, level=level, follows=follows))
    return tuple(out)


def _kinds(lines: tuple[str, ...]) -> dict[int, tuple[BlockKind, int]]:
    """What Markdown makes of each line, by its 1-based number; plain text is left out."""
    text = "\n".join(s if len(s) < TOO_LONG else "x" for s in lines)
    out: dict[int, tuple[BlockKind, int]] = {}
    for token in _parser().parse(text):
        if token.map is None:
            continue
        kind: tuple[BlockKind, int] | None = None
        if token.type == "heading_open":
            kind = ("heading", int(token.tag[1:]))
        elif token.type == "table_open":
            kind = ("table", 0)
        elif token.type == "html_block":
            kind = ("html", 0)
        elif token.type == "hr":
            kind = ("rule", 0)
        if kind:
            out |= dict.fromkeys(range(token.map[0] + 1, token.map[1] + 1), kind)
    return out


def _finer(kind: BlockKind, raw: str) -> BlockKind:
    if kind in ("text", "html") and PICTURE.match(raw):
        return "picture"
    return "table" if kind in ("text", "html") and TABLE_TAG.match(raw.lstrip()) else kind


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to import, and a build with nothing changed needs none

    parser = MarkdownIt("commonmark").enable("table").disable(list(OFF))
    parser.core.ruler.disable(["inline", "text_join"])  # only block structure is wanted; marks in a line are ours
    return parser
