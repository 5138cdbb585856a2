"""Learning from an archive: its own counts of characters and words beside those of the package."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gzdaily_site.model import PageReading
from gzdaily_site.separate import characters, endings, headlike, learnt, seams, words

SCHEMA = 1
MOST = 200_000  # rows of characters of one length that are kept, the commonest first: some 3 MB
LEAST = {1: 1, 2: 2, 3: 3}  # how often a row of so many characters must have been met
LEAST_TEXTS = 3  # paragraphs a bigram must stand in
TEXTS = (
    seams.reads_on, seams.end_of, seams.start_of, headlike.bit_of_text, endings.concludes, words.counted, words.rarity,
)  # fmt: skip
TABLES = (characters.total, words.background)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was counted: paragraphs, rows of one, two and three characters, paragraphs that hold a bigram.

    `name` tells one file of counts from another; empty for counts that come from no file.
    """

    paragraphs: int
    singles: Mapping[str, int]
    pairs: Mapping[str, int]
    triples: Mapping[str, int]
    texts: Mapping[str, int]
    name: str = ""


def learn(readings: Iterable[PageReading]) -> Learnt:
    """The counts over the paragraphs of an archive, as its pages were put together."""
    rows: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    texts: Counter[str] = Counter()
    paragraphs = 0
    for text in (b.text for r in readings for a in r.articles for b in a.body if b.kind == "paragraph"):
        paragraphs += 1
        texts.update(set(words.tokens(text)))
        for n, count in enumerate(rows, 1):
            count.update(text[k : k + n] for k in range(len(text) - n + 1))
    ones, twos, threes = (_commonest(count, LEAST[n]) for n, count in enumerate(rows, 1))
    return Learnt(paragraphs, ones, twos, threes, _commonest(texts, LEAST_TEXTS))


def packed(found: Learnt) -> bytes:
    """As a file keeps it; the same counts give the same bytes."""
    rows = {n: _rows(getattr(found, n)) for n in ("singles", "pairs", "triples")}
    value = {"schema": SCHEMA, "paragraphs": found.paragraphs, **rows, "texts": dict(sorted(found.texts.items()))}
    return gzip.compress(json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace"), mtime=0)


def unpacked(content: bytes) -> Learnt:
    """What `packed` gave; ValueError for anything else."""
    try:
        value: dict[str, Any] = json.loads(gzip.decompress(content))
        if value["schema"] != SCHEMA:
            raise ValueError(f"schema {value['schema']}")
        one, two, three = (learnt.unpacked(value[n], k) for k, n in enumerate(("singles", "pairs", "triples"), 1))
        name = hashlib.blake2b(content, digest_size=16).hexdigest()
        return Learnt(int(value["paragraphs"]), one, two, three, value["texts"], name)
    except (OSError, EOFError, KeyError, TypeError) as e:
        raise ValueError(str(e)) from e


def use(own: Learnt | None) -> None:
    """From here on separation works with these counts added to those of the package; None: with the package's alone."""
    before = _IN_USE[0]
    if own is before or (own and before and own.name and own.name == before.name):
        return  # workers are handed a copy with every batch
    _IN_USE[0] = own
    learnt.restore(*((own.singles, own.pairs, own.triples) if own else ()))
    if own:
        _mix(own)
    forget()


_IN_USE: list[Learnt | None] = [None]  # what `use` was told last


def let_go() -> None:
    """Out of memory, where hardly a page is going to be read; whoever reads one has it again."""
    learnt.let_go()
    forget()


def forget() -> None:
    """Drops what was worked out with other counts."""
    forget_texts()
    for table in TABLES:
        table.cache_clear()


def forget_texts() -> None:
    """Drops what was worked out of texts, so that a page is read as if it were the first."""
    for cache in TEXTS:
        cache.cache_clear()


def _mix(own: Learnt) -> None:
    """Shares of paragraphs over both, the package's as if of `words.WEIGHT` paragraphs."""
    whole = words.WEIGHT + own.paragraphs
    for word in {*learnt.BACKGROUND, *own.texts}:
        learnt.BACKGROUND[word] = (learnt.BACKGROUND.get(word, 0.0) * words.WEIGHT + own.texts.get(word, 0)) / whole


def _commonest(count: Counter[str], least: int) -> dict[str, int]:
    known = sorted((w for w, n in count.items() if n >= least), key=lambda w: (-count[w], w))
    return {w: count[w] for w in sorted(known[:MOST])}


def _rows(counts: Mapping[str, int]) -> dict[str, str]:
    """Under each count the texts that have it, in a row; see `learnt.unpacked`."""
    groups: dict[str, list[str]] = {}
    for text, n in sorted(counts.items()):
        groups.setdefault(str(n), []).append(text)
    return {n: "".join(texts) for n, texts in groups.items()}
