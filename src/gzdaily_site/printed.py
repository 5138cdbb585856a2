"""The words of an article as its page shows them: what can be found, and what is told without its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gzdaily_site.model import Article, BodyBlock

# What HTML cannot carry is shown as U+FFFD, so that is what can be searched for.
_FORBIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
)  # fmt: skip
_UNSHOWN = re.compile(f"[{_FORBIDDEN}]")
_ODD = re.compile(f"[{_FORBIDDEN}\n\r\u2028\u2029]")


_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
LATIN = 16  # characters by which a text is told to be in letters
FEW = 4  # of so many characters one may be Chinese: a name that an English text gives in brackets


def in_letters(text: str) -> bool:
    """Whether a text is not Chinese, by how it begins."""
    first = text[:LATIN]
    return len(_HAN.findall(first)) * FEW < len(first)


def shown(text: str) -> str:
    """The text as HTML shows it; most need nothing done, and what is printable holds nothing odd."""
    if text.isprintable() or not _ODD.search(text):
        return text.strip()
    return " ".join(_UNSHOWN.sub("\ufffd", text).splitlines()).strip()


def words_below(article: Article) -> str:
    """What stands below the headline, a part a line, and no part is empty."""
    return "\n".join(filter(None, map(shown, _texts(article))))


def _texts(article: Article) -> Iterator[str]:
    """What stands below the headline; a dateline runs on into the first paragraph, as it is set."""
    if article.deck:
        yield article.deck.text
    if article.byline:
        yield article.byline.text
    dateline = article.dateline.text if article.dateline else ""
    for block in article.body:
        opens = dateline if block.kind == "paragraph" else ""
        yield opens + block.text
        if block.mends:
            yield opens + _mended(block)
        dateline = "" if block.kind == "paragraph" else dateline


def _mended(block: BodyBlock) -> str:
    """The block with every better reading in place of the slip: both can be found."""
    text = block.text
    for mend in sorted(block.mends, key=lambda mend: -mend.at):
        text = text[: mend.at] + mend.better + text[mend.at + len(mend.seen) :]
    return text
