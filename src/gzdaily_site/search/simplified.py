"""Traditional characters and the simplified ones for which they stand: the one module that knows OpenCC."""

from __future__ import annotations

from functools import cache

HAN = (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))  # in the Basic Multilingual Plane, as are their counterparts


@cache
def simplified() -> tuple[dict[str, str], dict[str, str]]:
    """Pairs that are sure, and pairs whose first is a simplified character as well (乾, 著, 徵).

    The sure are folded in texts and queries alike. The doubtful are not, or 著名 would no longer be told from 着名;
    the reader tries them when a query finds nothing. GB 2312 settles what is in use.
    """
    from opencc import OpenCC  # noqa: PLC0415 - only a build needs it

    characters = [chr(point) for point in HAN]
    turned = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    pairs = {a: b for a, b in zip(characters, turned, strict=True) if a != b and len(b) == 1 and b < "\uffff"}
    doubtful = {a: b for a, b in pairs.items() if _in_use(a)}
    sure = {a: b for a, b in pairs.items() if a not in doubtful}
    return {a: sure.get(b, b) for a, b in sure.items()}, doubtful


def _in_use(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
