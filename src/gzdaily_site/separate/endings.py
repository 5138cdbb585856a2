"""Endings: does a paragraph sound like the last of its story."""

from __future__ import annotations

from functools import lru_cache
from operator import add

from gzdaily_site.separate.learnt import ENDINGS
from gzdaily_site.separate.shape import A_PAGE

ENOUGH = 60  # characters; a shorter paragraph tells little
MOST = 4.0


@lru_cache(maxsize=A_PAGE)
def concludes(text: str) -> float:
    """Log-odds a hundred characters that a paragraph is the last of its story, by the bigrams in it."""
    odds = sum(filter(None, map(ENDINGS.get, map(add, text, text[1:]))))
    return max(-MOST, min(odds * 100 / max(len(text), ENOUGH), MOST))
