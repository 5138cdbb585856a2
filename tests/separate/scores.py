"""How well a page was separated, as figures: what was read, held against the truth about it.

A truth has the form that newsroom.py yields: `articles` with the lines of their parts, `jumps` and `joins`. A cut is
where a leg ends inside a paragraph; its rest is the leg that goes on. Every measure is a list of marks, 1 for right
(for the measures in ERRORS: for wrong), so that the marks of many pages can be put together before the mean is taken.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

MEASURES = {
    "grouping": "B-cubed F1 over the characters of the text, by article",
    "perfect": "of the true articles: lines exactly those of one article that was read",
    "title": "of the true headlines: in the headline of the article that holds the text",
    "joins": "of the cuts whose rest is on the page: put together again",
    "order": "of the jumps over other articles: both sides in one article, in order",
    "open": "of the cuts whose rest is not on the page: left open, nothing glued on",
    "kicker": "of the kickers on lines of their own: in the kicker or headline of the right article",
    "strays": "of the lines of kickers, decks and bylines: taken for a passage of the text",
    "move precision": "of the lines said to be moved: in their right article now",
    "wrongly moved": "of all lines of the text: moved to a wrong article",
    "wrong joins": "of the joins that were said: between lines of two paragraphs",
    "false gaps": "of the sentences said to break off: the paper ended there",
}
ERRORS = ("strays", "wrongly moved", "wrong joins", "false gaps")
WORDS = ("paragraph", "crosshead", "caption", "credit")  # what a body is made of
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)  # of stated confidence


@dataclass(frozen=True, slots=True)
class Told:
    """An article as it was read: its head's words, the lines of each block, what it says of joins and moves."""

    kicker: str
    title: str  # headline and deck
    blocks: tuple[tuple[int, ...], ...]
    joins: tuple[tuple[int, int, float], ...]  # line above, line below, confidence
    moves: tuple[tuple[tuple[int, ...], float], ...]  # lines, confidence
    cut: tuple[int, ...] = ()  # lines after which a sentence is said to break off

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(n for block in self.blocks for n in block)

    @property
    def moved(self) -> frozenset[int]:
        return frozenset(n for lines, _ in self.moves for n in lines)


@dataclass(frozen=True, slots=True)
class Stated:
    """A decision and how sure it was said to be."""

    what: str  # "joins" or "moves"
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything one or more pages were marked with."""

    of: Mapping[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    stated: list[Stated] = field(default_factory=list)

    def add(self, other: "Marks") -> None:
        for name, marks in other.of.items():
            self.of[name].extend(marks)
        self.stated.extend(other.stated)

    def mean(self, name: str) -> float | None:
        """None where there was nothing to mark."""
        marks = self.of.get(name)
        return sum(marks) / len(marks) if marks else None


def told(reading: Any) -> list[Told]:
    """The articles of a PageReading."""
    return [
        Told(
            a.kicker.text if a.kicker else "",
            "".join(part.text for part in (a.headline, a.deck) if part),
            tuple(b.lines for b in a.body if b.kind in WORDS),
            tuple((j.after_line, _next(b.lines, j.after_line), j.confidence) for b in a.body for j in b.joins),
            tuple((m.lines, m.confidence) for m in a.moves),
            tuple(g.after_line for g in a.gaps if g.kind == "cut_sentence"),
        )
        for a in reading.articles
    ]


def told_in(record: Mapping[str, Any]) -> list[Told]:
    """The articles of a page's record in `gzsite inspect --json`."""
    return [
        Told(
            a["kicker"] or "",
            "".join(a[part] or "" for part in ("headline", "deck")),
            tuple(tuple(b["lines"]) for b in a["body"] if b["kind"] in WORDS),
            tuple(
                (j["after_line"], _next(b["lines"], j["after_line"]), j["confidence"])
                for b in a["body"]
                for j in b["joins"]
            ),
            tuple((tuple(m["lines"]), m["confidence"]) for m in a["moves"]),
            tuple(g["after_line"] for g in a["gaps"] if g["kind"] == "cut_sentence"),
        )
        for a in record["articles"]
    ]


def marks(truth: Mapping[str, Any], lines: Sequence[str], articles: Sequence[Told]) -> Marks:
    """One page's marks; `lines` are those of its file."""
    page = _Page(truth, lines, articles)
    out = Marks()
    out.of["grouping"].append(page.grouping())
    for name, found in (
        ("perfect", page.perfect()),
        ("title", page.titles()),
        ("joins", page.joins()),
        ("order", page.order()),
        ("open", page.open_ends()),
        ("kicker", page.kickers()),
        ("strays", page.strays()),
        ("false gaps", page.false_gaps()),
        ("move precision", page.moves()),
        ("wrongly moved", page.wrongly_moved()),
    ):
        out.of[name].extend(map(float, found))
    out.stated.extend(page.stated())
    out.of["wrong joins"].extend(float(not s.right) for s in out.stated if s.what == "joins")
    return out


def reliability(stated: Iterable[Stated]) -> Iterator[tuple[float, float, int, float, float]]:
    """(from, to, how many, mean confidence, share right) of each bin that has any."""
    found = list(stated)
    for low, high in pairwise(BINS):
        here = [s for s in found if low <= s.confidence < high]
        if here:
            mean = sum(s.confidence for s in here) / len(here)
            yield low, min(high, 1.0), len(here), mean, sum(s.right for s in here) / len(here)


class _Page:
    """One page's truth beside what was read of it."""

    def __init__(self, truth: Mapping[str, Any], lines: Sequence[str], articles: Sequence[Told]) -> None:
        self.truth, self.lines, self.articles = truth, lines, articles
        self.true = {n: a["id"] for a in truth["articles"] for n in a["reading"]}
        self.where = dict(self._homes())
        self.weight = {n: len(_bare(lines[n - 1])) for n in self.true}
        self.shared: Counter[tuple[str, int | None]] = Counter()
        for n, article in self.true.items():
            self.shared[article, self.where[n]] += self.weight[n]
        self.owner: dict[int, str] = {}  # the true article that one that was read mostly holds
        most: dict[int, int] = {}
        for (article, k), weight in self.shared.items():
            if k is not None and weight > most.get(k, 0):
                self.owner[k], most[k] = article, weight

    def _homes(self) -> Iterator[tuple[int, int | None]]:
        """Each line of text and the article it was read in; a line cut between two stays with the line before."""
        homes: dict[int, list[int]] = defaultdict(list)
        for k, a in enumerate(self.articles):
            for n in dict.fromkeys(a.lines):
                homes[n].append(k)
        for a in self.truth["articles"]:
            last = None
            for n in a["reading"]:
                last = last if last in homes[n] else next(iter(homes[n]), None)
                yield n, last

    def grouping(self) -> float:
        """A line read in no article counts as an article of its own."""
        mine: Counter[int | None] = Counter()
        theirs: Counter[str] = Counter()
        for (article, k), weight in self.shared.items():
            mine[k] += weight
            theirs[article] += weight
        precise = found = 0.0
        for n, article in self.true.items():
            k = self.where[n]
            both = self.weight[n] if k is None else self.shared[article, k]
            precise += self.weight[n] * (1.0 if k is None else both / (mine[k] or 1))
            found += self.weight[n] * both / (theirs[article] or 1)
        return 2 * precise * found / ((precise + found) * (sum(self.weight.values()) or 1))

    def perfect(self) -> Iterator[bool]:
        for a in self._with_text():
            homes = {self.where[n] for n in a["reading"]}
            yield homes != {None} and len(homes) == 1 and self._alone(a["id"], *homes)

    def _alone(self, article: str, k: int) -> bool:
        return all(self.true[n] == article for n, home in self.where.items() if home == k)

    def titles(self) -> Iterator[bool]:
        for a in self._with_text():
            title = a["title"]
            if title and title["lines"]:
                said = _bare(self._main(a).title)
                wanted = _bare(title["text"])
                yield bool(said) and (wanted in said or _bare(title["printed"]) == said)

    def kickers(self) -> Iterator[bool]:
        for a in self._with_text():
            kicker = a["kicker"]
            if kicker and kicker["lines"] and kicker["form"] != "merged":
                said = self._main(a)
                yield _bare(kicker["text"]) in _bare(said.kicker + said.title)

    def strays(self) -> Iterator[bool]:
        passages = {block[0] for a in self.articles for block in a.blocks if len(block) == 1}
        for a in self._with_text():
            for part in ("kicker", "subtitle", "byline"):
                if a[part] and a[part].get("form") not in ("merged", "inline"):
                    for n in a[part]["lines"]:
                        yield n in passages

    def order(self) -> Iterator[bool]:
        for a in self._with_text():
            for jump in a["jumps"]:
                k = self.where[jump["from"]]
                both = k is not None and k == self.where[jump["to"]]
                lines = self.articles[k].lines if k is not None else ()
                yield both and lines.index(jump["from"]) < lines.index(jump["to"])

    def joins(self) -> Iterator[bool]:
        seams = {s for a in self.articles for block in a.blocks for s in pairwise(block)}
        for cut in self.truth["joins"]:
            if cut["from"] and cut["to"]:
                yield (cut["from"], cut["to"]) in seams

    def open_ends(self) -> Iterator[bool]:
        ends = {block[-1] for a in self.articles for block in a.blocks if block}
        for cut in self.truth["joins"]:
            if cut["from"] and not cut["to"]:
                yield cut["from"] in ends

    def false_gaps(self) -> Iterator[bool]:
        cuts = {cut["from"] for cut in self.truth["joins"]}
        for a in self.articles:
            yield from (line not in cuts for line in a.cut)

    def moves(self) -> Iterator[bool]:
        for k, a in enumerate(self.articles):
            for n in (n for lines, _ in a.moves for n in lines if n in self.true):
                yield self.where[n] == k and self.owner.get(k) == self.true[n]

    def wrongly_moved(self) -> Iterator[bool]:
        moved = {n for a in self.articles for n in a.moved}
        for n, article in self.true.items():
            k = self.where[n]
            yield n in moved and (k is None or self.owner.get(k) != article)

    def stated(self) -> Iterator[Stated]:
        """A join is right if it mends a true cut; a move, if all its lines belong to the article that holds them."""
        cuts = {(c["from"], c["to"]) for c in self.truth["joins"]}
        home = {n: a["id"] for a in self.truth["articles"] for n in a["lines"]}
        paragraph = {
            part["line"]: (a["id"], p["i"])
            for a in self.truth["articles"]
            for p in a["paragraphs"]
            for part in p["parts"]
        }
        for k, a in enumerate(self.articles):
            for above, below, confidence in a.joins:
                one = above in paragraph and paragraph[above] == paragraph.get(below)
                yield Stated("joins", confidence, one or (above, below) in cuts)
            for lines, confidence in a.moves:
                yield Stated("moves", confidence, all(home.get(n) == self.owner.get(k) for n in lines))

    def _with_text(self) -> Iterator[Mapping[str, Any]]:
        return (a for a in self.truth["articles"] if a["reading"])

    def _main(self, article: Mapping[str, Any]) -> Told:
        """The article that was read and holds most of a true one."""
        held: Counter[int | None] = Counter()
        for n in article["reading"]:
            held[self.where[n]] += self.weight[n]
        k = held.most_common(1)[0][0]
        return self.articles[k] if k is not None else Told("", "", (), (), ())


def _next(lines: Sequence[int], line: int) -> int:
    """The line of a block after one of its lines; 0 when there is none."""
    place = max(n for n, x in enumerate(lines) if x == line) + 1
    return lines[place] if place < len(lines) else 0


def _bare(text: str) -> str:
    """Words without blanks and marks."""
    return re.sub(r"[\s#*■]+", "", text)
