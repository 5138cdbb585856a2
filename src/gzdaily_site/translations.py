"""Translations beside a page, `<page>.<language>.yml`, read whole: every problem at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gzdaily_site import readyaml
from gzdaily_site.errors import ConfigError, UserError
from gzdaily_site.model import Translation

PARTS = ("headline", "kicker", "deck", "summary", "body", "translator")


def translations(page: Path, languages: tuple[str, ...], shown: Callable[[Path], str]) -> tuple[Translation, ...]:
    """What lies beside a page file in these languages; `shown` is how messages name a file."""
    found: list[Translation] = []
    for language in languages:
        path = page.with_suffix(f".{language}.yml")
        if path.is_file():
            found += _read(path, language, shown(path))
    return tuple(found)


def _read(path: Path, language: str, shown: str) -> list[Translation]:
    value = readyaml.read(path, shown)
    entries = value.get("articles") if isinstance(value, dict) else None
    if not isinstance(entries, list) or not set(value) <= {"articles", "translator"}:
        raise UserError(shown, "is not a list under `articles:`", "see README, Translations")
    lines = readyaml.entry_lines(path.read_text(encoding="utf-8-sig"), "articles")
    who = str(value.get("translator") or "")
    problems: list[str] = []
    made = [
        _entry(entry, language, who, f"{shown}:{line}", problems) for entry, line in zip(entries, lines, strict=True)
    ]
    if problems:
        raise ConfigError(problems)
    return [entry for entry in made if entry]


def _entry(entry: Any, language: str, who: str, place: str, problems: list[str]) -> Translation | None:
    if not isinstance(entry, dict) or not entry.get("of"):
        problems.append(f"{place}: a translation needs `of`: quote words of the article's head or first paragraph")
        return None
    wrong = [key for key in entry if key not in ("of", *PARTS)]
    if wrong:
        problems.append(f"{place}: `{wrong[0]}` is no part of a translation: it takes of, {', '.join(PARTS)}")
        return None
    said = {key: str(value).strip() for key, value in entry.items() if value is not None}
    body = tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", said.pop("body", "")) if part.strip())
    return Translation(language=language, body=body, place=place, **({"translator": who} | said))
