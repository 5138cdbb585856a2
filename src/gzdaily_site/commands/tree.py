"""A page as a tree for people: each article with what was joined, moved and found missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from gzdaily_site.commands.typeset import COLUMNS, called, clip, counted, fold, pad, percent
from gzdaily_site.model import Article, ArticleId, BodyBlock, Byline, Field, Gap, LooseEnd, Move, PageReading, Signal
from gzdaily_site.separate.jumps import Jumps
from gzdaily_site.separate.wording import SIGNALS

LINES, KIND = 9, 11  # columns for line numbers and for what they hold
TEXT = COLUMNS - LINES - KIND - 2
UNDER = " " * (LINES + 2)
PERHAPS = "perhaps a continuation of "  # how the usual reason of a loose end begins; the guesses say it better
GAPS = {
    "cut_sentence": "the sentence breaks off, its rest was not found on the page",
    "missing_headline": "the headline is not in the file",
    "missing_text": "text is missing here, it is not in the file",
}


def tree(reading: PageReading, jumps: Jumps) -> str:
    """How a page was read, in lines of at most COLUMNS columns where the text allows."""
    out = [*_head(reading)]
    for article in reading.articles:
        out += ["", *_article(article, reading), *_jumps(article, jumps)]
    shown = [f for f in reading.furniture if f.piece.text]
    if shown:
        out += ["", click.style("belongs to the page, not to an article", dim=True)]
        out += [_row(str(f.piece.line), f.role.replace("_", " "), f.piece.text) for f in shown]
    if reading.loose_ends:
        out += ["", click.style("loose ends: left where they stood, because no home was sure", dim=True)]
        out += [line for end in reading.loose_ends for line in _loose(end, reading)]
    return "\n".join([*out, "", *_ledger(reading)])


def signals(said: Sequence[Signal]) -> str:
    """The reasons of a decision in words, strongest first, each with the text it rests on."""
    return "; ".join(
        f"{'against: ' if s.weight < 0 else ''}{SIGNALS[s.name]}{f' ({clip(s.detail, 40)})' if s.detail else ''}"
        for s in sorted(said, key=lambda s: -abs(s.weight))
    )


def _head(reading: PageReading) -> Iterator[str]:
    facts = reading.source.facts
    known = (
        facts.newspaper or "newspaper unknown",
        facts.date.isoformat() if facts.date else "undated",
        f"page {facts.number}" if facts.number else "page number unknown",
        facts.name,
        f"{len(reading.articles)} article{'s' * (len(reading.articles) != 1)}",
    )
    yield click.style(str(reading.source.path), bold=True)
    yield " · ".join(k for k in known if k)


def _article(article: Article, reading: PageReading) -> Iterator[str]:
    headline = article.headline
    yield click.style(clip(headline.text, COLUMNS) if headline else "(no headline in the file)", bold=True)
    where = f" · headline in line {reading.source.told(_lines_of(headline))}" if headline and headline.pieces else ""
    yield click.style(f"{article.kind} · {article.id}{where}", dim=True)
    yield from _by_hand("headline", headline)
    for name in ("column", "kicker", "deck", "byline", "dateline"):
        part = getattr(article, name)
        if part:
            yield _row(reading.source.told(_lines_of(part)), name, part.text)
            yield from _by_hand(name, part)
    for gap in article.gaps:
        yield from _gap(gap) if gap.after_line is None else ()
    for block in article.body:
        yield from _block(block, article, reading)
    for move in article.moves:
        yield from _move(move, reading)


def _by_hand(name: str, part: Field | Byline | None) -> Iterator[str]:
    """What a person gave, beside what is printed."""
    if part is None or not part.by_hand:
        return
    if isinstance(part, Byline):
        yield from _under(f"names by a person: {'、'.join(part.names)}")
        return
    printed = clip(" ".join(piece.text for piece in part.pieces), TEXT)
    yield from _under(f"{name} by a person ({f'printed: {printed}' if printed else 'none is printed'})")


def _lines_of(part: Field | Byline) -> tuple[int, ...]:
    return tuple(dict.fromkeys(p.line for p in part.pieces))


def _row(lines: str, kind: str, text: str) -> str:
    return f"{lines:>{LINES}}  {pad(kind, KIND - 1)} {clip(text, TEXT)}"  # whatever the kind, a blank


def _block(block: BodyBlock, article: Article, reading: PageReading) -> Iterator[str]:
    yield _row(reading.source.told(block.lines), block.kind, block.text)
    for join in block.joins:
        told = f"joined after line {join.after_line} at {percent(join.confidence)}: {signals(join.signals)}"
        yield from _under(told)
    for mend in block.mends:
        why = f": {clip(mend.why, TEXT)}" if mend.why else ""
        yield from _under(f"“{clip(mend.seen, 40)}” mended to “{clip(mend.better, 40)}” by a person{why}")
    for gap in article.gaps:
        yield from _gap(gap) if gap.after_line in block.lines else ()


def _move(move: Move, reading: PageReading) -> Iterator[str]:
    told = f"moved here: {counted(move.lines, reading.source)} from under {_name(reading, move.from_article)}"
    told += f" at {percent(move.confidence)}: {signals(move.signals) or 'all in all'}"
    if move.runner_up:
        told += f"; else {_name(reading, move.runner_up.article)} ({percent(move.runner_up.confidence)})"
    yield from _under(told)


def _gap(gap: Gap) -> Iterator[str]:
    where = f"gap after line {gap.after_line}: " if gap.after_line else "gap: "
    perhaps = f"; perhaps it goes on in line {gap.before_line} ({percent(gap.perhaps)})" if gap.perhaps else ""
    yield from _under(click.style(where, fg="yellow") + GAPS[gap.kind] + perhaps)


def _under(told: str) -> list[str]:
    return fold(told, f"{UNDER}├ ", f"{UNDER}│ ")


def _jumps(article: Article, jumps: Jumps) -> Iterator[str]:
    known = (("comes from", jumps.continued_from.get(article.id)), ("goes on on", jumps.continues.get(article.id)))
    for verb, c in known:
        if c:
            other = next(p for p in jumps.pages if p.source.id == c.page)
            where = f"{verb} page {c.number}, in {_name(other, c.article)}"
            yield from _under(f"{where} at {percent(c.confidence)}: {signals(c.signals)}")


def _loose(end: LooseEnd, reading: PageReading) -> list[str]:
    owner = next((a for a in reading.articles if set(end.lines) & set(a.lines)), None)
    stays = f" stay{'s' * (len(end.lines) == 1)} under {_name(reading, owner.id)}" if owner else ""
    guesses = " or ".join(f"{_name(reading, g.article)} ({percent(g.confidence)})" for g in end.guesses)
    why = f"{PERHAPS}{guesses}" if guesses and end.why.startswith(PERHAPS) else end.why
    more = f"; perhaps {guesses}" if guesses and not end.why.startswith(PERHAPS) else ""
    told = f"{counted(end.lines, reading.source)}{stays}; {why}{more}"
    return fold(told, "  ├ ", "  │ ")


def _name(reading: PageReading, article: ArticleId) -> str:
    found = next((a for a in reading.articles if a.id == article), None)
    if found is None:
        return str(article)
    return called(found.headline.text if found.headline else None, found.body[0].text if found.body else "")


def _ledger(reading: PageReading) -> list[str]:
    n = reading.ledger
    told = (
        f"ledger: {n.characters} characters = {n.in_articles} in articles + {n.in_furniture} in furniture; "
        f"{n.lost} lost, {n.doubled} doubled"
    )
    return fold(told, "", "  ")
