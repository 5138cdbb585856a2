"""What each signal is worth: python tools/ablate.py TRAIN PRACTICE (needs scipy; some ten minutes)

The legs are fitted anew on the pages of TRAIN without one group of features after another, and the pages of PRACTICE
read with each. Prints a line a group: loss on runs that were left out, and figures of the worst three levels.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import fit_separation as fit
import lessons
import numpy as np
from kit import pages
from lexical import Lexicography, install
from regress import Choice, Choices
from score_pages import Marks, marks, told

from gzdaily_site.desk import read
from gzdaily_site.separate import learnt

GROUPS = {
    "nothing": (),
    "words in common": ("similar", "margin", "own", "own_long", "whole_own", "rare", "home_siblings"),
    "rare words": ("rare",),
    "a break in the subject": ("cohesion", "cohesion_relative"),
    "reading on": ("reads_on_here", "reads_on_there", "begins", "begins_open", "open_start", "back_reads_on",
                   "back_begins", "back_goes_on_there"),
    "open ends": ("cut_above", "target_open", "both_open", "both_closed", "leg_open", "leg_open_end", "back_closed"),
    "quotation marks": ("quotes",),
    "endings": ("own_concludes", "leg_concludes", "home_concludes"),
    "manner of writing": ("like_exhorts", "like_quotes", "like_counts"),
    "columns": ("host_box", "home_box", "home_bare"),
    "lengths and distance": ("own_short", "leg_long", "home_long", "distance", "next_story", "whole"),
    "the host goes on": ("back", "back_reads_on", "back_begins", "back_closed", "back_goes_on_there", "back_like",
                         "back_unlike", "ends_early"),
    "legs brought home before": ("served",),
}  # fmt: skip
SHOWN = ("perfect", "order", "move precision")


def main() -> None:
    train, practice = map(Path, sys.argv[1:3])
    left_out = frozenset(a.id for p in pages(practice) for a in p.articles)
    known = list(pages(train))
    lexicon = Lexicography(fit.articles_of(known, left_out))
    names, found, part = [], [], []
    for n, (mine, tables) in enumerate(fit.batches_of(known, lexicon, left_out)):
        install(tables)
        for page in mine:
            some, choices = lessons.runs(page)
            names = some or names
            found += choices
            part += [n % fit.PARTS] * len(choices)
    install(lexicon.without(left_out))
    pages_read = list(pages(practice))
    for group, gone in GROUPS.items():
        kept = [k for k, name in enumerate(names) if name not in gone]
        fewer = [Choice(c.features[:, kept], c.right) for c in found]
        start = np.array([learnt.LEGS.get(names[k], 0.0) for k in kept])
        unseen = sum(fit.unseen_loss(fewer, part, n, start) for n in range(fit.PARTS)) / len(fewer)
        weights = Choices(fewer).fit(start, fit.SHRINK)
        before = dict(learnt.LEGS)
        fit.keep("legs", [names[k] for k in kept], weights)
        print(f"{group:26} {unseen:.4f}  {_figures(pages_read)}", flush=True)
        learnt.LEGS.clear()
        learnt.LEGS.update(before)


def _figures(known) -> str:
    total = defaultdict(Marks)
    for page in known:
        total[page.truth["level"]].add(
            marks(page.truth, page.source.lines, told(read(page.source, {}, corrections=False)))
        )
    return "  ".join(
        f"{level} " + " ".join(f"{total[level].mean(name):.3f}" for name in SHOWN)
        for level in ("hard", "theme", "sibling")
    )


if __name__ == "__main__":
    main()
