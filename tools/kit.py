"""Practice pages with their truth, as the tools read them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gzdaily_site.blocks import blocks
from gzdaily_site.model import Block, SourcePage
from gzdaily_site.source import read_page


@dataclass(frozen=True)
class Article:
    """The true text of one article, cut nowhere: its paragraphs and the texts of its heads."""

    id: str
    paragraphs: tuple[str, ...]
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """One page file beside its truth: `roles` [line, role, article], `joins` (cuts: lines `from` and `to`), `articles`.

    `batch` is the first part of its name: pages of one batch are drawn from the same articles.
    """

    kit: Path
    truth: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.truth["page"])

    @property
    def batch(self) -> str:
        return self.name.rpartition("_")[0]

    @cached_property
    def source(self) -> SourcePage:
        return read_page(self.kit / self.truth["file"], self.kit, self.kit)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return blocks(self.source)

    @cached_property
    def role_of(self) -> dict[int, str]:
        return {line: role for line, role, _ in self.truth["roles"]}

    @cached_property
    def article_of(self) -> dict[int, str]:
        return {line: name[0] if isinstance(name, list) else name for line, _, name in self.truth["roles"]}

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        return tuple(_article(a) for a in self.truth["articles"])


def pages(kit: Path) -> Iterator[Page]:
    """Every page of a kit: KIT/truth/*.json and the page files they name."""
    for path in sorted(kit.glob("truth/*.json")):
        yield Page(kit, json.loads(path.read_text(encoding="utf-8")))


def _article(a: dict[str, Any]) -> Article:
    heads = (a[h]["text"] for h in ("title", "kicker", "subtitle") if a.get(h) and a[h].get("text"))
    texts = (p["text"] for p in a["paragraphs"] if p["role"] == "p")
    return Article(str(a["source"]["id"]), tuple(texts), tuple(heads))
