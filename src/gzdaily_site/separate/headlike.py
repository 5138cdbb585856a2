"""Headlike: does a short line read as a head does, or as a bit of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gzdaily_site.lexicon import kind, words
from gzdaily_site.separate.learnt import HEADLIKE
from gzdaily_site.separate.shape import A_PAGE

MARKS = "，、“”《》：；的了在是"
LENGTH = 3  # characters in one class of length


@lru_cache(maxsize=A_PAGE)
def bit_of_text(text: str) -> float:
    """Log-odds that a short line is a bit of a paragraph and not a head, by its words alone."""
    return sum(HEADLIKE.get(name, 0.0) for name in looks(text))


def looks(text: str) -> Iterator[str]:
    """The names of what is looked at in a line."""
    found = words(text)
    if not found:
        return
    kinds = [kind(word) for word in found]
    yield "bias"
    yield f"first={kinds[0]}"
    yield f"two={'_'.join(kinds[:2])}"
    yield f"last={kinds[-1]}"
    yield f"end={'_'.join(kinds[-2:])}"
    yield f"first_word={found[0]}"
    yield f"last_word={found[-1]}"
    yield f"begins={text[:2]}"
    yield f"ends={text[-1:]}"
    yield f"length={len(text) // LENGTH}"
    yield f"words={min(len(found), 9)}"
    yield from (f"has={mark}" for mark in MARKS if mark in text)
    if any(map(str.isdigit, text)):
        yield "digit"
    if any(map(str.isspace, text)):
        yield "blank"
    yield from (f"word={word}" for word in dict.fromkeys(found))
    yield from (f"kind={word}" for word in dict.fromkeys(kinds))
