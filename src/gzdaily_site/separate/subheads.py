"""Crossheads set as headings: a heading inside a story that a layout model gave the form of a headline."""

from __future__ import annotations

import math
from collections.abc import Sequence

from gzdaily_site.separate.learnt import SUBHEADS
from gzdaily_site.separate.parts import Part
from gzdaily_site.separate.shape import open_end
from gzdaily_site.separate.words import cosine, vectors

HEADS = frozenset({"column", "kicker", "headline", "deck", "byline"})
TEXT = frozenset({"paragraph", "crosshead"})
LONGEST = 30  # characters; of 184 such crossheads in the training pages the longest has 27
SURE = 0.0  # log-odds from which a heading is a crosshead

Features = tuple[tuple[str, float], ...]


def is_subhead(features: Features) -> bool:
    """The heading is a crosshead of the story above it, more likely than not."""
    return sum(SUBHEADS.get(name, 0.0) * value for name, value in features) > SURE


def features_of(parts: Sequence[Part]) -> dict[int, Features]:
    """What is known of each heading that may be a crosshead, by its place among the parts."""
    places = [n for n in range(1, len(parts) - 1) if _may_be(parts, n)]
    if not places:
        return {}
    heads = [n for n, p in enumerate(parts) if p.role in HEADS]
    texts = [_run(parts, heads, n) for n in places]
    rows = vectors([s for three in texts for s in three])
    siblings = [sum(1 for k in places if k != n and _story(parts, k) == _story(parts, n)) for n in places]
    return {
        n: _features(parts, n, texts[k], (cosine(rows[3 * k], rows[3 * k + 2]), cosine(rows[3 * k + 1], rows[3 * k]),
                     cosine(rows[3 * k + 1], rows[3 * k + 2])), siblings[k])
        for k, n in enumerate(places)
    }  # fmt: skip


def _features(
    parts: Sequence[Part], n: int, texts: tuple[str, str, str], like: tuple[float, float, float], siblings: int
) -> Features:
    above, title, below = texts
    near, up, down = like
    story = _story(parts, n)
    first = parts[story]
    headline = first if first.role == "headline" else None
    return (
        ("bias", 1.0),
        ("near", near),
        ("up", up),
        ("down", down),
        ("above_long", math.log(1 + len(above) / 80)),
        ("below_long", math.log(1 + len(below) / 80)),
        ("length", len(title) / 20),
        ("quoted", float(title[:1] in "“《【")),
        ("asks", float(title.endswith("？"))),
        ("blank", float(any(c.isspace() for c in title))),
        ("comma", float("，" in title or "：" in title)),
        ("deeper", float(headline is not None and parts[n].level > headline.level)),
        ("top", float(headline is not None and headline.level <= 2)),
        ("stands", float(headline is not None and _stands(parts, story))),
        ("first_story", float(not any(p.role == "headline" for p in parts[:story]))),
        ("under_column", float(first.role == "column")),
        ("column_above", float(story > 0 and parts[story - 1].role == "column")),
        ("byline_above", float(_signed(parts, story, n))),
        ("dateline_above", float(_dated(parts, story, n))),
        ("closed", float(not open_end(parts[n - 1].text))),
        ("siblings", math.log(1 + siblings)),
        ("picture_above", float(parts[n - 1].role in ("caption", "credit"))),
        ("picture_below", float(parts[n + 1].role in ("caption", "credit", "picture"))),
    )  # fmt: skip


def _may_be(parts: Sequence[Part], n: int) -> bool:
    here, above, below = parts[n], parts[n - 1], parts[n + 1]
    fits = here.role == "headline" and here.level >= 3 and len(here.text) <= LONGEST
    return fits and above.role in TEXT | {"caption", "credit"} and below.role in TEXT


def _story(parts: Sequence[Part], n: int) -> int:
    """Where the story begins that the heading stands in: at the nearest headline above that is set larger or has what
    only a story of its own has, else at the nearest headline, column label or the top of the page.
    """
    nearest: int | None = None
    for k in range(n - 1, -1, -1):
        if parts[k].role == "column":
            return nearest if nearest is not None else k
        if parts[k].role != "headline":
            continue
        if parts[k].level < parts[n].level or _stands(parts, k):
            return k
        nearest = nearest if nearest is not None else k
    return nearest or 0


def _stands(parts: Sequence[Part], k: int) -> bool:
    """The headline has what only a story of its own has: a byline, a dateline, a kicker."""
    return parts[k + 1].role in ("byline", "dateline", "deck") or (k > 0 and parts[k - 1].role in ("kicker", "column"))


def _signed(parts: Sequence[Part], story: int, n: int) -> bool:
    return any(p.role == "byline" for p in parts[story:n])


def _dated(parts: Sequence[Part], story: int, n: int) -> bool:
    return any(p.role == "dateline" for p in parts[story:n])


def _run(parts: Sequence[Part], heads: Sequence[int], n: int) -> tuple[str, str, str]:
    """The text from the story's headline to the heading, the heading, and the text down to the next one."""
    story = _story(parts, n)
    end = next((k for k in heads if k > n), len(parts))
    above = " ".join(p.text for p in parts[story:n] if p.role in TEXT or p.role == "headline")
    return above, parts[n].text, " ".join(p.text for p in parts[n + 1 : end] if p.role in TEXT)
