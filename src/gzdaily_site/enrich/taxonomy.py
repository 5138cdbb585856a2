"""The taxonomy: the subjects an article may be about, and the words that say so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gzdaily_site.enrich.checked import TEXT, TEXTS, WEIGHTS, Entry, Problems, entries, fitting, missing
from gzdaily_site.model import Topic

KINDS = {"slug": TEXT, "zh": TEXT, "en": TEXT, "words": WEIGHTS, "columns": TEXTS}
REQUIRED = ("zh", "en", "words")


def load(path: Path, extra: Path | None = None) -> dict[str, Topic]:
    """Topics by slug, in the order of the file; `extra` adds topics, or words to the topics of the same slug.

    ConfigError names every problem of both files at once.
    """
    problems = Problems()
    found = _read(path, problems)
    if extra is not None:
        for slug, entry in _read(extra, problems).items():
            found[slug] = _merged(found[slug], entry) if slug in found else entry
    whole = {slug: e for slug, e in found.items() if not missing(e, REQUIRED, problems)}
    problems.tell()
    return {slug: _topic(slug, e) for slug, e in whole.items()}


def _read(path: Path, problems: Problems) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries(path, "topics", {}, problems)[0]:
        values = fitting(entry, KINDS, problems)
        slug = values.get("slug")
        if slug is None:
            missing(entry, ("slug",), problems)
        elif slug in found:
            problems.add(entry.place, f"slug `{slug}` stands at {found[slug].place} already", "keep one of the two")
        elif not slug.replace("-", "").isalnum() or not slug.isascii() or slug != slug.lower():
            problems.add(entry.place, f"slug `{slug}` is no address", "write small letters, digits and hyphens")
        else:
            found[slug] = Entry(entry.place, values)
    return found


def _merged(old: Entry, new: Entry) -> Entry:
    words: Mapping[str, float] = {**old.values.get("words", {}), **new.values.get("words", {})}
    columns = dict.fromkeys([*old.values.get("columns", ()), *new.values.get("columns", ())])
    return Entry(new.place, {**old.values, **new.values, "words": words, "columns": list(columns)})


def _topic(slug: str, entry: Entry) -> Topic:
    v = entry.values
    words = {word: float(weight) for word, weight in v["words"].items()}
    return Topic(slug, v["zh"], v["en"], words, tuple(v.get("columns", ())))
