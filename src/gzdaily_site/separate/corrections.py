"""Corrections: what a person says of a page, keyed on the page's own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NoReturn

from gzdaily_site.errors import ConfigError, UserError
from gzdaily_site.model import Correction, Mend, Signal, SourcePage
from gzdaily_site.separate.drafts import Draft, Moved
from gzdaily_site.separate.names import listed
from gzdaily_site.separate.parts import Part
from gzdaily_site.separate.quotes import Found, alike, beginning, cut, ending, inside, nearest

BY_HAND = (Signal("correction", 0.0),)
MOST_LINES = 6  # that a message names


def correct(made: list[Draft], page: SourcePage) -> list[Draft]:
    """The drafts with every correction applied in the order written; ConfigError names all that fit no longer."""
    problems: list[str] = []
    for correction in page.corrections:
        try:
            apply(made, correction, page)
        except UserError as e:
            problems.append(str(e))
    if problems:
        raise ConfigError(problems)
    return made


def apply(made: list[Draft], correction: Correction, page: SourcePage) -> None:
    """One correction applied; UserError with its place, the words it looked for and the line that comes nearest."""
    VERBS[correction.what](made, correction, page)


def _move(made: list[Draft], c: Correction, page: SourcePage) -> None:
    home = _draft(made, c, page, _text(c, "to"))
    host, parts = _stretch(made, c, page)
    if host is home:
        _fail(c, f"“{_text(c, 'move')}” stands in that article already", "take the correction out")
    at = len(home.body)
    if "after" in c.fields:
        at = _line([home], c, page, _text(c, "after")).last + 1
    _take_out(host, parts)
    home.body[at:at] = parts
    why = (Signal("correction", 0.0, _text(c, "why")),) if "why" in c.fields else BY_HAND
    home.moved.append(Moved(tuple(parts), _index(made, host), 1.0, why))


def _join(made: list[Draft], c: Correction, page: SourcePage) -> None:
    end, start = tuple(c.fields["join"])
    if len(inside(made, end + start)) == 1:
        return  # the page as it was read anew has the two in one line
    below = _line(made, c, page, start)
    above = _line([below.draft], c, page, end, at_end=True)
    first, second = above.draft.body[above.last], below.parts[0]
    if below.draft.body.index(second) != above.draft.body.index(first) + 1:
        told = f"lines {first.line} and {second.line} of {page.path}"
        _fail(c, f"the two texts do not stand one after the other ({told})", "move one of them first")
    below.draft.joined.add((first.line, second.line))


def _split(made: list[Draft], c: Correction, page: SourcePage) -> None:
    draft = _draft(made, c, page, _text(c, "split"))
    at = _line([draft], c, page, _text(c, "at")).first
    made.append(Draft([], draft.body[at:]))
    del draft.body[at:]
    if "headline" in c.fields:
        _say(made[-1], c, "headline", _text(c, "headline"))
        made[-1].texts["headline"] = _text(c, "headline")


def _retitle(made: list[Draft], c: Correction, page: SourcePage) -> None:
    draft = _draft(made, c, page, _text(c, "retitle"))
    for part in ("headline", "kicker", "deck"):
        if part in c.fields:
            _say(draft, c, part, _text(c, part))
            draft.texts[part] = _text(c, part)


def _attribute(made: list[Draft], c: Correction, page: SourcePage) -> None:
    given = c.fields["names"]
    names = tuple(dict.fromkeys(n for it in ((given,) if isinstance(given, str) else given) for n in listed(it)))
    if not names:
        _fail(c, f"`names` is {given!r}, which names nobody", "write them as a list, such as [张三, 李四]")
    draft = _draft(made, c, page, _text(c, "attribute"))
    draft.names = names
    _say(draft, c, "names", names)


def _mend(made: list[Draft], c: Correction, page: SourcePage) -> None:
    seen = _text(c, "mend")
    where = [_draft(made, c, page, _text(c, "in"))] if "in" in c.fields else made
    found = [(d, p.line) for d in where for p in d.body for _ in range(p.text.count(seen))]
    if not found:  # the page as it was read anew has a line end inside the words
        across = _across(where, seen)
        found = [(f.draft, f.parts[0].line) for f in across]
        for f in across:
            f.draft.joined.add((f.parts[0].line, f.parts[1].line))
    if len(found) != 1:
        _lost(c, page, f"“{seen}” stands {len(found)} times in the text", seen, [line for _, line in found])
    draft, line = found[0]
    _say(draft, c, (line, seen), _text(c, "better"))
    draft.mends.append((line, Mend(0, seen, _text(c, "better"), _text(c, "why") if "why" in c.fields else "")))


def _say(draft: Draft, c: Correction, what: object, said: object) -> None:
    """UserError where another correction says something else of the same."""
    before, place = draft.told.setdefault(what, (said, c.place))
    if before != said:
        thing = f"the {what} of the article" if isinstance(what, str) else f"“{_text(c, 'mend')}”"
        _fail(c, f"gives {thing} otherwise than {place} does", "keep one of the two")


VERBS: dict[str, Callable[[list[Draft], Correction, SourcePage], None]] = {
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


def _stretch(made: Sequence[Draft], c: Correction, page: SourcePage) -> tuple[Draft, list[Part]]:
    """The parts a `move` names: the line that its words begin, or from it `through` another."""
    first = _line(made, c, page, _text(c, "move"))
    start, parts = first.parts[0], first.parts
    if "through" in c.fields:
        last = _line([first.draft], c, page, _text(c, "through"))
        at = first.draft.body.index(start)  # finding the last line may have cut one above it
        if last.last < at:
            _fail(c, "`through` stands above `move`", "exchange the two")
        parts = first.draft.body[at : last.last + 1]
    return first.draft, parts


def _take_out(host: Draft, parts: Sequence[Part]) -> None:
    gone = {id(p) for p in parts}
    host.body = [p for p in host.body if id(p) not in gone]
    left = [Moved(tuple(p for p in m.parts if id(p) not in gone), *_rest(m)) for m in host.moved]
    host.moved = [m for m in left if m.parts]


def _rest(m: Moved) -> tuple[int, float, tuple[Signal, ...], tuple[int, float] | None]:
    return m.host, m.confidence, m.signals, m.runner_up


def _index(made: Sequence[Draft], draft: Draft) -> int:
    return next(n for n, d in enumerate(made) if d is draft)


def _draft(made: Sequence[Draft], c: Correction, page: SourcePage, key: str) -> Draft:
    """The one article whose head holds the key, else the one whose text begins with it."""
    want = alike(key)
    heads = [d for d in made if want and want in alike("".join(p.text for p in d.head))]
    found = heads or [d for d in made if d.body and want and alike(d.body[0].text).startswith(want)]
    if len(found) != 1:
        lines = [next(p.line for p in (*d.head, *d.body)) for d in found]
        _lost(c, page, f"“{key}” fits {len(found)} articles", key, lines)
    return found[0]


def _line(made: Sequence[Draft], c: Correction, page: SourcePage, key: str, *, at_end: bool = False) -> Found:
    """The one line that begins (or ends) with the key; one that has it inside is cut there, for lines that a page has
    in one may have been two when the words were quoted.
    """
    found = ending(made, key) if at_end else beginning(made, key)
    within = [] if found else inside(made, key)
    if len(within) == 1:
        draft, k, start, end = within[0]
        cut(page, draft, k, end if at_end else start)
        return Found(draft, k, k) if at_end else Found(draft, k + 1, k + 1)
    if len(found) != 1:
        how = "end" if at_end else "begin"
        lines = [f.parts[0].line for f in found] or [d.body[k].line for d, k, _, _ in within]
        _lost(c, page, f"{len(found)} lines {how} with “{key}”", key, lines)
    return found[0]


def _across(made: Sequence[Draft], seen: str) -> list[Found]:
    """Where a slip stands across the end of one line and the beginning of the next."""
    out = []
    for draft in made:
        for k in range(len(draft.body) - 1):
            above, below = draft.body[k].text, draft.body[k + 1].text
            if any(above.endswith(seen[:n]) and below.startswith(seen[n:]) for n in range(1, len(seen))):
                out.append(Found(draft, k, k + 1))
    return out


def _lost(c: Correction, page: SourcePage, trouble: str, key: str, lines: Sequence[int]) -> NoReturn:
    if lines:
        told = ", ".join(map(str, lines[:MOST_LINES])) + ", …" * (len(lines) > MOST_LINES)
        _fail(c, f"{trouble} (of {page.path}: {told})", "quote more of the one that is meant")
    near = nearest(page, key)
    _fail(
        c,
        trouble,
        f"the nearest is {page.path}:{near.line}, “{near.text}”" if near else f"{page.path} has nothing like it",
    )


def _fail(c: Correction, trouble: str, remedy: str) -> NoReturn:
    raise UserError(c.place, trouble, remedy)
