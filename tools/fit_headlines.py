"""Learns how the parts of a heading are told apart: python tools/fit_headlines.py KIT [KIT ...]

KIT holds `pages/*.txt` and `truth/*.json`. Only the table `headlines` of data/separation.json.gz is replaced. No text
is kept: only numbers beside what is looked at. Needs scipy.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from kit import Page, pages
from regress import Choice, Choices

from gzdaily_site.separate import headlines, learnt
from gzdaily_site.separate.marks import bare, shown

OUT = Path(__file__).parent.parent / "src/gzdaily_site/data/separation.json.gz"
SHRINK = 2.0  # of 0.3, 1 and 2 the one with the least loss on headings that were left out
FOLDS = 10  # of the articles, each left out once to see what the weights are worth on headings they were not fitted on


@dataclass(frozen=True)
class Heading:
    """A heading of several parts as it was printed over an article, and what is known of it."""

    article: str
    texts: tuple[str, ...]
    headed: bool  # by a kicker on a line of its own
    decked: bool  # the same of a deck
    right: headlines.Way

    @property
    def ways(self) -> list[tuple[headlines.Way, tuple[headlines.Look, ...]]]:
        return list(headlines.ways(self.texts, headed=self.headed, decked=self.decked))

    @property
    def read(self) -> headlines.Way:
        return headlines.best(self.texts, headed=self.headed, decked=self.decked)[0]

    def choice(self, names: Sequence[str]) -> Choice:
        looks = self.ways
        rows = np.zeros((len(looks), len(names)))
        for row, (_, seen) in zip(rows, looks, strict=True):
            for name, value in seen:
                row[names.index(name)] = value
        return Choice(rows, tuple(n for n, (way, _) in enumerate(looks) if way == self.right))


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("kit", type=Path, nargs="+")
    p.add_argument("--out", type=Path, default=OUT)
    asked = p.parse_args()
    known = {(h.article, h.texts): h for kit in asked.kit for page in pages(kit) for h in headings(page)}
    taught = [h for _, h in sorted(known.items())]  # a heading that several pages print teaches once
    print(json.dumps(unseen(taught)))
    learn(taught)
    table = json.loads(gzip.decompress(asked.out.read_bytes()))
    table["headlines"] = dict(learnt.HEADLINES)
    text = json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True)
    asked.out.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(json.dumps(table["headlines"]))


def headings(page: Page) -> list[Heading]:
    """The heading lines of a page that blanks part, and which of the parts are kicker, headline and deck."""
    found = []
    for a in page.truth["articles"]:
        title, kicker, deck = (a[name] or {} for name in ("title", "kicker", "subtitle"))
        if not title.get("lines"):
            continue
        line = shown(title["printed"])
        texts = tuple(line[start:end] for start, end in headlines.parts(line))
        ends = [sum(len(bare(text)) for text in texts[:n]) for n in range(len(texts) + 1)]
        inside = [len(bare(shown(it["text"]))) if it.get("form") == "merged" else 0 for it in (kicker, deck)]
        first, last = inside[0], ends[-1] - inside[1]
        if len(texts) > 1 and first in ends and last in ends:
            alone = [bool(it.get("lines")) and it["form"] != "merged" for it in (kicker, deck)]
            found.append(Heading(a["source"]["id"], texts, *alone, (ends.index(first), ends.index(last))))
    return found


def learn(taught: Sequence[Heading]) -> None:
    names = sorted({name for h in taught for _, seen in h.ways for name, _ in seen})
    weights = Choices([h.choice(names) for h in taught]).fit(np.zeros(len(names)), SHRINK)
    learnt.HEADLINES.clear()
    learnt.HEADLINES.update({n: round(float(w), 3) for n, w in zip(names, weights, strict=True)})


def unseen(taught: Sequence[Heading]) -> dict[str, int]:
    """How many headings are read right, and how many told apart wrongly, by weights that saw none of their article."""
    articles = sorted({h.article for h in taught})
    part = {name: n % FOLDS for n, name in enumerate(articles)}
    read = []
    for n in range(FOLDS):
        learn([h for h in taught if part[h.article] != n])
        read += [(h, h.read) for h in taught if part[h.article] == n]
    right = sum(way == h.right for h, way in read)
    return {
        "headings": len(taught),
        "right": right,
        "left_whole": sum(way != h.right and way == (0, len(h.texts)) for h, way in read),
        "wrong": sum(way != h.right and way != (0, len(h.texts)) for h, way in read),
        "whole_would_be_right": sum(h.right == (0, len(h.texts)) for h in taught),
    }


if __name__ == "__main__":
    main()
