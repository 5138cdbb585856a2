"""Articles that share what is rare: the same keywords, place and topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

from gzdaily_site.model import Archive, ArticleId

MOST = 4  # shown
COMMON = 200  # articles; a mark that more of them bear says nothing, and would make every look-up long
LEAST = 2.5  # below this two articles merely live in the same province


@dataclass(frozen=True, slots=True)
class Kin:
    """Which marks an article bears, and who bears a mark."""

    marks: Mapping[ArticleId, tuple[str, ...]]
    bearers: Mapping[str, tuple[ArticleId, ...]]

    def of(self, article: ArticleId) -> tuple[ArticleId, ...]:
        """The nearest articles, best first."""
        scores: dict[ArticleId, float] = defaultdict(float)
        for name in self.marks.get(article, ()):
            them = self.bearers[name]
            if len(them) > COMMON:
                continue
            weight = log(1 + len(self.marks) / len(them))
            for other in them:
                scores[other] += weight
        scores.pop(article, None)
        best = sorted(scores.items(), key=lambda found: (-found[1], found[0]))
        return tuple(key for key, score in best[:MOST] if score >= LEAST)


def kin(archive: Archive) -> Kin:
    marks = {article.id: tuple(_marks(archive, article.id)) for page in archive.pages for article in page.articles}
    bearers: dict[str, list[ArticleId]] = defaultdict(list)
    for key, names in marks.items():
        for name in names:
            bearers[name].append(key)
    return Kin(marks, {name: tuple(them) for name, them in bearers.items()})


def _marks(archive: Archive, key: ArticleId) -> Iterator[str]:
    yield from (f"word {word}" for word in dict.fromkeys(archive.keywords_of.get(key, ())))
    yield from (f"topic {topic.slug}" for topic in archive.topics_of.get(key, ()))
    places = archive.places_of.get(key)
    if places:
        yield f"place {places.main}"
