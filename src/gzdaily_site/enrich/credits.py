"""Credits: who wrote an article, who took its pictures, and which agency it came through, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gzdaily_site.model import Article, Byline, Credit, CreditRole

# The word nearest before a name says what it is; 摄 and its like stand after it. Who signs with a bare name is an
# author: it may be a poet. So is who comments.
ROLE = re.compile(r"(通讯员|特约记者|特约通讯员|实习生)|(记者)|(摄影)|(评论员|作者|采写|撰文|整理)")
ROLES: tuple[CreditRole, ...] = ("correspondent", "reporter", "photographer", "author")
SHOT = re.compile(r"\s*(?:摄影|摄|供图|图(?!书))")
AGENCY = re.compile(r"新华社|中新社|人民视觉|影像[\u4e00-\u9fff]{2,4}|视觉中国")


def credits_of(article: Article) -> tuple[Credit, ...]:
    """Writers of byline and dateline, those a note names (…参与采写), photographers, agencies; each once, in order."""
    lines = [line for line in (article.byline, article.dateline) if line]
    writers = [credit for line in lines for credit in _written(_printed(line, article), line.names)]
    noted = [block for block in article.body if block.kind == "paragraph" and block.names]
    writers += [credit for block in noted for credit in _written(block.text, block.names)]
    pictured = [block for block in article.body if block.kind == "credit"]
    photographers = [Credit(name, "photographer") for block in pictured for name in block.names]
    printed = [line.text for line in lines] + [block.text for block in pictured]
    agencies = [Credit(agency, "agency") for text in printed for agency in AGENCY.findall(text)]
    return tuple(dict.fromkeys([*writers, *photographers, *agencies]))


def _printed(line: Byline, article: Article) -> str:
    """The text that says what they are: of a byline that was made of a note below the text, the note."""
    notes = (block.text for block in article.body if not line.pieces and all(name in block.text for name in line.names))
    return next((note for note in notes if note.startswith(("（", "("))), line.text)


def _written(text: str, names: Sequence[str]) -> Iterator[Credit]:
    role: CreditRole = "author"
    at = 0
    for name in names:
        begin = text.find(name, at)
        if begin < 0:
            yield Credit(name, role)
            continue
        for word in ROLE.finditer(text, at, begin):
            role = ROLES[word.lastindex - 1] if word.lastindex else role
        at = begin + len(name)
        yield Credit(name, "photographer" if SHOT.match(text, at) else role)
