"""Lines whose form alone says what they are: one rule a function, tried in the order of RULES."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from gzdaily_site.model import Block
from gzdaily_site.separate import english, jumplines
from gzdaily_site.separate.marks import BREAK, place, shown
from gzdaily_site.separate.names import bracketed_name, names, slashed
from gzdaily_site.separate.parts import Part, Role, halves, whole
from gzdaily_site.separate.plain import plain
from gzdaily_site.separate.shape import ends_sentence

Rule = Callable[[Block, str], tuple[Part, ...] | None]

SQUARE = re.compile(r"\s*(?:#{1,6}\s*)?[■●◆▲★▼□◇]\s*\S")
DESK = r"(?:本?版?(?:责任编辑|责编|编辑|版式|美编|校对|视觉|设计|检校|审读|值班主任|终审|组版|制图编辑))"
EDITOR = re.compile(rf"^{DESK}[：:\s]\s*\S+(?:[\s、,，]+(?:{DESK}[：:\s])?\s*\S+)*$")
WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天]"
DAY = r"(?:(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{1,6}月.{1,3}日|\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2})"
SECTION = (
    r"(?:要闻|综合|时政|经济|文化|体育|广告|国际|国内|社会|教育|健康"
    r"|党建|专题|理论|副刊|评论|民生|特刊|财经|专版|天下|视野)"
)
PAPER = r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|早报|晨报|时报|都市报|商报|周报)"
FOLIO = re.compile(
    r"^(?:第?\s*[0-9A-Z一二三四五六七八九十]{1,3}\s*版(?:\s*\S{0,8})?|(?:版次|第)\s*[：:]?\s*\d{1,2}|\d{1,3}"
    rf"|{DAY}[\s，,·|]*{WEEKDAY}.{{0,60}}|{WEEKDAY}[\s，,·|]*{DAY}.{{0,30}}|{WEEKDAY}"
    r"|\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}|要闻|综合|时政|国内|国际|广告"
    r"|(?:农历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年.{2,3}月.{1,3}|农历.{2,12}"
    r"|国内统一.{0,40}|国际标准.{0,40}|CN\s?\d\d[-－—]\d{4}.{0,30}"
    r"|今日\d{1,3}版.{0,30}|总?第\s?\d{2,6}\s?期.{0,20}|①?[②③④⑤⑥⑦⑧⑨]\d{1,2}"
    r"|[-－—–·•\s]+\d{1,3}[-－—–·•\s]+|\d{1,2}\s?/\s?\d{1,2}"
    r"|(?:[A-Z]\d{1,2}|0\d)[\s|｜/·:：]+[\u4e00-\u9fff·]{2,8}"
    rf"|{SECTION}[\s|｜/·:：]*[A-Z]?\d{{1,2}}|\d{{1,2}}[\s|｜/·:：]+{SECTION}"
    rf"|{PAPER}(?:\s*[|｜·\s]\s*{SECTION})?|[A-Z]{{3,12}}\s?(?:RIBAO|WANBAO|ZAOBAO|SHANGBAO))$"
)
NUMBERED = re.compile(r"^第\s*[0-9A-Z一二三四五六七八九十]{1,3}\s*版(?:\s*[：:·|｜]?\s*[\u4e00-\u9fff·]{2,8})?$")
NOTICE = re.compile(
    r"^(?:新闻热线|广告热线|本报地址|邮编|邮政编码|电话|印刷|零售价|每份|订阅|扫码|扫一扫|更多内容)[：:，\s].{0,80}$|^导读$|^今日导读$"
)
BYLINE = re.compile(
    r"^(?:[□◎○●]\s*)?(?:[\u4e00-\u9fffA-Za-z·]{2,14}?)?(?:见习|首席|特约|驻站|实习)?(?:记者|通讯员|实习生|评论员)[：:\s]\s*"
    r"[\u4e00-\u9fffA-Za-z·.]{2,12}(?:[\s、,，/]+[\u4e00-\u9fffA-Za-z·.]{2,12})*(?:\s*(?:文/图|文／图|图/文|摄影报道|报道))?$"
)
SIGNATURE = re.compile(
    r"^[（(](?=[^）)]{0,60}?(?:记者|通讯员|整理|采写|撰文|作者|文/图|综合))[^（）()]{2,120}(?:[（(][^（）()]{0,40}[）)][^（）()]{0,40})?[）)]$"
    r"|^[（(]作者[^）)]{2,60}[）)]$"
)
SIGNED = re.compile(r"^[（(][^（）()]{0,20}(?:记者|通讯员|评论员|作者)[：:\s]\s*[^（）()、]{2,24}[）)]$")
AGENCY = r"(?:新华社|中新社|中央社|央视|路透社?|法新社|美联社|共同社)"
DATELINE = re.compile(
    r"^\s*(?:(?:本报|[\u4e00-\u9fff]{2,4}报)(?:[\u4e00-\u9fff]{2,8}\d{1,2}月\d{1,2}日)?[讯电]"
    rf"|(?:据)?{AGENCY}(?:(?:记者[\u4e00-\u9fff]{{2,4}})?[\u4e00-\u9fff]{{0,10}}(?:\d{{1,2}}月)?\d{{1,2}}日)?[讯电])"
    r"\s*(?:[（(][^（）()]{0,20}(?:记者|通讯员|实习生)[^（）()]{1,80}[）)])?\s*"
)
# 【本报讯】, （中央社台北3日电）, 【记者王小明／台北报道】: as papers beyond the mainland set it.
BOXED_DATELINE = re.compile(
    rf"^\s*[【（(\[](?=[^】）)\]]{{2,40}}[】）)\]])(?:本报讯|本报|{AGENCY}|{PAPER}|(?:本报)?(?:特派|驻.{{2,4}})?记者)"
    r"[^】）)\]。]{0,36}(?<=[讯电道导])[】）)\]]\s*"
)
SHOOTER = r"(?:摄影报道|摄影|摄|供图|制图|文/图|文／图|绘)"
BAR = re.compile(r"(?<!\\)\|")
CREDIT = re.compile(
    rf"^[（(]?(?:以上图片均为|图片均为|本版图片.{{0,8}}|资料图片|图片来源[：:].{{1,20}}|(?:[^。！？]{{2,30}}?)\s*{SHOOTER})"
    r"\s*(?:[（(][^）)]{1,14}[）)])?[）)]?$|^数据来源[：:].{1,30}$|^(?:影像|人民视觉|新华社发|资料图片).{0,8}$"
    rf"|^(?:以上图片均为|本版图片).{{2,30}}{SHOOTER}.{{0,16}}$"
)
SHOT_BY = re.compile(r"^[（(]?(?:摄影|图片|摄)[：:]\s*[\u4e00-\u9fff]{2,4}[）)]?$")
CREDIT_TAIL = re.compile(
    rf"[（(][^（）()。]{{0,20}}?(?:{SHOOTER}|新华社发|人民视觉|资料图片)\s*[^（）()。]{{0,8}}(?:[（(][^（）()。]{{1,14}}[）)])?[）)]\s*$"
)
SHOWS = re.compile(r"^(?:图为|[上下左右]图(?:为|：)|图[①②③④⑤⑥⑦⑧⑨]：)")
LONGEST_LINE = 20_000  # characters; a longer line is no newspaper line, and is read in one piece
LONGEST_HEADLINE = 40
LONGEST_CAPTION = 260  # characters; the longest of 874 captions in the training pages has 232


def certain(block: Block) -> tuple[Part, ...] | None:
    """The parts of a line whose form settles it, or None; a jump line at its end or a line break parts it first."""
    stretches = _stretches(block)
    if len(stretches) == 1:
        return by_form(block)
    found = [part for stretch, at in stretches for part in _moved(_read(stretch), at)]
    return tuple(_named(found))


def by_form(block: Block) -> tuple[Part, ...] | None:
    text = reads(block)
    return next((parts for rule in RULES if (parts := rule(block, text))), None)


def reads(block: Block) -> str:
    """The text of a line as rules match it."""
    return plain(shown(block.raw))


def markup(block: Block, text: str) -> tuple[Part, ...] | None:
    """Nothing of it is shown."""
    return (whole(block, "markup", sure=True),) if not text and block.kind != "rule" else None


def vertical(block: Block, _text: str) -> tuple[Part, ...] | None:
    """Text that was printed downwards came out a character a line: nobody can say where it belongs."""
    return (whole(block, "vertical", sure=True),) if block.kind == "vertical" else None


def picture(block: Block, text: str) -> tuple[Part, ...] | None:
    """A picture; one whose words have the form of a caption or credit is that."""
    said = block.kind == "picture" and (credit(block, text) or caption(block, text))
    return None if said or block.kind != "picture" else (whole(block, "picture", sure=True),)


def rule_line(block: Block, text: str) -> tuple[Part, ...] | None:
    nothing = not any(c.isalnum() for c in text)
    return (whole(block, "rule", sure=True),) if block.kind == "rule" or nothing else None


def table(block: Block, text: str) -> tuple[Part, ...] | None:
    fits = block.kind == "table" and any(c.isalnum() for c in text)
    if not fits:
        return None
    row = whole(block, "table", sure=True)
    if "|" in row.text and "<" not in block.raw:  # a table in Markdown; its bars are markup as `<td>` is
        cells = BAR.split(row.text.removeprefix("|").removesuffix("|"))
        row = replace(row, piece=replace(row.piece, text="\t".join(cell.strip() for cell in cells)))
    return (row,)


def jump(block: Block, text: str) -> tuple[Part, ...] | None:
    """A line that says on which page its text goes on or whence it comes; 相关报道见第二版 is text of its article."""
    if not jumplines.is_jump(text):
        return None
    said = jumplines.read_jump(text)
    return None if said and said.direction == "see" else (whole(block, "jump", sure=True),)


def column(block: Block, text: str) -> tuple[Part, ...] | None:
    fits = SQUARE.match(block.raw) and len(text) <= 30 and not text.endswith(("。", "，")) and not slashed(text)
    return (whole(block, "column", sure=True),) if fits else None


def furniture(block: Block, text: str) -> tuple[Part, ...] | None:
    if block.level:
        return (whole(block, "folio", sure=True),) if NUMBERED.match(text) else None
    if len(text) > 120:
        return None
    if EDITOR.match(text) or english.EDITOR.match(text):
        return (whole(block, "editor", sure=True),)
    if FOLIO.match(text) or english.FOLIO.match(text):
        return (whole(block, "folio", sure=True),)
    return (whole(block, "notice", sure=True),) if NOTICE.match(text) else None


def byline(block: Block, text: str) -> tuple[Part, ...] | None:
    if block.level or len(text) > 80:
        return None
    text = shown(block.raw)  # names as they are printed
    if slashed(text):
        return (whole(block, "byline", names=slashed(text), sure=True),)
    if BYLINE.match(plain(text)):
        return (whole(block, "byline", names=names(text), sure=True),)
    who = english.byline(text)
    return (whole(block, "byline", names=who, sure=True),) if who else None


def signature(block: Block, text: str) -> tuple[Part, ...] | None:
    """A signature is a byline below the text; a note on how the text came about stays text, and still names people."""
    if block.level or len(text) > 200:
        return None
    printed = shown(block.raw)
    if bracketed_name(printed):
        return (whole(block, "signature", names=bracketed_name(printed), sure=True),)
    if not SIGNATURE.match(text):
        return None
    role: Role = "signature" if SIGNED.match(text) else "paragraph"
    return (whole(block, role, names=names(printed), sure=True),)


def dateline(block: Block, text: str) -> tuple[Part, ...] | None:
    head = text[:200]
    found = None if block.level else DATELINE.match(head) or BOXED_DATELINE.match(head) or english.DATELINE.match(head)
    if not found:
        return None
    said, rest = halves(block, place(block.raw, found.end()), "dateline", "paragraph")
    boxed = said.text[:1] in "【（(["
    if boxed and not rest.text:
        return None  # below a text such a line says where it was written
    if not rest.text:  # nothing is shown of what follows, such as `###`; it is accounted for all the same
        said, rest = halves(block, len(block.raw), "dateline", "paragraph")
    who = said.text if boxed else re.sub(r"^[^（(]*[（(]?", "", said.text)
    said = said.turned("dateline", () if who.isascii() else names(who))
    return (said, rest) if rest.text else (said,)


def credit(block: Block, text: str) -> tuple[Part, ...] | None:
    fits = (
        not block.level
        and len(text) <= 50
        and (CREDIT.match(text) or SHOT_BY.match(text) or english.CREDIT.match(text))
    )
    return (whole(block, "credit", names=_shooters(shown(block.raw)), sure=True),) if fits else None


def caption(block: Block, text: str) -> tuple[Part, ...] | None:
    if block.level or len(text) > LONGEST_CAPTION:
        return None
    tail = CREDIT_TAIL.search(text) or english.CREDIT_TAIL.search(text)
    if tail:
        first, second = halves(block, place(block.raw, tail.start()), "caption", "credit")
        return (first, second.turned("credit", _shooters(second.text))) if first.text else None
    return (whole(block, "caption", sure=True),) if SHOWS.match(text) or "（左）" in text[:20] else None


RULES: tuple[Rule, ...] = (
    picture, vertical, table, markup, rule_line, jump, column, furniture, byline, signature, dateline, credit, caption,
)  # fmt: skip


def _stretches(block: Block) -> list[tuple[Block, int]]:
    """The line in the stretches that are read apart, each with where it begins: at its jump lines and breaks."""
    if block.kind not in ("text", "heading") or len(block.raw) > LONGEST_LINE:
        return [(block, 0)]
    cuts = [place(block.raw, k) for k in jumplines.cuts(shown(block.raw))]
    breaks = [] if block.level or "<" not in block.raw else [m.end() for m in BREAK.finditer(block.raw)]
    if not cuts and not breaks:
        return [(block, 0)]
    ends = sorted({0, *cuts, *breaks, len(block.raw)})
    out: list[tuple[Block, int]] = []
    for start, end in pairwise(ends):
        stretch = replace(block, raw=block.raw[start:end])
        if out and start not in cuts and not _apart(out[-1][0], stretch):
            stretch, start = replace(block, raw=out[-1][0].raw + stretch.raw), out.pop()[1]  # noqa: PLW2901 - one stretch
        out.append((stretch, start))
    return out


def _apart(above: Block, below: Block) -> bool:
    """A line break parts two texts if the first ends a sentence, or if the form of either settles what it is."""
    return ends_sentence(shown(above.raw)) or bool(by_form(below)) or bool(by_form(above))


def _read(stretch: Block) -> tuple[Part, ...]:
    return by_form(stretch) or (whole(stretch, "headline" if stretch.level else "paragraph"),)


def _moved(parts: tuple[Part, ...], at: int) -> Iterator[Part]:
    for part in parts:
        yield replace(part, piece=replace(part.piece, start=part.piece.start + at, end=part.piece.end + at))


def _named(found: list[Part]) -> Iterator[Part]:
    """A few loose words in front of `（上接第一版）` are the headline that the text has on this page."""
    for n, part in enumerate(found):
        after = jumplines.read_jump(found[n + 1].text) if n + 1 < len(found) and found[n + 1].role == "jump" else None
        loose = part.role == "paragraph" and len(part.text) <= LONGEST_HEADLINE and not ends_sentence(part.text)
        yield part.turned("headline") if after and after.direction == "from" and loose else part


def _shooters(text: str) -> tuple[str, ...]:
    """Photographers of a credit; `受访者供图` and `影像贵州` name none."""
    before = re.split(r"[（(]", text.strip("（()） "))[0]
    said = plain(before)
    if "供图" in said or "来源" in said or not re.search(r"摄|图|绘", said):
        return english.photographers(text) if text[-1:].isascii() else ()
    masked = re.sub("以上图片均为|摄影|摄", lambda m: " " * len(m.group()), said)
    return names("".join(" " if m == " " else c for c, m in zip(before, masked, strict=True)))
