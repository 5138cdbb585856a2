"""Drafts made into Articles: head fields, body, moves, gaps, kind and id."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gzdaily_site.model import (
    Article,
    ArticleId,
    ArticleKind,
    BodyBlock,
    Byline,
    Field,
    Move,
    PageId,
    Piece,
    RunnerUp,
)
from gzdaily_site.separate.drafts import Draft, Moved
from gzdaily_site.separate.joins import body_blocks, gaps
from gzdaily_site.separate.marks import bare
from gzdaily_site.separate.parts import Part

# Words by which papers name a kind of column.
COLUMN_KINDS: tuple[tuple[ArticleKind, re.Pattern[str]], ...] = (
    ("commentary", re.compile(r"新论|时评|评论|短评|快评|论坛|漫谈|杂谈|热评|观察|之声|钟声|论")),
    ("photo", re.compile(r"视角|影像|图片|镜头|光影|图说")),
    ("profile", re.compile(r"在岗|人物|风采|先锋|榜样|守望|楷模")),
)
# Two printed lines of a headline that were run into one, with nothing but a blank between them.
TWO_LINES = re.compile(
    r"^(?P<first>.{12,}?)(?P<blank>[\s\u3000]+)(?P<second>(?=[^A-Za-z]{0,40}[\u3400-\u9fff])\S{6,})$"
)
LONGER = 1.5  # a kicker tells what happened at length, the headline below it is short
LONG = 900  # characters from which a signed story is a feature


def articles(made: Sequence[Draft], page: PageId, kinds: Mapping[str, str]) -> tuple[Article, ...]:
    """One article a draft of which something is left, in the order of their heads on the page."""
    ids = _ids(made, page)
    return tuple(_article(d, n, ids, page, kinds) for n, d in enumerate(made) if d.head or d.body)


def _article(draft: Draft, n: int, ids: Sequence[ArticleId], page: PageId, kinds: Mapping[str, str]) -> Article:
    body = body_blocks(draft)
    kicker, headline = _kicker_headline(draft)
    column = _field(draft, "column")
    byline = _byline(draft)
    dateline = _signed([p for p in draft.body if p.role == "dateline"])
    return Article(
        id=ids[n],
        page=page,
        kind=_kind(column, kinds, byline, dateline, body),
        column=column,
        kicker=kicker,
        headline=headline,
        deck=_field(draft, "deck"),
        byline=byline,
        dateline=dateline,
        body=body,
        moves=tuple(_move(m, ids) for m in draft.moved),
        gaps=tuple(gaps(body, headed=headline is not None)),
    )


def _move(moved: Moved, ids: Sequence[ArticleId]) -> Move:
    runner = RunnerUp(ids[moved.runner_up[0]], moved.runner_up[1]) if moved.runner_up else None
    lines = tuple(dict.fromkeys(p.line for p in moved.parts))
    return Move(lines, ids[moved.host], moved.confidence, moved.signals, runner)


def _field(draft: Draft, role: str) -> Field | None:
    parts = [p for p in draft.head if p.role == role]
    given = draft.texts.get(role)
    if not parts and not given:
        return None
    return Field(given or " ".join(p.text for p in parts), tuple(p.piece for p in parts))


def _kicker_headline(draft: Draft) -> tuple[Field | None, Field | None]:
    kicker, headline = _field(draft, "kicker"), _field(draft, "headline")
    found = TWO_LINES.match(headline.text) if headline and not kicker and "headline" not in draft.texts else None
    if not headline or not found or len(found["first"]) < LONGER * len(found["second"]) or len(headline.pieces) != 1:
        return kicker, headline
    piece = headline.pieces[0]
    return (
        Field(found["first"], (replace(piece, end=_cut(draft, found), text=found["first"]),)),
        Field(found["second"], (replace(piece, start=_cut(draft, found), text=found["second"]),)),
    )


def _cut(draft: Draft, found: re.Match[str]) -> int:
    """Where the second line begins in the source: the shown text's last characters are the source's last."""
    part = next(p for p in draft.head if p.role == "headline")
    return part.piece.end - len(found["second"])


def _byline(draft: Draft) -> Byline | None:
    byline = _signed(
        [*(p for p in draft.head if p.role == "byline"), *(p for p in draft.body if p.role == "signature")]
    )
    noted = tuple(n for p in draft.body if p.role == "paragraph" for n in p.names)
    names = draft.names or (byline.names if byline else ()) or noted
    if not names:
        return byline
    return Byline(byline.text if byline else " ".join(names), names, byline.pieces if byline else ())


def _signed(parts: Sequence[Part]) -> Byline | None:
    if not parts:
        return None
    names = tuple(dict.fromkeys(n for p in parts for n in p.names))
    return Byline(" ".join(p.text for p in parts), names, tuple(p.piece for p in parts))


def _kind(
    column: Field | None,
    kinds: Mapping[str, str],
    byline: Byline | None,
    dateline: Byline | None,
    body: Sequence[BodyBlock],
) -> ArticleKind:
    said = kinds.get(bare(column.text)) if column else None
    if said:
        return said  # type: ignore[return-value]  # the settings accept these kinds only
    named = next((k for k, words in COLUMN_KINDS if column and words.search(column.text)), None)
    if named:
        return named
    captions = sum(b.kind in ("caption", "credit") for b in body)
    if captions and captions * 2 >= len(body):
        return "photo"
    if dateline:
        return "brief"
    return "feature" if byline and sum(len(b.text) for b in body) >= LONG else "news"


def _ids(made: Sequence[Draft], page: PageId) -> list[ArticleId]:
    """Ids from each article's own first words as the source has them: no neighbour and no mend changes them."""
    seen: dict[str, int] = {}
    out: list[ArticleId] = []
    for draft in made:
        pieces: list[Piece] = [p.piece for p in draft.head if p.role in ("headline", "kicker")]
        first = next((p.piece for p in draft.body if p.role == "paragraph"), None)
        words = bare("".join(p.text for p in [*pieces, *([first] if first else [])]))[:60]
        key = hashlib.blake2b(f"{page}\n{words}".encode("utf-8", "replace"), digest_size=5).hexdigest()
        seen[key] = seen.get(key, 0) + 1
        out.append(ArticleId(key if seen[key] == 1 else f"{key}-{seen[key]}"))
    return out
