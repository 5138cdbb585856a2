"""How Chinese is read aloud: the one module that knows pypinyin."""

from __future__ import annotations

from pypinyin import Style, lazy_pinyin


def syllables(text: str) -> list[str]:
    """A syllable a character, without tones; other characters in runs as they are."""
    return lazy_pinyin(text)


def reading(text: str) -> str:
    """`让老房子` → `ràng lǎo fáng zi`, for those who cannot read the characters."""
    return " ".join(part.strip() for part in lazy_pinyin(text, style=Style.TONE) if part.strip())
