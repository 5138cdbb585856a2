"""Many words looked for at once, the longest where several begin."""

from __future__ import annotations

import re
from collections.abc import Iterable


def longest(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words; sorted by first character, so that at each place of a text only few are tried."""
    first: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        first.setdefault(word[0], []).append(re.escape(word[1:]))
    ways = (f"{re.escape(c)}(?:{'|'.join(rest)})" for c, rest in sorted(first.items()))
    return re.compile("|".join(ways) or r"(?!)")
