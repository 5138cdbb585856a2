"""Names in bylines, datelines and picture credits."""

from __future__ import annotations

import re

# What stands before names: the paper, an agency, the kind of writer. Forms of the trade, not names of persons.
OFFICE = re.compile(
    r"(?:见习|首席|特约|驻站|实习)?(?:记者|通讯员|实习生|评论员|摄影|摄|文/图|文／图|图/文|整理|采写|撰文|供稿|报道|综合|作者)[：:]?"
)
HOUSE = re.compile(r"(?:本报|新华社|[\u4e00-\u9fff]{2,8}(?:日报|晚报|早报|时报|都市报|新闻|客户端|融媒体|全媒体|网))+")
NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,8})*|[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+)*")
WRITER = re.compile(r"(?:记者|通讯员|实习生|评论员)")


def names(text: str) -> tuple[str, ...]:
    """Each name once, in printed order; a run of ten or more characters without a break is left whole, unread."""
    words = re.split(r"[\s,，、;；/／（）()【】]+", OFFICE.sub(" ", HOUSE.sub(" ", text)))
    found = (w for word in words for w in _single(word))
    return tuple(dict.fromkeys(found))


def bare_names(text: str) -> tuple[str, ...]:
    """The names of a line that holds one to four names and nothing else; empty otherwise."""
    words = text.split()
    fit = 0 < len(words) <= 4 and all(NAME.fullmatch(w) and len(w) <= 4 and "的" not in w for w in words)
    return tuple(words) if fit else ()


def _single(word: str) -> tuple[str, ...]:
    return (word,) if NAME.fullmatch(word) else ()
