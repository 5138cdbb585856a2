"""Names into slugs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from gzdaily_site.render.sounds import syllables

_SAFE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def slugs(names: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """A slug for each name, never empty, no two alike; a given one comes first and unchanged where it is safe.

    Names that sound alike are numbered in the order of their characters, so the order of the pages does not matter.
    """
    ordered = sorted(set(names), key=lambda name: (not given.get(name), name))
    made: dict[str, str] = {}
    taken: set[str] = set()
    for name in ordered:
        made[name] = _free(slug(given.get(name) or name), taken)
        taken.add(made[name])
    return made


def slug(name: str) -> str:
    """`多彩新论` → `duo-cai-xin-lun`; what cannot be read aloud is named by its code points."""
    if _SAFE.fullmatch(name):
        return name
    sounds = "-".join(syllables(name)).lower().replace("ü", "v")
    ascii_only = "-".join(re.findall(r"[a-z0-9]+", sounds))
    return ascii_only or "-".join(f"u{ord(character):x}" for character in name) or "nameless"


def _free(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 1
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
