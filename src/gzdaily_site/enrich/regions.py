"""Places: which divisions an article names, and which one it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import TypeVar

from gzdaily_site.enrich.gazetteer import Gazetteer
from gzdaily_site.enrich.opening import opener, spoken_above
from gzdaily_site.enrich.passages import Passage, Where, passages
from gzdaily_site.enrich.signs import Spot, Token
from gzdaily_site.enrich.spotting import Spotter
from gzdaily_site.model import Article, Elsewhere, Mention, Places, Proofs

# How much a naming says about what the article is about. A head is written to tell it, a first paragraph begins with
# it, a dateline tells where the reporter sat. A passage counts once for a division, however often it names it.
WEIGHT: Mapping[Where, float] = {
    "kicker": 3,
    "headline": 3,
    "deck": 2,
    "lead": 2,
    "column": 1,
    "body": 1,
    "dateline": 0.25,
    "page": 0,
}
IN_HEAD = ("kicker", "headline", "deck")
PROVINCE = 1.0  # of a naming of the province below the head, first paragraph or not: it is often a mere setting
ABOVE = 2.5  # of an office of the province at the opening: more than one naming of a place there
REPEATED = 0.1  # of every further naming in a passage, so that of two alike the one spoken of more stands out
TWO = 2  # places of which the one named at the opening may be preferred; of more, the article is about all
ALIKE = 0.85  # share of the most points from which the place named at the opening is preferred to the one that has them
STANDS_OUT = 0.5  # share of all prefectures' points above which one of them is what the article is about
COUNTY = 0.5  # share of its prefecture's points from which the article is the county's
OUTSIDE = 1.0  # points of places outside from which an article that names none inside is about them

_T = TypeVar("_T")

# A township named right behind its county: 旺隆镇, 盐务街街道. Not 乡镇, 城镇, 乡村 and the like.
TOWNSHIP = re.compile(
    r"(?:(?![乡镇各城村重小古大的和与及了将把在])[\u4e00-\u9fff]){1,6}?(?:街道(?!路)|镇(?![\u4e00-\u9fff]?村民?委|远|宁)|乡(?![村镇亲愁土贤]))"
)


def places(article: Article, spotter: Spotter) -> Places:
    """Divisions below the province in the order they are first named, with the lines and words that prove it; no main
    one where neither the province nor a division of it is named.
    """
    read = passages(article)
    found = spotter.find(read)
    outside = _outside(read, found.outside)
    points = _points(read, found.spots, spotter)
    main = _main(points, spotter.gazetteer, opener(read, found.spots, spotter))
    if not found.spots and (not points or _abroad(read, found.outside) >= OUTSIDE):
        main = ""  # nobody named it, and no word would prove it
    return Places(main, _mentions(read, found.spots, spotter), outside)


def _mentions(read: Sequence[Passage], spots: Sequence[Spot], spotter: Spotter) -> tuple[Mention, ...]:
    regions = spotter.gazetteer.regions
    below = [spot for spot in spots if regions[spot.code].level != "province"]
    by_code = _grouped(below, lambda spot: spot.code)
    proved = _Proved(read)
    return tuple(
        Mention(code, *proved.of(them), _townships(read, them) if regions[code].level == "county" else ())
        for code, them in by_code.items()
    )


def _outside(read: Sequence[Passage], tokens: Sequence[Token]) -> tuple[Elsewhere, ...]:
    proved = _Proved(read)
    grouped = _grouped(tokens, lambda token: token.outside)
    return tuple(Elsewhere(_named(name, them), *proved.of(them)) for name, them in grouped.items())


def _named(name: str, tokens: Sequence[Token]) -> str:
    """As the article names it, in its longest words; one that it names by a letter alone, by its name."""
    words = {token.word for token in tokens if len(token.word) > 1}
    return max(sorted(words), key=len) if words else name


def _grouped(them: Sequence[_T], key: Callable[[_T], str]) -> dict[str, list[_T]]:
    out: dict[str, list[_T]] = {}
    for it in them:
        out.setdefault(key(it), []).append(it)
    return out


class _Proved:
    """Lines, words and proofs of namings; the pieces of each passage are measured once."""

    def __init__(self, read: Sequence[Passage]) -> None:
        self._read = read
        self._rulers = [passage.ruler() for passage in read]

    def of(self, spots: Sequence[Spot] | Sequence[Token]) -> tuple[tuple[int, ...], tuple[str, ...], Proofs]:
        lines = {line for s in spots for line in self._rulers[s.passage].lines(s.start, s.end)}
        words = dict.fromkeys(s.word for s in spots)
        proofs = (self._read[s.passage].proof(s.start, s.end) for s in spots)
        return tuple(sorted(lines)), tuple(words), Proofs(" ".join(proofs))


def _townships(read: Sequence[Passage], spots: Sequence[Spot]) -> tuple[str, ...]:
    found = (TOWNSHIP.match(read[spot.passage].text, spot.end) for spot in spots)
    return tuple(dict.fromkeys(match[0] for match in found if match))


def _points(read: Sequence[Passage], spots: Sequence[Spot], spotter: Spotter) -> dict[str, float]:
    """Points by code. A passage that names several prefectures, as a list of markets does, says less about each."""
    gazetteer, province = spotter.gazetteer, spotter.gazetteer.province.code
    points: dict[str, float] = {province: ABOVE} if spoken_above(read, spots, spotter) else {}
    for number, shares in _counted(read, spots, spotter).items():
        where = read[number].where
        sharing = len({_prefecture(code, gazetteer) for code in shares if code != province})
        for code, share in shares.items():
            setting = code == province and where not in IN_HEAD
            earned = PROVINCE if setting else WEIGHT[where] / (1 if code == province else sharing)
            points[code] = points.get(code, 0) + earned * share
    return {code: earned for code, earned in points.items() if earned}


def _counted(read: Sequence[Passage], spots: Sequence[Spot], spotter: Spotter) -> dict[int, dict[str, float]]:
    """The divisions each passage names, with the best bearing of each; not a prefecture that merely stands before
    its county.
    """
    gazetteer, counted = spotter.gazetteer, dict[int, dict[str, float]]()
    shares = spotter.bearing.of(spots, read)
    for spot, share, after in zip_longest(spots, shares, spots[1:]):
        address = after and (after.passage, after.start) == (spot.passage, spot.end)
        if not (address and gazetteer.regions[after.code].parent == spot.code):
            here = counted.setdefault(spot.passage, {})
            here[spot.code] = max(here.get(spot.code, 0), share) + REPEATED * share * (spot.code in here)
    return {n: {code: share for code, share in here.items() if share} for n, here in counted.items()}


def _abroad(read: Sequence[Passage], tokens: Sequence[Token]) -> float:
    return sum(WEIGHT[read[n].where] for n in {token.passage for token in tokens})


def _main(points: Mapping[str, float], gazetteer: Gazetteer, opener: str) -> str:
    """The county or prefecture that stands out, else the province; of those alike, the one the article opens with."""
    province = gazetteer.province.code
    below = {code: points[code] for code in gazetteer.regions if code in points and code != province}
    totals: dict[str, float] = {}
    for code, earned in below.items():
        above = _prefecture(code, gazetteer)
        totals[above] = totals.get(above, 0) + earned
    if not totals:
        return province
    leader, opened = _leading(totals, _prefecture(opener, gazetteer) if opener else "")
    most = max(totals.values())
    if most <= points.get(province, 0) or (not opened and most <= STANDS_OUT * sum(totals.values())):
        return province
    counties = {c: earned for c, earned in below.items() if c != leader and _prefecture(c, gazetteer) == leader}
    if not counties:
        return leader
    best, opened = _leading(counties, opener)
    alone = opened or list(counties.values()).count(counties[best]) == 1
    return best if alone and counties[best] >= COUNTY * totals[leader] else leader


def _leading(points: Mapping[str, float], opener: str) -> tuple[str, bool]:
    """The code with most points, and whether it is the opener: that one of two where it has nearly as many."""
    leader = max(points, key=lambda code: points[code])
    if points.get(opener, 0) >= ALIKE * points[leader] and len(points) == TWO:
        return opener, True
    return leader, False


def _prefecture(code: str, gazetteer: Gazetteer) -> str:
    """The prefecture a division belongs to; a county right below the province stands for itself."""
    parent = gazetteer.regions[code].parent
    return code if parent in (None, gazetteer.province.code) else str(parent)
