"""Credits: who wrote an article, who took its pictures, and which agency it came through, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gzdaily_site.model import Article, Byline, Credit, CreditRole

# The word nearest before a name says what it is; 摄 and its like stand after it.
ROLE = re.compile(r"(通讯员|特约记者|特约通讯员|实习生)|(记者|评论员|作者|采写|撰文|整理)|(摄影)")
ROLES: tuple[CreditRole, ...] = ("correspondent", "reporter", "photographer")
SHOT = re.compile(r"\s*(?:摄影|摄|供图|图(?!书))")
AGENCY = re.compile(r"新华社|中新社|人民视觉|影像[\u4e00-\u9fff]{2,4}|视觉中国")


def credits_of(article: Article) -> tuple[Credit, ...]:
    """Writers of the byline and the dateline, then photographers, then agencies; each once, in printed order."""
    lines = [line for line in (article.byline, article.dateline) if line]
    writers = [credit for line in lines for credit in _written(line)]
    photographers = [Credit(name, "photographer") for block in article.body for name in block.names]
    printed = [line.text for line in lines] + [block.text for block in article.body if block.kind == "credit"]
    agencies = [Credit(agency, "agency") for text in printed for agency in AGENCY.findall(text)]
    return tuple(dict.fromkeys([*writers, *photographers, *agencies]))


def _written(line: Byline) -> Iterator[Credit]:
    role: CreditRole = "reporter"
    at = 0
    for name in line.names:
        begin = line.text.find(name, at)
        if begin < 0:
            yield Credit(name, role)
            continue
        for word in ROLE.finditer(line.text, at, begin):
            role = ROLES[word.lastindex - 1] if word.lastindex else role
        at = begin + len(name)
        yield Credit(name, "photographer" if SHOT.match(line.text, at) else role)
