"""Corrections: what a person says of a page, keyed on the page's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import NoReturn

from gzdaily_site.errors import UserError
from gzdaily_site.model import Correction, Mend, Signal, SourcePage
from gzdaily_site.separate.drafts import Draft, Moved
from gzdaily_site.separate.marks import bare
from gzdaily_site.separate.parts import Part

BY_HAND = (Signal("correction", 0.0),)


def correct(made: list[Draft], page: SourcePage) -> list[Draft]:
    """The drafts with every correction applied in the order written; UserError for a key that fits no longer."""
    for correction in page.corrections:
        VERBS[correction.what](made, correction)
    return made


def _move(made: list[Draft], c: Correction) -> None:
    home = _draft(made, c, _text(c, "to"))
    host, parts = _stretch(made, c)
    if host is home:
        _fail(c, f"“{_text(c, 'move')}” stands in that article already", "take the correction out")
    at = len(home.body)
    if "after" in c.fields:
        at = home.body.index(_part([home], c, _text(c, "after"))) + 1
    _take_out(host, parts)
    home.body[at:at] = parts
    why = (Signal("correction", 0.0, _text(c, "why")),) if "why" in c.fields else BY_HAND
    home.moved.append(Moved(tuple(parts), made.index(host), 1.0, why))


def _join(made: list[Draft], c: Correction) -> None:
    end, start = tuple(c.fields["join"])
    draft = _draft_of(made, below := _part(made, c, start))
    above = _part([draft], c, end, at_end=True)
    if draft.body.index(below) != draft.body.index(above) + 1:
        _fail(c, "the two texts do not stand one after the other", "move one of them first")
    draft.joined.add((above.line, below.line))


def _split(made: list[Draft], c: Correction) -> None:
    draft = _draft(made, c, _text(c, "split"))
    first = _part([draft], c, _text(c, "at"))
    at = draft.body.index(first)
    made.append(Draft([], draft.body[at:]))
    del draft.body[at:]
    if "headline" in c.fields:
        made[-1].texts["headline"] = _text(c, "headline")


def _retitle(made: list[Draft], c: Correction) -> None:
    draft = _draft(made, c, _text(c, "retitle"))
    draft.texts |= {k: _text(c, k) for k in ("headline", "kicker", "deck") if k in c.fields}


def _attribute(made: list[Draft], c: Correction) -> None:
    names = c.fields["names"]
    _draft(made, c, _text(c, "attribute")).names = (names,) if isinstance(names, str) else tuple(names)


def _mend(made: list[Draft], c: Correction) -> None:
    seen = _text(c, "mend")
    where = [_draft(made, c, _text(c, "in"))] if "in" in c.fields else made
    found = [(d, p) for d in where for p in d.body for _ in range(p.text.count(seen))]
    if len(found) != 1:
        _fail(c, f"“{seen}” stands {len(found)} times in the text", _nearest(seen, where) or "quote more of its line")
    draft, part = found[0]
    draft.mends.append((part.line, Mend(0, seen, _text(c, "better"), _text(c, "why") if "why" in c.fields else "")))


VERBS: dict[str, Callable[[list[Draft], Correction], None]] = {
    "move": _move,
    "join": _join,
    "split": _split,
    "retitle": _retitle,
    "attribute": _attribute,
    "mend": _mend,
}


def _text(c: Correction, key: str) -> str:
    value = c.fields[key]
    return value if isinstance(value, str) else " ".join(value)


def _stretch(made: Sequence[Draft], c: Correction) -> tuple[Draft, list[Part]]:
    """The parts a `move` names: one line, or from it `through` another."""
    first = _part(made, c, _text(c, "move"))
    host = _draft_of(made, first)
    last = _part([host], c, _text(c, "through")) if "through" in c.fields else first
    start, end = host.body.index(first), host.body.index(last)
    if end < start:
        _fail(c, "`through` stands above `move`", "exchange the two")
    return host, host.body[start : end + 1]


def _take_out(host: Draft, parts: Sequence[Part]) -> None:
    gone = {id(p) for p in parts}
    host.body = [p for p in host.body if id(p) not in gone]
    left = [Moved(tuple(p for p in m.parts if id(p) not in gone), *_rest(m)) for m in host.moved]
    host.moved = [m for m in left if m.parts]


def _rest(m: Moved) -> tuple[int, float, tuple[Signal, ...], tuple[int, float] | None]:
    return m.host, m.confidence, m.signals, m.runner_up


def _draft_of(made: Sequence[Draft], part: Part) -> Draft:
    return next(d for d in made if any(p is part for p in d.body))


def _draft(made: Sequence[Draft], c: Correction, key: str) -> Draft:
    """The one article whose head holds the key, else the one whose text begins with it."""
    want = bare(key)
    heads = [d for d in made if want in bare("".join(p.text for p in d.head))]
    found = heads or [d for d in made if d.body and bare(d.body[0].text).startswith(want)]
    if len(found) != 1:
        _fail(c, f"“{key}” fits {len(found)} articles", _nearest(key, made) or "quote more of the headline")
    return found[0]


def _part(made: Iterable[Draft], c: Correction, key: str, *, at_end: bool = False) -> Part:
    """The one line whose text begins (or ends) with the key."""
    want = bare(key)
    fits = str.endswith if at_end else str.startswith
    among = list(made)
    found = [p for d in among for p in d.body if fits(bare(p.text), want)]
    if len(found) != 1 or not want:
        how = "ends" if at_end else "begins"
        _fail(c, f"{len(found)} lines {how[:-1]} with “{key}”", _nearest(key, among) or "quote more of the line")
    return found[0]


def _nearest(key: str, made: Iterable[Draft]) -> str:
    """The line that comes closest to a key that fits none."""
    texts = [p.text[: len(key) + 4] for d in made for p in (*d.head, *d.body)]
    ranked = sorted(texts, key=lambda t: -SequenceMatcher(None, key, t).ratio())
    return f"the nearest is “{ranked[0]}”" if ranked else ""


def _fail(c: Correction, trouble: str, remedy: str) -> NoReturn:
    raise UserError(c.place, trouble, remedy)
