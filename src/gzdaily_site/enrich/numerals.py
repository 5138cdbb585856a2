"""Numbers written in characters, as quantities are written: 五千, 三万, 一千二百, 两亿零五十万."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
STEPS = {"十": 10, "百": 100, "千": 1000}
GROUPS = {"万": 10**4, "亿": 10**8}
SIGNS = "".join((*DIGITS, *STEPS, *GROUPS))


@lru_cache(maxsize=4096)
def number(text: str) -> Decimal | None:
    """Its value; None for what is no number in full form: 三五百 (some), 一百一 (spoken), 二五 (a row of digits)."""
    whole, rest = Decimal(0), text
    for sign, worth in sorted(GROUPS.items(), key=lambda it: -it[1]):
        before, found, after = rest.partition(sign)
        if found:
            part = _below_ten_thousand(before.removeprefix("零") if whole else before)
            if part is None:
                return None
            whole, rest = whole + part * worth, after
    if not rest:
        return whole or None
    last = _below_ten_thousand(rest.removeprefix("零") if whole else rest)
    # After 万 comes a digit with a step, or 零: 两万五 is spoken for 两万五千.
    spoken = whole and len(rest) == 1
    return None if last is None or spoken else whole + last


def _below_ten_thousand(text: str) -> int | None:
    """`一千零五十` as 1050; each step lower than the one before, 零 where steps are left out."""
    total, least, at = 0, 10_000, 0
    while at < len(text):
        zero = text[at] in "零〇" and at > 0
        at += zero
        digit = DIGITS.get(text[at : at + 1])
        ten = digit is None and text[at : at + 1] == "十" and at == 0  # 十五; behind a step it is 一十
        at += 0 if ten or digit is None else 1
        step = STEPS.get(text[at : at + 1], 1)
        if (not digit and not ten) or step >= least or ((step * 10 == least) == zero and least < 10_000):
            return None
        at += step > 1
        total, least = total + (digit or 1) * step, step
    return total or None
