"""Make-up: an article set in legs, as strips of print that a layout model will see one by one."""

import random
import re
from dataclasses import dataclass, replace

from manuscripts import Manuscript

LEGS = {"lead": (2, 5), "report": (1, 3), "profile": (2, 3), "comment": (1, 2), "column": (1, 2), "brief": (1, 2)}
LEVELS = {"lead": 2, "report": 2, "profile": 2, "comment": 3, "column": 4, "brief": 4, "photo": 4}
SQUEEZED = 0.6  # of legs that are full where a paragraph ends: two lines of the next are squeezed in
NEVER_FIRST = "，。、；：？！”’）》…—"  # what a printer never lets begin a line
NEVER_LAST = "“‘（《"
# Characters that a reading machine takes for one another.
ALIKE = dict(
    pair
    for two in ("大太", "未末", "己已", "土士", "日曰", "人入", "千干", "天夭", "木本", "晴睛", "提堤", "师帅", "没设")
    for pair in (two, two[::-1])
)
NAMES = re.compile(r"(?:记者|通讯员|实习生)\s*([^（）]+)")


@dataclass(frozen=True, slots=True)
class Craft:
    """How a page comes out: `cut` at leg ends; then what goes wrong on it, as shares or as fewest and most a page."""

    cut: bool = True
    misread: float = 0.0  # of characters
    astray: float = 0.0  # of kickers, read too late or too early; of levels, that lie
    headless: float = 0.0  # of commentaries
    jumps: tuple[int, int] = (0, 0)
    lost: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Strip:
    """What the model makes one block of: its role, what is printed, and which characters of which paragraph."""

    role: str
    raw: str
    paragraph: int | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """An article as it stands on the page: its head in reading order, its legs; forms of what its head is made of."""

    manuscript: Manuscript
    head: tuple[Strip, ...]
    legs: tuple[tuple[Strip, ...], ...]
    forms: dict[str, str]
    texts: tuple[tuple[bool, str], ...]  # of the paragraphs, as printed

    @property
    def early(self) -> Strip | None:
        """The kicker, where it is read among the lines of the article before."""
        return self.head[0] if self.forms.get("kicker") == "early" else None


def setting(manuscript: Manuscript, dice: random.Random, craft: Craft) -> Setting:
    """The article set in legs of one height."""
    texts = tuple((cross, _misread(words, dice, craft.misread)) for cross, words in manuscript.text)
    forms = _forms(manuscript, dice, craft)
    head = tuple(_head(manuscript, forms, dice, craft))
    legs = _legs(manuscript, texts, dice, craft)
    legs = _pictured(manuscript, legs, dice, craft)
    if forms.get("byline") == "tail":
        legs[-1].append(Strip("byline", f"（{manuscript.byline}）"))
    if manuscript.signed:
        legs[-1].append(Strip("signed", manuscript.signed))
    return Setting(manuscript, head, tuple(map(tuple, legs)), forms, texts)


def names(text: str) -> list[str]:
    """Who is named in a byline or dateline."""
    found = NAMES.findall(text)
    words = " ".join(found).replace("通讯员", " ").replace("文/图", " ").replace("图片由科考队提供", " ").split()
    return [w for w in words if w not in ("记者", "实习生")]


def _forms(m: Manuscript, dice: random.Random, craft: Craft) -> dict[str, str]:
    forms = {}
    if m.kicker:
        usual = dice.choices(["loose", "merged", "heading"], [6, 2, 1])[0]
        forms["kicker"] = dice.choice(["after", "early"]) if dice.random() < craft.astray else usual
    if m.deck:
        merged = dice.random() < 0.4 and forms.get("kicker") != "merged"
        forms["subtitle"] = "merged" if merged else "loose"
    if m.byline:
        lone = m.kind not in ("comment", "column") and "文/图" not in m.byline and not m.signed
        forms["byline"] = "tail" if lone and dice.random() < 0.12 else "line"
    elif re.match(r".{0,16}[讯电]", m.text[0][1]):
        forms["byline"] = "inline"
    if m.column and m.kind == "comment" and dice.random() < craft.headless:
        forms["title"] = "lost"
    return forms


def _head(m: Manuscript, forms: dict[str, str], dice: random.Random, craft: Craft) -> list[Strip]:
    """The head as the model reads it, the printed headline with what was run into it."""
    level = LEVELS[m.kind] if dice.random() >= craft.astray else dice.choice([2, 3, 4])
    kicker, deck = forms.get("kicker"), forms.get("subtitle")
    level = min(level, 3) if kicker == "heading" else level
    printed = [m.kicker] if kicker == "merged" else []
    printed += [m.headline, *([m.deck] if deck == "merged" else [])]
    title = Strip("title", f"{'#' * level} {' '.join(map(str, printed))}")
    out = []
    if kicker == "early":
        out.append(Strip("kicker", str(m.kicker)))
    if m.column:
        out.append(Strip("column", f"### ■ {m.column}"))
    if kicker in ("loose", "heading"):
        out.append(Strip("kicker", f"{'#' * (level + 1)} {m.kicker}" if kicker == "heading" else str(m.kicker)))
    if forms.get("title") != "lost":
        out.append(title)
    if kicker == "after":
        out.append(Strip("kicker", str(m.kicker)))
    if deck == "loose":
        out.append(Strip("subtitle", str(m.deck)))
    if forms.get("byline") == "line":
        out.append(Strip("byline", str(m.byline)))
    return out


def _legs(m: Manuscript, texts: tuple[tuple[bool, str], ...], dice: random.Random, craft: Craft) -> list[list[Strip]]:
    width = dice.randint(14, 23)  # characters a line
    fewest, most = LEGS.get(m.kind, (1, 1))
    count = dice.randint(fewest, most) if craft.cut else 1
    lines = sum(_lines(words, width) for _, words in texts)
    height = -(-lines // count)
    crossheads = dice.choices(["{}", "**{}**", "#### {}", "two"], [5, 2, 2, 1])[0]
    legs: list[list[Strip]] = [[]]
    room = height
    for n, (cross, words) in enumerate(texts):
        if not room and dice.random() < SQUEEZED:
            room = 2
        if cross:
            if room < 4 and len(legs) < count:  # a crosshead never stands at the foot of a leg
                legs.append([])
                room = height
            legs[-1].append(Strip("sub", _crosshead(words, crossheads), n, 0, len(words)))
            room -= 2
            continue
        start = 0
        while len(legs) < count and _lines(words[start:], width) > room:
            end = _line_end(words, start + room * width - (2 if start == 0 else 0)) if room > 0 else start
            if start < end < len(words):
                legs[-1].append(Strip("p", words[start:end], n, start, end))
                start = end
            legs.append([])
            room = height
        legs[-1].append(Strip("p", words[start:], n, start, len(words)))
        room -= _lines(words[start:], width)
    return [leg for leg in legs if leg]


def _lines(words: str, width: int) -> int:
    return -(-(len(words) + 2) // width)


def _line_end(words: str, at: int) -> int:
    """The nearest place where a line may end."""
    while at < len(words) and words[at] in NEVER_FIRST:
        at += 1
    while at > 0 and words[at - 1] in NEVER_LAST:
        at -= 1
    return at


def _crosshead(words: str, form: str) -> str:
    if form != "two":
        return form.format(words)
    first, mark, second = words.partition("：")
    return f"{first}{mark}  \n{second}" if second else words


def _pictured(m: Manuscript, legs: list[list[Strip]], dice: random.Random, craft: Craft) -> list[list[Strip]]:
    """The legs with each picture's words: where the author put them, or at the top of a leg."""
    out = [list(leg) for leg in legs]
    one_line = dice.random() < 0.3
    for picture in m.pictures:
        credit = picture.credit
        if one_line:
            strips = [Strip("caption", f"{picture.caption}（{credit}）")]
        else:
            strips = [Strip("caption", picture.caption), Strip("credit", credit)]
        tops = [k for k, leg in enumerate(out) if leg[0].role == "sub" or (leg[0].role == "p" and leg[0].start == 0)]
        if len(out) > 1 and dice.random() < 0.5 and tops:
            leg = dice.choice(tops)
            out[leg] = [*strips, *out[leg]]
        else:
            out[-1] += strips
    return out


def _misread(words: str, dice: random.Random, share: float) -> str:
    if not share:
        return words
    return "".join(ALIKE[c] if c in ALIKE and dice.random() < share else c for c in words)


def halves(m: Manuscript) -> tuple[Manuscript, Manuscript]:
    """A long article as two, each under a head of its own: parted at the crosshead nearest to the middle."""
    places = [n for n, (cross, _) in enumerate(m.text) if cross and n]
    at = min(places, key=lambda n: abs(sum(len(w) for _, w in m.text[:n]) * 2 - m.size))
    first = replace(m, name=f"{m.name}-1", text=m.text[:at])
    second = Manuscript(
        name=f"{m.name}-2", kind="report", headline=m.text[at][1], text=m.text[at + 1 :], theme=m.theme, byline=m.byline
    )
    return first, second
