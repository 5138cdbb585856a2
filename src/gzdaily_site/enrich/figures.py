"""Figures: quantities with their unit, what they count, and the sentence they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from gzdaily_site import readyaml
from gzdaily_site.enrich.passages import Passage
from gzdaily_site.lexicon import lexicon, part_of_speech
from gzdaily_site.model import Figure, Proof

SENTENCE_END = "。！？!?；;\n"
SENTENCE_REACH = 160  # characters of a sentence shown on either side at most
COUNTED = 12  # characters of what is counted at most
# What ends the noun after a number: marks, and words that begin a new phrase.
BREAK = re.compile(
    r"[^\u4e00-\u9fff]|的|在|和|与|及|了|是|被|已|将|为|从|向|对|给|到|并|也|都|还|等|共|正|有|以上|左右|纳入|参加|参与|开展|通过|进行|获得|实现|达到|完成|组成"
)
NO_NOUN = "pdcrqmtuf"  # kinds of words that are not what is counted: 小于, 其中, 每 ...
MODIFIER = frozenset(("n", "b", "a", "j", "vn", "an"))  # kinds that belong to the noun behind them: 高层次 + 人才
BEFORE = re.compile(r"[\u4e00-\u9fff]{1,14}$")


@dataclass(frozen=True, slots=True)
class Units:
    """The header of units.yml explains."""

    scales: Mapping[str, Decimal]
    units: Mapping[str, tuple[Decimal, str]]
    after: frozenset[str]
    hedges: tuple[str, ...]


def load(path: Path) -> Units:
    given = readyaml.read(path, path.name)
    return Units(
        {word: Decimal(n) for word, n in given["scales"].items()},
        {word: (Decimal(str(factor)), base) for word, (factor, base) in given["units"].items()},
        frozenset(given["after"]),
        tuple(sorted(given["hedges"], key=lambda word: -len(word))),
    )


class Counter:
    """Finds the figures of articles; made once."""

    def __init__(self, units: Units) -> None:
        self._units = units
        scales = "|".join(sorted(units.scales, key=lambda s: -len(s)))
        names = "|".join(re.escape(u) for u in sorted(units.units, key=lambda u: -len(u)))
        self._pattern = re.compile(
            rf"(?<![\dA-Za-z.\-—/+－第])(\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(多|余)?({scales})?(多|余|来)?({names})(?![性化级度之]|月|小时|多月|半月|季度|工作日|星期|周|世纪|左右手)"
        )

    def of(self, read: Sequence[Passage]) -> tuple[Figure, ...]:
        """In reading order; one said twice in an article is there twice, each with its sentence."""
        return tuple(figure for passage in read for figure in self._in(passage))

    def _in(self, passage: Passage) -> Iterator[Figure]:
        ruler, text = passage.ruler(), passage.text
        for match in self._pattern.finditer(text):
            number, some, scale, more, unit = match.groups()
            factor, base = self._units.units[unit]
            value = Decimal(number.replace(",", "")) * self._units.scales.get(scale, Decimal(1)) * factor
            yield Figure(
                value=_plain(value),
                unit=base,
                printed=match[0],
                counted=self._counted(text, match, unit),
                sentence=_sentence(text, match.start(), match.end()),
                rounded=bool(some or more),
                lines=ruler.lines(match.start(), match.end()),
                proof=Proof(passage.part, match.start(), match.end()),
            )

    def _counted(self, text: str, match: re.Match[str], unit: str) -> str:
        """`城镇老旧小区` of 5601个城镇老旧小区, `居民` of 惠及居民90.14万户; empty where no noun is sure."""
        if unit in self._units.after and (noun := _noun_after(text[match.end() : match.end() + COUNTED + 4])):
            return noun
        return self._noun_before(text[max(0, match.start() - 16) : match.start()])

    def _noun_before(self, text: str) -> str:
        while hedge := next((h for h in self._units.hedges if text.endswith(h)), ""):
            text = text[: -len(hedge)]
        found = BEFORE.search(text)
        words = lexicon().cut(found[0]) if found else []
        if not words or len(words[-1]) < 2 or words[-1].endswith("以来") or part_of_speech(words[-1])[0] in NO_NOUN:
            return ""
        modified = len(words) > 1 and len(words[-2]) > 1 and part_of_speech(words[-2]) in MODIFIER
        return words[-2] + words[-1] if modified and part_of_speech(words[-1])[0] == "n" else words[-1]


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
