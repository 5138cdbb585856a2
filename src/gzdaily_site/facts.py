"""The facts of a page, from front matter, a sidecar, its path: every problem of them at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from reprlib import repr as short  # a value may be huge
from typing import Any

from gzdaily_site import readyaml
from gzdaily_site.errors import ConfigError, UserError
from gzdaily_site.forme import is_file
from gzdaily_site.model import PageFacts

FACTS = {
    "newspaper": "newspaper",
    "date": "date",
    "page": "number",
    "page_number": "number",
    "number": "number",
    "page_name": "name",
    "name": "name",
    "source": "source_url",
    "source_url": "source_url",
    "scan": "scan",
}
RULE = "---"
MOST_LINES = 60  # of front matter: further down a rule is one of the page
DATED = re.compile(
    r"(?<!\d)((?:18|19|20)\d\d)[-_/]?(0[1-9]|1[0-2])[-_/]?(0[1-9]|[12]\d|3[01])(?:[-_/]([A-Z]?\d{1,2}))?(?!\d)"
)
# A page number as jump lines are compared with it: 5, A03, 第三版.
NUMBER = re.compile(r"第?[A-Za-z]?(?:[0-9０-９]{1,3}|[〇零一二三四五六七八九十两]{1,3})版?")
KEY = re.compile(r"""\s*\{?(["']?)[\w-]+\1\s*:""")  # how a line begins that may be front matter
KNOWN = re.compile(rf"""\s*\{{?(["']?)({"|".join(FACTS)})\1\s*([:：])(.*)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """Keys and values as somebody wrote them, the line of each, and where the page goes on below them."""

    values: Mapping[Any, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    first: int = 1


def front_matter(lines: Sequence[str], shown: str) -> Stated:
    """What stands between two `---` at the top. UserError where facts are meant, but cannot be read: they would be
    published as text. Any other text between two rules is text.
    """
    top = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines[top].rstrip() != RULE:
        return Stated()
    end = next((n for n, line in enumerate(lines[top + 1 : top + MOST_LINES], top + 1) if line.rstrip() == RULE), None)
    block = lines[top + 1 : end]
    opening = next((line for line in block if line.strip() and not line.startswith("#")), "")
    known = _known(block, top + 2)
    if end is None:
        if any(found.string is opening and found[2] in FACTS for _, found in known[:1]):
            raise UserError(f"{shown}:{top + 1}", "the facts that begin here have no end", f"write `{RULE}` below them")
        return Stated()
    if slips := list(_slips(known, shown)):
        raise ConfigError(slips)
    if not known and not KEY.match(opening):
        return Stated()  # a rule at the top of the page, not front matter
    text = "\n" * (top + 1) + "\n".join(block)  # so that its lines are those of the file
    value = readyaml.words(text, shown)
    if isinstance(value, dict):
        return Stated(value, readyaml.key_lines(text), end + 2)
    if known:
        trouble = f"`{known[0][1][2]}` is said among lines that are not keys and values"
        raise UserError(f"{shown}:{known[0][0]}", trouble, f"write a key, a colon, a blank in each line above `{RULE}`")
    return Stated()


def _known(lines: Iterable[str], first: int) -> list[tuple[int, re.Match[str]]]:
    """The lines that begin with a key of ours, whatever colon follows it."""
    return [(n, found) for n, line in enumerate(lines, first) if (found := KNOWN.match(line))]


def _slips(known: Sequence[tuple[int, re.Match[str]]], shown: str) -> Iterator[str]:
    """Colons that people see and YAML does not."""
    for n, (quote, key, colon, rest) in ((n, found.groups()) for n, found in known):
        remedy = f"write `{key}: {rest.strip()}`"
        if colon == "：":
            yield str(UserError(f"{shown}:{n}", f"`{key}` has a full-width colon (：)", remedy))
        elif not quote and rest and not rest[0].isspace():
            yield str(UserError(f"{shown}:{n}", f"`{key}` has no blank behind its colon", remedy))


def facts(path: Path, folder: Path, matter: Stated, shown: Callable[[Path], str]) -> PageFacts:
    """Of a page file; `shown` is how messages name a file. ConfigError names every problem with its line."""
    problems: list[str] = []
    said = _said(matter, shown(path), problems)
    sidecar = path.with_suffix(".yml")
    if is_file(sidecar):
        for fact, value in _said(_sidecar(sidecar, shown(sidecar)), shown(sidecar), problems).items():
            said.setdefault(fact, value)
    if problems:
        raise ConfigError(problems)
    return PageFacts(**(_from_path(path, folder) | said))


def _sidecar(path: Path, shown: str) -> Stated:
    with suppress(OSError, UnicodeDecodeError):  # told below
        if slips := list(_slips(_known(path.read_text(encoding="utf-8-sig").splitlines(), 1), shown)):
            raise ConfigError(slips)
    value = readyaml.read_words(path, shown) or {}
    if not isinstance(value, dict):
        raise UserError(f"{shown}:1", "is not a list of keys and values", "write lines such as `date: 2025-06-12`")
    return Stated(value, readyaml.key_lines(path.read_text(encoding="utf-8-sig")))


def _said(stated: Stated, shown: str, problems: list[str]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    keys: dict[str, str] = {}
    for key, value in stated.values.items():
        place, fact = f"{shown}:{stated.lines.get(str(key), 1)}", FACTS.get(str(key))
        if fact is None:
            near = get_close_matches(str(key).lower(), FACTS, 1)
            remedy = f"did you mean `{near[0]}`?" if near else f"known keys are {', '.join(FACTS)}"
            problems.append(str(UserError(place, f"unknown key `{key}`", remedy)))
        elif value is not None:
            try:
                made = _fact(fact, str(key), value, place)
            except UserError as e:
                problems.append(str(e))
                continue
            if fact in said and said[fact] != made:
                trouble = f"`{key}` says otherwise than `{keys[fact]}`, which is the same fact"
                problems.append(str(UserError(place, trouble, "keep one of the two")))
            said[fact], keys[fact] = made, str(key)
    return said


def _fact(fact: str, key: str, value: Any, place: str) -> str | date:
    if not isinstance(value, str):
        remedy = "write a text, in quotes" if isinstance(value, bool) else "write a text"
        raise UserError(place, f"`{key}` is {_written(value)}", remedy)
    match fact:
        case "date":
            return _day(value, place)
        case "number":
            return _number(value.strip(), key, place)
        case _:
            return value


def _written(value: Any) -> str:
    """As YAML writes it."""
    return str(value).lower() if isinstance(value, bool) else short(value)


def _day(value: str, place: str) -> date:
    try:
        return datetime.fromisoformat(value).date()
    except ValueError as e:
        raise UserError(place, f"date is {value!r}", "write it as 2025-06-12") from e


def _number(value: str, key: str, place: str) -> str:
    if value and not NUMBER.fullmatch(value):
        raise UserError(place, f'{key} is "{value}"', "write a whole number, or one with a letter such as A03")
    return value.lstrip("0") or value


def _from_path(path: Path, folder: Path) -> dict[str, Any]:
    """The date and page number that a path states: `2025/06/12/05.md`, `2025-06-12-05.txt`."""
    inside = path.relative_to(folder) if path.is_relative_to(folder) else Path(path.name)
    found = DATED.search(inside.with_suffix("").as_posix())
    if not found:
        return {}
    year, month, day, number = found.groups()
    try:
        said: dict[str, Any] = {"date": date(int(year), int(month), int(day))}
    except ValueError:
        return {}
    return said | ({"number": number.lstrip("0") or number} if number else {})
