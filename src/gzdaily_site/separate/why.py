"""Why one line of a page is read as it is: its role, its article, the homes weighed, its seams, its corrections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gzdaily_site.errors import UserError
from gzdaily_site.model import Article, ArticleId, Block, PageReading, SourcePage
from gzdaily_site.separate import headlines
from gzdaily_site.separate.drafts import drafts, orphans
from gzdaily_site.separate.ends import Seam, seams_of
from gzdaily_site.separate.learnt import HEADLINES
from gzdaily_site.separate.marks import shown
from gzdaily_site.separate.replay import RoleStep, StripWeighed, role_path
from gzdaily_site.separate.roles import roles
from gzdaily_site.separate.stories import Story, broken, stories
from gzdaily_site.separate.touched import Touch, touches
from gzdaily_site.separate.weighed import Weighed, unweighed, weighed
from gzdaily_site.separate.wording import HEADLINES as PHRASES
from gzdaily_site.separate.wording import Factor, factors

BEGINS = 40  # characters of a text, by which a reader knows it again


@dataclass(frozen=True, slots=True)
class Place:
    """An article by its id and headline; None for what it has not, or was not yet."""

    article: ArticleId | None
    headline: str | None
    begins: str  # the first words of its text


@dataclass(frozen=True, slots=True)
class Home:
    """One home that was weighed: what speaks for it and against it, strongest first."""

    place: Place
    stays: bool
    lines: tuple[int, ...]
    probability: float
    log_odds: float
    speaks_for: tuple[Factor, ...]
    speaks_against: tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """One line explained. `stood` and `stands` are None for furniture; `unweighed` says why `homes` is empty."""

    line: int
    text: str
    roles: tuple[str, ...]
    steps: tuple[RoleStep, ...]
    strip: StripWeighed | None
    stood: Place | None
    stands: Place | None
    homes: tuple[Home, ...]
    unweighed: str
    seams: tuple[Seam, ...]
    corrections: tuple[Touch, ...]


def why(reading: PageReading, blocks: Sequence[Block], line: int, *, corrections: bool = True) -> Why:
    """The line, by its number in the file, explained; UserError when there is no text on it."""
    page = reading.source
    _check(page, line)
    if line < page.first:
        return _front_matter(page, line)
    path = role_path(blocks, line)
    told, _ = stories(roles(blocks))
    found = orphans(told)
    host, homes = weighed(told, line)
    under = host if host is not None else next((j for j, s in enumerate(told) if _holds(s, line)), None)
    owner = next((a for a in reading.articles if line in a.lines), None)
    text = shown(page.lines[line - 1])
    steps = (*path.steps, *(_told_apart(owner, line, text) if owner else ()))
    return Why(
        line=line,
        text=text,
        roles=steps[-1].roles,
        steps=steps,
        strip=path.strip,
        stood=None if under is None else _place(told[under], reading),
        stands=_named(owner) if owner else None,
        homes=tuple(_home(w, told, reading) for w in homes),
        unweighed="" if homes else unweighed(told, host),
        seams=seams_of(owner, line, broken=broken(told) + sum(leg.sure for leg in found)) if owner else (),
        corrections=touches(drafts(told, found), page, line) if corrections else (),
    )


def _told_apart(owner: Article, line: int, text: str) -> Iterator[RoleStep]:
    """How a heading of several parts was told apart, where it was."""
    heads = {"kicker": owner.kicker, "headline": owner.headline, "deck": owner.deck}
    lines = {role: {p.line for p in head.pieces} for role, head in heads.items() if head}
    here = tuple(role for role, of in lines.items() if line in of)
    if len(here) > 1:
        headed, decked = (lines.get(role, {line}) != {line} for role in ("kicker", "deck"))
        told = headlines.told_apart(text, headed=headed, decked=decked)
        because = "; ".join(f.words for f in factors(told.looks, HEADLINES, PHRASES) if f.weight > 0)
        says = f"Blanks part the heading, and this way has {told.share:.0%} of all ways to read it: {because}."
        yield RoleStep("told_apart", says, here)


def _check(page: SourcePage, line: int) -> None:
    place = f"{page.path}:{line}"
    texts = [n for n, raw in enumerate(page.lines, 1) if raw.strip()]
    if line in texts:
        return
    trouble = "the line is blank" if 1 <= line <= len(page.lines) else "the page has no such line"
    if not texts:
        raise UserError(place, trouble, "the page has no text at all")
    nearest = min(texts, key=lambda n: (abs(n - line), n))
    raise UserError(place, trouble, f"the nearest line with text is {nearest}")


def _front_matter(page: SourcePage, line: int) -> Why:
    step = RoleStep("front_matter", "Lines above the text that state facts of the page.", ("front_matter",))
    never = "it is no text of an article's body"
    return Why(
        line, page.lines[line - 1].strip(), ("front_matter",), (step,), None, None, None, (), never, (), ()
    )  # fmt: skip


def _home(w: Weighed, told: Sequence[Story], reading: PageReading) -> Home:
    return Home(
        place=_place(told[w.story], reading),
        stays=w.stays,
        lines=w.lines,
        probability=w.probability,
        log_odds=w.log_odds,
        speaks_for=tuple(f for f in w.factors if f.weight > 0),
        speaks_against=tuple(f for f in w.factors if f.weight < 0),
    )


def _holds(story: Story, line: int) -> bool:
    return any(p.line == line for p in (*story.head, *story.body))


def _place(story: Story, reading: PageReading) -> Place:
    """A story by its article: the one that owns its head, or its first line; none when nothing of it is left."""
    first = next((p.line for p in (*story.head, *story.body)), None)
    owner = next((a for a in reading.articles if first in a.lines), None)
    if owner and (story.head or owner.body):
        return _named(owner)
    return Place(None, story.title or None, next((p.text[:BEGINS] for p in story.body), ""))


def _named(article: Article) -> Place:
    headline = article.headline.text if article.headline else None
    return Place(article.id, headline, article.body[0].text[:BEGINS] if article.body else "")
