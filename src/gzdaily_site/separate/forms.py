"""Lines whose form alone says what they are: one rule a function, tried in the order of RULES."""

from __future__ import annotations

import re
from collections.abc import Callable

from gzdaily_site.model import Block
from gzdaily_site.separate.marks import shown
from gzdaily_site.separate.names import bracketed_name, names
from gzdaily_site.separate.parts import Part, Role, halves, whole

Rule = Callable[[Block, str], tuple[Part, ...] | None]

SQUARE = re.compile(r"\s*(?:#{1,6}\s*)?[■●◆▲★▼□◇]\s*\S")
DESK = r"(?:本?版?(?:责任编辑|责编|编辑|版式|美编|校对|视觉|设计|检校|审读|值班主任|终审|组版|制图编辑))"
EDITOR = re.compile(rf"^{DESK}[：:\s]\s*\S+(?:[\s、,，]+(?:{DESK}[：:\s])?\s*\S+)*$")
FOLIO = re.compile(
    r"^(?:第?\s*[0-9A-Z一二三四五六七八九十]{1,3}\s*版(?:\s*\S{0,8})?|(?:版次|第)\s*[：:]?\s*\d{1,2}|\d{1,3}"
    r"|(?:\d{4}|[〇零一二三四五六七八九]{4})年.{1,6}月.{1,3}日\s*星期[一二三四五六日天].*|国内统一.{0,40}|①?[②③④⑤⑥⑦⑧⑨]\d{1,2})$"
)
NOTICE = re.compile(
    r"^(?:新闻热线|广告热线|本报地址|邮编|邮政编码|电话|印刷|零售价|每份|订阅|扫码|扫一扫|更多内容)[：:，\s].{0,80}$|^导读$|^今日导读$"
)
JUMP = re.compile(
    r"^[（(【]?\s*(?:下转|紧转|上接|紧接|转)\s*第?\s*[0-9A-Z一二三四五六七八九十]{1,3}\s*版.{0,20}[）)】]?$"
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
DATELINE = re.compile(
    r"^\s*(?:(?:本报|[\u4e00-\u9fff]{2,4}报)(?:[\u4e00-\u9fff]{2,8}\d{1,2}月\d{1,2}日)?[讯电]"
    r"|(?:据)?(?:新华社|中新社|央视)(?:[\u4e00-\u9fff]{0,10}\d{1,2}月\d{1,2}日)?[讯电])"
    r"\s*(?:[（(][^（）()]{0,20}(?:记者|通讯员|实习生)[^（）()]{1,80}[）)])?\s*"
)
SHOOTER = r"(?:摄影报道|摄影|摄|供图|制图|文/图|文／图|绘)"
CREDIT = re.compile(
    rf"^[（(]?(?:以上图片均为|图片均为|本版图片.{{0,8}}|资料图片|图片来源[：:].{{1,20}}|(?:[^。！？]{{2,30}}?)\s*{SHOOTER})"
    r"\s*(?:[（(][^）)]{1,14}[）)])?[）)]?$|^数据来源[：:].{1,30}$|^(?:影像|人民视觉|新华社发|资料图片).{0,8}$"
    rf"|^(?:以上图片均为|本版图片).{{2,30}}{SHOOTER}.{{0,16}}$"
)
CREDIT_TAIL = re.compile(
    rf"[（(][^（）()。]{{0,20}}?(?:{SHOOTER}|新华社发|人民视觉|资料图片)\s*[^（）()。]{{0,8}}(?:[（(][^（）()。]{{1,14}}[）)])?[）)]\s*$"
)
LONGEST_CAPTION = 260  # characters; the longest of 874 captions in the training pages has 232


def certain(block: Block) -> tuple[Part, ...] | None:
    """The parts of a line whose form settles it, or None."""
    text = shown(block.raw)
    return next((parts for rule in RULES if (parts := rule(block, text))), None)


def picture(block: Block, _text: str) -> tuple[Part, ...] | None:
    return (whole(block, "picture", sure=True),) if block.kind == "picture" else None


def rule_line(block: Block, text: str) -> tuple[Part, ...] | None:
    nothing = not any(c.isalnum() for c in text)
    return (whole(block, "rule", sure=True),) if block.kind == "rule" or nothing else None


def table(block: Block, _text: str) -> tuple[Part, ...] | None:
    return (whole(block, "table", sure=True),) if block.kind == "table" else None


def column(block: Block, text: str) -> tuple[Part, ...] | None:
    fits = SQUARE.match(block.raw) and len(text) <= 30 and not text.endswith(("。", "，"))
    return (whole(block, "column", sure=True),) if fits else None


def furniture(block: Block, text: str) -> tuple[Part, ...] | None:
    if len(text) > 120 or block.level:
        return None
    if EDITOR.match(text):
        return (whole(block, "editor", sure=True),)
    if FOLIO.match(text):
        return (whole(block, "folio", sure=True),)
    if JUMP.match(text):
        return (whole(block, "jump", sure=True),)
    return (whole(block, "notice", sure=True),) if NOTICE.match(text) else None


def byline(block: Block, text: str) -> tuple[Part, ...] | None:
    fits = not block.level and len(text) <= 80 and BYLINE.match(text)
    return (whole(block, "byline", names=names(text), sure=True),) if fits else None


def signature(block: Block, text: str) -> tuple[Part, ...] | None:
    """A signature is a byline below the text; a note on how the text came about stays text, and still names people."""
    if block.level or len(text) > 200:
        return None
    if bracketed_name(text):
        return (whole(block, "signature", names=bracketed_name(text), sure=True),)
    if not SIGNATURE.match(text):
        return None
    role: Role = "signature" if SIGNED.match(text) else "paragraph"
    return (whole(block, role, names=names(text), sure=True),)


def dateline(block: Block, _text: str) -> tuple[Part, ...] | None:
    found = None if block.level else DATELINE.match(block.raw[:200])
    if not found:
        return None
    said, rest = halves(block, found.end(), "dateline", "paragraph")
    who = said.text.partition("（")[2] or said.text.partition("(")[2]
    said = said.turned("dateline", names(who))
    return (said, rest) if rest.text else (said,)


def credit(block: Block, text: str) -> tuple[Part, ...] | None:
    fits = not block.level and len(text) <= 50 and CREDIT.match(text)
    return (whole(block, "credit", names=_shooters(text), sure=True),) if fits else None


def caption(block: Block, text: str) -> tuple[Part, ...] | None:
    if block.level or len(text) > LONGEST_CAPTION:
        return None
    tail = CREDIT_TAIL.search(block.raw)
    if tail:
        first, second = halves(block, tail.start(), "caption", "credit")
        return (first, second.turned("credit", _shooters(second.text))) if first.text else None
    return (whole(block, "caption", sure=True),) if text.startswith("图为") or "（左）" in text[:20] else None


RULES: tuple[Rule, ...] = (
    picture, rule_line, table, column, furniture, byline, signature, dateline, credit, caption,
)  # fmt: skip


def _shooters(text: str) -> tuple[str, ...]:
    """Photographers of a credit; `受访者供图` and `影像贵州` name none."""
    before = re.split(r"[（(]", text.strip("（()） "))[0]
    if "供图" in before or "来源" in before or not re.search(r"摄|图|绘", before):
        return ()
    return names(before.replace("以上图片均为", "").replace("摄影", " ").replace("摄", " "))
