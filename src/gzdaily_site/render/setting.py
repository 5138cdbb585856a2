"""The body of an article set in type: paragraphs with their seams, and a reason for each sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from gzdaily_site.model import Article, BodyBlock, Byline, Gap, Mend, Move
from gzdaily_site.printed import in_letters
from gzdaily_site.render.reasons import Decision, Reasons
from gzdaily_site.render.views import Part, Run

WORDS = 4  # from so many on it is no name or address alone


@dataclass(slots=True)
class _Sheet:
    """What is being set: numbers of paragraphs and signs so far."""

    reasons: Reasons
    translation: tuple[str, ...] = ()
    paragraphs: int = 0
    set: int = 0
    parts: list[Part] = field(default_factory=list)


def set_body(article: Article, reasons: Reasons, translation: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """The body in reading order; every join, move and gap gets its number from `reasons`.

    A translation goes block by block with the body; what is left of it stands with the last block.
    """
    sheet = _Sheet(reasons, translation)
    first = [gap for gap in article.gaps if gap.after_line is None]
    _signs(sheet, first)
    dateline = article.dateline
    begins, ends = _first_and_last(article)
    for place, block in enumerate(article.body):
        _signs(sheet, [move for move in article.moves if move.lines and begins.get(move.lines[0]) == place])
        _set(sheet, block, dateline if block.kind == "paragraph" else None)
        _translate(sheet, last=place == len(article.body) - 1)
        dateline = None if block.kind == "paragraph" else dateline
        _signs(sheet, [gap for gap in article.gaps if gap.after_line and ends.get(gap.after_line) == place])
    return tuple(sheet.parts)


def runs_of(block: BodyBlock, reasons: Reasons) -> tuple[Run, ...]:
    """The block's text, cut where a join or a mended reading stands."""
    cuts: list[tuple[int, tuple[str, str] | Mend]] = sorted(
        [*_seams(block, reasons), *((mend.at, mend) for mend in block.mends)], key=lambda cut: cut[0]
    )
    runs: list[Run] = []
    at = 0
    for offset, sign in cuts:
        if offset < at:
            continue
        if isinstance(sign, Mend):
            runs += [Run(block.text[at:offset]), Run(sign.seen, better=sign.better, why=sign.why)]
            at = offset + len(sign.seen)
            continue
        number, sentence = sign
        shown = _whole_word(block.text[at:offset], block.text[offset : offset + 1])
        runs.append(Run(shown, note=number, sentence=sentence))
        at = offset
    runs.append(Run(block.text[at:]))
    return tuple(run for run in runs if run.text or run.note)


def in_english(text: str) -> bool:
    """Whether a paragraph is in words of letters, which an archive of Chinese papers has in English."""
    return in_letters(text) and sum(word.isascii() and word.isalpha() for word in text.split()) >= WORDS


def _whole_word(text: str, following: str) -> str:
    """An English word that was broken at the end of a line is shown whole: its hyphen becomes one that is not seen."""
    broken = text[-1:] == "-" and text[-2:-1].isalpha() and following.islower() and following.isascii()
    return f"{text[:-1]}\u00ad" if broken else text


def _seams(block: BodyBlock, reasons: Reasons) -> Iterator[tuple[int, tuple[str, str]]]:
    joins = {join.after_line: join for join in block.joins}
    at = 0
    for this, following in zip(block.pieces, block.pieces[1:], strict=False):
        found = block.text.find(this.text, at)
        at = (found if found >= 0 else at) + len(this.text)
        if this.line in joins and following.line != this.line:
            join = joins[this.line]
            yield at, (reasons.number(join), reasons.sentence(join))


def _set(sheet: _Sheet, block: BodyBlock, dateline: Byline | None) -> None:
    runs = runs_of(block, sheet.reasons)
    match block.kind:
        case "paragraph":
            sheet.paragraphs += 1
            sheet.parts.append(
                Part(
                    "paragraph",
                    f"p{sheet.paragraphs}",
                    dateline=dateline.text if dateline else "",
                    runs=runs,
                    english=in_english(block.text),
                )
            )
        case "crosshead":
            sheet.parts.append(Part("crosshead", runs=runs))
        case "table":
            _table(sheet.parts, block.text)
        case "caption":
            sheet.parts.append(Part("figure", runs=runs))
        case "credit":
            _credit(sheet.parts, runs)


def _translate(sheet: _Sheet, *, last: bool) -> None:
    """The translation of the block just set; a credit's goes to the picture it stands with."""
    here, sheet.set = sheet.set, sheet.set + 1
    words = " ".join(sheet.translation[here:] if last else sheet.translation[here : here + 1])
    if words:
        part = sheet.parts[-1]
        sheet.parts[-1] = replace(part, translation=f"{part.translation} {words}".strip())


def _table(parts: list[Part], text: str) -> None:
    """The rows of one table stand together."""
    if parts and parts[-1].kind == "table":
        text = f"{parts.pop().text}\n{text}"
    cells = [row.split("\t") for row in text.split("\n")]
    width = max(map(len, cells))
    rows = tuple((*row, *[""] * (width - len(row))) for row in cells)
    parts.append(Part("table", text=text, rows=rows))


def _credit(parts: list[Part], runs: tuple[Run, ...]) -> None:
    """A credit stands with the caption before it."""
    if parts and parts[-1].kind == "figure" and not parts[-1].credit:
        parts[-1] = replace(parts[-1], credit=runs)
    else:
        parts.append(Part("figure", credit=runs))


def _signs(sheet: _Sheet, decisions: list[Gap] | list[Move]) -> None:
    for decision in decisions:
        sheet.parts.append(_sign(decision, sheet.reasons))


def _sign(decision: Decision, reasons: Reasons) -> Part:
    kind: Literal["gap", "move"] = "gap" if isinstance(decision, Gap) else "move"
    return Part(kind, note=reasons.number(decision), text=reasons.sentence(decision))


def _first_and_last(article: Article) -> tuple[dict[int, int], dict[int, int]]:
    """For each line the first block that has it, and the last, so that a sign stands once; the head's: the first."""
    begins: dict[int, int] = {}
    ends = {piece.line: 0 for part in article.heads for piece in part.pieces}
    for place, block in enumerate(article.body):
        for line in block.lines:
            begins.setdefault(line, place)
            ends[line] = place
    return begins, ends
