"""The newsroom: pages as a layout model leaves them, made from our own articles, each with the truth about it.

A page is made up as a printer would (makeup.py): articles set in legs. Then the model reads it: an article's later
legs after other articles, never before its head; some legs not at all; a kicker too late or too early.

    clean    articles in order, every paragraph whole
    mid      paragraphs cut where a leg ends; the rest is the next block
    hard     legs that land after other articles, lost legs, misread characters, heads that lie
    theme    the same, and nearly all articles are of one theme
    sibling  the same, and two of them tell one story: the halves of a long article, or a report and its commentary
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from makeup import Craft, Setting, Strip, halves, names, setting
from manuscripts import Manuscript, manuscripts

HARD = Craft(misread=0.06, astray=0.15, headless=0.1, jumps=(1, 3), lost=(0, 2))
CRAFTS = {"clean": Craft(cut=False), "mid": Craft(), "hard": HARD, "theme": HARD, "sibling": HARD}
LEVELS = tuple(CRAFTS)
HEAD = ("column", "kicker", "title", "subtitle", "byline")
BANNERS = ("多彩贵州·新征程", "走基层·一线见闻", "乡村振兴进行时")
EDITORS = ("本版责任编辑：辛夷 版式：杜若", "责编：白芷　校对：苏叶", "本版编辑 夏枯草 视觉 半夏")


@dataclass(frozen=True, slots=True)
class Page:
    """A page in the raw form, and what is true of it: every line's role and article, jumps, cuts and their rest."""

    name: str
    text: str
    truth: dict

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


@dataclass(frozen=True, slots=True)
class Run:
    """Legs of one article that the model reads at a stretch; `first` is the number of the first."""

    article: int
    first: int
    legs: tuple[tuple[Strip, ...], ...]


def page(level: str, number: int) -> Page:
    """The page of that level and number: the same each time."""
    dice = random.Random(f"{level} {number}")
    craft = CRAFTS[level]
    settings = [setting(m, dice, craft) for m in _chosen(level, dice)]
    runs = _read(settings, dice, craft)
    return _proof(f"{level}_{number:03}", level, settings, runs, dice)


def _chosen(level: str, dice: random.Random) -> list[Manuscript]:
    """What is on the page, the lead first."""
    everything = list(manuscripts())
    if level in ("theme", "sibling"):
        theme = dice.choice(sorted({m.theme for m in everything if m.theme}))
        near = [m for m in everything if m.theme == theme]
        lead, comment = (next(m for m in near if m.kind == kind) for kind in ("lead", "comment"))
        others = [m for m in near if m not in (lead, comment)]
        dice.shuffle(others)
        others = others[: dice.randint(4, 5)]
        if level == "theme":
            first = [lead] if dice.random() < 0.7 else [others.pop(), comment]
        else:
            first = list(halves(lead)) if dice.random() < 0.6 else [lead, comment]
        strangers = [m for m in everything if not m.theme and m.kind in ("brief", "photo")]
        rest = [*others, *dice.sample(strangers, dice.randint(1, 2))]
        dice.shuffle(rest)
        return [*first, *rest] if len(first) == 1 or dice.random() < 0.5 else [first[0], rest[0], first[1], *rest[1:]]
    dice.shuffle(everything)
    wanted = ["lead", "comment", "report", "profile", "brief", "photo", "report", "brief", "column", "brief"]
    chosen: list[Manuscript] = []
    for kind in wanted[: dice.randint(5, 8)]:
        themes = {m.theme for m in chosen if m.theme}
        chosen.append(next(m for m in everything if m.kind == kind and m.theme not in themes and m not in chosen))
    rest = chosen[1:]
    dice.shuffle(rest)
    return [chosen[0], *rest]


# ---------------------------------------------------------------- how the model reads it
def _read(settings: Sequence[Setting], dice: random.Random, craft: Craft) -> list[Run]:
    """Every run of legs in the order of reading, without those that the model overlooked."""
    cuts: dict[int, list[int]] = {n: [] for n in range(len(settings))}
    able = [n for n, s in enumerate(settings[:-1]) if len(s.legs) > 1]
    for n in sorted(dice.sample(able, min(len(able), dice.randint(*craft.jumps)))):
        places = range(1, len(settings[n].legs))
        cuts[n] = sorted(dice.sample(places, 2 if len(places) > 2 and dice.random() < 0.25 else 1))
    lost = _lost(settings, dice, craft)
    waiting: list[tuple[int, Run]] = []  # (after which article, what)
    runs: list[Run] = []
    for n, each in enumerate(settings):
        ends = [0, *cuts[n], len(each.legs)]
        mine = [
            Run(n, a, tuple(() if (n, k) in lost else each.legs[k] for k in range(a, b))) for a, b in pairwise(ends)
        ]
        runs.append(mine[0])
        place = n
        for run in mine[1:]:
            place = min(place + dice.choice([1, 1, 2, 2, 3]), len(settings) - 1)
            waiting.append((place, run))
        due = [run for at, run in waiting if at == n]
        dice.shuffle(due)
        runs += sorted(due, key=lambda r: r.first)  # an article's legs keep their order
        waiting = [(at, run) for at, run in waiting if at != n]
    return runs


def _lost(settings: Sequence[Setting], dice: random.Random, craft: Craft) -> set[tuple[int, int]]:
    """(article, leg) of what is not in the file; never a first leg."""
    able = [(n, k) for n, s in enumerate(settings) for k in range(1, len(s.legs))]
    return set(dice.sample(able, min(len(able), dice.randint(*craft.lost))))


def _in_order(settings: Sequence[Setting], runs: Sequence[Run]) -> list[tuple[int, Strip]]:
    """(article, strip) in the order of the file."""
    out: list[tuple[int, Strip]] = []
    for run in runs:
        this = settings[run.article]
        if run.first == 0:
            head = list(this.head)
            if this.early and len(out) > 3 and out[-1][1].role == out[-2][1].role == "p":
                out.insert(len(out) - 1, (run.article, head.pop(0)))
            out += [(run.article, strip) for strip in head]
        out += [(run.article, strip) for leg in run.legs for strip in leg]
    return out


# ---------------------------------------------------------------- the file and its truth
def _proof(name: str, level: str, settings: Sequence[Setting], runs: Sequence[Run], dice: random.Random) -> Page:
    lines = ["", ""]
    roles: list[tuple[int, str, int | None]] = []
    placed: list[tuple[int, int, Strip]] = []  # article, line, strip
    banner = dice.choice(BANNERS) if dice.random() < 0.3 else None
    if banner:
        lines += [f"■ {banner}", ""]
        roles.append((3, "banner", None))
    for article, strip in _in_order(settings, runs):
        if strip.role in HEAD and placed and placed[-1][0] != article and dice.random() < 0.15:
            lines += ["", ""]
        for raw in strip.raw.split("\n"):
            lines.append(raw)
            roles.append((len(lines), strip.role, article))
        placed.append((article, len(lines) - strip.raw.count("\n"), strip))
        lines.append("")
    if dice.random() < 0.6:
        lines.append(dice.choice(EDITORS))
        roles.append((len(lines), "furniture", None))
    text = "\n".join(lines).rstrip("\n")
    articles = [_article(n, each, [(k, s) for a, k, s in placed if a == n], placed) for n, each in enumerate(settings)]
    truth = {
        "page": name,
        "level": level,
        "file": f"pages/{name}.txt",
        "banner": banner,
        "articles": articles,
        "joins": [join for n, a in enumerate(articles) for join in _joins(_id(n), a["paragraphs"])],
        "roles": [[line, role, None if n is None else _id(n)] for line, role, n in roles],
    }
    return Page(name, text, truth)


def _id(number: int) -> str:
    return f"a{number + 1}"


def _article(number: int, this: Setting, mine: list[tuple[int, Strip]], placed: list[tuple[int, int, Strip]]) -> dict:
    m = this.manuscript
    body = [(line, strip) for line, strip in mine if strip.role in ("p", "sub")]
    reading = [n for line, strip in body for n in range(line, line + 1 + strip.raw.count("\n"))]
    title = next((s.raw for _, s in mine if s.role == "title"), None)
    byline = (m.byline or this.texts[0][1].partition("）")[0] + "）") if "byline" in this.forms else None
    return {
        "id": _id(number),
        "name": m.name,
        "kind": m.kind,
        "column": _part(mine, "column", m.column),
        "kicker": _part(mine, "kicker", m.kicker, this.forms, ["title"]),
        "title": {**_part(mine, "title", m.headline), "printed": title or ""},
        "subtitle": _part(mine, "subtitle", m.deck, this.forms, ["title"]),
        "byline": byline and {**_part(mine, "byline", byline, this.forms, ["p"]), "names": names(byline)},
        "paragraphs": [_paragraph(n, printed, body) for n, printed in enumerate(this.texts)],
        "captions": [{"line": k, "role": s.role, "text": s.raw} for k, s in mine if s.role in ("caption", "credit")],
        "jumps": list(_jumps(number, placed)),
        "lines": [line for line, _ in mine],
        "reading": reading,
    }


def _part(
    mine: list[tuple[int, Strip]],
    role: str,
    text: str | None,
    forms: dict[str, str] | None = None,
    inside: Sequence[str] = (),
) -> dict | None:
    """A part of the head and where it stands: on lines of its own, or run into a line of a role `inside`."""
    if text is None:
        return None
    form = (forms or {}).get(role, "line")
    where = inside if form in ("merged", "inline") else [role]
    return {"text": text, "form": form, "lines": [line for line, s in mine if s.role in where][:1]}


def _paragraph(number: int, printed: tuple[bool, str], body: list[tuple[int, Strip]]) -> dict:
    cross, words = printed
    parts = []
    for line, strip in body:
        if strip.paragraph != number:
            continue
        start = strip.start
        for k, raw in enumerate(strip.raw.split("\n") if cross else [strip.raw]):
            end = start + len(raw.strip("#* "))
            parts.append({"line": line + k, "start": start, "end": end})
            start = end
    return {"i": number, "role": "sub" if cross else "p", "text": words, "parts": parts}


def _jumps(number: int, placed: list[tuple[int, int, Strip]]) -> Iterator[dict]:
    """From the last line of text before other articles to the first after them."""
    body = [(a, line, s) for a, line, s in placed if s.role in ("p", "sub") or (a != number and s.role == "title")]
    stretches = [(mine, list(group)) for mine, group in groupby(body, key=lambda x: x[0] == number)]
    for k in range(1, len(stretches) - 1):
        mine, between = stretches[k]
        if not mine:
            above, below = stretches[k - 1][1][-1], stretches[k + 1][1][0]
            yield {"from": above[1], "to": below[1], "over": list(dict.fromkeys(_id(a) for a, _, _ in between))}


def _joins(article: str, paragraphs: list[dict]) -> Iterator[dict]:
    """Every cut of a paragraph: the line above it and the line of its rest, None where that is not in the file."""
    for p in paragraphs:
        if p["role"] == "sub" or not p["parts"]:
            continue
        at, above = 0, None
        for part in p["parts"]:
            if part["start"] != at:  # lost between
                if above:
                    yield {"article": article, "para": p["i"], "at": at, "from": above, "to": None}
                yield {"article": article, "para": p["i"], "at": part["start"], "from": None, "to": part["line"]}
            elif above:
                yield {"article": article, "para": p["i"], "at": at, "from": above, "to": part["line"]}
            at, above = part["end"], part["line"]
        if at < len(p["text"]):
            yield {"article": article, "para": p["i"], "at": at, "from": above, "to": None}
