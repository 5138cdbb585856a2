"""Parts of one article made into body blocks: legs of one paragraph joined, breaks found."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gzdaily_site.model import BodyBlock, BodyKind, Gap, Join, Signal
from gzdaily_site.separate.drafts import Draft, mended, seams
from gzdaily_site.separate.headlike import bit_of_text
from gzdaily_site.separate.parts import Part
from gzdaily_site.separate.seams import GOES_ON, broken_word, one_paragraph, reads_on
from gzdaily_site.separate.shape import HAN, awaited, forbidden, matched, open_end, open_start
from gzdaily_site.separate.verses import alike

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
MAYBE = 0.05  # share of a join that was not made from which it is told: below it nothing speaks for one
LABEL = re.compile(r"【[^】]{1,12}】[^。！？]{0,40}$|.*[—―─]$")  # 【人物】某某; a dash leads to what stands below
SHORT = 25  # characters; a longer line that is worded as heads are may still be a sentence that was cut
_Laid = tuple[Part, int]  # a part, and the place of the block it is in
A_WORD = 1.0  # log-odds from which it is said that a word runs across a seam


def body_blocks(draft: Draft) -> tuple[BodyBlock, ...]:
    """The body of a draft, legs of one paragraph joined, also where a caption stands in the middle of it."""
    out: list[BodyBlock] = []
    moved = seams(draft)
    last: _Laid | None = None
    text: _Laid | None = None  # the last paragraph, as far as it goes
    for part in draft.body:
        if part.role not in KINDS:
            continue
        by_hand = last if last and (last[0].line, part.line) in draft.joined else None
        above = by_hand or (text if text and part.role == "paragraph" and _between(out[text[1] + 1 :]) else None)
        join = _join(draft, above[0], part, moved) if above else None
        place = len(out)
        if above and join:
            place = above[1]
            out[place] = _glued(out[place], part, join)
        elif last and _one_crosshead(last[0], part):
            place = last[1]
            out[place] = _glued(out[place], part, None)
        else:
            out.append(BodyBlock(KINDS[part.role], part.text, (part.piece,), names=part.names))
        last = part, place
        if out[place].kind == "paragraph":
            text = replace(part, piece=replace(part.piece, text=out[place].text)), place
    return tuple(replace(b, mends=mended(b, draft)) for b in out) if draft.mends else tuple(out)


def gaps(blocks: Sequence[BodyBlock], draft: Draft, *, headed: bool) -> Iterator[Gap]:
    """Where text seems to be missing: no headline, a sentence that never ends."""
    if not headed:
        yield Gap(None, blocks[0].lines[0] if blocks else None, "missing_headline")
    for n, block in enumerate(blocks):
        beside = [*blocks[max(0, n - 1) : n], *blocks[n + 1 : n + 2]]
        verse = any(alike(block.text, b.text) for b in beside)
        if block.kind == "paragraph" and _breaks_off(block) and not verse:
            after = next((b for b in blocks[n + 1 :] if b.kind in ("paragraph", "crosshead")), None)
            yield Gap(block.lines[-1], after.lines[0] if after else None, "cut_sentence", _perhaps(draft, block, after))


def _breaks_off(block: BodyBlock) -> bool:
    """It ends in mid-sentence; what announces a list, a label and a line that is worded as heads are never ends one."""
    text = block.text
    if not open_end(text) or text.endswith(GOES_ON) or LABEL.match(text):
        return False
    return bool(len(block.lines) > 1 or len(text) > SHORT or awaited(text)) or bit_of_text(text) >= 0


def _perhaps(draft: Draft, block: BodyBlock, after: BodyBlock | None) -> float:
    """How likely the next paragraph is the rest, though not likely enough to be joined to it."""
    if not after or after.kind != "paragraph" or forbidden(block.text, after.text):
        return 0.0
    share = 1 / (1 + math.exp(-_odds(draft, (block.text, block.lines[-1]), (after.text, after.lines[0]), seams(draft))))
    return round(share, 3) if share >= MAYBE else 0.0


def _between(blocks: Sequence[BodyBlock]) -> bool:
    """What may stand inside a paragraph: pictures with their words."""
    return all(block.kind in ("caption", "credit") for block in blocks)


def _join(draft: Draft, above: Part, below: Part, moved: set[int]) -> Join | None:
    """The join of two paragraphs of which one follows the other, if they are one."""
    if (above.line, below.line) in draft.joined:
        return Join(above.line, 1.0, (Signal("correction", 0.0),))
    if above.line == below.line:
        return None
    if any(m.parts[0].line == below.line and m.signals[0].name == "correction" for m in draft.moved if m.signals):
        return None  # a person moved it: whether it joins is the person's to say too
    if forbidden(above.text, below.text) or alike(above.text, below.text):
        return None
    odds = _odds(draft, (above.text, above.line), (below.text, below.line), moved)
    if odds <= (DOUBT if draft.broken >= SEVERAL and not matched(above.text, below.text) else SOUND):
        return None
    return Join(above.line, round(min(1 / (1 + math.exp(-odds)), 0.999), 3), tuple(_signals(above, below)))


def _odds(draft: Draft, above: tuple[str, int], below: tuple[str, int], moved: set[int]) -> float:
    """Log-odds that two texts, each with its line, are one paragraph."""
    (text, line), (under, start) = above, below
    return one_paragraph(
        text, under, moved=start in moved, next_line=start - line <= 2, broken=draft.broken,
    )  # fmt: skip


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
