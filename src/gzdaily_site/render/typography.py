"""What the characters of a source must go through before they stand in HTML."""

import re

from gzdaily_site.printed import in_letters

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


def kept_together(name: str) -> str:
    """The name of a page so that no line of it begins with a dot."""
    return name.replace(" · ", "\u00a0· ")


# What reads as one thing: a word of letters, a number with its point or percent sign.
_RUN = re.compile(r"[0-9０-９A-Za-zＡ-Ｚａ-ｚÀ-ɏ.．,％%+＋/’'-]+$")
LONGEST = 24  # characters of a run that is left out whole; a longer one is cut


def shorten(text: str, length: int) -> str:
    """The first `length` characters, with an ellipsis when something is left out; no number or word is cut."""
    flat = " ".join(text.split())
    if in_letters(flat):  # letters are half as wide
        wide = flat[: 2 * length]
        return flat if wide == flat else wide.rsplit(" ", 1)[0].rstrip(",;:.… “‘(") + "…"
    return flat if len(flat) <= length else _whole(flat, length).rstrip("，、；：。… “‘（《") + "……"


def _whole(text: str, length: int) -> str:
    """The first characters, without a run at their end that goes on after them, or a number that its unit follows."""
    kept = text[:length]
    run = _RUN.search(kept)
    cut = run and len(run[0]) <= LONGEST and (_RUN.match(text[length]) or kept[-1].isdigit())
    return kept[: run.start()] if run and cut else kept
