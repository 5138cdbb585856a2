"""Old addresses of articles and where they lead: `aliases.yml` of a site folder, kept by builds and by people."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gzdaily_site import readyaml
from gzdaily_site.errors import ConfigError, UserError
from gzdaily_site.model import ArticleId

NAME = "aliases.yml"
HEADER = (
    "# Old addresses of articles, and the articles they lead to now. gzsite build adds to it; edit it as you like,\n"
    "# and keep it with the pages: without it these addresses are lost.\n"
)
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Led = Mapping[ArticleId, ArticleId]  # from the id that was to the one that is


def read(site: Path) -> Led:
    """What the file of a site folder says; nothing where there is none. ConfigError names every problem."""
    path = site / NAME
    if not path.is_file():
        return {}
    value = readyaml.read(path, str(path))
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise UserError(f"{path}:1", "is not a list of ids", "write a line each: the old id, a colon, the new one")
    lines = readyaml.key_lines(path.read_text(encoding="utf-8-sig"))
    problems = [
        f"{path}:{lines.get(str(old), 1)}: {trouble}" for old, new in value.items() for trouble in _wrong(old, new)
    ]
    if problems:
        raise ConfigError(problems)
    return {ArticleId(old): ArticleId(new) for old, new in value.items()}


def followed(led: Led, there: Container[ArticleId]) -> dict[ArticleId, ArticleId]:
    """Every old id with the last that it leads to, sorted; `there` are the articles of the archive, which need none."""
    return {old: _last(old, led, there) for old in sorted(led) if old not in there}


def leading(led: Led, there: Container[ArticleId]) -> dict[ArticleId, ArticleId]:
    """The same without those that lead to no article."""
    return {old: new for old, new in followed(led, there).items() if new in there}


def written(led: Led, former: str) -> str:
    """The file that says this; what stands on top of the former one stays there."""
    top = "".join(f"{line}\n" for line in _remarks(former)) or HEADER
    return top + "".join(f"{_quoted(old)}: {_quoted(new)}\n" for old, new in led.items())


def told(site: Path, led: Led, there: Container[ArticleId]) -> Iterator[str]:
    """A message for each old id that leads to no article."""
    for old, new in followed(led, there).items():
        if new not in there:
            remedy = "name another article, or take the line out"
            yield f"{site / NAME}: {old} leads to {new}, which is no article here: {remedy}"


def _wrong(old: Any, new: Any) -> Iterator[str]:
    for it in (old, new):
        if isinstance(it, int):
            yield f"{it} is a number to YAML: write the id in quotes"
        elif not isinstance(it, str) or not ID.fullmatch(it):
            yield f"{it!r} is no id of an article: write what stands in its address behind articles/"


def _last(old: ArticleId, led: Led, there: Container[ArticleId]) -> ArticleId:
    """Where a row of ids ends; a ring that a person wrote ends where it closes."""
    seen, at = {old}, led[old]
    while at not in there and at in led and at not in seen:
        seen.add(at)
        at = led[at]
    return at


def _remarks(text: str) -> Iterable[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line


def _quoted(id_: str) -> str:
    """One of digits alone would be a number."""
    return json.dumps(id_) if id_.isdigit() else id_
