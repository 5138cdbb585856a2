"""Measures gzsite beside Hugo, and Hugo with Pagefind, on the same articles: `make bench`.

    python benchmarks [--sizes 1000,10000] [--rounds 3] [--only-gzsite] [--tables]

Makes the articles, sets up both sites, lets every side take every step in turn, holds what was built against the
articles, and prints the medians beside the aims. With peers, the figures go to benchmarks/results/ and into
docs/performance.md. Exit code 1 when what was built is wrong; an aim that is not met is told, and no error.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from attic import Attic
from rounds import Comparison
from table import tables

RESULTS = HERE / "results"
REPORT = HERE.parent / "docs/performance.md"
MISREAD = 0.005  # of all articles may be read as two, or two as one: how well pages are read is measured elsewhere
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", default="1000,10000", help="numbers of articles, such as 1000,10000,100000")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--only-gzsite", action="store_true", help="without peers; nothing is kept")
    asked.add_argument("--work", type=Path, default=HERE / ".work", help="where corpora and sites go")
    asked.add_argument("--tables", action="store_true", help="measure nothing: write the tables of the results kept")
    given = asked.parse_args()
    if given.tables:
        publish()
        return 0
    wrong, at = 0, commit()
    try:
        for size in map(int, given.sizes.split(",")):
            told = {"commit": at} | measured(size, given)
            print(tables([told]), flush=True)
            wrong += not right(told)
            if not given.only_gzsite:
                keep(told)
    finally:
        Attic(given.work).clear()
    return 1 if wrong else 0


def measured(size: int, given: argparse.Namespace) -> dict:
    load = round(os.getloadavg()[0], 1)
    comparison = Comparison(size, given.work, peers=not given.only_gzsite)
    for number in range(given.rounds):
        print(f"== {size} articles, round {number + 1} of {given.rounds}", file=sys.stderr, flush=True)
        comparison.round()
    comparison.prove()
    command = f"make bench SIZES={size} ROUNDS={given.rounds}"
    if given.only_gzsite:
        command = f".venv/bin/python benchmarks --only-gzsite --sizes {size} --rounds {given.rounds}"
    return {"command": command, "machine": machine(), "load": load} | comparison.told()


def right(told: dict) -> bool:
    """Every article is there with all that it says; what `gzsite check` finds wrong has ended the run before."""
    return all(
        abs(proof["articles"] - proof["of"]) <= MISREAD * proof["of"] and proof.get("there") == proof.get("sample")
        for proof in told["proofs"].values()
    )


def keep(told: dict) -> None:
    """The result of one size beside those of others, here and in the document."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{told['articles']}.json"
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    publish()


def publish() -> None:
    """All results that are kept, as tables in the document."""
    them = [json.loads(path.read_text(encoding="utf-8")) for path in RESULTS.glob("*.json")]
    text = REPORT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    REPORT.write_text(f"{before}{BEGIN}\n{tables(them)}{END}{after}", encoding="utf-8")


def commit() -> str:
    git = shutil.which("git") or "git"
    said = subprocess.run(
        [git, "describe", "--always", "--dirty"], cwd=HERE, capture_output=True, text=True, check=False
    )
    return said.stdout.strip() or "an unknown commit"


def machine() -> dict:
    """What the figures were taken on, without names."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "processor": processor(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.is_file() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    sys.exit(main())
