"""Enrichment: pages in order, and beside each article what can be learnt of it, one layer a kind of knowledge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gzdaily_site import shipped
from gzdaily_site.config import Settings
from gzdaily_site.enrich import gazetteer, surroundings, taxonomy
from gzdaily_site.enrich.credits import credits_of
from gzdaily_site.enrich.gazetteer import Gazetteer
from gzdaily_site.enrich.keywords import Keywords
from gzdaily_site.enrich.regions import places
from gzdaily_site.enrich.spotting import Spotter
from gzdaily_site.enrich.topics import Subjects
from gzdaily_site.errors import UserError
from gzdaily_site.model import Archive, Article, PageReading, Topic


@dataclass(frozen=True, slots=True)
class Lore:
    """What is known before any article is read."""

    spotter: Spotter
    subjects: Subjects
    keywords: Keywords


# The layers of an archive, and who fills each.
ENRICHERS: Mapping[str, Callable[[Article, Lore], Any]] = {
    "places_of": lambda article, lore: places(article, lore.spotter),
    "topics_of": lambda article, lore: lore.subjects.of(article),
    "keywords_of": lambda article, lore: lore.keywords.of(article),
    "credits_of": lambda article, _: credits_of(article),
}


def enrich(readings: Sequence[PageReading], settings: Settings) -> Archive:
    """All pages in order (date, number, id; undated last) with every layer filled.

    ConfigError names every problem of the gazetteer, or of the taxonomy, at once.
    """
    divisions = gazetteer.load(shipped.data("gazetteer.yml"), _own(settings.site, "gazetteer", settings.gazetteer))
    topics = taxonomy.load(shipped.data("topics.yml"), _own(settings.site, "topics", settings.topics))
    lore = _lore(divisions, topics)
    pages = tuple(sorted(readings, key=_place_in_order))
    articles = [article for page in pages for article in page.articles]
    layers = {layer: {a.id: learn(a, lore) for a in articles} for layer, learn in ENRICHERS.items()}
    return Archive(pages, divisions.regions, topics, **layers)


def _lore(divisions: Gazetteer, topics: Mapping[str, Topic]) -> Lore:
    around = surroundings.load(shipped.data("surroundings.yml"), divisions.every_word)
    phrases = [word for topic in topics.values() for word in topic.words]
    names = [word for code in divisions.regions for word in divisions.words(code)]
    return Lore(Spotter(divisions, around), Subjects(topics), Keywords(phrases, names))


def _own(site: Path, key: str, name: str) -> Path | None:
    """The site's own file, when it names one."""
    if not name:
        return None
    path = site / name
    if not path.is_file():
        remedy = f"write the path of a file in the site folder, or take `{key}` out"
        raise UserError(str(site / "gzsite.yml"), f"`{key}` names {name}, which is not there", remedy)
    return path


def _place_in_order(page: PageReading) -> tuple[bool, date, bool, int, str, str]:
    facts = page.source.facts
    number = facts.number or ""
    digits = number.lstrip("0") if number.isdecimal() else ""
    return (facts.date is None, facts.date or date.max, not number, int(digits or 0), number, page.source.id)
