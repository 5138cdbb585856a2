"""Jumps: an article that goes on on another page of its issue, linked with its continuation by their jump lines."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gzdaily_site.model import Article, ArticleId, Continuation, LooseEnd, PageId, PageReading, RunnerUp, Signal
from gzdaily_site.separate.jumplines import JumpLine, page_number, read_jump
from gzdaily_site.separate.shape import forbidden, matched, open_end, open_start
from gzdaily_site.separate.words import cosine, tokens, vectors

# Log-odds, judged and not learnt: no practice page has jump lines. Two lines that name each other's pages are seldom
# of two stories, so they weigh most; words and headlines choose where several stories jump between the same pages.
BOTH_LINES = 4.0
HEADLINE = 3.0  # for the same headline on both pages, less for one that shares some of its words
WORDS, STRANGERS = 12.0, 0.06  # a cosine and what articles on different things have of it
QUOTES, NO_QUOTES = 3.0, -4.0
OPEN = 1.0  # a text that breaks off, one that begins in mid-sentence
SURE = 0.5  # confidence from which two articles are linked


@dataclass(frozen=True, slots=True)
class _End:
    """One jump line: the article that it ends or begins, on which page, and what it says."""

    said: JumpLine
    line: int
    article: Article
    page: PageReading


@dataclass(frozen=True, slots=True)
class _Pair:
    leaves: _End
    arrives: _End
    score: float
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Jumps:
    """Where articles go on and come from, by their ids; the pages, with the jump lines that lead nowhere told."""

    pages: tuple[PageReading, ...]
    continues: dict[ArticleId, Continuation]
    continued_from: dict[ArticleId, Continuation]


def follow(pages: Sequence[PageReading]) -> Jumps:
    """Pages of one date and newspaper, whose numbers are known, linked; the same pages give the same links."""
    ends = [end for page in pages for end in _ends(page)]
    pairs = _pairs(ends)
    continues: dict[ArticleId, Continuation] = {}
    continued_from: dict[ArticleId, Continuation] = {}
    done: set[int] = set()
    for pair in sorted(pairs, key=lambda p: -p.score):
        a, b, sure = pair.leaves, pair.arrives, _confidence(pair, pairs)
        if sure < SURE or {id(a), id(b)} & done or a.article.id in continues or b.article.id in continued_from:
            continue
        done |= {id(a), id(b)}
        continues[a.article.id] = _continuation("to", b, sure, pair.signals)
        continued_from[b.article.id] = _continuation("from", a, sure, pair.signals)
    read = {(p.source.facts.date, page_number(p.source.facts.number or "")) for p in pages}
    loose: dict[PageId, list[LooseEnd]] = {}
    for end in ends:
        if id(end) not in done:
            loose.setdefault(end.page.source.id, []).append(_loose(end, read, pairs))
    told = (replace(p, loose_ends=(*p.loose_ends, *loose.get(p.source.id, ()))) for p in pages)
    return Jumps(tuple(told), continues, continued_from)


def _ends(page: PageReading) -> Iterable[_End]:
    """Every jump line of a page with its article: one that leaves ends the text above it, one that arrives begins the
    text below it, or stands beside its headline.
    """
    said = [(f.piece, j) for f in page.furniture if f.role == "jump" if (j := read_jump(f.piece.text))]
    if not said:
        return
    owners = sorted(((p.line, p.start, a) for a in page.articles for p in a.pieces), key=lambda o: o[:2])
    places = [o[:2] for o in owners]
    for piece, jump in said:
        k = bisect(places, (piece.line, piece.start))
        beside = k and places[k - 1][0] == piece.line
        at = k - 1 if jump.direction == "to" or beside else k
        if jump.direction != "see" and 0 <= at < len(owners):
            yield _End(jump, piece.line, owners[at][2], page)


def _pairs(ends: Sequence[_End]) -> list[_Pair]:
    arriving: dict[tuple[date | None, str, str], list[_End]] = {}
    for end in ends:
        if end.said.direction == "from":
            arriving.setdefault((_date(end), end.said.page, _number(end)), []).append(end)
    found = [
        (a, b)
        for a in ends
        if a.said.direction == "to" and _date(a) and _number(a)
        for b in arriving.get((_date(a), _number(a), a.said.page), ())
        if a.article.id != b.article.id and _one_paper(a, b)
    ]
    if not found:
        return []
    rows = vectors([_text(e.article) for pair in found for e in pair])
    return [_pair(a, b, cosine(rows[2 * n], rows[2 * n + 1])) for n, (a, b) in enumerate(found)]


def _pair(a: _End, b: _End, alike: float) -> _Pair:
    above, below = _last(a.article), _first(b.article)
    signals = [Signal("jump_lines", BOTH_LINES)]
    common = _common(_title(a.article) + a.said.title, _title(b.article) + b.said.title)
    if common:
        signals.append(Signal("same_headline", round(HEADLINE * common, 2)))
    signals.append(Signal("similar_words", round(WORDS * (alike - STRANGERS), 2)))
    if matched(above, below):
        signals.append(Signal("quotes_match", QUOTES))
    elif forbidden(above, below):
        signals.append(Signal("quotes_forbid", NO_QUOTES))
    if above and open_end(above):
        signals.append(Signal("open_end", OPEN, above[-8:]))
    if below and open_start(below):
        signals.append(Signal("open_start", OPEN, below[:8]))
    return _Pair(a, b, sum(s.weight for s in signals), tuple(signals))


def _confidence(pair: _Pair, pairs: Sequence[_Pair]) -> float:
    """Against every other pair that one of the two jump lines could make, and against none."""
    rivals = [p for p in pairs if p is not pair and (p.leaves is pair.leaves or p.arrives is pair.arrives)]
    against = sum(math.exp(p.score - pair.score) for p in rivals) + math.exp(-pair.score)
    return round(1 / (1 + against), 3)


def _continuation(way: str, end: _End, confidence: float, signals: tuple[Signal, ...]) -> Continuation:
    number = end.page.source.facts.number or ""
    return Continuation(way, end.article.id, end.page.source.id, number, end.line, confidence, signals)  # type: ignore[arg-type]  # one of two literals


def _loose(end: _End, read: set[tuple[date | None, str]], pairs: Sequence[_Pair]) -> LooseEnd:
    verb = "goes on on" if end.said.direction == "to" else "comes from"
    told = f"a jump line: its text {verb} page {end.said.page}"
    mine = sorted((p for p in pairs if end is p.leaves or end is p.arrives), key=lambda p: -p.score)
    if not _date(end) or not _number(end):
        why = "the date or the number of this page is unknown"
    elif mine:
        why = "which article there is not sure"
    else:
        there = (_date(end), end.said.page) in read
        why = "no jump line there answers" if there else "that page is not among those read"
    others = ((p.arrives if end is p.leaves else p.leaves, _confidence(p, pairs)) for p in mine)
    guesses = tuple(RunnerUp(other.article.id, sure) for other, sure in others)
    return LooseEnd((end.line,), f"{told}, but {why}", guesses, jump=end.said.page)


def _date(end: _End) -> date | None:
    return end.page.source.facts.date


def _number(end: _End) -> str:
    return page_number(end.page.source.facts.number or "")


def _one_paper(a: _End, b: _End) -> bool:
    papers = {a.page.source.facts.newspaper, b.page.source.facts.newspaper} - {None}
    return len(papers) < 2


def _text(article: Article) -> str:
    return _title(article) + " " + " ".join(b.text for b in article.body)


def _title(article: Article) -> str:
    return " ".join(f.text for f in (article.kicker, article.headline) if f)


def _last(article: Article) -> str:
    return next((b.text for b in reversed(article.body) if b.kind == "paragraph"), "")


def _first(article: Article) -> str:
    return next((b.text for b in article.body if b.kind == "paragraph"), "")


def _common(one: str, other: str) -> float:
    """How much of the shorter headline the longer has, by character pairs."""
    a, b = set(tokens(one)), set(tokens(other))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
