"""An article as Markdown, to read and quote in an editor: head, body, and where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from gzdaily_site import model
from gzdaily_site.model import BodyBlock
from gzdaily_site.render import citing
from gzdaily_site.render.edition import Edition

SPECIAL = re.compile(r"[\\`*_\[\]<&~|]")  # wherever they stand
OPENING = re.compile(r"^(\s*)(#|>|[-+=](?=[\s\-+=]|$)|\d+(?=[.)](\s|$)))")  # what makes a line something else
TICKS = re.compile("`+")
MARKS = {"crosshead": "## ", "caption": "> ", "credit": "> "}


def markdown(edition: Edition, it: model.Article, cited: citing.Work) -> str:
    """The text as it should read: a better reading with the printed one behind it, as on the page."""
    heads = [plain(part.text) for part in (it.kicker, it.deck, it.byline) if part]
    title = it.headline.text if it.headline else citing.UNTITLED
    page = edition.shelves.pages[it.page]
    return "\n\n".join(
        (
            f"# {plain(title)}",
            *(f"*{text}*" for text in heads if text),
            *_body(edition, it),
            "---",
            _cited(edition, cited),
            plain(f"{edition.file_name(page)}: {page.source.told(it.lines)}") + "\n",
        )
    )


def plain(text: str) -> str:
    """The text on one line, so that Markdown shows it as it is."""
    return _unopened(SPECIAL.sub(r"\\\g<0>", " ".join(text.split())))


def _unopened(text: str) -> str:
    """A number is parted from its full stop, any other mark from what it opens."""
    found = OPENING.match(text)
    if not found:
        return text
    at = found.end() if found[2].isdigit() else found.start(2)
    return f"{text[:at]}\\{text[at:]}"


def _body(edition: Edition, it: model.Article) -> Iterator[str]:
    dateline = it.dateline.text if it.dateline else ""
    for kind, run in groupby(it.body, key=lambda block: block.kind):
        if kind == "table":
            yield _fenced("\n".join(block.text for block in run))
            continue
        for block in run:
            opens = dateline if kind == "paragraph" else ""
            dateline = "" if kind == "paragraph" else dateline
            yield MARKS.get(kind, "") + plain(opens + _mended(edition, block))


def _mended(edition: Edition, block: BodyBlock) -> str:
    """The better readings, and behind each what was printed."""
    text, at = "", 0
    for mend in sorted(block.mends, key=lambda mend: mend.at):
        if mend.at < at:
            continue
        why = f" — {mend.why}" if mend.why else ""
        text += f"{block.text[at : mend.at]}{mend.better}（{edition.texts.say('printed:')}{mend.seen}{why}）"
        at = mend.at + len(mend.seen)
    return text + block.text[at:]


def _fenced(rows: str) -> str:
    """The rows of a table as they stand, between fences longer than any in them."""
    fence = "`" * max(3, 1 + max(map(len, TICKS.findall(rows)), default=0))
    return f"{fence}\n{rows}\n{fence}"


def _cited(edition: Edition, cited: citing.Work) -> str:
    """The sentence; its address is a link."""
    said = citing.sentence(edition, cited)
    if not cited.url:
        return plain(said)
    before, _, after = said.rpartition(cited.url)
    return f"{plain(before)} <{cited.url}>{after}"
