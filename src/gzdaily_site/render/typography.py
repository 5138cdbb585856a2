"""What the characters of a source must go through before they stand in HTML."""

import re

# Controls, surrogates and noncharacters that HTML forbids; tab, line feed and carriage return are allowed.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)


def clean(text: str) -> str:
    """The text with U+FFFD for every character that HTML cannot carry; most lines are printable, which is told fast."""
    lines = text.split("\n")
    return "\n".join(line if line.isprintable() else _FORBIDDEN.sub("\ufffd", line) for line in lines)


def shorten(text: str, length: int) -> str:
    """The first `length` characters, with an ellipsis when something is left out."""
    flat = " ".join(text.split())
    if flat[:length].isascii():  # letters are half as wide, and a word is not cut
        wide = flat[: 2 * length]
        return flat if wide == flat else wide.rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
    return flat if len(flat) <= length else flat[:length].rstrip("，、；：。 ") + "……"
