"""Headlines: the parts of one heading line, between blanks, told apart as kicker, headline and deck."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gzdaily_site.lexicon import kind, words
from gzdaily_site.separate import learnt
from gzdaily_site.separate.shape import A_PAGE

Span = tuple[int, int]  # characters [start, end) of a line
Look = tuple[str, float]
Way = tuple[int, int]  # parts before the first are the kicker, from the second on the deck

SURE = 0.65  # a heading is told apart when one way has at least this share of all; else it stays one headline
MOST_PARTS = 8  # of a heading; what has more is a table or a list
TOKEN = re.compile(r"\S+")
HAN = re.compile(r"[\u3400-\u9fff]")
SPACED = re.compile(r"[\u3400-\u9fff]\s+[A-Za-z0-9]|[A-Za-z0-9]\s+[\u3400-\u9fff]")
UNSPACED = re.compile(r"[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u3400-\u9fff]")
SIGNS = re.compile(r"[^\w]+")
DASH = re.compile(r"[—―─–]")
FIGURE = re.compile(r"\d|[〇一二三四五六七八九十百千万亿]{2,}")
SPEECH = re.compile(r"^“.*”$|[？！]")
SAYS = re.compile(r"(?:强调|指出|要求|表示|提出|认为|时|[：:])$")  # what follows is what somebody said
SERIES = re.compile(r"[①-⑳㉑-㉟⑴-⒇]$|[（(][一二三四五六七八九十]+[)）]$")  # the number of a part
GENRE = re.compile(r"(?:综述|侧记|见闻|纪实|述评|特写|访谈|回眸|纪事|观察|札记|记者手记)$")
ATTENDS = re.compile(r"(?:批示|出席|主持|讲话|致辞|会见|宣读|贺信|参加)$")
GOES_ON = re.compile(  # what follows adds to a piece of news that was told
    r"^(?:已|将|预计|累计|相当于|其中|覆盖|支持|安排|规模|遴选|重点|进一步|同比|较|涉及|惠及|共|首批|第[一二三四五六七八九十\d]+批)"
)
OWN = re.compile(r"^[我全本][省市州县区]")
SHORT = 6  # characters of a mere name of a place or a person
LONGER = 1.5  # logarithm of a ratio of lengths, beyond which it tells no more


@dataclass(frozen=True, slots=True)
class Told:
    """Where kicker, headline and deck stand in a heading as it is shown; (0, 0) for what it has not.

    `share` is that of this way among all that were weighed, from 0 to 1, and `looks` what was seen in it.
    """

    kicker: Span
    headline: Span
    deck: Span
    share: float = 1.0
    looks: tuple[Look, ...] = ()


def told_apart(line: str, *, headed: bool = False, decked: bool = False) -> Told:
    """The parts of a heading. `headed`, `decked`: a kicker stands above it already, a deck below it."""
    spans = parts(line)
    if not 1 < len(spans) <= MOST_PARTS:
        return Told((0, 0), (0, len(line)), (0, 0))
    way, share, looks = best([line[start:end] for start, end in spans], headed=headed, decked=decked)
    first, last = way

    def across(some: Sequence[Span]) -> Span:
        return (some[0][0], some[-1][1]) if some else (0, 0)

    return Told(across(spans[:first]), across(spans[first:last]), across(spans[last:]), share, looks)


def parts(line: str) -> list[Span]:
    """What blanks part, each with at least two Chinese characters. Blanks beside Latin letters and figures part
    nothing in a line that sets one around each of them.
    """
    spaced = bool(SPACED.search(line)) and not UNSPACED.search(line)
    found: list[Span] = []
    for token in TOKEN.finditer(line):
        start, end = token.span()
        joined = found and (
            min(_han(line[slice(*found[-1])]), _han(token.group())) < 2
            or (spaced and SPACED.match(line, found[-1][1] - 1, start + 1))
        )
        found[-1:] = [(found[-1][0], end)] if joined else [*found[-1:], (start, end)]
    return found


def best(texts: Sequence[str], *, headed: bool, decked: bool) -> tuple[Way, float, tuple[Look, ...]]:
    """The likeliest way, where it is sure, with its share of all and what is seen in it; else all as one headline."""
    dash = next((n for n, text in enumerate(texts) if n and DASH.match(text)), 0)
    if dash and not decked:  # papers set one before a deck, and before nothing else in a heading
        (first, _), share, looks = best(texts[:dash], headed=headed, decked=True)
        return (first, dash), share, looks
    odds = {(0, len(texts)): (1.0, ())} | {
        way: (math.exp(min(60.0, sum(learnt.HEADLINES.get(name, 0.0) * value for name, value in looks))), looks)
        for way, looks in ways(texts, headed=headed, decked=decked)
    }
    total = sum(odd for odd, _ in odds.values())
    way = max(odds, key=lambda way: odds[way][0])
    if odds[way][0] < SURE * total:
        way = (0, len(texts))
    return way, odds[way][0] / total, odds[way][1]


def ways(texts: Sequence[str], *, headed: bool, decked: bool) -> Iterator[tuple[Way, tuple[Look, ...]]]:
    """Every way to part them but to leave them one headline, and what is seen in it."""
    for first in range(1 if headed else len(texts)):
        for last in range(len(texts) if decked else first + 1, len(texts) + 1):
            if (first, last) != (0, len(texts)):
                head = texts[first:last]
                yield (first, last), (*_kicker(texts[:first], head), *_deck(head, texts[last:]))


def _kicker(own: Sequence[str], head: Sequence[str]) -> Iterator[Look]:
    if own:
        yield from ((f"kicker_{name}", value) for name, value in _looks(own, head, (own[-1], head[0])))
        yield "kicker_says", float(bool(SAYS.search(own[-1])))
        yield "kicker_beside_speech", float(bool(SPEECH.search("".join(head))))


def _deck(head: Sequence[str], own: Sequence[str]) -> Iterator[Look]:
    if own:
        yield from ((f"deck_{name}", value) for name, value in _looks(own, head, (head[-1], own[0])))
        yield "deck_goes_on", float(bool(GOES_ON.search(own[0])))
        yield "deck_series", float(bool(SERIES.search(own[-1])))
        yield "deck_genre", float(bool(GENRE.search(own[-1])))
        yield "deck_attends", float(bool(ATTENDS.search(own[-1])))


def _looks(own: Sequence[str], head: Sequence[str], cut: tuple[str, str]) -> Iterator[Look]:
    """What is seen of a kicker or deck, of the headline beside it, and of the two parts at the cut: halves of a couplet
    are as long as each other, or both begin with a verb.
    """
    left, right = cut
    text, headline = "".join(own), "".join(head)
    yield "is_there", 1.0
    yield "parts", len(own) - 1.0
    yield "longer", max(-LONGER, min(LONGER, math.log(len(text) / len(headline))))
    yield "short", float(len(text) <= SHORT)
    yield "place", float(_begins(own[0]) == "place")
    yield "figures", float(bool(FIGURE.search(text)))
    yield "beside_place", float(_begins(head[0]) == "place")
    yield "beside_figures", float(bool(FIGURE.search(headline)))
    yield "even", float(abs(len(SIGNS.sub("", left)) - len(SIGNS.sub("", right))) <= 1)
    yield "both_verbs", float(_begins(left) == _begins(right) == "verb")


@lru_cache(maxsize=A_PAGE)
def _begins(text: str) -> str:
    """Whether a part begins with a place, a verb, or anything else."""
    first = kind(next(iter(words(text))))
    if OWN.match(text) or first.startswith("ns"):
        return "place"
    return "verb" if first.startswith(("v", "ad")) else ""


def _han(text: str) -> int:
    return len(HAN.findall(text))
