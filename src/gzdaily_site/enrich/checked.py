"""Entries of a YAML list with the line of each, and what is wrong with them, collected to be told at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from reprlib import repr as short  # a value may be huge, or hold itself many times over
from typing import Any

from gzdaily_site import readyaml
from gzdaily_site.errors import ConfigError, UserError


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value must be: `test` says whether it is, `remedy` what to write instead."""

    test: Any
    remedy: str

    def fits(self, value: Any) -> bool:
        return bool(self.test(value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(v) for v in value)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < float("inf")


PLACE = re.compile(r"(.*?):(\d+): ")
TEXT = Kind(_is_text, "write a text")
TEXTS = Kind(_is_texts, "write a list of texts such as [甲, 乙]")
LETTERS = Kind(lambda value: isinstance(value, str) and 1 <= len(value) <= 3, "write one character, or two or three")
DOUBT = Kind(
    lambda value: isinstance(value, bool) or value == "word", "write true or false, or word for an everyday word"
)
CODE = Kind(lambda value: str(value).isdecimal() and not isinstance(value, bool), "write the digits of the code")
NAMES = Kind(
    lambda value: isinstance(value, dict) and all(map(_is_text, [*value, *value.values()])),
    "write texts and what each stands for such as {穗: 广州}",
)
WEIGHTS = Kind(
    lambda value: isinstance(value, dict) and all(map(_is_text, value)) and all(map(_is_number, value.values())),
    "write keywords and weights above 0 such as {教育: 2, 学校: 1}",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list; `place` is `file:line`."""

    place: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problems:
    """What is wrong, in the order it was found."""

    found: list[str] = field(default_factory=list)
    wrong: set[tuple[str, str]] = field(default_factory=set)  # place and key of the values that do not fit

    def add(self, place: str, trouble: str, remedy: str) -> None:
        self.found.append(str(UserError(place, trouble, remedy)))

    def tell(self) -> None:
        """ConfigError when there is anything to tell, by file and line."""
        if self.found:
            raise ConfigError(sorted(self.found, key=_by_line))


def _by_line(problem: str) -> tuple[str, int]:
    found = PLACE.match(problem)
    return (found[1], int(found[2])) if found else (problem, 0)


def entries(path: Path, key: str, others: Mapping[str, Kind], problems: Problems) -> tuple[list[Entry], dict[str, Any]]:
    """The list under `key`, and the values of the other top-level keys; what does not fit is left out."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        given = readyaml.read(path, str(path))
    except OSError as e:
        problems.add(str(path), f"cannot be read ({e.strerror})", "check the path and its permissions")
        return [], {}
    except UnicodeDecodeError:
        problems.add(str(path), "is not UTF-8", "save it as UTF-8")
        return [], {}
    except UserError as e:
        problems.found.append(str(e))
        return [], {}
    if not isinstance(given, dict) or not isinstance(given.get(key), list):
        problems.add(f"{path}:1", f"has no list `{key}`", f"write `{key}:` and below it one entry after another")
        return [], {}
    lines = readyaml.key_lines(text)
    rest = {str(k): v for k, v in given.items() if k != key}
    top = _fitting(Entry(f"{path}:1", rest), others, problems, {k: f"{path}:{n}" for k, n in lines.items()})
    places = [f"{path}:{line}" for line in readyaml.entry_lines(text, key)]
    return [Entry(at, _mapping(at, e, problems)) for at, e in zip(places, given[key], strict=True)], top


def fitting(entry: Entry, kinds: Mapping[str, Kind], problems: Problems) -> dict[str, Any]:
    """The values of an entry which are of the kind they should be; the others are problems."""
    return _fitting(entry, kinds, problems, {})


def missing(entry: Entry, required: tuple[str, ...], problems: Problems) -> bool:
    """Whether a required key is not there; a problem, unless its value has been told as one."""
    absent = [key for key in required if key not in entry.values]
    untold = [key for key in absent if (entry.place, key) not in problems.wrong]
    if untold:
        problems.add(entry.place, f"lacks {', '.join(f'`{key}`' for key in untold)}", "add it")
    return bool(absent)


def _mapping(place: str, value: Any, problems: Problems) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return {str(k): v for k, v in value.items()}
    problems.add(place, f"the entry is {short(value)}", "write keys and values such as `name: 贵阳市`")
    return {}


def _fitting(entry: Entry, kinds: Mapping[str, Kind], problems: Problems, places: Mapping[str, str]) -> dict[str, Any]:
    out = {}
    for key, value in entry.values.items():
        place, kind = places.get(key, entry.place), kinds.get(key)
        if kind is None:
            near = get_close_matches(key, kinds, 1)
            known = f"known keys are {', '.join(kinds)}" if kinds else "leave it out"
            problems.add(place, f"unknown key `{key}`", f"did you mean `{near[0]}`?" if near else known)
        elif kind.fits(value):
            out[key] = value
        else:
            problems.add(place, f"`{key}` is {short(value)}", kind.remedy)
            problems.wrong.add((entry.place, key))
    return out
