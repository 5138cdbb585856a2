"""Record… → what is suggested while a reader types: places, topics, columns, people, key words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gzdaily_site.config import Settings
from gzdaily_site.model import Archive
from gzdaily_site.search.published import Record

MOST = 3000  # of a kind; the file is loaded with the first key a reader strikes
REPEATED = 2  # a key word of one article only is no suggestion


def names(records: Sequence[Record], archive: Archive, settings: Settings) -> list[tuple[str, str, int, str]]:
    """Kind, name, number of articles, English name or nothing; of each kind the most frequent first."""
    topics = {slug: topic.zh for slug, topic in archive.topics.items()}
    regions = {code: region.name for code, region in archive.regions.items()}
    kinds = {
        "place": Counter(regions[record.region] for record in records if record.region in regions),
        "topic": Counter(topics[slug] for record in records for slug in record.topics if slug in topics),
        "column": Counter(record.column for record in records if record.column),
        "person": Counter(name for record in records for name in record.people),
        "word": Counter(word for record in records for word in archive.keywords_of.get(record.id, ())),
    }
    kinds["word"] = Counter({word: n for word, n in kinds["word"].items() if n >= REPEATED})
    english = {
        "place": {region.name: region.en for region in archive.regions.values()},
        "topic": {topic.zh: topic.en for topic in archive.topics.values()},
        "column": {name: words.en for name, words in settings.columns.items()},
    }
    return [
        (kind, name, n, english.get(kind, {}).get(name, "") if "en" in settings.languages else "")
        for kind, counted in kinds.items()
        for name, n in _frequent(counted)
    ]


def _frequent(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda row: (-row[1], row[0]))[:MOST]
