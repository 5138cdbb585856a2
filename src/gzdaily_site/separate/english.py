"""The forms of an English page: bylines, datelines, credits, folios."""

from __future__ import annotations

import re

NAME = r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|bin|al))+"
AND = r"(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+AND\s+|\s*&\s*)"
STAFF = r"(?:Staff|STAFF)\s+(?:reporter|Reporter|REPORTER|writer|Writer|WRITER)"
BYLINE = re.compile(
    rf"^(?:by|By|BY|{STAFF})[:\s]\s*({NAME}(?:{AND}{NAME})*)"
    r"(?:\s+(?:in|IN)\s+[A-Z][A-Za-z]+(?:,\s*[A-Z][A-Za-z]+)?)?(?:\s*[,|/]\s*[A-Z][A-Za-z ]{2,30})?$"
)
AGENCY = r"(?:Reuters|AP|AFP|Xinhua|UPI|Bloomberg|CNS|TASS|Kyodo|Yonhap|China Daily)"
DATELINE = re.compile(
    r"^\s*[A-Z][A-Z.'’ -]{2,30}(?:,\s*[A-Z][A-Za-z.]{2,20})?(?:,\s*[A-Z][a-z]{2,8}\.?\s+\d{1,2})?"
    rf"\s*(?:\({AGENCY}\)\s*[-–—]*|[-–—]{{1,2}})\s+"
)
PHOTO = r"(?:Photos?|PHOTOS?|Photographs?|Pictures?)(?:\s+(?:by|BY|courtesy of)|\s*[:/])"
AGENT = rf"{NAME}\s*/\s*[A-Z][A-Za-z ]{{1,20}}"
CREDIT = re.compile(rf"^[(\[]?(?:{PHOTO}\s*.{{2,50}}|{AGENT}|{AGENCY}(?:\s+[Pp]hotos?)?)[)\]]?$")
CREDIT_TAIL = re.compile(rf"(?<=[.!?”\"])\s+[(\[]?(?:{PHOTO}\s*[^.]{{2,50}}|{AGENT})\.?[)\]]?\s*$")
EDITOR = re.compile(
    r"^(?:(?:Page|Copy|Managing|Duty)\s+)?(?:[Ee]ditors?|EDITORS?|[Dd]esigner|[Ll]ayout)\s*[:：]\s*\S.{1,60}$"
)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY = rf"(?:{MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{MONTH},?\s+\d{{4}})"
PAPER = r"(?:THE |The )?(?:[A-Z][A-Za-z]+ ){1,3}(?:DAILY|Daily|TIMES|Times|POST|Post|HERALD|Herald|GAZETTE|Gazette)"
FOLIO = re.compile(
    rf"^(?:(?:.{{0,30}}[|·,—–-]\s*)?(?:{WEEKDAY}\W+)?{DAY}(?:\W.{{0,30}})?|(?:[Pp]age|PAGE)\s+[A-Z]?\d{{1,3}}(?:\s+of\s+\d{{1,3}})?"
    rf"|[A-Z]\d{{1,2}}|{PAPER}(?:\s*\|.{{0,40}})?)$"
)


def byline(text: str) -> tuple[str, ...]:
    """The names of an English byline; empty for anything else."""
    found = BYLINE.match(text)
    if not found:
        return ()
    names = re.split(AND, found[1])
    return tuple(n.title() if n.isupper() else n for n in names)


def photographers(text: str) -> tuple[str, ...]:
    """The names of an English credit."""
    found = re.search(rf"(?:by|BY|:)\s*({NAME})|({NAME})\s*/", text)
    return tuple(n for n in found.groups() if n) if found else ()
