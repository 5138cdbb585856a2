"""Figures: quantities with their unit, what they count, and the sentence they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import Any

from gzdaily_site import readyaml
from gzdaily_site.enrich.numerals import DIGITS, GROUPS, SIGNS, STEPS, number
from gzdaily_site.enrich.passages import Passage
from gzdaily_site.lexicon import lexicon, part_of_speech
from gzdaily_site.model import Figure, Proofs

SENTENCE_END = "。！？!?；;\n"
SENTENCE_REACH = 160  # characters of a sentence shown on either side at most
COUNTED = 12  # characters of what is counted at most
# What ends the noun after a number: marks, and words that begin a new phrase.
BREAK = re.compile(
    r"[^\u4e00-\u9fff]|的|在|和|与|及|了|是|被|已|将|为|从|向|对|给|到|并|也|都|还|等|共|正|有|以上|左右|纳入|参加|参与|开展|通过|进行|获得|实现|达到|完成|组成"
)
NO_NOUN = "pdcrqmtuf"  # kinds of words that are not what is counted: 小于, 其中, 每 ...
VERBS = ("v", "vd", "vi", "d", "ad")  # kinds of a word before a number that say what was done: 驱车|60公里
# What the dictionary has as verbs, and which are counted all the same.
MEASURES = frozenset(
    ("收入", "支出", "投入", "增收", "增速", "诉求", "需求", "产能", "授信", "补助", "负担", "分红", "就业", "赔付")
)
DONE = frozenset(("驱车", "驾车", "步行"))  # verbs which it has as nouns
# What something is held against is not what is counted: 比传统产品|下降15%.
COMPARED = re.compile(
    r"(?:(?<![占同环对])比(?![重例率赛值分])|(?<![比])较(?![大高多低少])|相较于?)[^，。；、的]{1,12}$"
)
MODIFIER = frozenset(("n", "b", "a", "j", "vn", "an"))  # kinds that belong to the noun behind them: 高层次 + 人才
# Before a number in characters: a rank, an uncertain number (数十万, 上千), a fraction, the rest of another number.
NO_START = "第数几上之点分多余半初每"
STEPS_ALONE = {sign: Decimal(worth) for sign, worth in {**STEPS, **GROUPS}.items()}  # 百余户
RANKS = 30  # characters before a number in which it may be the next of several ranks: 第十三次、十四次
AROUND = 4  # characters looked at on either side of a number in characters
BEFORE = re.compile(r"[\u4e00-\u9fff]{1,14}$")


@dataclass(frozen=True, slots=True)
class Units:
    """The header of units.yml explains."""

    scales: Mapping[str, Decimal]
    units: Mapping[str, tuple[Decimal, str]]
    after: frozenset[str]
    hedges: tuple[str, ...]
    lasting: tuple[str, ...]
    times: Mapping[str, tuple[Decimal, str]]


def load(path: Path) -> Units:
    given = readyaml.read(path, path.name)
    return Units(
        {word: Decimal(n) for word, n in given["scales"].items()},
        _factors(given["units"]),
        frozenset(given["after"]),
        tuple(sorted(given["hedges"], key=lambda word: -len(word))),
        tuple(given["lasting"]),
        _factors(given["times"]),
    )


def _factors(given: Mapping[str, Any]) -> dict[str, tuple[Decimal, str]]:
    return {word: (Decimal(str(factor)), base) for word, (factor, base) in given.items()}


@dataclass(frozen=True, slots=True)
class _Amount:
    """Characters [start, end) are a quantity; what is said of it ends at `said`."""

    start: int
    end: int
    said: int
    unit: str
    value: Decimal
    base: str
    rounded: bool


class Counter:
    """Finds the figures of articles; made once."""

    def __init__(self, units: Units) -> None:
        self._units = units
        scales, names, times = map(_any, (units.scales, units.units, units.times))
        digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
        self._in_digits = re.compile(
            rf"(?<![\dA-Za-z.\-—/+－第])({digits})(多|余)?({scales})?(多|余|来)?({names})(?![性化级度之]|月|小时|多月|半月|季度|工作日|星期|周|世纪|左右手)"
        )
        # 三万多人, 百余户: with a step or more, for 两个 (覆盖) and 一方 (面) are no quantities, nor is 千家 (万户).
        self._in_words = re.compile(
            rf"(?<![\d.．{SIGNS}{NO_START}])([{SIGNS}]{{2,24}}|[十百千万亿](?=[多余来]))(多|余)?({scales})?(多|余|来)?({names})(?![性化级度之]|月|小时|多月|半月|季度|工作日|星期|周|世纪|分之|五年)"
        )
        self._ranked = re.compile(rf"第[{SIGNS}]+({names})[、和及](?:[{SIGNS}]+\1[、和及])*$")
        self._share = re.compile(rf"百分之([{SIGNS}]{{1,24}})(?:点([{SIGNS}]{{1,24}}))?(?![{SIGNS}点])")
        self._lasting = re.compile(
            rf"(?:{_any(units.lasting)})[约近]?(({digits}|[{SIGNS}]{{1,24}})(多|余)?({times})(多)?)(?![\d{SIGNS}半多初底级份生轻薪均度])"
        )

    def of(self, read: Sequence[Passage]) -> tuple[Figure, ...]:
        """In reading order; one said twice in an article is there twice, each with its sentence."""
        return tuple(figure for passage in read for figure in self._in(passage))

    def _in(self, passage: Passage) -> Iterator[Figure]:
        ruler, text = passage.ruler(), passage.text
        for it in sorted(self._found(text), key=lambda it: it.start):
            yield Figure(
                value=_plain(it.value),
                unit=it.base,
                printed=text[it.start : it.end],
                counted=self._counted(text, it),
                sentence=_sentence(text, it.start, it.end),
                rounded=it.rounded,
                lines=ruler.lines(it.start, it.end),
                proof=Proofs(passage.proof(it.start, it.end)),
            )

    def _found(self, text: str) -> Iterator[_Amount]:
        for match in self._in_digits.finditer(text):
            yield self._amount(match, Decimal(match[1].replace(",", "")))
        for match in self._in_words.finditer(text):
            value = STEPS_ALONE.get(match[1]) or number(match[1])
            ranked = self._ranked.search(text, max(0, match.start() - RANKS), match.start())
            if value and not match[1].startswith("零") and not ranked and _stands_alone(text, match):
                yield self._amount(match, value)
        for match in self._share.finditer(text):
            whole, part = number(match[1]), "".join(str(DIGITS.get(sign, "")) for sign in match[2] or "")
            if whole and (not match[2] or len(part) == len(match[2])):
                value = Decimal(f"{whole}.{part}" if part else whole)
                yield _Amount(match.start(), match.end(), match.start(), "%", value, "%", rounded=False)
        for match in self._lasting.finditer(text):
            value = Decimal(match[2].replace(",", "")) if match[2][0].isdecimal() else number(match[2])
            if value:
                factor, base = self._units.times[match[4]]
                some = bool(re.search("[多余]", match[1]))
                yield _Amount(match.start(1), match.end(1), match.start(), match[4], value * factor, base, rounded=some)

    def _amount(self, match: re.Match[str], value: Decimal) -> _Amount:
        _, some, scale, more, unit = match.groups()
        factor, base = self._units.units[unit]
        worth = value * self._units.scales.get(scale, Decimal(1)) * factor
        return _Amount(match.start(), match.end(), match.start(), unit, worth, base, rounded=bool(some or more))

    def _counted(self, text: str, it: _Amount) -> str:
        """`城镇老旧小区` of 5601个城镇老旧小区, `居民` of 惠及居民90.14万户; empty where no noun is sure."""
        if it.unit in self._units.after and (noun := _noun_after(text[it.end : it.end + COUNTED + 4])):
            return noun
        return self._noun_before(text[max(0, it.said - 16) : it.said])

    def _noun_before(self, text: str) -> str:
        while hedge := next((h for h in self._units.hedges if text.endswith(h)), ""):
            text = text[: -len(hedge)]
        found = None if COMPARED.search(text) else BEFORE.search(text)
        words = lexicon().cut(found[0]) if found else []
        if not words or len(words[-1]) < 2 or words[-1].endswith("以来") or part_of_speech(words[-1])[0] in NO_NOUN:
            return ""
        if words[-1] in DONE or (part_of_speech(words[-1]) in VERBS and words[-1] not in MEASURES):
            return ""
        modified = len(words) > 1 and len(words[-2]) > 1 and part_of_speech(words[-2]) in MODIFIER
        return words[-2] + words[-1] if modified and part_of_speech(words[-1])[0] == "n" else words[-1]


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether no word runs across its edges: 统一|百户 and 三万人|民币 are none."""
    start, at = max(0, match.start() - AROUND), match.start()
    edges = {start + end for end in accumulate(map(len, lexicon().cut(text[start : match.end() + AROUND])))}
    return (at in edges or at == start) and match.end() in edges


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: -len(word)))


def _noun_after(text: str) -> str:
    """The words after a unit up to a mark, or to a verb behind the first noun."""
    bare = re.sub(r"[“”‘’]", "", re.sub(r"^[（(][^）)]{1,4}[）)]", "", text))
    end = BREAK.search(bare)
    kept: list[str] = []
    for word in lexicon().cut(bare[: end.start()] if end else bare[:COUNTED]):
        noun = any(part_of_speech(w)[0] == "n" for w in kept)
        if noun and (part_of_speech(word) == "v" or part_of_speech(word)[0] in "dfpc"):
            break
        kept.append(word)
    counted = "".join(kept)
    return counted if 1 < len(counted) <= COUNTED else ""


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around [start, end), cut where it is very long."""
    low, high = max(0, start - SENTENCE_REACH), min(len(text), end + SENTENCE_REACH)
    begin = max(text.rfind(mark, low, start) for mark in SENTENCE_END) + 1
    ends = [at for mark in SENTENCE_END if (at := text.find(mark, end, high)) >= 0]
    return text[max(begin, low) : min(ends) + 1 if ends else high].strip()


def _plain(value: Decimal) -> str:
    """A number as digits: no exponent, no zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
