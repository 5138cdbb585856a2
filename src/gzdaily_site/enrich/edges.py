"""Whether a name found in running text is a word there, or made of the ends of two others (从|江苏, 完毕|节目)."""

from __future__ import annotations

from functools import lru_cache

from gzdaily_site.lexicon import word_likelihood

REACH = 4  # characters looked at on either side
LONGEST = 4  # characters of a dictionary word
NAME = -13.0  # log-probability a name is granted, about that of a county in jieba's dictionary
UNKNOWN = -17.0  # of a character the dictionary has not as a word


def straddled(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] reads better when a word runs across one of its edges."""
    left = max(0, start - REACH)
    return _straddled(text[left : end + REACH], start - left, end - left)


@lru_cache(maxsize=50_000)
def _straddled(text: str, start: int, end: int) -> bool:
    before, after = _forward(text), _backward(text)
    plain = before[start] + NAME + after[end]
    return any(
        before[s] + _word(text[s:e]) + after[e] > plain
        for s in range(len(text))
        for e in range(s + 2, min(s + LONGEST, len(text)) + 1)
        if _crosses(s, e, start, end) and word_likelihood(text[s:e]) is not None
    )


def _crosses(s: int, e: int, start: int, end: int) -> bool:
    """Whether a word [s, e) has part of the name [start, end) and something beside it."""
    return (s < start < e < end) or (start < s < end < e)


def _forward(text: str) -> list[float]:
    """The likeliest way to read text[:n], for each n."""
    best = [0.0]
    for e in range(1, len(text) + 1):
        best.append(max(best[s] + _word(text[s:e]) for s in range(max(0, e - LONGEST), e)))
    return best


def _backward(text: str) -> list[float]:
    best = [0.0]
    for s in range(len(text) - 1, -1, -1):
        ends = range(s + 1, min(s + LONGEST, len(text)) + 1)
        best.append(max(_word(text[s:e]) + best[len(text) - e] for e in ends))
    return best[::-1]


def _word(word: str) -> float:
    known = word_likelihood(word)
    if known is None:
        return UNKNOWN if len(word) == 1 else float("-inf")
    return known
