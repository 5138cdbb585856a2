"""The shape of a text: is it open or closed, do its quotation marks balance, how long is it."""

from __future__ import annotations

import re
from functools import lru_cache

PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "「": "」", "『": "』", "【": "】", "〈": "〉"}
CLOSERS = {close: open_ for open_, close in PAIRS.items()}
MARK = re.compile(f"[{''.join((*PAIRS, *CLOSERS))}]")
AFTER_END = "”’」』）)》】〉\"' "
SENTENCE_END = "。！？!?…"
NEVER_FIRST = "，。、；：！？”’）》」』】〉…％%"
A_PAGE = 4096  # answers that are remembered: what one page asks about again and again, the next asks about hardly ever
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def unclosed(text: str) -> tuple[str, ...]:
    """The opening marks that the text leaves open, outermost first."""
    return _balance(text)[0]


def unopened(text: str) -> tuple[str, ...]:
    """The closing marks that nothing in the text opened, in order."""
    return _balance(text)[1]


def ends_sentence(text: str) -> bool:
    """The text ends as a sentence does, closing marks aside."""
    end = text.rstrip(AFTER_END)
    return end.endswith(tuple(SENTENCE_END)) or (end[-1:] == "." and end[-2:-1].isascii() and end[-2:-1].isalnum())


@lru_cache(maxsize=A_PAGE)
def open_end(text: str) -> bool:
    """The text breaks off: no sentence end, or a mark left open. A note in brackets needs no sentence end."""
    return not (ends_sentence(text) or note(text)) or bool(awaited(text))


def note(text: str) -> bool:
    """The whole text stands in brackets."""
    return text[:1] in "（(" and text[-1:] in "）)"


def open_start(text: str) -> bool:
    """The text begins in the middle: with a mark no text begins with, or a closing mark that nothing opened."""
    return text[:1] in NEVER_FIRST or bool(stray(text))


def forbidden(above: str, below: str) -> bool:
    """Quotation marks say that `below` does not go on from `above` (no counter-example in 8,000 true pairs)."""
    return awaited(above) != stray(below)


def matched(above: str, below: str) -> bool:
    """A quotation mark left open above is closed below."""
    return awaited(above) == stray(below) != ""


def awaited(text: str) -> str:
    """The closing mark that the text calls for, since it leaves a quotation mark or bracket open; empty for none."""
    return _marks(text)[0]


def stray(text: str) -> str:
    """The first closing mark in the text that nothing opened; empty for none."""
    return _marks(text)[1]


def han(text: str) -> int:
    """How many Chinese characters the text has."""
    return len(HAN.findall(text))


@lru_cache(maxsize=A_PAGE)  # each text of a page is asked about a hundred times
def _marks(text: str) -> tuple[str, str]:
    """`awaited` and `stray`; no single quotation marks, which stand for apostrophes too."""
    left, right = _balance(text)
    return next((PAIRS[m] for m in reversed(left) if m != "‘"), ""), next((m for m in right if m != "’"), "")


def _balance(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    stack: list[str] = []
    loose: list[str] = []
    for c in MARK.findall(text):
        if c in PAIRS:
            stack.append(c)
        elif stack and stack[-1] == CLOSERS[c]:
            stack.pop()
        elif CLOSERS[c] not in stack:
            loose.append(c)
        else:
            del stack[_last(stack, CLOSERS[c]) :]
    return tuple(stack), tuple(loose)


def _last(stack: list[str], mark: str) -> int:
    return len(stack) - 1 - stack[::-1].index(mark)
