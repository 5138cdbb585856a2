"""Learns data/separation.json.gz from practice pages: python tools/fit_separation.py KIT [--leave-out KIT]

KIT holds `pages/*.txt` and `truth/*.json`. No article that the pages of a left-out kit use teaches anything. Words and
characters are learnt from single articles; what weighs on pages is learnt with tables that have not seen any article
of the page at hand, batch by batch of pages. No text is kept: only numbers beside words and rows of characters.
Needs scipy.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lessons
import numpy as np
from kit import Page, pages
from lexical import Lexicography, install
from regress import Choice, Choices, two_way

from gzdaily_site.separate import learnt

OUT = Path(__file__).parent.parent / "src/gzdaily_site/data/separation.json.gz"
SHRINK = 0.1  # of the legs: of 0.02 to 10 the one with the least loss on batches that were left out
ROUNDS = 3  # of the legs: each settles runs with the weights of the one before; the first knows none
PARTS = 4  # of the batches, each left out once to see what the legs are worth on pages they were not fitted on


def main() -> None:
    """Fits in the order in which separation decides, each step with what the ones before it learnt."""
    asked = _arguments()
    left_out = frozenset(a.id for kit in asked.leave_out for p in pages(kit) for a in p.articles)
    known = list(pages(asked.kit))
    lexicon = Lexicography(articles_of(known, left_out))
    _say("articles", len(lexicon.articles))
    batches = batches_of(known, lexicon, left_out)
    for name in ("subheads", "strips", "joins", "legs"):
        getattr(learnt, name.upper()).clear()  # nothing of an earlier fit is taken over
    scores: dict[str, Any] = {"articles": len(lexicon.articles), "pages": len(known)}
    for name, teach in (("subheads", lessons.headings), ("strips", lessons.loose_lines), ("joins", lessons.seams)):
        scores[name] = _learn(name, teach, batches)
    for _ in range(ROUNDS):
        scores["legs"] = _learn_legs(batches)
    tables = lexicon.without(left_out)
    install(tables)
    _write(asked.out, tables, scores)


Batch = tuple[list[Page], dict[str, Any]]


def _arguments() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("kit", type=Path)
    p.add_argument("--leave-out", type=Path, action="append", default=[], metavar="KIT")
    p.add_argument("--out", type=Path, default=OUT)
    return p.parse_args()


def articles_of(known: list[Page], left_out: frozenset[str]) -> list[Any]:
    found = {a.id: a for p in known for a in p.articles if a.id not in left_out}
    return [found[k] for k in sorted(found)]


def batches_of(known: list[Page], lexicon: Lexicography, left_out: frozenset[str]) -> list[Batch]:
    """The pages of each batch, with tables that have seen none of its articles."""
    out = []
    for batch in sorted({p.batch for p in known}):
        mine = [p for p in known if p.batch == batch]
        out.append((mine, lexicon.without(left_out | {a.id for p in mine for a in p.articles})))
        _say("tables without", batch)
    return out


def _learn(name: str, teach: Callable[[Page], Iterator[lessons.Lesson]], batches: list[Batch]) -> dict[str, int]:
    found = []
    for mine, tables in batches:
        install(tables)
        found += [lesson for page in mine for lesson in teach(page)]
    names = [n for n, _ in found[0][0]]
    x = np.array([[v for _, v in features] for features, _ in found])
    y = np.array([float(label) for _, label in found])
    w = two_way(x, y)
    keep(name, names, w)
    said = x @ w > 0
    score = {"yes": int(y.sum()), "yes_right": int((said & (y > 0)).sum()), "no": int((1 - y).sum()),
             "no_right": int((~said & (y == 0)).sum())}  # fmt: skip
    _say(name, score, getattr(learnt, name.upper()))
    return score


def _learn_legs(batches: list[Batch]) -> dict[str, Any]:
    names: list[str] = []
    found, part = [], []
    for n, (mine, tables) in enumerate(batches):
        install(tables)
        for page in mine:
            some, choices = lessons.runs(page)
            names = some or names
            found += choices
            part += [n % PARTS] * len(choices)
    start = np.array([learnt.LEGS.get(n, 0.0) for n in names])
    every = Choices(found)
    w = every.fit(start, SHRINK)
    unseen = sum(unseen_loss(found, part, n, start) for n in range(PARTS)) / len(found)
    keep("legs", names, w)
    score = {"runs": len(found), "with_orphans": sum(bool(c.right) for c in found),
             "loss": round(every.loss(w)[0] / len(found), 3), "loss_unseen": round(unseen, 3)}  # fmt: skip
    _say("legs", score, learnt.LEGS)
    return score


def unseen_loss(found: list[Choice], part: list[int], left_out: int, start: np.ndarray) -> float:
    """The loss on one part of the runs by weights that were fitted on the others."""
    others = Choices([c for c, n in zip(found, part, strict=True) if n != left_out])
    return Choices([c for c, n in zip(found, part, strict=True) if n == left_out]).loss(others.fit(start, SHRINK))[0]


def keep(name: str, names: list[str], weights: np.ndarray) -> None:
    known = getattr(learnt, name.upper())
    known.clear()
    known.update({n: round(float(w), 3) for n, w in zip(names, weights, strict=True)})


def _write(out: Path, tables: dict[str, Any], scores: dict[str, Any]) -> None:
    weights = {n: dict(getattr(learnt, n.upper())) for n in ("subheads", "strips", "joins", "legs")}
    packed = {n: _packed(tables[n]) if n in ("singles", "pairs", "triples") else tables[n] for n in tables}
    weights["headlines"] = dict(learnt.HEADLINES)  # as they are: `fit_headlines.py` learns them
    text = json.dumps({**weights, **packed, "scores": scores}, ensure_ascii=False, indent=0, sort_keys=True)
    out.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    _say("bytes", out.stat().st_size)


def _packed(counts: dict[str, int]) -> dict[str, str]:
    """Under each count the texts that have it, in a row; see `learnt.unpacked`."""
    groups: dict[str, list[str]] = {}
    for text, n in sorted(counts.items()):
        groups.setdefault(str(n), []).append(text)
    return {n: "".join(groups[n]) for n in sorted(groups, key=int)}


def _say(*words: object) -> None:
    print(f"{time.process_time():6.0f} s", *words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
