"""Strips: short lines that are the first or last bit of a cut paragraph, not a head of any kind."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from gzdaily_site.separate.learnt import STRIPS
from gzdaily_site.separate.parts import Part
from gzdaily_site.separate.seams import broken_word, ends_head, ends_strip, starts
from gzdaily_site.separate.shape import open_end, open_start

ABOVE_HEAD = frozenset({"column", "kicker", "headline"})
BELOW_HEAD = frozenset({"column", "kicker", "headline", "deck", "byline"})
LONG = 60  # characters; no head is as long, so such a line tells whether this page cuts its paragraphs

Features = tuple[tuple[str, float], ...]


HEADLESS = 0.0  # log-odds from which a line inside a text is a strip
BESIDE_HEAD = 2.0  # beside a head a kicker is worth more than a strip: more must speak for one


def is_strip(features: Features) -> bool:
    """The line is a strip of a paragraph, more likely than not."""
    known = dict(features)
    beside = known["head_below"] or known["head_above"] or known["dateline_below"]
    return sum(STRIPS[name] * value for name, value in features) > (BESIDE_HEAD if beside else HEADLESS)


def features_of(parts: Sequence[Part], loose: Callable[[Part], bool]) -> dict[int, Features]:
    """What is known of each loose line, by its place among the parts."""
    places = [n for n, p in enumerate(parts) if loose(p) and not _paired(parts, n)]
    if not places:
        return {}
    long = [p for p in parts if p.role == "paragraph" and len(p.text) > LONG]
    cuts = sum(open_end(p.text) for p in long)
    texts = [(n, p.text) for n, p in enumerate(parts) if p.role == "paragraph" and len(p.text) > LONG]
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
    # The rest of the paragraph may stand anywhere below; the likeliest of the page counts.
    rest = max((broken_word(text, t) - max(starts(t), 0.0) for k, t in texts if k > n + 1), default=0.0)
    between = _between(parts, n)
    return (
        ("bias", 1.0),
        ("word_below", broken_word(text, under) if under else 0.0),
        ("word_above", broken_word(over, text) if over and open_end(over) else 0.0),
        ("above_open", float(bool(over) and open_end(over))),
        ("below_starts", starts(under) if under else 0.0),
        ("below_open", float(bool(under) and open_start(under))),
        ("starts", starts(text)),
        ("ends", ends_head(text)),
        ("ends_word", ends_strip(text)),
        ("ends_between", ends_head(text) * between),
        ("length", len(text) / 20),
        ("short", float(len(text) <= 8)),
        ("comma", float("，" in text or "：" in text)),
        ("digits", float(any(c.isdigit() for c in text))),
        ("list", float("、" in text)),
        ("asks", float(text.endswith(("？", "！")))),
        ("blank", float(any(c.isspace() for c in text))),
        ("quoted", float(text[:1] in "“《【")),
        ("de", float("的" in text)),
        ("head_below", float(below is not None and below.role in ABOVE_HEAD)),
        ("head_above", float(above is not None and above.role in BELOW_HEAD)),
        ("between", float(between)),
        ("dateline_below", float(below is not None and below.role == "dateline")),
        ("alike", math.log(1 + alike)),
        ("cuts", math.log(1 + cuts)),
        ("cuts_none", float(cuts == 0)),
        ("rest", max(rest, 0.0)),
    )


def _paired(parts: Sequence[Part], n: int) -> bool:
    """The line stands in one block with a neighbour: the two lines of a crosshead do."""
    return parts[n].follows or (n + 1 < len(parts) and parts[n + 1].follows)


def _between(parts: Sequence[Part], n: int) -> bool:
    sides = parts[max(n - 1, 0) : n] + parts[n + 1 : n + 2]  # type: ignore[operator]  # both slices of one sequence
    return len(sides) == 2 and all(p.role in ("paragraph", "dateline") for p in sides)
