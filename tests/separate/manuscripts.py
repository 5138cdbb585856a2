"""The articles written for these tests, in articles/*.md.

Between two lines of `---` stand the parts of the head, one a line as `name: text`; below it one passage a line: a
paragraph, `### a crosshead`, or `![a caption](a credit)`.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "articles"
PARTS = ("kind", "theme", "pair", "column", "kicker", "headline", "deck", "byline", "signed")
PICTURE = re.compile(r"!\[(.+)\]\((.+)\)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's caption and credit, and how many paragraphs and crossheads stand before it."""

    caption: str
    credit: str
    after: int


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article as its author handed it in; `text` holds (is it a crosshead, its words)."""

    name: str
    kind: str
    headline: str
    text: tuple[tuple[bool, str], ...]
    pictures: tuple[Picture, ...] = ()
    theme: str | None = None
    pair: str | None = None
    column: str | None = None
    kicker: str | None = None
    deck: str | None = None
    byline: str | None = None
    signed: str | None = None

    @property
    def size(self) -> int:
        return sum(len(words) for _, words in self.text)


@cache
def manuscripts() -> tuple[Manuscript, ...]:
    """All of them, by name."""
    return tuple(_manuscript(path) for path in sorted(FOLDER.glob("*.md")))


def _manuscript(path: Path) -> Manuscript:
    before, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    parts = dict(line.split(": ", 1) for line in head.splitlines())
    strange = [name for name in parts if name not in PARTS]
    assert not before, f"{path}:1: text above the head"
    assert not strange, f"{path}: no such parts of a head: {strange}"
    text: list[tuple[bool, str]] = []
    pictures: list[Picture] = []
    for line in body.splitlines():
        found = PICTURE.fullmatch(line)
        if found:
            pictures.append(Picture(found[1], found[2], len(text)))
        elif line.strip():
            text.append((line.startswith("### "), line.removeprefix("### ").strip()))
    return Manuscript(name=path.stem, text=tuple(text), pictures=tuple(pictures), **parts)
