"""Article separation: Blocks in whatever order, to Articles put together again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gzdaily_site.model import Block, Furniture, LooseEnd, PageReading, RunnerUp, SourcePage
from gzdaily_site.separate.assemble import articles
from gzdaily_site.separate.corrections import correct
from gzdaily_site.separate.drafts import Draft, drafts, orphans
from gzdaily_site.separate.ledger import ledger
from gzdaily_site.separate.legs import Leg
from gzdaily_site.separate.parts import Part, stretch
from gzdaily_site.separate.roles import roles
from gzdaily_site.separate.stories import Story, stories


def separate(
    page: SourcePage, blocks: Sequence[Block], kinds: Mapping[str, str], *, corrections: bool = True
) -> PageReading:
    """How a page is read. `kinds` maps a column's name to the kind of its articles.

    UserError when a correction no longer fits the page. The ledger comes with the reading; it is the caller's to check.
    """
    told, rest = stories(roles(blocks))
    found_legs = orphans(told)
    made = drafts(told, found_legs)
    if corrections:
        made = correct(made, page)
    found = articles(made, page, kinds)
    furniture = _furniture(page, rest)
    return PageReading(
        page, found, furniture, ledger(page, found, furniture), tuple(_loose(told, found_legs, made, found))
    )


def _furniture(page: SourcePage, rest: Sequence[Part]) -> tuple[Furniture, ...]:
    matter = [
        Furniture("front_matter", stretch(raw, n, 0, len(raw)))
        for n, raw in enumerate(page.lines[: page.first - 1], 1)
        if raw.strip()
    ]
    return (*matter, *(Furniture(p.role, p.piece) for p in rest))


def _loose(
    told: Sequence[Story], legs: Sequence[Leg], made: Sequence[Draft], found: Sequence[object]
) -> list[LooseEnd]:
    """Legs that may belong elsewhere, but not surely enough to be moved."""
    by_hand = {p.line for d in made for m in d.moved for p in m.parts}
    out = []
    for leg in legs:
        lines = tuple(dict.fromkeys(p.line for p in told[leg.host].body[leg.start : leg.end]))
        if leg.sure or by_hand & set(lines) or len(found) != len(told):
            continue
        guesses = [(leg.home, leg.confidence), *([leg.runner_up] if leg.runner_up else [])]
        ids = [a.id for a in found]  # type: ignore[attr-defined]  # articles, one a story
        out.append(
            LooseEnd(lines, "perhaps a continuation of another article", tuple(RunnerUp(ids[n], c) for n, c in guesses))
        )
    return out
