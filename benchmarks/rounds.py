"""The rounds of a comparison: every step by every side in turn, A B A B, so that a slow minute slows all."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

import newsmaker
from attic import Attic
from proof import count, proof, showing, size
from sides import Gzsite, GzsiteServer, Hugo, HugoServer, Pagefind, change_template
from timing import Run

STEPS = ("cold", "again", "page", "template")
STARTS = 5  # of each command whose start is timed, a round
QUERIES = 400  # for the recall of the search
SETTLED = 20  # seconds after a change in which `gzsite serve` prepares pages and its output follows
STRIDE = 397  # articles between one edited and the next


class Comparison:
    """All that one size of corpus gives: `runs[step][side]` a list of runs, one a round."""

    def __init__(self, articles: int, work: Path, *, peers: bool) -> None:
        self.folder, attic = work / str(articles), Attic(work)
        attic.take(self.folder)
        self.digest = newsmaker.make(articles, self.folder / "corpus")
        self.pages = list(newsmaker.pages(articles))
        self.rows = [row for page in self.pages for row in page]
        self.gzsite = Gzsite(self.folder / "corpus", self.folder, attic)
        self.hugo = Hugo(self.folder / "corpus", self.folder, attic) if peers else None
        self.pagefind = Pagefind(self.hugo) if self.hugo else None
        self.sides = [self.gzsite, self.hugo] if self.hugo else [self.gzsite]
        self.runs: dict[str, dict[str, list[Run]]] = {}
        self.stages: list[dict] = []
        self.server: list[float] = []
        self.previews: list[tuple[float, float]] = []
        self.proofs: dict[str, dict] = {}
        self.edits = 0

    def round(self) -> None:
        if self.hugo:
            self._served()  # its edit is part of the cold build that follows
        for step in STEPS:
            getattr(self, f"_{step}")()
            if step == "again":
                self._previewed()  # its edits are part of the next step, but of gzsite's: its output has them
        for _ in range(STARTS):
            self._note("help", "gzsite", self.gzsite.help())
            self._note("inspect", "gzsite", self.gzsite.inspect())

    def prove(self) -> None:
        """What stands there after the last edit, on every side."""
        for side in self.sides:
            self.proofs[side.name] = proof(side, self.rows) | size(side.output)
        self.proofs["gzsite"]["search"] = _line("search", self.gzsite.check(QUERIES).said)
        if self.pagefind:
            told = json.loads((self.pagefind.output / "pagefind-entry.json").read_text(encoding="utf-8"))
            found = sum(language["page_count"] for language in told["languages"].values())
            self.proofs["pagefind"] = {"articles": found, "of": len(self.rows)} | size(self.pagefind.output)

    def told(self) -> dict:
        return {
            "articles": len(self.rows),
            "pages": len(self.pages),
            "characters": sum(len(row["body"]) for row in self.rows),
            "corpus": self.digest,
            "runs": {
                step: {side: [_rounded(run) for run in runs] for side, runs in sides.items()}
                for step, sides in self.runs.items()
            },
            "hugo_server": self.server,
            "gzsite_server": self.previews,
            "stages": self.stages,
            "proofs": self.proofs,
        }

    def _cold(self) -> None:
        for side in self.sides:
            side.clear()
        self._all("cold")
        self.stages.append(json.loads((self.gzsite.site / "stats.json").read_text(encoding="utf-8"))["seconds"])

    def _again(self) -> None:
        self._all("again")

    def _page(self) -> None:
        row = self._edit()
        self._all("page")
        for side in self.sides:
            on = showing(side, row["title"])
            if on[0] < 1 or on[1] < 1:
                raise AssertionError(f"{side.name}: {row['title']} stands on {on[0]} articles, {on[1]} lists")
        if (found := self.gzsite.finds(sentence(self.edits))) != 1:
            raise AssertionError(f"gzsite: the search finds {sentence(self.edits)} in {found} articles")

    def _template(self) -> None:
        text = f"第{self.edits}次改版"
        for side in self.sides:
            change_template(side, text)
        self._all("template")
        for side in self.sides:
            on, of = showing(side, text)[0], count(side)
            if on != of:
                raise AssertionError(f"{side.name}: {text} stands on {on} of {of} articles")

    def _served(self) -> None:
        with HugoServer(self.hugo) as server:
            self._edit()
            self.server.append(server.rebuilt())

    def _previewed(self) -> None:
        """The first change that `gzsite serve` sees, for which it loads the archive, and the next."""
        with GzsiteServer(self.gzsite) as server:
            took = []
            for _ in range(2):
                row = self._edit()
                took.append(server.rebuilt())
                page = next(page for page in self.pages if row in page)
                if not server.shows(f"pages/{self.gzsite.page_id(page)}/", row["title"]):
                    raise AssertionError(f"gzsite serve: {row['title']} is not shown")
                time.sleep(SETTLED)
            self.previews.append((took[0], took[1]))
        print(f"previews  gzsite         {took} s", file=sys.stderr, flush=True)

    def _edit(self) -> dict:
        """Another headline and another sentence for one article, on every side."""
        self.edits += 1
        row = self.rows[self.edits * STRIDE % len(self.rows)]
        row["title"] += f"（修订{self.edits}）"
        row["body"] += sentence(self.edits)
        page = next(page for page in self.pages if row in page)
        for side in self.sides:
            side.take(page, row)
        return row

    def _all(self, step: str) -> None:
        for side in self.sides:
            self._note(step, side.name, side.build())
        if self.pagefind:
            self._note(step, "hugo+pagefind", self.runs[step]["hugo"][-1] + self.pagefind.build())

    def _note(self, step: str, side: str, run: Run) -> None:
        self.runs.setdefault(step, {}).setdefault(side, []).append(run)
        if step in STEPS:
            print(f"{step:9} {side:14} {run.wall:8.2f} s {run.peak_mb:6.0f} MB", file=sys.stderr, flush=True)


def sentence(number: int) -> str:
    """What edit number so-and-so adds to an article; it stands nowhere else."""
    return f"这一段在第{number}次修订时补上。"


def _rounded(run: Run) -> dict:
    return {key: round(value, 3) for key, value in asdict(run).items() if key != "said"}


def _line(start: str, text: str) -> str:
    return next((line for line in text.splitlines() if line.startswith(start)), "")
