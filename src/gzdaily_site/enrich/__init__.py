"""Enrichment: pages in order, and beside each article what can be learnt of it, one layer a kind of knowledge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gzdaily_site import shipped
from gzdaily_site.config import Settings
from gzdaily_site.enrich import figures, gazetteer, persons, surroundings, taxonomy
from gzdaily_site.enrich.credits import credits_of
from gzdaily_site.enrich.figures import Counter
from gzdaily_site.enrich.gazetteer import Gazetteer
from gzdaily_site.enrich.keywords import Keywords
from gzdaily_site.enrich.organisations import Register
from gzdaily_site.enrich.passages import passages
from gzdaily_site.enrich.persons import Witnesses
from gzdaily_site.enrich.regions import places
from gzdaily_site.enrich.related import Known, related
from gzdaily_site.enrich.spotting import Spotter
from gzdaily_site.enrich.topics import Subjects, signs_of
from gzdaily_site.errors import UserError
from gzdaily_site.model import Archive, Article, ArticleId, PageReading, Topic


@dataclass(frozen=True, slots=True)
class Lore:
    """What is known before any article is read."""

    spotter: Spotter
    subjects: Subjects
    keywords: Keywords
    witnesses: Witnesses
    counter: Counter
    register: Register


# The layers of an archive that an article fills by itself, and who fills each.
ENRICHERS: Mapping[str, Callable[[Article, PageReading, Lore], Any]] = {
    "places_of": lambda article, _, lore: places(article, lore.spotter),
    "topics_of": lambda article, page, lore: lore.subjects.of(article, signs_of(page)),
    "keywords_of": lambda article, _, lore: lore.keywords.of(article),
    "credits_of": lambda article, _, __: credits_of(article),
    "people_of": lambda article, _, lore: lore.witnesses.of(passages(article), _writers(article)),
    "organisations_of": lambda article, _, lore: _organisations(article, lore),
    "figures_of": lambda article, _, lore: lore.counter.of(passages(article)),
}


def enrich(readings: Sequence[PageReading], settings: Settings) -> Archive:
    """All pages in order (date, number, id; undated last) with every layer filled.

    ConfigError names every problem of the gazetteer, or of the taxonomy, at once.
    """
    divisions = gazetteer.load(shipped.data("gazetteer.yml"), _own(settings.site, "gazetteer", settings.gazetteer))
    topics = _taxonomy(settings)
    pages = tuple(sorted(readings, key=_place_in_order))
    lore = _lore(divisions, topics, _names(pages))
    read = [(article, page) for page in pages for article in page.articles]
    layers: dict[str, dict[ArticleId, Any]] = {layer: {} for layer in ENRICHERS}
    for article, page in read:  # article by article: what one layer worked out serves the next
        for layer, learn in ENRICHERS.items():
            layers[layer][article.id] = learn(article, page, lore)
    known = Known(**{field.removesuffix("_of"): layers[field] for field in KNOWN})
    return Archive(
        pages, divisions.regions, topics, **layers, related_to=related([article for article, _ in read], known)
    )


KNOWN = ("keywords_of", "places_of", "people_of", "organisations_of", "figures_of", "credits_of")


def subjects(settings: Settings) -> Subjects:
    """The topics of an archive alone, for those who only want to know why."""
    return Subjects(_taxonomy(settings))


def _taxonomy(settings: Settings) -> dict[str, Topic]:
    return taxonomy.load(shipped.data("topics.yml"), _own(settings.site, "topics", settings.topics))


def _lore(divisions: Gazetteer, topics: Mapping[str, Topic], names: Sequence[str]) -> Lore:
    around = surroundings.load(shipped.data("surroundings.yml"), divisions.every_word)
    phrases = [word for topic in topics.values() for word in topic.words]
    return Lore(
        Spotter(divisions, around),
        Subjects(topics),
        Keywords(phrases, sorted(divisions.every_word), names),
        persons.load(shipped.data("people.yml")),
        Counter(figures.load(shipped.data("units.yml"))),
        Register(around.organisations),
    )


def _names(pages: Sequence[PageReading]) -> tuple[str, ...]:
    """The archive's own columns and people, which no dictionary knows."""
    articles = [article for page in pages for article in page.articles]
    columns = {article.column.text.strip("■□◆◇●★▲ \u3000") for article in articles if article.column}
    return tuple(sorted(columns | {name for article in articles for name in _writers(article)}))


def _writers(article: Article) -> frozenset[str]:
    return frozenset(credit.name for credit in credits_of(article))


def _organisations(article: Article, lore: Lore) -> Any:
    read = passages(article)
    return lore.register.of(read, lore.spotter.find(read))


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
