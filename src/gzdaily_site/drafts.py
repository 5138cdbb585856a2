"""Articles that came to be in a preview: nobody knows their addresses yet."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from gzdaily_site.model import ArticleId
from gzdaily_site.morgue import FOLDER


def path(root: Path) -> Path:
    """Where they are listed, of an output."""
    return root.parent / FOLDER / f"{root.name}.drafts.json"


def read(root: Path) -> set[ArticleId]:
    try:
        return set(map(ArticleId, json.loads(path(root).read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError):
        return set()


def written(them: Iterable[ArticleId]) -> bytes:
    return json.dumps(sorted(them)).encode()


def begin_preview(output: Path) -> None:
    """Whatever the output has by now is an address."""
    path(output.resolve()).unlink(missing_ok=True)
