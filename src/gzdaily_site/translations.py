"""Translations beside a page, `<page>.<language>.yml`, read whole: every problem at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from reprlib import repr as short  # a value may be huge
from typing import Any

from gzdaily_site import readyaml
from gzdaily_site.errors import ConfigError, UserError
from gzdaily_site.forme import is_file
from gzdaily_site.model import Translation

TOP = ("articles", "translator")
REMEDY = "write `articles:` and below it an entry for each article (README, Translations)"
PARTS = ("headline", "kicker", "deck", "summary", "body", "translator")


def translations(page: Path, languages: tuple[str, ...], shown: Callable[[Path], str]) -> tuple[Translation, ...]:
    """What lies beside a page file in these languages; `shown` is how messages name a file."""
    found: list[Translation] = []
    for language in languages:
        path = page.with_suffix(f".{language}.yml")
        if is_file(path):
            found += _read(path, language, shown(path))
    return tuple(found)


def _read(path: Path, language: str, shown: str) -> list[Translation]:
    value = readyaml.read_words(path, shown)
    text = path.read_text(encoding="utf-8-sig")
    problems = _of_the_whole(value, shown, readyaml.key_lines(text)) if isinstance(value, dict) else []
    entries = value.get("articles") if isinstance(value, dict) else None
    if not isinstance(entries, list):
        raise ConfigError([*problems, str(UserError(shown, "is not a list under `articles:`", REMEDY))])
    lines = readyaml.entry_lines(text, "articles")
    who = value.get("translator")
    who = who.strip() if isinstance(who, str) else ""
    made = [
        _entry(entry, language, who, f"{shown}:{line}", problems) for entry, line in zip(entries, lines, strict=True)
    ]
    if problems:
        raise ConfigError(problems)
    return [entry for entry in made if entry]


def _of_the_whole(value: Mapping[Any, Any], shown: str, lines: Mapping[str, int]) -> list[str]:
    """What is wrong with the keys that stand above all entries."""
    problems = []
    for key, said in value.items():
        place = f"{shown}:{lines.get(str(key), 1)}"
        if key not in TOP:
            problems.append(str(UserError(place, f"unknown key `{key}`", _meant(key, TOP))))
        elif key == "translator" and said is not None and not isinstance(said, str):
            problems.append(str(UserError(place, f"`translator` is {short(said)}", "write a text")))
    return problems


def _meant(key: Any, known: Sequence[str]) -> str:
    near = get_close_matches(str(key).lower(), known, 1)
    return f"did you mean `{near[0]}`?" if near else f"known keys are {', '.join(known)}"


def _entry(entry: Any, language: str, who: str, place: str, problems: list[str]) -> Translation | None:
    if not isinstance(entry, dict) or not entry.get("of"):
        problems.append(f"{place}: a translation needs `of`: quote words of the article's head or first paragraph")
        return None
    wrong = [key for key in entry if key not in ("of", *PARTS)]
    if wrong:
        problems.append(f"{place}: `{wrong[0]}` is no part of a translation: it takes of, {', '.join(PARTS)}")
        return None
    untold = [key for key, value in entry.items() if value is not None and not isinstance(value, str)]
    if untold:
        problems.append(f"{place}: `{untold[0]}` is {short(entry[untold[0]])}: write a text")
        return None
    said = {key: value.strip() for key, value in entry.items() if value is not None}
    body = tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", said.pop("body", "")) if part.strip())
    return Translation(language=language, body=body, place=place, **({"translator": who} | said))
