"""The gazetteer: administrative divisions, the words that name them, and where such a word names something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from gzdaily_site.enrich.checked import CODE, DOUBT, LETTERS, TEXT, TEXTS, Entry, Problems, entries, fitting, missing
from gzdaily_site.model import Region

KINDS = {
    "code": CODE,
    "parent": CODE,
    "name": TEXT,
    "short": TEXT,
    "slug": TEXT,
    "pinyin": TEXT,
    "en": TEXT,
    "also": TEXTS,
    "former": TEXTS,
    "letter": LETTERS,
    "ambiguous": DOUBT,
    "sure_before": TEXTS,
    "not_before": TEXTS,
    "not_after": TEXTS,
    "elsewhere": TEXTS,
}
REQUIRED = ("name", "short", "slug", "pinyin", "en")
LEVELS: tuple[Literal["province", "prefecture", "county"], ...] = ("province", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class Rule:
    """How a division is named, and where its short name names something else. The header of the file explains."""

    also: tuple[str, ...] = ()
    letter: str = ""
    ambiguous: bool | Literal["word"] = False
    sure_before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Divisions by code, the province first, and a rule for each."""

    regions: Mapping[str, Region]
    rules: Mapping[str, Rule]
    surnames: frozenset[str]

    @property
    def province(self) -> Region:
        return next(iter(self.regions.values()))

    @property
    def every_word(self) -> frozenset[str]:
        """Every word that names a division of the province, or the province."""
        return frozenset(word for code in self.regions for word in self.words(code))

    def words(self, code: str) -> tuple[str, ...]:
        """Every word that may name a division, the full name first."""
        region = self.regions[code]
        return tuple(dict.fromkeys((region.name, region.short, *self.rules[code].also, *region.former)))


def load(path: Path, extra: Path | None = None) -> Gazetteer:
    """The gazetteer of a file, with the entries of `extra` put over it by code.

    An `extra` with a province of its own stands alone. ConfigError names every problem of both files at once.
    """
    problems = Problems()
    found, top = _read(path, problems)
    if extra is not None:
        added, own = _read(extra, problems)
        alone = any("parent" not in e.values and code not in found for code, e in added.items())
        found = added if alone else _merged(found, added)
        top = {**({} if alone else top), **own}
    whole = {code: e for code, e in found.items() if not missing(e, REQUIRED, problems)}
    levels = _levels(whole, found, problems)
    _check_slugs(whole, problems)
    problems.tell()
    ordered = sorted(whole, key=lambda code: levels[code] != 0)  # stable: the province, then as in the file
    return Gazetteer(
        {code: _region(code, whole[code], LEVELS[levels[code]]) for code in ordered},
        {code: _rule(whole[code].values) for code in ordered},
        frozenset(top.get("surnames", "")),
    )


def _read(path: Path, problems: Problems) -> tuple[dict[str, Entry], dict[str, Any]]:
    listed, top = entries(path, "regions", {"surnames": TEXT}, problems)
    found: dict[str, Entry] = {}
    for entry in listed:
        values = fitting(entry, KINDS, problems)
        if "code" not in values:
            if "code" not in entry.values:
                problems.add(entry.place, "lacks `code`", "add the official code")
            continue
        code = str(values["code"])
        if code in found:
            problems.add(entry.place, f"code {code} stands at {found[code].place} already", "keep one of the two")
            continue
        if "parent" in values:
            values["parent"] = str(values["parent"])
        found[code] = Entry(entry.place, values)
    return found, top


def _merged(found: Mapping[str, Entry], added: Mapping[str, Entry]) -> dict[str, Entry]:
    out = dict(found)
    for code, entry in added.items():
        out[code] = Entry(entry.place, {**out[code].values, **entry.values}) if code in out else entry
    return out


def _levels(whole: Mapping[str, Entry], found: Mapping[str, Entry], problems: Problems) -> dict[str, int]:
    """How deep each division lies below the province: 0, 1 or 2."""
    tops = [code for code, e in whole.items() if "parent" not in e.values]
    for code in tops[1:]:
        problems.add(whole[code].place, f"{code} is a second province", "add its `parent`")
    if whole and not tops:
        first = next(iter(whole.values()))
        problems.add(first.place, "no entry is the province", "add an entry without `parent`")
    out = {}
    for code, entry in whole.items():
        chain = _chain(code, found)
        out[code] = min(len(chain) - 1, len(LEVELS) - 1)
        if chain[-1] not in found:
            if len(chain) == 2:
                problems.add(entry.place, f"parent {chain[-1]} is not in the gazetteer", "add it or mend the code")
        elif len(chain) > len(LEVELS):
            problems.add(entry.place, f"{code} lies too deep", "name a province or a prefecture as its `parent`")
    return out


def _chain(code: str, found: Mapping[str, Entry]) -> list[str]:
    """A code and those above it, as far as they are known; cut off once it is too long to be right."""
    out = [code]
    while len(out) <= len(LEVELS) and out[-1] in found and "parent" in found[out[-1]].values:
        out.append(found[out[-1]].values["parent"])
    return out


def _check_slugs(whole: Mapping[str, Entry], problems: Problems) -> None:
    seen: dict[tuple[str, str], Entry] = {}
    for entry in whole.values():
        key = (entry.values.get("parent", ""), entry.values["slug"])
        if key in seen:
            problems.add(entry.place, f"slug `{key[1]}` is that of {seen[key].place} too", "choose another slug")
        seen.setdefault(key, entry)
        if not all(part.isalnum() and part.isascii() and part == part.lower() for part in key[1].split("-")):
            problems.add(entry.place, f"slug `{key[1]}` is no address", "write small letters, digits and hyphens")


def _region(code: str, entry: Entry, level: Literal["province", "prefecture", "county"]) -> Region:
    v = entry.values
    return Region(
        code=code,
        name=v["name"],
        short=v["short"],
        pinyin=v["pinyin"],
        en=v["en"],
        level=level,
        parent=v.get("parent"),
        slug=v["slug"],
        former=_texts(v, "former"),
        place=Path(entry.place).name,  # without folders: the same on every machine
    )


def _rule(v: Mapping[str, Any]) -> Rule:
    wheres = {key: _texts(v, key) for key in ("also", "sure_before", "not_before", "not_after", "elsewhere")}
    return Rule(letter=v.get("letter", ""), ambiguous=v.get("ambiguous", False), **wheres)


def _texts(values: Mapping[str, Any], key: str) -> tuple[str, ...]:
    given: Sequence[str] = values.get(key, ())
    return tuple(given)
