"""Whether the characters behind a title are a person's name, and what the person is."""

from __future__ import annotations

import re

from gzdaily_site.lexicon import part_of_speech, word_likelihood

DESCRIPTION = 40  # characters of what a person is, at most
CLAUSE = r"[^“”‘’。！？；：，,\s（）()]"  # one clause: what a person is has no comma in it
CLAUSE_BEFORE = re.compile(f"{CLAUSE}*[“”]?$")
COMMON_WORD = -13.0  # log-probability from which two characters are rather a word than the end of a name and a verb
NO_END = "地们方"  # of a name: what ends in them says how (高兴地), or who together (村民们, 业主方)


def is_common(word: str) -> bool:
    """Whether two characters are rather a word than the end of a name and what follows it."""
    return (word_likelihood(word) or -99) > COMMON_WORD


def is_name(name: str) -> bool:
    """Whether it is not rather a word: 耐心 (提醒), 高兴地 (说)."""
    known = word_likelihood(name) is not None and part_of_speech(name) != "nr"
    return not known and not is_common(name[:2]) and name[-1] not in NO_END


def description(text: str, end: int) -> str:
    """The clause before a name: what the person is, as the text says it."""
    before = CLAUSE_BEFORE.search(text, max(0, end - DESCRIPTION), end)
    return before[0].removeprefix("据") if before else ""
