"""Drafts made into Articles: head fields, body, moves, gaps, kind and id."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

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
    SourcePage,
)
from gzdaily_site.separate import headlines
from gzdaily_site.separate.drafts import Draft, Moved
from gzdaily_site.separate.joins import body_blocks, gaps
from gzdaily_site.separate.marks import bare, place
from gzdaily_site.separate.parts import Part, Role, stretch

# Words by which papers name a kind of column.
COLUMN_KINDS: tuple[tuple[ArticleKind, re.Pattern[str]], ...] = (
    ("commentary", re.compile(r"新论|时评|评论|短评|快评|论坛|漫谈|杂谈|热评|观察|之声|钟声|论")),
    ("photo", re.compile(r"视角|影像|图片|镜头|光影|图说")),
    ("profile", re.compile(r"在岗|人物|风采|先锋|榜样|守望|楷模")),
)
LONG = 900  # characters from which a signed story is a feature


def articles(made: Sequence[Draft], page: SourcePage, kinds: Mapping[str, str]) -> tuple[Article, ...]:
    """One article a draft of which something is left, in the order of their heads on the page."""
    ids = _ids(made, page.id)
    return tuple(_article(told_apart(d, page), n, ids, page.id, kinds) for n, d in enumerate(made) if d.head or d.body)


def _article(draft: Draft, n: int, ids: Sequence[ArticleId], page: PageId, kinds: Mapping[str, str]) -> Article:
    body = body_blocks(draft)
    headline = _field(draft, "headline")
    column = _field(draft, "column")
    byline = _byline(draft)
    dateline = _signed([p for p in draft.body if p.role == "dateline"])
    return Article(
        id=ids[n],
        page=page,
        kind=_kind(column, kinds, byline, dateline, body),
        column=column,
        kicker=_field(draft, "kicker"),
        headline=headline,
        deck=_field(draft, "deck"),
        byline=byline,
        dateline=dateline,
        body=body,
        moves=tuple(_move(m, ids) for m in draft.moved),
        gaps=tuple(gaps(body, draft, headed=headline is not None)),
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
    return Field(given or " ".join(p.text for p in parts), tuple(p.piece for p in parts), bool(given))


def told_apart(draft: Draft, page: SourcePage) -> Draft:
    """A heading that is kicker, headline or deck in one line becomes a part for each, unless a person gave it."""
    here = [p for p in draft.head if p.role == "headline"]
    if len(here) != 1 or "headline" in draft.texts:
        return draft
    (part,) = here
    known = {p.role for p in draft.head} | draft.texts.keys()
    told = headlines.told_apart(part.text, headed="kicker" in known, decked="deck" in known)
    piece, raw = part.piece, page.lines[part.line - 1]
    roles: list[tuple[Role, headlines.Span]] = [
        ("kicker", told.kicker),
        ("headline", told.headline),
        ("deck", told.deck),
    ]
    starts = [(role, start) for role, (start, end) in roles if end]
    if len(starts) == 1:
        return draft
    at = [
        piece.start,
        *(piece.start + place(raw[piece.start : piece.end], start) for _, start in starts[1:]),
        piece.end,
    ]
    made = [
        replace(part, role=role, piece=stretch(raw, part.line, *ends))
        for (role, _), ends in zip(starts, pairwise(at), strict=True)
    ]
    return replace(draft, head=[q for p in draft.head for q in (made if p is part else [p])])


def _byline(draft: Draft) -> Byline | None:
    byline = _signed(
        [*(p for p in draft.head if p.role == "byline"), *(p for p in draft.body if p.role == "signature")]
    )
    noted = tuple(n for p in draft.body if p.role == "paragraph" for n in p.names)
    names = draft.names or (byline.names if byline else ()) or noted
    if not names:
        return byline
    text, pieces = (byline.text, byline.pieces) if byline else (" ".join(names), ())
    return Byline(text, names, pieces, bool(draft.names))


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
