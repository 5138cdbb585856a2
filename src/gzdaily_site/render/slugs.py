"""Names into slugs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from gzdaily_site import shipped
from gzdaily_site.morgue import Morgue, key, parcel
from gzdaily_site.render.sounds import syllables

_SAFE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@contextmanager
def remembered(site: Path) -> Iterator[dict[str, str]]:
    """Names and how they are spelled, from build to build: to read thirty thousand names aloud takes a second."""
    morgue, name = Morgue(site, "slugs"), key(shipped.code())
    known: dict[str, str] = morgue.get(name) or {}
    before = len(known)
    yield known
    if len(known) > before:
        morgue.put(name, parcel(known))
        morgue.sweep([name])


def slugs(names: Iterable[str], given: Mapping[str, str], spelled: dict[str, str] | None = None) -> dict[str, str]:
    """A slug for each name, never empty, no two alike; a given one comes first and unchanged where it is safe.

    Names that sound alike are numbered in the order of their characters, so the order of the pages does not matter.
    `spelled` has names that were looked up before, and takes the new ones.
    """
    spelled = {} if spelled is None else spelled
    ordered = sorted(set(names), key=lambda name: (not given.get(name), name))
    made: dict[str, str] = {}
    taken: set[str] = set()
    for name in ordered:
        wanted = given.get(name) or name
        if wanted not in spelled:
            spelled[wanted] = slug(wanted)
        made[name] = _free(spelled[wanted], taken)
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
