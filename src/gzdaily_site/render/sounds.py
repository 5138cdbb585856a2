"""How Chinese is read aloud: the one module that knows pypinyin."""

from __future__ import annotations

import gc
import re
import sys

# Characters that are read another way as a family name than in words, by what is usual in China today.
FAMILY = {
    "卜": "bu",
    "曾": "zeng",
    "单": "shan",
    "盖": "ge",
    "缪": "miao",
    "区": "ou",
    "朴": "piao",
    "仇": "qiu",
    "覃": "qin",
    "解": "xie",
    "员": "yun",
    "查": "zha",
    "翟": "zhai",
    "乐": "yue",
    "都": "du",
    "牟": "mu",
}
# Family names of two characters.
DOUBLE = re.compile(
    r"欧阳|上官|司马|司徒|司空|诸葛|东方|尉迟|令狐|慕容|皇甫|夏侯|公孙|长孙|宇文|独孤|南宫|轩辕|端木|闻人|"
    r"呼延|澹台|申屠|钟离|百里|东郭|西门|第五|太史|淳于|单于|拓跋|赫连|濮阳"
)
LONGEST = 4  # characters of a Chinese name; what is longer is no name of a person
_CLOSES = re.compile(r"\s*([，、。；：！？）”’》」】]+)\s*")  # marks that stand with the syllable before them
_OPENS = re.compile(r"\s*([（“‘《「【]+)\s*")  # and those with the one after
_ROMAN = str.maketrans("，、。；：！？（）", ",,.;:!?()")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")


def syllables(text: str) -> list[str]:
    """A syllable a character, without tones; other characters in runs as they are."""
    return _read_aloud(text)


def reading(text: str) -> str:
    """`让老房子` → `ràng lǎo fáng zi`, for those who cannot read the characters."""
    said = " ".join(part.strip() for part in _read_aloud(text, tones=True) if part.strip())
    return _OPENS.sub(r" \1", _CLOSES.sub(r"\1 ", said)).translate(_ROMAN).strip()


def person(name: str) -> str:
    """`张良胜` → `Zhang Liangsheng`, the family name first; empty for what is no Chinese name of a person."""
    if not _CHINESE.fullmatch(name) or not 2 <= len(name) <= LONGEST:
        return ""
    cut = 2 if len(name) > 2 and DOUBLE.match(name) else 1
    family = FAMILY.get(name[0]) if cut == 1 else None
    return f"{(family or _run(name[:cut])).capitalize()} {_run(name[cut:]).capitalize()}"


def forget() -> None:
    """Out of memory, where nothing more is read aloud: its tables go with the modules."""
    modules = [name for name in sys.modules if name.partition(".")[0] == "pypinyin"]
    for name in modules:
        del sys.modules[name]
    if modules:
        gc.collect()  # they hold one another


def _run(text: str) -> str:
    """The syllables of a name in one word; before a vowel an apostrophe keeps them apart (`Xi'an`)."""
    first, *rest = _read_aloud(text, v_to_u=True)
    return first + "".join(f"'{part}" if part[:1] in "aeo" else part for part in rest)


def _read_aloud(text: str, *, tones: bool = False, v_to_u: bool = False) -> list[str]:
    # 53 MB of memory, and most builds read nothing aloud that they have not read before.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    return lazy_pinyin(text, style=Style.TONE if tones else Style.NORMAL, v_to_u=v_to_u)
