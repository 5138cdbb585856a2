"""Enrichment: pages in order, and beside each article what can be learnt of it, one layer a kind of knowledge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import add
from pathlib import Path
from typing import Any

from gzdaily_site import shipped
from gzdaily_site.config import Settings
from gzdaily_site.enrich import figures, gazetteer, persons, surroundings, taxonomy
from gzdaily_site.enrich.beginning import beginning
from gzdaily_site.enrich.credits import credits_of
from gzdaily_site.enrich.figures import Counter
from gzdaily_site.enrich.gazetteer import Gazetteer
from gzdaily_site.enrich.keywords import Keywords
from gzdaily_site.enrich.organisations import Register
from gzdaily_site.enrich.passages import passages
from gzdaily_site.enrich.persons import Witnesses
from gzdaily_site.enrich.regions import places
from gzdaily_site.enrich.related import related, ties_of, traced
from gzdaily_site.enrich.reuse import Comparing, reused
from gzdaily_site.enrich.spotting import Spotter
from gzdaily_site.enrich.topics import Subjects, signs_of
from gzdaily_site.errors import ConfigError, UserError
from gzdaily_site.gist import gist
from gzdaily_site.model import Archive, Article, ArticleId, PageReading, Related, Topic, TopicScore
from gzdaily_site.morgue import Envelopes, Morgue, key, parcel, rows_of
from gzdaily_site.printed import words_below


@dataclass(frozen=True, slots=True)
class Lore:
    """What is known before any article is read."""

    spotter: Spotter
    subjects: Subjects
    keywords: Keywords
    witnesses: Witnesses
    counter: Counter
    register: Register


def _topics(article: Article, page: PageReading, lore: Lore) -> tuple[TopicScore, ...]:
    """Without the signs, which only `gzsite topics` tells and which are a fifth of all that is kept of an article."""
    return tuple(replace(score, signs=()) for score in lore.subjects.of(article, signs_of(page)))


# The layers of an archive that an article fills by itself, and who fills each.
ENRICHERS: Mapping[str, Callable[[Article, PageReading, Lore], Any]] = {
    "places_of": lambda article, _, lore: places(article, lore.spotter),
    "topics_of": _topics,
    "keywords_of": lambda article, _, lore: lore.keywords.of(article),
    "credits_of": lambda article, _, __: credits_of(article),
    "people_of": lambda article, _, lore: lore.witnesses.of(passages(article), _writers(article)),
    "organisations_of": lambda article, _, lore: _organisations(article, lore),
    "figures_of": lambda article, _, lore: lore.counter.of(passages(article)),
    "beginnings_of": lambda article, _, __: beginning(article),
    "texts_of": lambda article, _, __: words_below(article),
}


LAYERS = (*ENRICHERS, "gists_of", "ties_of", "traces_of")
PLAIN = ("credits_of",)  # small, and every build asks for all of them more than once; the others lie in envelopes

Layers = Mapping[str, Mapping[ArticleId, Any]]  # by layer, what each article of a page filled it with


@dataclass(frozen=True, slots=True)
class Scope:
    """What an archive can be about: its regions and topics; `name` changes with the files that say so."""

    divisions: Gazetteer
    topics: Mapping[str, Topic]
    name: str


def enrich(readings: Sequence[PageReading], settings: Settings) -> Archive:
    """All pages in order (date, number, id; undated last) with every layer filled.

    ConfigError names every problem of the gazetteer and of the taxonomy at once.
    """
    about = scope(settings)
    told = lore(about, own_words((page, {}) for page in readings))
    archive = gather(readings, [layers_of(page, told) for page in readings], about)
    return replace(archive, related_to=relations(archive))


def scope(settings: Settings) -> Scope:
    """ConfigError names every problem of the gazetteer and of the taxonomy at once."""
    own = (_own(settings.site, "gazetteer", settings.gazetteer), _own(settings.site, "topics", settings.topics))
    try:
        divisions = gazetteer.load(shipped.data("gazetteer.yml"), own[0])
    except ConfigError as e:
        raise ConfigError([str(e), *_problems_of_topics(settings)]) from None
    name = key(shipped.code(), *(path.read_bytes() if path else b"" for path in own))
    return Scope(divisions, _taxonomy(settings), name)


def _problems_of_topics(settings: Settings) -> list[str]:
    try:
        _taxonomy(settings)
    except ConfigError as e:
        return [str(e)]
    return []


def lore(about: Scope, known: Iterable[str], added: Mapping[str, int] | None = None) -> Lore:
    """What articles are read with. `known` are words no dictionary has: the archive's columns and people; `added` is
    what `keywords.added` of an earlier lore said, of the same words.
    """
    around = surroundings.load(shipped.data("surroundings.yml"), about.divisions.every_word)
    phrases = [word for topic in about.topics.values() for word in topic.words]
    return Lore(
        Spotter(about.divisions, around),
        Subjects(about.topics),
        Keywords(phrases, sorted(about.divisions.every_word), sorted(known), added),
        persons.load(shipped.data("people.yml")),
        Counter(figures.load(shipped.data("units.yml"))),
        Register(around.organisations),
    )


def layers_of(page: PageReading, told: Lore) -> Layers:
    """What the articles of one page say by themselves."""
    layers: dict[str, dict[ArticleId, Any]] = {layer: {} for layer in LAYERS}
    for article in page.articles:  # article by article: what one layer worked out serves the next
        for layer, found in learn(article, page, told):
            layers[layer][article.id] = found
    rows = rows_of(dict.fromkeys(article.id for article in page.articles))
    return {layer: found if layer in PLAIN else Envelopes.of(found, rows) for layer, found in layers.items()}


def learn(article: Article, page: PageReading, told: Lore) -> Iterator[tuple[str, Any]]:
    """What each layer says of one article; the last three rest on the others."""
    known = {}
    for layer, enricher in ENRICHERS.items():
        known[layer] = enricher(article, page, told)
        yield layer, known[layer]
    yield "gists_of", gist(known)
    yield "ties_of", (ties := ties_of(article, known))
    yield "traces_of", traced(article, ties)


def gather(pages: Sequence[PageReading], layers: Sequence[Layers], about: Scope) -> Archive:
    """The archive: its pages in order, the layers of each put together; nothing is related yet."""
    order = sorted(range(len(pages)), key=lambda n: _place_in_order(pages[n]))
    rows = rows_of(id_ for n in order for id_ in dict.fromkeys(article.id for article in pages[n].articles))
    whole = {layer: _together([layers[n][layer] for n in order], rows) for layer in LAYERS}
    return Archive(tuple(pages[n] for n in order), about.divisions.regions, about.topics, **whole)


def relations(archive: Archive, kept: Morgue | None = None) -> Mapping[ArticleId, tuple[Related, ...]]:
    """What articles share with one another. `kept` has what two articles shared before, which say what they said."""
    articles = [article for page in archive.pages for article in page.articles]
    ties = dict[ArticleId, bytes]()

    def told() -> Iterator[bytes]:  # in one go, since all of both are large
        for article in articles:
            trace = archive.traces_of[article.id]
            ties[article.id] = trace.ties
            yield trace.clauses

    name = key(shipped.code())
    comparing = Comparing((kept.get(name) if kept else None) or {})
    twice = reused(articles, told(), comparing)
    if kept and comparing.now.keys() != comparing.before.keys():
        kept.put(name, parcel(comparing.now))
        kept.sweep([name])
    del comparing  # asked for no more
    return related(ties, archive.ties_of, twice)


def _together(found: Sequence[Any], rows: Mapping[ArticleId, int]) -> Any:
    if all(isinstance(page, Envelopes) for page in found):
        return Envelopes.together(found, rows)
    return {id_: it for page in found for id_, it in page.items()}


def own_words(pages: Iterable[tuple[PageReading, Layers]]) -> set[str]:
    """The archive's own columns and people, which no dictionary knows; layers that are empty are done without."""
    found: set[str] = set()
    for page, layers in pages:
        known = layers.get("credits_of") or {article.id: credits_of(article) for article in page.articles}
        found |= {credit.name for credits_ in known.values() for credit in credits_}
        found |= {article.column_name for article in page.articles}
    return found - {""}


FEW = 50  # words; of so many each is looked for by itself, in less time than a walk through the text takes


def standing(words: Iterable[str]) -> Callable[[PageReading], tuple[str, ...]]:
    """A function that tells which of many words stand on a page, in order."""
    known = frozenset(words)
    few = known if len(known) <= FEW else ()
    lengths: dict[str, set[int]] = {}  # of the words that begin with two characters
    for word in known:
        lengths.setdefault(word[:2], set()).add(len(word))

    def found(page: PageReading) -> tuple[str, ...]:
        text = "\n".join(piece.text for article in page.articles for piece in article.pieces)
        if few:
            return tuple(sorted(word for word in few if word in text))
        here = known.intersection(text)  # those of one character
        for place, start in enumerate(map(add, text, text[1:])):
            for length in lengths.get(start, ()):
                word = text[place : place + length]
                if word in known:
                    here |= {word}
        return tuple(sorted(here))

    return found


def subjects(settings: Settings) -> Subjects:
    """The topics of an archive alone, for those who only want to know why."""
    return Subjects(_taxonomy(settings))


def _taxonomy(settings: Settings) -> dict[str, Topic]:
    return taxonomy.load(shipped.data("topics.yml"), _own(settings.site, "topics", settings.topics))


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
