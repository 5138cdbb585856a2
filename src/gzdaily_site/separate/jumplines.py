"""Jump lines as they are printed: 下转第三版, （上接A1版）, Continued on Page 5; where they stand, what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from gzdaily_site.separate.plain import plain

NUMBER = r"第?\s*(?:[A-Za-z]?\s?\d{1,3}|[A-Za-z]?[〇零一二三四五六七八九十]{1,3})\s*(?:版|[Pp]age\b)"
TO, FROM = r"(?:下转|紧转|续转|接转|转至|转)", r"(?:上接|紧接|续接|接)"
SEE = r"(?:相关(?:报道|报导|内容|评论))?(?:详见|见)"
ENGLISH_TO = (
    r"(?:(?:[Cc]ontinued|CONTINUED|[Tt]urn)\s+(?:on|ON|to|TO)|[Ss]ee\s+[A-Z][A-Z' ]{2,30},)\s+"
    r"(?:[Pp]age|PAGE)?\s*[A-Z]?\d{1,3}"
)
ENGLISH_FROM = r"(?:(?:[Cc]ontinued|CONTINUED)\s+)?(?:[Ff]rom|FROM)\s+(?:[Pp]age|PAGE)\s+[A-Z]?\d{1,3}"
SAID = rf"(?:{TO}|{FROM}|{SEE})\s*{NUMBER}|{ENGLISH_TO}|{ENGLISH_FROM}"
ARROWS = r"[\s▶►▷→➤▼◀—–\-]*"
TITLE = r"(?:\s*《[^《》]{2,40}》|[\s·:：]*[^\s，。；！？《》（）()]{1,16})?"
IN_TEXT = rf"(?:{TO}|{FROM})\s*{NUMBER}|{ENGLISH_TO}|{ENGLISH_FROM}"  # 相关报道见第四版 parts no text
OPEN, CLOSE = rf"[（(【\[〔<]{ARROWS}", rf"{TITLE}{ARROWS}[)）】\]〕>]"
# 转 and 接 are ordinary words: at the end of a text they count in brackets or behind an arrow only.
WHOLE = re.compile(rf"^(?:{OPEN}(?:{SAID}){CLOSE}|{ARROWS}(?:{SAID}){TITLE}{ARROWS})$")
AT_END = re.compile(
    rf"(?:{OPEN}(?:{IN_TEXT}){CLOSE}|(?:[▶►▷→➤]|——){ARROWS}(?:{IN_TEXT}){ARROWS}"
    rf"|(?:(?<=[。！？”」…\s])(?:下转|紧转|上接)\s*{NUMBER}|(?<=[.!?\"”]\s)(?:{ENGLISH_TO})))\s*$"
)
AT_START = re.compile(rf"^\s*(?:{OPEN}(?:{IN_TEXT}){CLOSE}|上接\s*{NUMBER}(?:[\s：:▶►]+|(?=《)))")
# No jump line is without one of these.
SIGN = re.compile("版|[Pp]age|[Ff]rom|FROM|[Tt]urn|[Ss]ee|[Cc]ontinued|CONTINUED")
READ = re.compile(
    r"(?P<verb>下转|紧转|续转|接转|转至|转|上接|紧接|续接|接|详见|见|[Cc]ontinued\s+from|CONTINUED FROM|[Ff]rom|FROM"
    r"|[Cc]ontinued|CONTINUED|[Tt]urn|[Ss]ee)\D*?"
    r"(?:第\s*)?(?P<page>(?<![A-Za-z])[A-Za-z]?\s?\d{1,3}|[A-Za-z]?[〇零一二三四五六七八九十]{1,3})\s*(?:版|[Pp]age\b|$|\W)\s*(?:《(?P<title>[^《》]+)》)?"
)
LONGEST = 60  # characters of a line that is a jump and nothing else
TAIL = 80  # characters at either end of a text in which a jump is looked for
FIGURES = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0}

Direction = Literal["to", "from", "see"]


@dataclass(frozen=True, slots=True)
class JumpLine:
    """`page` as page numbers are compared: `3` for 03 and 三, `A3` for A03; `title` when it names the article."""

    direction: Direction
    page: str
    title: str


def is_jump(text: str) -> bool:
    """The text is a jump line and nothing else."""
    said = plain(text) if len(text) <= LONGEST else ""
    return bool(SIGN.search(said)) and bool(WHOLE.match(said.strip()))


def cuts(text: str) -> tuple[int, ...]:
    """Where a text must be cut so that the jump lines at its ends stand alone; empty for a text without any."""
    said = plain(text)
    tail = max(0, len(said) - TAIL)
    if not SIGN.search(said, tail) and not (tail and SIGN.search(said, 0, TAIL)):
        return ()
    start, end = AT_START.match(said[:TAIL]), AT_END.search(said, tail)
    found = [start.end()] if start else []
    found += [end.start()] if end and end.start() > (found[0] if found else 0) else []
    return tuple(k for k in found if 0 < k < len(text))


def read_jump(text: str) -> JumpLine | None:
    """What a jump line says; None where it states no page."""
    found = READ.search(plain(text))
    if not found:
        return None
    verb = found["verb"].lower()
    direction: Direction = "to"
    if verb.endswith(("接", "from")):
        direction = "from"
    elif verb in ("见", "详见"):
        direction = "see"
    return JumpLine(direction, page_number(found["page"]), found["title"] or "")


def page_number(text: str) -> str:
    """A page number as it is compared: no blanks, no zeros before it, Chinese figures as Arabic ones."""
    said = re.sub(r"\s|^第|版$", "", plain(text)).upper()
    letter = said[: len(said) - len(said.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
    rest = said[len(letter) :]
    if rest and all(c in FIGURES or c == "十" for c in rest):
        tens, ten, ones = rest.partition("十")
        rest = str((FIGURES.get(tens, 1) * 10 + FIGURES.get(ones, 0)) if ten else FIGURES.get(rest, rest))
    return letter + (rest.lstrip("0") or rest)
