"""Whether the characters behind a title are a person's name, and what the person is."""

from __future__ import annotations

import re

from gzdaily_site.lexicon import lexicon, part_of_speech, word_likelihood

DESCRIPTION = 40  # characters of what a person is, at most
CLAUSE = r"[^“”‘’。！？；：，,\s（）()]"  # one clause: what a person is has no comma in it
CLAUSE_BEFORE = re.compile(f"{CLAUSE}*[“”]?$")
COMMON_WORD = -13.0  # log-probability from which two characters are rather a word than the end of a name and a verb
NO_FAMILY = "向于和对从由"  # family names which are rather 'to', 'of', before a word of the dictionary: 向|主管
# What comes before what a person is: 让|北京的大学生, 援引|研究员.
LEADS = frozenset(("让", "使", "令", "是", "由", "请", "据", "援引", "引述", "说起", "谈起", "提起"))
NO_END = "地们方"  # of a name: what ends in them says how (高兴地), or who together (村民们, 业主方)


def is_common(word: str) -> bool:
    """Whether two characters are rather a word than the end of a name and what follows it."""
    return (word_likelihood(word) or -99) > COMMON_WORD


def is_name(name: str) -> bool:
    """Whether it is not rather a word: 耐心 (提醒), 高兴地 (说)."""
    return is_no_word(name) and not is_common(name[:2])


def is_no_word(name: str) -> bool:
    """The same where a title stands before it: only a word of the dictionary, or a verb, is none: 成功|申(请)."""
    known = word_likelihood(name) is not None and part_of_speech(name)[:2] != "nr"
    known |= name[0] in NO_FAMILY and len(name) > 2 and is_common(name[1:])
    known |= is_common(name[:2]) and part_of_speech(name[:2])[0] in "vad"
    return not known and name[-1] not in NO_END


def bare(name: str) -> str:
    """A foreign name without the words that follow it: 劳伦斯·恩德鲁|的话."""
    first, dot, last = name.rpartition("·")
    words = lexicon().cut(last)
    while len(words) > 1 and len(words[-1]) > 1 and part_of_speech(words[-1])[0] in "vud":
        words.pop()
    return first + dot + "".join(words)


def description(text: str, end: int) -> str:
    """The clause before a name: what the person is, as the text says it."""
    before = CLAUSE_BEFORE.search(text, max(0, end - DESCRIPTION), end)
    return told(before[0]) if before else ""


def told(clause: str) -> str:
    """What of a clause says what a person is: nothing up to a word that leads to it."""
    words = lexicon().cut(clause)
    last = max((n for n, word in enumerate(words) if word in LEADS), default=-1)
    return "".join(words[last + 1 :])
