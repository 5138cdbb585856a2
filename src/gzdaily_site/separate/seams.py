"""What the language says of a seam: does a word run across it, does a text begin or end as one of its kind does."""

from __future__ import annotations

import re
from functools import lru_cache

from gzdaily_site.lexicon import last_word, likelihood
from gzdaily_site.separate.learnt import ENDS, JOINS, LASTS, STARTS
from gzdaily_site.separate.shape import matched, open_end, open_start

NEAR = 6  # characters on each side of a seam
MOST = 12.0
# Ends that call for more without being cut: a list is announced, its items go on.
GOES_ON = ("：", "；", ":", ";")
# A quotation and who said it are one paragraph.
SAYS = re.compile(r"^[^，。“”]{1,10}(?:说|道|介绍|表示|告诉记者|坦言|感慨)[。，]")

SAYS_ONLY = re.compile(r"^[^，。“”]{1,14}(?:说|道|介绍|表示|坦言|感慨|感叹)。$")


def broken_word(above: str, below: str) -> float:
    """How much likelier the seam is inside a word than between two: log-odds from 0 to MOST."""
    return _broken(above.rstrip()[-NEAR:], below.lstrip()[:NEAR])


def starts(text: str) -> float:
    """Log-odds that a text begins as a paragraph does, by its first two characters; 0 where nothing is known."""
    first = text[:1]
    return STARTS.get(text[:2] if len(text) > 1 else first, STARTS.get(first, STARTS.get("", 0.0)))


def ends_head(text: str) -> float:
    """Log-odds that a text ends as a head does, by its last character."""
    return ENDS.get(text[-1:], ENDS.get("", 0.0))


def last_kind(text: str) -> str:
    """The kind of a text's last word: its part of speech, whether it is one character, or its mark."""
    word, kind = last_word(text)
    if not word.isalnum():
        return word[-1:]
    return ("latin" if word.isascii() else kind) + ("1" if len(word) == 1 else "")


def ends_strip(text: str) -> float:
    """Log-odds that a text ends as a strip of a paragraph does rather than as a head, by its last word."""
    return LASTS.get(last_kind(text), 0.0)


def one_paragraph(above: str, below: str, *, moved: bool, next_line: bool, damaged: bool) -> float:
    """Log-odds that two texts are one paragraph: `moved`, the second was found elsewhere; `next_line`, it is the next
    line of the file; `damaged`, text of this page was displaced or lost.
    """
    features = seam_features(above, below, moved=moved, next_line=next_line, damaged=damaged)
    return sum(JOINS[name] * value for name, value in features)


def seam_features(
    above: str, below: str, *, moved: bool, next_line: bool, damaged: bool
) -> tuple[tuple[str, float], ...]:
    """What is known of two paragraphs that follow each other in an article."""
    announces = above.endswith(GOES_ON)
    cut = open_end(above) and not announces
    word, begins = broken_word(above, below), starts(below)
    doubt = cut and (damaged or moved)  # where nothing is lost an open end goes on in the next line
    return (
        ("bias", 1.0),
        ("matched", float(matched(above, below))),
        ("announces", float(announces)),
        ("begins", begins * (not cut)),
        ("open_start", float(open_start(below))),
        ("says", float(bool(SAYS.match(below)) and above[-1:] == "”")),
        ("says_only", float(bool(SAYS_ONLY.match(below)) and above[-1:] == "”")),
        ("cut", float(cut)),
        ("cut_word", word * cut),
        ("cut_sound", float(cut and not doubt)),
        ("doubt_between_words", float(doubt and word == 0)),
        ("doubt_comma", float(doubt and above[-1:] in "，、")),
        ("doubt_begins", begins * doubt),
        ("doubt_next", float(doubt and next_line)),
        ("doubt_moved", float(doubt and moved)),
        ("doubt_bracket", float(doubt and below[:1] in "“《（")),
        ("doubt_digit", float(doubt and below[:1].isdigit())),
    )


@lru_cache(maxsize=100_000)
def _broken(left: str, right: str) -> float:
    if not left or not right or not (left[-1].isalnum() and right[0].isalnum()):
        return 0.0
    odds = likelihood(left + right) - likelihood(left) - likelihood(right)
    return round(max(0.0, min(odds, MOST)), 3)  # what is left of sums of the same numbers in another order is no word
