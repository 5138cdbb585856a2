"""What pages teach: of every decision on a page, what was known of it and what was right."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from zlib import crc32

import numpy as np
from kit import Page
from regress import Choice

from gzdaily_site.separate import strips, subheads
from gzdaily_site.separate.forms import certain
from gzdaily_site.separate.homes import BACK
from gzdaily_site.separate.legs import weighed_runs
from gzdaily_site.separate.parts import Part, whole
from gzdaily_site.separate.roles import STEPS, headed_crossheads, may_be_strip, paragraph_strips, roles
from gzdaily_site.separate.seams import seam_features
from gzdaily_site.separate.shape import forbidden
from gzdaily_site.separate.stories import Story, broken, stories
from gzdaily_site.separate.ways import NONE, Ways, ways_of

Lesson = tuple[tuple[tuple[str, float], ...], bool]
TEXT = ("paragraph", "crosshead", "caption", "credit")
WORN = 0.3  # share of the legs that lose text
SHORTEST = 40  # characters of a paragraph that may lose its end
MOST_WAYS = 400  # of one run that are kept, the likeliest first


def headings(page: Page) -> Iterator[Lesson]:
    """Headings inside a story: is it a crosshead."""
    parts = _before(headed_crossheads, page)
    for n, features in subheads.features_of(parts).items():
        yield features, page.role_of.get(parts[n].line) == "sub"


def loose_lines(page: Page) -> Iterator[Lesson]:
    """Loose lines: is it a strip of a paragraph. A short line of text that nothing cut teaches nothing."""
    parts = _before(paragraph_strips, page)
    cut = {line for j in page.truth["joins"] for line in (j["from"], j["to"])}
    for n, features in strips.features_of(parts, may_be_strip).items():
        line = parts[n].line
        if line in cut or page.role_of.get(line) != "p":
            yield features, line in cut


def seams(page: Page) -> Iterator[Lesson]:
    """Neighbouring paragraphs of a true article: are they one. Each again as on a page that lost nothing."""
    joins = page.truth["joins"]
    one = {(j["from"], j["to"]) for j in joins if j["from"] and j["to"]}
    lost = {j["from"] for j in joins if j["from"] and not j["to"]}
    read = roles(page.blocks)
    parts = [p for p in read if p.role in TEXT]
    rows: dict[str | None, list[int]] = {}
    for n, part in enumerate(parts):
        rows.setdefault(page.article_of.get(part.line), []).append(n)
    pairs = [(x, y) for row in rows.values() for x, y in itertools.pairwise(row)]
    hurt = broken(stories(read)[0]) + sum(y - x > 1 for x, y in pairs)
    for x, y in pairs:
        above, below = parts[x], parts[y]
        if not above.role == below.role == "paragraph" or above.line == below.line or forbidden(above.text, below.text):
            continue
        joined = (above.line, below.line) in one
        near = below.line - above.line <= 2
        yield seam_features(above.text, below.text, moved=y - x > 1, next_line=near, broken=hurt), joined
        if above.line not in lost:
            yield seam_features(above.text, below.text, moved=False, next_line=True, broken=0), joined
    for x, y in _strangers(
        parts, page, [n for n, p in enumerate(parts) if p.line in lost], [y for x, y in pairs if y - x > 1]
    ):
        yield seam_features(x, y, moved=True, next_line=False, broken=hurt), False


def _strangers(
    parts: Sequence[Part], page: Page, ends: Sequence[int], legs: Sequence[int]
) -> Iterator[tuple[str, str]]:
    """Ends whose rest is lost, each with the legs of other stories that could be taken for it."""
    for n, m in itertools.product(ends, legs):
        end, leg = parts[n], parts[m]
        mine = page.article_of.get(end.line) == page.article_of.get(leg.line)
        if end.role == leg.role == "paragraph" and m > n and not mine and not forbidden(end.text, leg.text):
            yield end.text, leg.text


def runs(page: Page) -> tuple[list[str], list[Choice]]:
    """The ways to cut each run, and the right one; names of the features. Each page again as a more worn one."""
    parts = roles(page.blocks)
    names, found = _runs(page, parts)
    return names, found + _runs(page, _worn(page, parts))[1]


def _worn(page: Page, parts: Sequence[Part]) -> list[Part]:
    """The page had more been lost: ends of legs, and the rest of cut paragraphs at the top of displaced ones.

    The practice pages lose little, so that an open end there nearly always has its rest on the page.
    """
    draw = np.random.default_rng(crc32(page.name.encode()))
    rests = {j["to"] for j in page.truth["joins"] if j["to"]}
    body = [n for n, p in enumerate(parts) if p.role in TEXT]
    article = {n: page.article_of.get(parts[n].line) for n in body}
    out = list(parts)
    gone = set()
    for n, m in itertools.pairwise([*body, None]):
        turns = m is None or m > n + 1 or article[n] != article[m]
        if n in gone or parts[n].role != "paragraph":
            continue
        if turns and len(parts[n].text) > SHORTEST and draw.random() < WORN:
            at = int(draw.integers(SHORTEST // 2, len(parts[n].text) - 2))
            out[n] = replace(parts[n], piece=replace(parts[n].piece, text=parts[n].text[:at]))
        elif m is not None and article[n] != article[m] and parts[m].line in rests and draw.random() < WORN:
            gone.add(m)
    return [p for n, p in enumerate(out) if n not in gone]


def _runs(page: Page, parts: Sequence[Part]) -> tuple[list[str], list[Choice]]:
    told, _ = stories(parts)
    owners = [_owner(page, s) for s in told]
    names: list[str] = []
    found = []
    for run, _legs in weighed_runs(told):
        names = [*run.names, *BACK]
        story = told[run.j]
        wanted = _true_legs([page.article_of.get(p.line) for p in story.body], run.j, owners)
        if wanted is None:
            continue
        ways = ways_of(run)
        right = _which(ways, wanted)
        if right is None and wanted:
            continue
        keep = np.argsort(-ways.scores, kind="stable")[:MOST_WAYS]
        if right is not None and right not in keep:
            keep = np.append(keep, right)
        at = tuple(int(n) for n in np.flatnonzero(keep == right)) if right is not None else ()
        found.append(Choice(ways.features(keep).astype(np.float32), at))
    return names, found


def _before(step: object, page: Page) -> list[Part]:
    parts = [p for b in page.blocks for p in certain(b) or (whole(b, "headline" if b.level else "paragraph"),)]
    for each in itertools.takewhile(lambda s: s is not step, STEPS):
        parts = each(parts)
    return parts


def _owner(page: Page, story: Story) -> str | None:
    said = Counter(page.article_of.get(p.line) for p in (story.head or story.body))
    return said.most_common(1)[0][0]


def _true_legs(
    article: Sequence[str | None], j: int, owners: Sequence[str | None]
) -> list[tuple[int, int, int]] | None:
    """The orphan legs of a run as (start, end, home); None when one of them has no home above."""
    cuts = [0, *(k for k in range(1, len(article)) if article[k] != article[k - 1]), len(article)]
    out = []
    for a, b in itertools.pairwise(cuts):
        if article[a] == owners[j]:
            continue
        homes = [i for i in range(j) if owners[i] == article[a]]
        if not homes:
            return None
        out.append((a, b, homes[0]))
    return out


def _which(ways: Ways, wanted: Sequence[tuple[int, int, int]]) -> int | None:
    """The way that has just these legs; None when there is none, or when none is wanted."""
    if not 0 < len(wanted) <= 2 or (len(wanted) == 1 and wanted[0][1] > ways.run.size):
        return None
    rows = [(ways.run.place[a, b], i) for a, b, i in wanted]
    if any(p == NONE for p, _ in rows):
        return None
    last = rows[1] if len(rows) > 1 else (NONE, NONE)
    ends = wanted[-1][1]
    if len(wanted) > 1 and ends != ways.run.size:
        return None
    goes_on = ends < ways.run.size or (len(wanted) > 1 and wanted[0][1] < wanted[1][0])
    fits = (ways.first == rows[0][0]) & (ways.first_home == rows[0][1]) & (ways.back == goes_on)
    fits &= (ways.last == last[0]) & (ways.last_home == last[1])
    found = np.flatnonzero(fits)
    return int(found[0]) if len(found) else None
