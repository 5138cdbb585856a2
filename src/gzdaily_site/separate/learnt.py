"""What was learnt from practice pages: weights and counts of characters, as numbers (data/separation.json)."""

from __future__ import annotations

import json

from gzdaily_site.shipped import data

_DATA = json.loads(data("separation.json").read_text(encoding="utf-8"))

STRIPS: dict[str, float] = _DATA["strips"]  # log-odds that a loose line is a strip of a paragraph
SUBHEADS: dict[str, float] = _DATA["subheads"]  # log-odds that a heading inside a story is a crosshead
LASTS: dict[str, float] = _DATA["lasts"]  # log-odds of the kind of its last word to end a strip rather than a head
LEGS: dict[str, float] = _DATA["legs"]  # log-odds that a stretch of a run belongs to another story
JOINS: dict[str, float] = _DATA["joins"]  # log-odds that two paragraphs are one
STARTS: dict[str, float] = _DATA["starts"]  # log-odds of a character to begin a paragraph rather than stand anywhere
ENDS: dict[str, float] = _DATA["ends"]  # the same, to end a head
BACKGROUND: dict[str, float] = _DATA["background"]  # share of paragraphs in which a bigram stands, where at least three
ENDINGS: dict[str, float] = _DATA["endings"]  # log-odds of a bigram to stand in the last paragraph of a story
