"""What the language says of a seam: do two texts read on as one, does a text begin as paragraphs begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from gzdaily_site.lexicon import kind, likelihood, word_across, words
from gzdaily_site.separate.characters import in_a_row
from gzdaily_site.separate.learnt import JOINS, READS_ON
from gzdaily_site.separate.shape import A_PAGE, awaited, matched, open_end, open_start, stray

NEAR = 6  # characters on each side of a seam that are read as words together
SIDE = 14  # characters on each side of which the words are looked at
SOUND_ODDS = 1.0  # the same where nothing is lost, and only heads taken for text are in question
LONG = 20  # characters; heads that were taken for text are about as long
MOST = 12.0  # what a broken word may say
MOST_ODDS = 6.0  # what the reading of one seam may say
# Ends that call for more without being cut: a list is announced, its items go on.
GOES_ON = ("：", "；", ":", ";")
# A quotation and who said it are one paragraph.
SAYS = re.compile(r"^[^，。“”]{1,10}(?:说|道|介绍|表示|告诉记者|坦言|感慨)[。，]")
SAYS_ONLY = re.compile(r"^[^，。“”]{1,14}(?:说|道|介绍|表示|坦言|感慨|感叹)。$")

Features = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a seam: the kinds of its words, the one at the seam first, and what it says by itself."""

    near: str
    kinds: tuple[str, ...]
    odds: float


@lru_cache(maxsize=A_PAGE)
def end_of(text: str) -> Side:
    """The side above a seam."""
    near = text.rstrip()[-SIDE:]
    return _side(near[-NEAR:], above_seam(near))


@lru_cache(maxsize=A_PAGE)
def start_of(text: str) -> Side:
    """The side below a seam; its odds are high for a text that begins in the middle, low for one that begins anew."""
    near = text.lstrip()[:SIDE]
    return _side(near[:NEAR], below_seam(near))


def above_seam(near: str) -> tuple[tuple[str, ...], list[str]]:
    """Kinds of the last words, and the names of what is looked at in them."""
    found = words(near)[::-1]
    kinds = tuple(map(kind, found[:3]))
    return kinds, [f"xk={kinds[0]}", f"xw={found[0]}"] if found else []


def below_seam(near: str) -> tuple[tuple[str, ...], list[str]]:
    """Kinds of the first words, and the names of what is looked at in them."""
    found = words(near)
    kinds = tuple(map(kind, found[:3]))
    names = [f"yc={near[:1]}", f"ycc={near[:2]}", f"yw={found[0]}", f"yk={kinds[0]}"] if found else []
    rows = [f"yk{n}={'_'.join(kinds[:n])}" for n in (2, 3) if len(kinds) >= n]
    return kinds, names + rows


def at_seam(above: tuple[str, ...], below: tuple[str, ...]) -> Iterator[str]:
    """The names of what is looked at in the kinds of words on both sides."""
    if not above or not below:
        return
    yield f"xy={above[0]}_{below[0]}"
    if len(above) > 1:
        yield f"xxy={above[1]}_{above[0]}_{below[0]}"
    if len(below) > 1:
        yield f"xyy={above[0]}_{below[0]}_{below[1]}"


def measured(above: str, below: str, *, seen: int = 0) -> Features:
    """What can be counted of a seam. `seen` as in `in_a_row`."""
    before, after, last = above.rstrip(), below.lstrip(), above[-1:]
    two, left, right = in_a_row(before[-2:], after[:2], seen=seen)
    word = _broken(before[-NEAR:], after[:NEAR])
    wants, closes = awaited(above), stray(below)
    return (
        ("bias", 1.0),
        ("two", two),
        ("left", left),
        ("right", right),
        ("word", word),
        ("no_word", float(word == 0)),
        ("comma", float(last in "，、")),
        ("sentence", float(last in "。！？”")),
        ("matched", float(wants == closes != "")),
        ("forbidden", float(wants != closes)),
    )


@lru_cache(maxsize=A_PAGE)
def reads_on(above: str, below: str) -> float:
    """Log-odds that `below` goes on where `above`, which breaks off, ends; against a new paragraph or a stranger."""
    end, start = end_of(above), start_of(below)
    weight, odds = READS_ON.get, end.odds + start.odds
    for name in at_seam(end.kinds, start.kinds):
        odds += weight(name, 0.0)
    for name, value in measured(above, below):
        if value:
            odds += weight(name, 0.0) * value
    return max(-MOST_ODDS, min(odds, MOST_ODDS))


def begins(text: str) -> float:
    """Log-odds that a text begins in the middle of a paragraph, by its first words alone."""
    return start_of(text).odds


def broken_word(above: str, below: str) -> float:
    """How much likelier the seam is inside a word than between two: log-odds from 0 to MOST."""
    return _broken(above.rstrip()[-NEAR:], below.lstrip()[:NEAR])


def one_paragraph(above: str, below: str, *, moved: bool, next_line: bool, broken: int) -> float:
    """Log-odds that two texts are one paragraph: `moved`, the second was found elsewhere; `next_line`, it is the next
    line of the file; `broken`, how many stories of the page break off in front of the next head.
    """
    features = seam_features(above, below, moved=moved, next_line=next_line, broken=broken)
    return sum(JOINS.get(name, 0.0) * value for name, value in features if value)


def seam_features(above: str, below: str, *, moved: bool, next_line: bool, broken: int) -> Features:
    """What is known of two paragraphs that follow each other in an article."""
    announces = above.endswith(GOES_ON)
    cut = open_end(above) and not announces
    doubt = cut and (broken > 1 or moved)  # where nothing is lost an open end goes on in the next line
    odds = reads_on(above, below) if cut else 0.0
    return (
        ("bias", 1.0),
        ("matched", float(matched(above, below))),
        ("announces", float(announces)),
        ("begins", 0.0 if cut else begins(below)),
        ("open_start", float(open_start(below))),
        ("says", float(above[-1:] == "”" and bool(SAYS.match(below)))),
        ("says_only", float(above[-1:] == "”" and bool(SAYS_ONLY.match(below)))),
        ("cut", float(cut)),
        ("reads_on", odds * doubt),
        ("cut_sound", float(cut and not doubt)),
        ("sound_long", min(len(above) / LONG, 2.0) * (cut and not doubt)),
        ("sound_reads_on", max(-SOUND_ODDS, min(odds, SOUND_ODDS)) * (cut and not doubt)),
        ("sound_comma", float(cut and not doubt and above[-1:] in "，、")),
        ("doubt_long", min(len(above) / LONG, 2.0) * doubt),
        ("doubt_moved", float(doubt and moved)),
        ("doubt_next", float(doubt and next_line)),
        ("doubt_comma", float(doubt and above[-1:] in "，、")),
        ("doubt_broken", min(broken, 6) * float(doubt)),
    )


def _side(near: str, said: tuple[tuple[str, ...], list[str]]) -> Side:
    kinds, names = said
    return Side(near, kinds, sum(READS_ON.get(name, 0.0) for name in names))


@lru_cache(maxsize=A_PAGE)
def _broken(left: str, right: str) -> float:
    if not left or not right or not (left[-1].isalnum() and right[0].isalnum()):
        return 0.0
    if not word_across(left, right):
        return 0.0  # the likeliest way to read the two together is to read each, and most seams are such
    odds = likelihood(left + right) - likelihood(left) - likelihood(right)
    return round(max(0.0, min(odds, MOST)), 3)  # what is left of sums of the same numbers in another order is no word
