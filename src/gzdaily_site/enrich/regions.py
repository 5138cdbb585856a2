"""Places: which divisions an article names, and which one it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from gzdaily_site.enrich.gazetteer import Gazetteer
from gzdaily_site.enrich.passages import Passage, Where, passages
from gzdaily_site.enrich.spotting import Spot, Spotter
from gzdaily_site.model import Article, Mention, Places

# How much a naming says about what the article is about. A head is written to tell it, a first paragraph begins with
# it, a dateline tells where the reporter sat. A passage counts once for a division, however often it names it.
WEIGHT: Mapping[Where, float] = {
    "kicker": 3,
    "headline": 3,
    "deck": 2,
    "lead": 2,
    "column": 1,
    "body": 1,
    "dateline": 0.5,
}
IN_HEAD = ("kicker", "headline", "deck")
PROVINCE = 1.0  # of a naming of the province below the head, first paragraph or not: it is often a mere setting
STANDS_OUT = 0.5  # share of all prefectures' points above which one of them is what the article is about
COUNTY = 0.5  # share of its prefecture's points from which the article is the county's


def places(article: Article, spotter: Spotter) -> Places:
    """Divisions below the province in the order they are first named, with the lines and words that prove it."""
    read = passages(article)
    spots = spotter.spots(read)
    return Places(_main(_points(read, spots, spotter.gazetteer), spotter.gazetteer), _mentions(read, spots, spotter))


def _mentions(read: Sequence[Passage], spots: Sequence[Spot], spotter: Spotter) -> tuple[Mention, ...]:
    province = spotter.gazetteer.province.code
    lines: dict[str, dict[int, None]] = {}
    words: dict[str, dict[str, None]] = {}
    for spot in spots:
        if spot.code == province:
            continue
        proof = read[spot.passage].lines(spot.start, spot.end)
        lines.setdefault(spot.code, {}).update(dict.fromkeys(proof))
        words.setdefault(spot.code, {})[spot.word] = None
    return tuple(Mention(code, tuple(sorted(lines[code])), tuple(words[code])) for code in lines)


def _points(read: Sequence[Passage], spots: Sequence[Spot], gazetteer: Gazetteer) -> dict[str, float]:
    """Points by code. A passage that names several prefectures, as a list of markets does, says less about each."""
    province = gazetteer.province.code
    points: dict[str, float] = {}
    for number, codes in _counted(spots, gazetteer).items():
        where = read[number].where
        sharing = len({_prefecture(code, gazetteer) for code in codes if code != province})
        for code in codes:
            setting = code == province and where not in IN_HEAD
            earned = PROVINCE if setting else WEIGHT[where] / (1 if code == province else sharing)
            points[code] = points.get(code, 0) + earned
    return points


def _counted(spots: Sequence[Spot], gazetteer: Gazetteer) -> dict[int, list[str]]:
    """The divisions each passage names, once each; not a prefecture that merely stands before its county."""
    counted: dict[int, dict[str, None]] = {}
    for spot, after in zip_longest(spots, spots[1:]):
        address = after and (after.passage, after.start) == (spot.passage, spot.end)
        if not (address and gazetteer.regions[after.code].parent == spot.code):
            counted.setdefault(spot.passage, {})[spot.code] = None
    return {number: list(codes) for number, codes in counted.items()}


def _main(points: Mapping[str, float], gazetteer: Gazetteer) -> str:
    """The county or prefecture that stands out, else the province."""
    province = gazetteer.province.code
    below = [(code, points[code]) for code in gazetteer.regions if code in points and code != province]
    totals: dict[str, float] = {}
    for code, earned in below:
        above = _prefecture(code, gazetteer)
        totals[above] = totals.get(above, 0) + earned
    if not totals:
        return province
    leader = max(totals, key=lambda code: totals[code])
    most = totals[leader]
    if most <= points.get(province, 0) or most <= STANDS_OUT * sum(totals.values()):
        return province
    counties = [(earned, code) for code, earned in below if code != leader and _prefecture(code, gazetteer) == leader]
    if not counties:
        return leader
    best = max(earned for earned, _ in counties)
    heads = [code for earned, code in counties if earned == best]
    return heads[0] if len(heads) == 1 and best >= COUNTY * most else leader


def _prefecture(code: str, gazetteer: Gazetteer) -> str:
    """The prefecture a division belongs to; a county right below the province stands for itself."""
    parent = gazetteer.regions[code].parent
    return code if parent in (None, gazetteer.province.code) else str(parent)
