"""A page as printed: its lines in the order of the file, cut into the legs of its articles."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, takewhile

from gzdaily_site.model import Article, PageReading, Piece
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.routes import Address
from gzdaily_site.render.shelves import printed_order
from gzdaily_site.render.texts import mark
from gzdaily_site.render.views import Leg, Line, Link

TONES = 8  # as many articles as the style sheet tells apart; then they come round again
HEADING = frozenset(("kicker", "headline", "deck"))
FURNITURE = mark("Beside the articles")


@dataclass(frozen=True, slots=True)
class _Owned:
    """Pieces of one line that one article (or none) has, in one role; `id` is its own in the page."""

    line: int
    owner: int  # place of the article on the page; -1: furniture
    role: str
    text: str
    id: str


def legs(edition: Edition, page: PageReading, at: Address) -> tuple[Leg, ...]:
    """Runs of lines of one article, each with the way to the run before and after it in reading order."""
    articles = printed_order(page)
    runs = [tuple(run) for _, run in groupby(_lines(page, articles), key=lambda owned: owned.owner)]
    ways = _ways(articles, runs)
    loose = {line for end in page.loose_ends for line in end.lines}
    return tuple(_leg(edition, articles, run, ways.get(place), loose, at) for place, run in enumerate(runs))


def _lines(page: PageReading, articles: tuple[Article, ...]) -> list[_Owned]:
    found: list[tuple[int, int, int, str, Piece]] = []
    for owner, article in enumerate(articles):
        found += [(p.line, p.start, owner, role, p) for role, pieces in _roles(article) for p in pieces]
    found += [(f.piece.line, f.piece.start, -1, "furniture", f.piece) for f in page.furniture]
    found.sort(key=lambda one: one[:3])
    lines: list[_Owned] = []
    for (line, owner), group in groupby(found, key=lambda one: (one[0], one[2])):
        parts = list(group)
        above = len(list(takewhile(lambda one: one.line == line, reversed(lines))))  # noqa: B023 - asked at once
        name = f"L{line}-{above + 1}" if above else f"L{line}"
        roles = [part[3] for part in parts]
        blank = " " if HEADING.issuperset(roles) else ""  # by which alone such parts are told apart
        role = "headline" if "headline" in roles else roles[-1]
        lines.append(_Owned(line, owner, role, blank.join(part[4].text for part in parts), name))
    return lines


def _roles(article: Article) -> list[tuple[str, tuple[Piece, ...]]]:
    heads = ("column", "kicker", "headline", "deck", "byline", "dateline")
    known = [(role, part.pieces) for role in heads if (part := getattr(article, role))]
    return [*known, *((block.kind, block.pieces) for block in article.body)]


@dataclass(frozen=True, slots=True)
class _Way:
    """Where a run stands among those of its article; `before` and `after` are lines."""

    number: int
    of: int
    before: int | None
    after: int | None


def _ways(articles: tuple[Article, ...], runs: list[tuple[_Owned, ...]]) -> dict[int, _Way]:
    ways: dict[int, _Way] = {}
    for owner, article in enumerate(articles):
        order = {line: place for place, line in enumerate(article.lines)}
        own = [place for place, run in enumerate(runs) if run[0].owner == owner]
        own.sort(key=lambda place: min(order[line.line] for line in runs[place]))
        firsts = [runs[place][0].line for place in own]
        for n, place in enumerate(own):
            before = runs[own[n - 1]][-1].line if n else None
            ways[place] = _Way(n + 1, len(own), before, firsts[n + 1] if n + 1 < len(own) else None)
    return ways


def _leg(
    edition: Edition,
    articles: tuple[Article, ...],
    run: tuple[_Owned, ...],
    way: _Way | None,
    loose: set[int],
    at: Address,
) -> Leg:
    say = edition.texts.say
    lines = tuple(Line(str(owned.line), owned.role, owned.text, owned.line in loose, owned.id) for owned in run)
    if way is None:
        return Leg(0, None, say(FURNITURE), "", lines)
    part = say("leg %(number)s of %(of)s", number=str(way.number), of=str(way.of)) if way.of > 1 else ""
    return Leg(
        tone=run[0].owner % TONES + 1,
        article=edition.article_link(articles[run[0].owner], at),
        role="",
        part=part,
        lines=lines,
        before=Link(f"#L{way.before}", say("continues from line %(line)s", line=str(way.before)))
        if way.before
        else None,
        after=Link(f"#L{way.after}", say("goes on at line %(line)s", line=str(way.after))) if way.after else None,
    )
