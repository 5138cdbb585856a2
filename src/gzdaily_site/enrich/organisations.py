"""Organisations named: a place, and directly behind it a name that ends in what the organisation is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gzdaily_site.enrich.passages import Passage
from gzdaily_site.enrich.spotting import Found
from gzdaily_site.model import Organisation, Proof

REACH = 18  # characters between the place and the end of the name
KINDS = (
    "股份有限公司 有限责任公司 有限公司 公司 集团 银行 农商行 信用社 学院 大学 职业学校 中等职业学校 学校 中学 小学 幼儿园 医院 卫生院 "
    "人民法院 人民检察院 法院 检察院 公安局 派出所 教育局 农业农村局 林业局 财政局 税务局 市场监管局 卫生健康局 文旅局 "
    "民政局 水务局 住建局 交通运输局 应急管理局 生态环境局 供电局 气象局 商务局 科技局 统计局 委员会 纪委监委 人民政府 总工会 妇联 "
    "文联 科协 残联 工商联 红十字会 研究院 研究所 博物馆 图书馆 文化馆 美术馆 体育馆 合作社 协会 学会 商会 基金会 消防救援总队 "
    "消防救援支队 消防救援大队 交警支队 交警大队 机场 出版社 剧团 歌舞团 开发区管委会 管委会"
).split()
# A name holds no marks and none of the words that join one thing to another.
INSIDE = r"(?:(?![的了在和与及将把被是有为从到向对等说来去])[\u4e00-\u9fff·])"
KIND = re.compile(f"{INSIDE}{{0,{REACH}}}?(?:{'|'.join(sorted(KINDS, key=lambda k: (-len(k), k)))})(?![长员家们])")


def organisations(read: Sequence[Passage], found: Found) -> tuple[Organisation, ...]:
    """In the order they are first named, each once."""
    places = sorted((it.passage, it.start, it.end) for it in (*found.spots, *found.outside))
    named: dict[str, list[tuple[Passage, int, int]]] = {}
    reached = (-1, 0)
    for n, (number, start, end) in enumerate(places):
        if (number, start) < reached:
            continue
        while n + 1 < len(places) and places[n + 1][:2] == (number, end):  # 东莞市 behind 广东省
            n, end = n + 1, places[n + 1][2]  # noqa: PLW2901 - the chain of places is one
        match = KIND.match(read[number].text, end)
        if match:
            name = read[number].text[start : match.end()]
            named.setdefault(name, []).append((read[number], start, match.end()))
            reached = (number, match.end())
    return tuple(_organisation(name, them) for name, them in named.items())


def _organisation(name: str, them: Sequence[tuple[Passage, int, int]]) -> Organisation:
    lines = {line for passage, start, end in them for line in passage.lines(start, end)}
    return Organisation(name, tuple(sorted(lines)), tuple(Proof(p.part, start, end) for p, start, end in them))
