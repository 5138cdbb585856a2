"""Subjects: which topics of the taxonomy an article is about, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from math import log

from gzdaily_site.enrich.passages import Passage, Where, passages
from gzdaily_site.model import Article, Topic, TopicScore

# How much an occurrence of a keyword counts, by where it stands.
WEIGHT: Mapping[Where, float] = {
    "headline": 3,
    "kicker": 2,
    "column": 2,
    "deck": 2,
    "lead": 1,
    "body": 1,
    "dateline": 0,
}
COLUMN = 3.0  # points for standing in a column of the topic
MOST = 3  # topics an article is given
LEAST = 3.0  # points below which nothing fits: about a strong word once, or two middling ones
BESIDE = 0.5  # share of the best topic's points which another needs to stand beside it; both tuned on tests/enrich/labelled
SHOWN = 5  # words given as a reason


class Subjects:
    """Tells the topics of one taxonomy; made once, used for every article."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self.topics = topics
        words = {word for topic in topics.values() for word in topic.words}
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def of(self, article: Article) -> tuple[TopicScore, ...]:
        """At most three topics, best first; none when nothing fits."""
        heard = self._heard(passages(article))
        column = article.column.text if article.column else ""
        scores = [self._score(topic, heard, column) for topic in self.topics.values()]
        fit = sorted((s for s in scores if s.score >= LEAST), key=lambda s: -s.score)[:MOST]
        return tuple(s for s in fit if s.score >= BESIDE * fit[0].score)

    def _heard(self, read: Sequence[Passage]) -> dict[str, float]:
        """How much each keyword was heard; the longest match counts, not the shorter words inside it."""
        heard: dict[str, float] = {}
        for passage in read:
            for word in self._found(passage.text):
                heard[word] = heard.get(word, 0) + WEIGHT[passage.where]
        return heard

    def _found(self, text: str) -> Iterable[str]:
        return (match[0] for match in self._pattern.finditer(text))

    def _score(self, topic: Topic, heard: Mapping[str, float], column: str) -> TopicScore:
        """Each word earns its weight times 1 + ln(how much it was heard), so that one word repeated is not all."""
        earned = {word: weight * (1 + log(heard[word])) for word, weight in topic.words.items() if heard.get(word)}
        columns = [name for name in topic.columns if name in column]
        best = sorted(earned, key=lambda word: -earned[word])  # stable: words of equal worth as in the taxonomy
        total = sum(earned.values()) + COLUMN * bool(columns)
        return TopicScore(topic.slug, round(total, 3), tuple([*columns, *best][:SHOWN]))
