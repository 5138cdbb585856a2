"""Keywords: the words that set an article apart from Chinese prose at large."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from gzdaily_site.enrich.passages import Where, passages
from gzdaily_site.enrich.phrases import Phrases
from gzdaily_site.lexicon import added as dictionary_lacks
from gzdaily_site.lexicon import lexicon
from gzdaily_site.model import Article

# How many occurrences one counts for, by where it stands.
WEIGHT: Mapping[Where, float] = {
    "headline": 3,
    "kicker": 2,
    "deck": 2,
    "lead": 1,
    "body": 1,
    "column": 0,
    "dateline": 0,
    "page": 0,
}
MOST = 8
SHORTEST_PHRASE = 4  # characters; what is shorter the dictionary knows
CHINESE = re.compile(r"[\u3400-\u9fff]{2,}")


class Keywords:
    """Tells the keywords of articles; made once, used for every article."""

    def __init__(
        self,
        phrases: Iterable[str],
        skipped: Iterable[str],
        names: Iterable[str] = (),
        added: Mapping[str, int] | None = None,
    ) -> None:
        """`phrases` are kept whole where they stand; `skipped` are never keywords, such as the names of places.

        `names` are words of the archive that no dictionary knows: its columns and people; no keywords either. `added`
        is what `lexicon.added` says of all of them, where that is known: to work it out takes all of the dictionary.
        """
        known = tuple(sorted({*names, *skipped}))
        whole = [phrase for phrase in phrases if len(phrase) >= SHORTEST_PHRASE]
        self._phrases = Phrases(whole)
        self._skipped = stop_words() | frozenset(known)
        self.added = dictionary_lacks(known) if added is None else added
        # Made once, and here, so that copies of this process have it.
        self._lexicon = lexicon().more(self.added)

    def of(self, article: Article) -> tuple[str, ...]:
        """The best words by frequency times rarity, best first; of equals, the one that comes first in the article."""
        rarity = self._lexicon.rarity
        heard = self._heard(article)
        best = sorted(heard, key=lambda word: -heard[word] * rarity(word))  # stable
        return tuple(best[:MOST])

    def _heard(self, article: Article) -> dict[str, float]:
        heard: dict[str, float] = {}
        for passage in passages(article):
            weight = WEIGHT[passage.where]
            for word in self._words(passage.text) if weight else ():
                if CHINESE.fullmatch(word) and word not in self._skipped:
                    heard[word] = heard.get(word, 0) + weight
        return heard

    def _words(self, text: str) -> Iterator[str]:
        cut, at = self._lexicon.cut, 0
        for start, end, word in self._phrases.finditer(text):
            yield from cut(text[at:start])
            yield word
            at = end
        yield from cut(text[at:])


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words too general to be keywords; the list lies beside this module."""
    text = Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
