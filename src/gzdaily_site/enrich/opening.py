"""Who or what a first paragraph opens with: a division, or an office that speaks for the whole province."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gzdaily_site.enrich.bearing import FULL
from gzdaily_site.enrich.passages import Passage
from gzdaily_site.enrich.signs import Spot
from gzdaily_site.enrich.spotting import Spotter

OPENING = 60  # characters of a first paragraph in which an office speaks for the province
GUEST = "在到赴进"  # directly before the place an office went to
FIRST = 10  # characters of a first paragraph in which the place it is about is often named
NOT_FIRST = "从由与同跟离自距"  # directly before a place that the opening only starts from
LISTED = re.compile(r"[^，。；：]*[、和与及][^，。；：]*")  # between two places the article names in one breath


def opener(read: Sequence[Passage], spots: Sequence[Spot], spotter: Spotter) -> str:
    """The division a first paragraph begins with, as its subject does; empty where it begins with a list of them."""
    number = next((n for n, p in enumerate(read) if p.where == "lead"), -1)
    here = [spot for spot in spots if spot.passage == number]
    text = read[number].text if here else ""
    chain = 0
    while chain + 1 < len(here) and here[chain + 1].start == here[chain].end:  # 遵义市汇川区
        chain += 1
    if not here or here[0].start > FIRST or text[: here[0].start][-1:] in tuple(NOT_FIRST):
        return ""
    after = here[chain + 1 :][:1]
    if after and LISTED.fullmatch(text, here[chain].end, after[0].start):
        return ""
    return here[chain].code if spotter.bearing.of(here[chain : chain + 1], {number: read[number]})[0] == FULL else ""


def spoken_above(read: Sequence[Passage], spots: Sequence[Spot], spotter: Spotter) -> bool:
    """Whether an office of the province opens the article, and not as a guest: 省妇联在开阳县, though 在贵阳 may be."""
    number = next((n for n, p in enumerate(read) if p.where == "lead"), None)
    lead = "" if number is None else read[number].text
    found = spotter.office.search(lead, end=OPENING)
    if not found:
        return False
    end = lead.find("。", found.end)
    within = range(found.end, len(lead) if end < 0 else end)
    return not any(
        s.passage == number and s.start in within and lead[s.start - 1] in GUEST and s.code not in spotter.seats
        for s in spots
    )
