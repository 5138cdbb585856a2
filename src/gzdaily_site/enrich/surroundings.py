"""What stands around the names of places: words of context, and the places outside the province."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gzdaily_site.enrich.checked import NAMES, TEXT, TEXTS, Entry, Problems, entries, fitting, missing

LISTS = (
    "place_before",
    "place_after",
    "no_place",
    "not_no_place",
    "smaller",
    "not_smaller",
    "trade",
    "origin",
    "datelines",
    "people",
    "leaving",
    "firms",
    "schools",
    "organisations",
    "pairs",
    "no_pairs",
    "above",
    "abroad",
)
KINDS = {"name": TEXT, "short": TEXT, "letters": TEXT, "letter_of": NAMES, "cities": TEXTS, "only_full": TEXTS}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The header of the file explains each list; `outside` maps a word to the place it names."""

    surnames: frozenset[str]
    place_before: tuple[str, ...]
    place_after: tuple[str, ...]
    no_place: tuple[str, ...]
    not_no_place: tuple[str, ...]
    smaller: tuple[str, ...]
    not_smaller: tuple[str, ...]
    trade: tuple[str, ...]
    origin: tuple[str, ...]
    datelines: tuple[str, ...]
    people: tuple[str, ...]
    leaving: tuple[str, ...]
    firms: tuple[str, ...]
    schools: tuple[str, ...]
    organisations: tuple[str, ...]
    pairs: tuple[str, ...]
    no_pairs: tuple[str, ...]
    above: tuple[str, ...]
    outside: Mapping[str, str]
    whole: frozenset[str]  # places outside, as `outside` calls them, of which one says 全省
    letters: Mapping[str, str]  # each that stands for a place outside, and the place


def load(path: Path, inside: frozenset[str] = frozenset()) -> Surroundings:
    """`inside`: the words of the archive's own gazetteer, which are no places outside.

    ConfigError names every problem of the file at once.
    """
    problems = Problems()
    listed, top = entries(path, "provinces", {"surnames": TEXT, **dict.fromkeys(LISTS, TEXTS)}, problems)
    whole = [Entry(e.place, fitting(e, KINDS, problems)) for e in listed]
    provinces = [e.values for e in whole if not missing(e, ("name", "short"), problems)]
    problems.tell()
    away = [p for p in provinces if p["name"] not in inside]
    outside = {word: name for province in away for word, name in _words(province).items()}
    outside |= {word: word for word in top.get("abroad", ())}
    return Surroundings(
        surnames=frozenset(top.get("surnames", "")),
        outside={word: name for word, name in outside.items() if word not in inside},
        whole=frozenset(
            name for province in away if province["name"].endswith("省") for name in _words(province).values()
        ),
        letters={one: p.get("letter_of", {}).get(one, p["short"]) for p in away for one in p.get("letters", "")},
        **{key: tuple(top.get(key, ())) for key in LISTS if key != "abroad"},
    )


def _words(province: Mapping[str, Any]) -> dict[str, str]:
    """The words that name a province or one of its cities, each with the short name it stands for."""
    everyday = set(province.get("only_full", ()))
    out = {province["name"]: province["short"], province["short"]: province["short"]}
    for city in province.get("cities", ()):
        full = city if city.endswith(("县", "盟")) else f"{city}市"
        out |= {full: city} | ({} if city in everyday else {city: city})
    return out
