"""Strips: short lines that are the first or last bit of a cut paragraph, not a head of any kind."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from gzdaily_site.separate.headlike import bit_of_text
from gzdaily_site.separate.learnt import STRIPS
from gzdaily_site.separate.parts import Part
from gzdaily_site.separate.seams import begins, reads_on
from gzdaily_site.separate.shape import open_end, open_start
from gzdaily_site.separate.words import LONGEST, chinese, counted, rarity, tokens

ABOVE_HEAD = frozenset({"column", "kicker", "headline"})
BELOW_HEAD = frozenset({"column", "kicker", "headline", "deck", "byline"})
LONG = 60  # characters; no head is as long, so such a line tells whether this page cuts its paragraphs

Features = tuple[tuple[str, float], ...]
REACH = 120  # parts further down in which a rest is looked for; a newspaper page has some hundred
MOST = 8.0  # what the wording of a line may say
HEADLESS = -0.5  # log-odds from which a line inside a text is a strip
BESIDE_HEAD = 0.0  # the same beside a head


def is_strip(features: Features) -> bool:
    """The line is a strip of a paragraph, more likely than not."""
    known = dict(features)
    beside = known["head_below"] or known["head_above"] or known["dateline_below"]
    return sum(STRIPS.get(name, 0.0) * value for name, value in features) > (BESIDE_HEAD if beside else HEADLESS)


def features_of(parts: Sequence[Part], loose: Callable[[Part], bool]) -> dict[int, Features]:
    """What is known of each loose line, by its place among the parts."""
    places = [n for n, p in enumerate(parts) if loose(p) and not _paired(parts, n)]
    if not places:
        return {}
    texts = [(n, p.text) for n, p in enumerate(parts) if p.role == "paragraph" and len(p.text) > LONG]
    cuts = sum(open_end(text) for _, text in texts)
    return {n: _features(parts, n, places, cuts, texts) for n in places}


def _features(
    parts: Sequence[Part], n: int, places: Sequence[int], cuts: int, texts: Sequence[tuple[int, str]]
) -> Features:
    text = parts[n].text
    above = parts[n - 1] if n else None
    below = parts[n + 1] if n + 1 < len(parts) else None
    over = above.text if above and above.role == "paragraph" else ""
    under = below.text if below and below.role in ("paragraph", "caption") else ""
    alike = sum(1 for k in places if k != n and abs(k - n) < 25 and _between(parts, k))
    between = _between(parts, n)
    open_above = bool(over) and open_end(over)
    shared_above, shared_below = _shared(parts, n)
    head_below = below is not None and below.role in ABOVE_HEAD
    level = below.level if below and head_below else 0
    bit = max(-MOST, min(bit_of_text(text), MOST))
    rest = _rest(parts, n, texts) if head_below else 0.0
    differs = shared_above - shared_below
    return (
        ("bias", 1.0),
        ("bit_of_text", bit),
        ("bit_of_text_long", bit * len(text) / 20),
        ("reads_on_below", reads_on(text, under) if under else 0.0),
        ("reads_on_above", reads_on(over, text) if open_above else 0.0),
        ("above_open", float(open_above)),
        ("top", float(not any(p.role == "paragraph" for p in parts[:n]))),
        ("below_begins", begins(under) if under else 0.0),
        ("below_open", float(bool(under) and open_start(under))),
        ("begins", begins(text)),
        ("rest", rest),
        ("rest_head", rest * head_below),
        ("shared_more", math.copysign(math.sqrt(abs(differs)), differs)),
        ("shared_none_above", float(shared_above == 0)),
        ("shared_above", shared_above),
        ("shared_below", shared_below),
        ("length", len(text) / 20),
        ("short", float(len(text) <= 8)),
        ("uneven_quotes", float(text.count("“") != text.count("”"))),
        ("comma", float("，" in text or "：" in text)),
        ("asks", float(text.endswith(("？", "！")))),
        ("blank", float(any(c.isspace() for c in text))),
        ("head_below", float(head_below)),
        ("column_below", float(below is not None and below.role == "column")),
        ("small_head_below", float(level >= 4)),
        ("head_above", float(above is not None and above.role in BELOW_HEAD)),
        ("between", float(between)),
        ("dateline_below", float(below is not None and below.role == "dateline")),
        ("alike", math.log(1 + alike)),
        ("cuts", math.log(1 + cuts)),
        ("cuts_none", float(cuts == 0)),
    )


def _rest(parts: Sequence[Part], n: int, texts: Sequence[tuple[int, str]]) -> float:
    """How well the likeliest of the long texts further down goes on from the line, better than from what it follows."""
    best = 0.0
    for k, text in texts:
        if k <= n + 1:
            continue
        if k > n + REACH:
            break
        odds = reads_on(parts[n].text, text)
        if odds > best:
            over = parts[k - 1]
            there = reads_on(over.text, text) if over.role == "paragraph" and open_end(over.text) else 0.0
            best = max(best, odds - max(there, 0.0))
    return best


def _shared(parts: Sequence[Part], n: int) -> tuple[float, float]:
    """How much of the line's vocabulary stands in the story above it, and in the one below, from 0 to 1 each.

    Rare bigrams weigh more; the line itself is in neither story.
    """
    mine = {w: rarity(w) for w in tokens(parts[n].text)}
    total = sum(mine.values())
    if not total:
        return 0.0, 0.0
    return _held(mine, _above(parts, n)) / total, _held(mine, _below(parts, n)) / total


def _held(mine: Mapping[str, float], story: Iterable[Part]) -> float:
    texts = [p.text[:LONGEST] for p in story]
    return sum(v for w, v in mine.items() if any(_holds(text, w) for text in texts))


def _holds(text: str, word: str) -> bool:
    """The word is one of the text's; two Chinese characters in a row always are."""
    return word in text and ((len(word) == 2 and chinese(word)) or word in counted(text))


def _above(parts: Sequence[Part], n: int) -> Iterator[Part]:
    inside = False
    for part in reversed(parts[:n]):
        head = part.role in BELOW_HEAD
        if inside and not head:
            break  # above the heads of the story
        inside = inside or head
        yield part


def _below(parts: Sequence[Part], n: int) -> Iterator[Part]:
    text = False
    for part in parts[n + 1 :]:
        head = part.role in BELOW_HEAD
        if text and head:
            break
        text = text or not head
        yield part


def _paired(parts: Sequence[Part], n: int) -> bool:
    """The line stands in one block with a neighbour: the two lines of a crosshead do."""
    return parts[n].follows or (n + 1 < len(parts) and parts[n + 1].follows)


def _between(parts: Sequence[Part], n: int) -> bool:
    sides = parts[max(n - 1, 0) : n] + parts[n + 1 : n + 2]  # type: ignore[operator]  # both slices of one sequence
    return len(sides) == 2 and all(p.role in ("paragraph", "dateline") for p in sides)
