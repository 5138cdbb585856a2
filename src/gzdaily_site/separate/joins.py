"""Parts of one article made into body blocks: legs of one paragraph joined, breaks found."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gzdaily_site.model import BodyBlock, BodyKind, Gap, Join, Signal
from gzdaily_site.separate.drafts import Draft, mended, seams
from gzdaily_site.separate.parts import Part
from gzdaily_site.separate.seams import GOES_ON, broken_word, one_paragraph, reads_on
from gzdaily_site.separate.shape import HAN, forbidden, matched, open_end, open_start

KINDS: dict[str, BodyKind] = {
    "paragraph": "paragraph",
    "crosshead": "crosshead",
    "caption": "caption",
    "credit": "credit",
    "table": "table",
}
# Log-odds from which two texts are joined on a page that lost text: in training pages it leaves 93 % of the ends open
# whose rest is lost, and joins 76 % of the others (at 0: 62 % and 97 %). A wrong seam is worse than an open one.
DOUBT = 0.5
SOUND = -0.5  # the same on a page that lost none: there an open end is mended rather than left
SEVERAL = 2  # a caption or a note without a full stop ends one story of a sound page now and then
A_WORD = 1.0  # log-odds from which it is said that a word runs across a seam


def body_blocks(draft: Draft) -> tuple[BodyBlock, ...]:
    """The body of a draft, legs of one paragraph joined."""
    out: list[BodyBlock] = []
    moved = seams(draft)
    last: Part | None = None
    for part in draft.body:
        if part.role not in KINDS:
            continue
        join = _join(draft, last, part, moved) if last else None
        if join and out:
            out[-1] = _glued(out[-1], part, join)
        elif last and _one_crosshead(last, part):
            out[-1] = _glued(out[-1], part, None)
        else:
            out.append(BodyBlock(KINDS[part.role], part.text, (part.piece,), names=part.names))
        last = part if not join else replace(part, piece=replace(part.piece, text=out[-1].text))
    return tuple(replace(b, mends=mended(b, draft)) for b in out) if draft.mends else tuple(out)


def gaps(blocks: Sequence[BodyBlock], *, headed: bool) -> Iterator[Gap]:
    """Where text is not in the file: no headline, a sentence that never ends."""
    if not headed:
        yield Gap(None, blocks[0].lines[0] if blocks else None, "missing_headline")
    for n, block in enumerate(blocks):
        if block.kind != "paragraph" or not open_end(block.text) or block.text.endswith(GOES_ON):
            continue
        after = next((b for b in blocks[n + 1 :] if b.kind in ("paragraph", "crosshead")), None)
        yield Gap(block.lines[-1], after.lines[0] if after else None, "cut_sentence")


def _join(draft: Draft, above: Part, below: Part, moved: set[int]) -> Join | None:
    """The join of two neighbouring parts, if they are one paragraph."""
    if (above.line, below.line) in draft.joined:
        return Join(above.line, 1.0, (Signal("correction", 0.0),))
    if above.role != "paragraph" or below.role != "paragraph" or above.line == below.line:
        return None
    if any(m.parts[0].line == below.line and m.signals[0].name == "correction" for m in draft.moved if m.signals):
        return None  # a person moved it: whether it joins is the person's to say too
    if forbidden(above.text, below.text):
        return None
    odds = one_paragraph(
        above.text, below.text, moved=below.line in moved, next_line=below.line - above.line <= 2,
        broken=draft.broken,
    )  # fmt: skip
    if odds <= (DOUBT if draft.broken >= SEVERAL and not matched(above.text, below.text) else SOUND):
        return None
    return Join(above.line, round(min(1 / (1 + math.exp(-odds)), 0.999), 3), tuple(_signals(above, below)))


def _signals(above: Part, below: Part) -> Iterator[Signal]:
    if matched(above.text, below.text):
        yield Signal("quotes_match", 4.6)
    yield Signal("open_end", 2.2, above.text[-8:])
    if broken_word(above.text, below.text) > A_WORD:
        yield Signal("broken_word", round(broken_word(above.text, below.text), 1), above.text[-4:] + below.text[:4])
    elif open_end(above.text) and reads_on(above.text, below.text) > A_WORD:
        yield Signal("reads_on", round(reads_on(above.text, below.text), 1), above.text[-4:] + below.text[:4])
    if open_start(below.text):
        yield Signal("open_start", 2.2, below.text[:8])
    if below.line - above.line <= 2:
        yield Signal("next_line", 1.0)


def _one_crosshead(above: Part, below: Part) -> bool:
    return above.role == below.role == "crosshead" and below.follows and below.line == above.line + 1


def _glued(block: BodyBlock, part: Part, join: Join | None) -> BodyBlock:
    """The block with one more piece: no blank between Chinese; one between words, and between lines of a crosshead."""
    latin = not (HAN.match(part.text[:1]) or HAN.match(block.text[-1:])) and part.text[:1].isalnum()
    blank = " " if join is None or (latin and block.text[-1:].isalpha()) else ""
    joins = (*block.joins, join) if join else block.joins
    return replace(block, text=block.text + blank + part.text, pieces=(*block.pieces, part.piece), joins=joins)
