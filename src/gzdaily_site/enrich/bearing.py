"""How much a naming bears on what the article is about: a market, a guest's home or a firm's name says little."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gzdaily_site.enrich.passages import Passage
from gzdaily_site.enrich.signs import Spot
from gzdaily_site.enrich.surroundings import Surroundings

FULL = 1.0
FIRM = 0.0  # a bank of the city reports on itself, not on the city
SCHOOL = 0.25  # something did happen there
GUEST = 0.0
ORIGIN = 0.25
START = 0.7  # of a way: where it leads to is the scene
SEAT = 0.1  # of the reporter
MARKET = 0.0
REACH = 12  # characters from a place to the end of an organisation's name
# What no name of an organisation holds between the place and the word for what it is.
BREAK = "[^\u4e00-\u9fff]|的|了|在|和|与|及|到|是|有|把|将|为|从|向|对|被|市|县|区|省|州|镇|乡"


class Bearing:
    """Made once for the words around places, used for every article."""

    def __init__(self, around: Surroundings, full: frozenset[str]) -> None:
        """`full`: names with their generic part, such as 贵阳市."""
        self._around, self._full = around, full
        self._trade = re.compile(f"(?:{_any(around.trade)})[^。！？；，：]*(?:、[^。！？；，：]*)*")
        self._firm = re.compile(f"(?:(?!{BREAK})[\u4e00-\u9fff]){{0,{REACH}}}?(?:{_any(around.firms)})")
        self._school = re.compile(f"(?:(?!{BREAK})[\u4e00-\u9fff]){{0,{REACH}}}?(?:{_any(around.schools)})")

    def of(self, spots: Sequence[Spot], passages: Sequence[Passage] | Mapping[int, Passage]) -> list[float]:
        """A share from 0 to 1 for each spot."""
        markets = {n: self._markets(passages[n].text) for n in {spot.passage for spot in spots}}
        return [self._one(spot, passages[spot.passage].text, markets[spot.passage]) for spot in spots]

    def _markets(self, text: str) -> bytearray:
        """Which characters of a text stand in a list of buyers."""
        marked = bytearray(len(text))
        for match in self._trade.finditer(text):
            marked[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
        return marked

    def _one(self, spot: Spot, text: str, markets: bytearray) -> float:
        if markets[spot.start]:
            return MARKET
        if text.startswith(self._around.people or "\0", spot.end):
            return GUEST
        if _after(self._around.datelines, spot, text):
            return SEAT
        if _after(self._around.origin, spot, text):
            return ORIGIN
        if text.startswith(self._around.leaving or "\0", spot.end):
            return START
        if spot.word in self._full:  # 贵阳市第三中学 and the like are of the place
            return FULL
        if self._school.match(text, spot.end):
            return SCHOOL
        return FIRM if self._firm.match(text, spot.end) else FULL


def _after(words: tuple[str, ...], spot: Spot, text: str) -> bool:
    return any(spot.start >= len(word) and text.startswith(word, spot.start - len(word)) for word in words)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words)) or r"(?!)"
