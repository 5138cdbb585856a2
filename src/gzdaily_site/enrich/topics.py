"""Subjects: which topics of the taxonomy an article is about, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from gzdaily_site.enrich.passages import Where, passages, proof
from gzdaily_site.enrich.phrases import Phrases
from gzdaily_site.model import Article, PageReading, Proofs, Topic, TopicScore, TopicSign

# How much an occurrence of a keyword counts, by where it stands; `page` is the name or the banner of the whole page.
WEIGHT: Mapping[Where, float] = {
    "headline": 3,
    "kicker": 2,
    "column": 2,
    "deck": 2,
    "page": 1,
    "lead": 1,
    "body": 1,
    "dateline": 0,
}
COLUMN = 3.0  # points for standing in a column, or on a page, of the topic
MOST = 3  # topics an article is given
LEAST = 1.4  # points below which nothing fits, of the shortest text: a word that nearly belongs to the topic, once
MORE, LONG = 2.0, 800  # points more that a text of so many characters needs, where words of any kind may be met
BESIDE = 0.6  # share of the best topic's points which another needs to stand beside it
# LEAST, MORE and BESIDE were tuned on tests/enrich/labelled; a run of the tests prints the scores.
# Words of any contest: without a word of some sport beside them it may be one of cooks or welders.
CONTEST = re.compile(
    "选手|参赛|比赛|赛事?|赛场|决赛|半决赛|总决赛|晋级|冠军|亚军|夺冠|[金银铜奖]牌|竞技|团体赛|开赛|赛程|裁判|健儿|决出|观赛|助威"
    "|队员|队友|教练|小将|国家队"
)
SHOWN = 5  # words given as a reason
PROOFS = 200  # places of a topic's words that are kept


@dataclass(slots=True)
class _Heard:
    """A keyword in an article: its weighted number, how often it stands where, and the places."""

    weighted: float = 0
    where: dict[str, int] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)


class Subjects:
    """Tells the topics of one taxonomy; made once, used for every article."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self.topics = topics
        self._words = Phrases(word for topic in topics.values() for word in topic.words)
        self._worth: dict[str, list[tuple[str, float]]] = {}
        for topic in topics.values():
            for word, worth in topic.words.items():
                self._worth.setdefault(word, []).append((topic.slug, worth))

    def of(self, article: Article, page: Iterable[str] = ()) -> tuple[TopicScore, ...]:
        """At most three topics, best first; none when nothing fits. `page`: its name, its banner."""
        names = tuple(page)
        heard, columns = self._heard(article, names), _columns(article, names)
        ranked = self._ranked(heard, columns)
        least = max(self.least(article), BESIDE * ranked[0][1]) if ranked else 0
        chosen = (slug for slug, points in ranked[:MOST] if points >= least)
        return tuple(self._score(self.topics[slug], heard, columns) for slug in chosen)

    def least(self, article: Article) -> float:
        """The points a topic of this article needs."""
        characters = sum(len(block.text) for block in article.body)
        return LEAST + MORE * min(1.0, characters / LONG)

    def weighed(self, article: Article, page: Iterable[str] = ()) -> tuple[TopicScore, ...]:
        """Every topic that anything spoke for, best first, whether it fits or not."""
        names = tuple(page)
        heard, columns = self._heard(article, names), _columns(article, names)
        return tuple(self._score(self.topics[slug], heard, columns) for slug, _ in self._ranked(heard, columns))

    def _heard(self, article: Article, page: Iterable[str]) -> dict[str, _Heard]:
        """How much each keyword was heard; the longest match counts, not the shorter words inside it."""
        heard: dict[str, _Heard] = {}
        texts = [(p.where, p.text, p.part) for p in passages(article)]
        for where, text, part in [*texts, *(("page", name, "page") for name in page)]:
            for start, end, word in self._words.finditer(text):
                known = heard.get(word)
                if known is None:
                    known = heard[word] = _Heard()
                known.weighted += WEIGHT[where]
                known.where[where] = known.where.get(where, 0) + 1
                if part != "page":
                    known.places.append(proof(part, start, end))
        return heard

    def _ranked(self, heard: Mapping[str, _Heard], columns: Iterable[str]) -> list[tuple[str, float]]:
        """Topics and their points, best first; of topics alike, the first of the taxonomy."""
        points = dict.fromkeys(self.topics, 0.0)
        for topic in self.topics.values() if columns else ():
            points[topic.slug] = COLUMN * bool(_standing(topic, columns))
        for word, it in heard.items():
            for slug, worth in self._worth[word] if it.weighted else ():
                points[slug] += _points(worth, it)
        contest = {slug for word, it in heard.items() if it.weighted for slug, _ in self._worth[word]}
        sure = {
            slug
            for word, it in heard.items()
            if it.weighted and not CONTEST.fullmatch(word)
            for slug, _ in self._worth[word]
        }
        for slug in contest - sure:
            points[slug] = COLUMN * bool(columns and _standing(self.topics[slug], columns))
        return sorted(((slug, round(p, 3)) for slug, p in points.items() if p), key=lambda it: -it[1])

    def _score(self, topic: Topic, heard: Mapping[str, _Heard], columns: Iterable[str]) -> TopicScore:
        spoke = [word for word in topic.words if word in heard and heard[word].weighted]
        words = [TopicSign(word, heard[word].where, _points(topic.words[word], heard[word])) for word in spoke]
        named = _standing(topic, columns)
        signs = [*(TopicSign(name, {"column": 1}, COLUMN) for name in named[:1]), *_best_first(words)]
        total = sum(sign.points for sign in signs)
        places = [place for word in spoke for place in heard[word].places][:PROOFS]
        told = tuple(dict.fromkeys(sign.word for sign in signs))[:SHOWN]
        return TopicScore(topic.slug, round(total, 3), told, tuple(signs), Proofs(" ".join(places)))


def _points(worth: float, heard: _Heard) -> float:
    """A word earns its worth times 1 + ln(how much it was heard), so that one word repeated is not all."""
    return round(worth * (1 + log(heard.weighted)), 3)


def _columns(article: Article, page: tuple[str, ...]) -> tuple[str, ...]:
    return (article.column.text, *page) if article.column else page


def _standing(topic: Topic, columns: Iterable[str]) -> list[str]:
    """The columns of a topic that an article stands in."""
    return [name for name in topic.columns if any(name in column for column in columns)]


def _best_first(signs: list[TopicSign]) -> list[TopicSign]:
    return sorted(signs, key=lambda sign: -sign.points)  # stable: words of equal worth as in the taxonomy


def signs_of(page: PageReading) -> tuple[str, ...]:
    """What of a page tells its subject: its name and its banner."""
    return tuple(text for text in (page.source.facts.name, page.banner) if text)
