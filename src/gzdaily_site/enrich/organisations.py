"""Organisations named: a place, and directly behind it a name that ends in what the organisation is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gzdaily_site.enrich.passages import Passage, rulers_of
from gzdaily_site.enrich.spotting import Found
from gzdaily_site.lexicon import words
from gzdaily_site.model import Organisation, Proofs

REACH = 18  # characters between the place and the end of the name
# A name holds no marks and none of the words that join one thing to another.
INSIDE = r"(?:(?![的了在和与及将把被是有为从到向对等说来去])[\u4e00-\u9fff·])"

FIRMS = "集团|公司|银行|科学院|大学|研究院"  # a house that has others below it: 某某集团四川有限公司
# What is left of such a name without the house.
MERE = re.compile(r"(?:分|省|市|销售|省分行)?(?:股份|责任)?(?:(?:有限)?(?:责任)?公司|集团|委员会|研究所|研究院)|中小学")
NO_HOUSE = re.compile("所属|旗下|下属|[由级方]")  # between two houses, or before one: the name begins behind it
SOME = re.compile(
    r"[一几数多某两各](?:所|家|个|间|名|些|座)|某|[省市县区州镇乡村]一(?=[小中]学|[学医])"
)  # no certain one
# Verbs of the sentence, which no name of an organisation has in it.
VERBS = re.compile(
    "充分|发挥|发布|开展|举办|承办|推出|接入|直达|毕业|联合|携手|走进|进入|来到|获得|入选|考入|考上|就读|签约|签署|成立|建成"
    "|启用|位于|位居|实现|完成|支持|帮助|邀请|召开|印发|出台|带动|吸引|打造|率先|首次|通过|正在|已经|近日|目前|成为|参加"
    "|拥有|引进"
)


class Register:
    """Finds the organisations of articles; made once for the words that say what an organisation is."""

    def __init__(self, kinds: Sequence[str]) -> None:
        ends = "|".join(re.escape(kind) for kind in sorted(kinds, key=lambda kind: (-len(kind), kind)))
        self._kind = re.compile(f"{INSIDE}{{0,{REACH}}}?(?:{ends or '(?!)'})(?![长员家们])(?!(?<=学)生)")
        house = f"(?<![\u4e00-\u9fff]){INSIDE}{{2,8}}?(?:{FIRMS})"
        self._above = re.compile(f"(?:中共|(?:中国|国家|全国){INSIDE}{{0,{REACH}}}?|{house})$")

    def of(self, read: Sequence[Passage], found: Found) -> tuple[Organisation, ...]:
        """In the order they are first named, each once."""
        named: dict[str, list[tuple[Passage, int, int]]] = {}
        reached = (-1, 0)
        for number, start, end in _chains(found):
            match = self._kind.match(read[number].text, end) if (number, start) >= reached else None
            if match and (start := self._begin(read[number].text, start, match)) >= 0:
                name = read[number].text[start : match.end()]
                named.setdefault(name, []).append((read[number], start, match.end()))
                reached = (number, match.end())
        return tuple(_organisation(name, them) for name, them in named.items())

    def _begin(self, text: str, start: int, match: re.Match[str]) -> int:
        """Where the name begins: at the place, or at the house that stands directly before it; -1 if it is no name."""
        if text.rfind("《", 0, start) > text.rfind("》", 0, start):
            return -1
        above = self._above.search(text, max(0, start - REACH), start)
        if above and not NO_HOUSE.search(above[0]):
            start = above.start()
        elif MERE.fullmatch(match[0]):
            return -1
        return -1 if SOME.search(text, match.start() - 1, match.end()) or _says(text[start : match.end()]) else start


def _says(name: str) -> bool:
    """Whether a verb of the sentence stands between the place and the end: 充分|发挥|集团."""
    return any(VERBS.match(word) and (n or word != "联合") for n, word in enumerate(words(name)))  # 北京联合大学


def _chains(found: Found) -> list[tuple[int, int, int]]:
    """Places as passage, start and end, those that stand one behind another as one: 广东省东莞市."""
    spots = [(spot.passage, spot.start, spot.end) for spot in found.spots]
    chains: list[tuple[int, int, int]] = []
    for number, start, end in sorted([*spots, *((t.passage, t.start, t.end) for t in found.outside)]):
        if chains and chains[-1][0] == number and chains[-1][2] == start:
            chains[-1] = (number, chains[-1][1], end)
        else:
            chains.append((number, start, end))
    return chains


def _organisation(name: str, them: Sequence[tuple[Passage, int, int]]) -> Organisation:
    rulers = rulers_of(passage for passage, _, _ in them)
    lines = {line for passage, start, end in them for line in rulers[passage.part].lines(start, end)}
    proofs = " ".join(passage.proof(start, end) for passage, start, end in them)
    return Organisation(name, tuple(sorted(lines)), Proofs(proofs))
