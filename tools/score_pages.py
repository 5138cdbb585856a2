"""Prints how well pages are separated, beside what is aimed at: python tools/score_pages.py KIT [--each].

KIT holds `pages/*.txt` and `truth/*.json`, in the form that tests/separate/newsroom.py yields. Without KIT, pages are
made by the newsroom of the tests: `--pages` a level. `--each` adds a line a page, the worst first.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from gzdaily_site.desk import read
from gzdaily_site.source import read_page

sys.path.insert(0, str(Path(__file__).parent.parent / "tests/separate"))
import newsroom
from scores import ERRORS, MEASURES, Marks, marks, reliability, told

# What is aimed at on pages for practice; at least (for errors: at most).
AIMS = {
    "clean": {"perfect": 0.99, "wrongly moved": 0.0},
    "mid": {"perfect": 0.99, "joins": 0.98, "kicker": 0.97, "strays": 0.02, "wrongly moved": 0.0},
    "hard": {"perfect": 0.90, "order": 0.93, "open": 0.95},
    "theme": {"perfect": 0.85, "order": 0.88},
    "sibling": {"perfect": 0.75, "order": 0.75},
}
PRECISION = {"move precision": 0.97}  # on any level
LEVELS = tuple(AIMS)


def main():
    options = _options()
    total, seconds, characters = defaultdict(Marks), 0.0, 0
    each = []
    for truth, page in _pages(options):
        start = time.perf_counter()
        reading = read(page, {}, corrections=False)
        seconds += time.perf_counter() - start
        characters += reading.ledger.characters
        found = marks(truth, page.lines, told(reading))
        total[truth["level"]].add(found)
        each.append((found.mean("perfect"), found.mean("grouping"), truth["page"]))
    levels = sorted(total, key=lambda x: LEVELS.index(x) if x in LEVELS else len(LEVELS))
    _table(total, levels)
    everything = Marks()
    for level in levels:
        everything.add(total[level])
    for what in ("joins", "moves"):
        _reliability(what, [s for s in everything.stated if s.what == what])
    print(f"\n{len(each)} pages, {characters} characters, {1000 * seconds / max(len(each), 1):.1f} ms a page")
    for perfect, grouping, name in sorted(each, key=lambda x: (x[0] or 0, x[1] or 0)) if options.each else ():
        print(f"{name:24} perfect {perfect:.3f} grouping {grouping:.3f}")


def _options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kit", nargs="?", type=Path, metavar="KIT")
    parser.add_argument("--level", help="only pages of this level")
    parser.add_argument("--pages", type=int, default=20, help="how many pages a level, without KIT (20)")
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    if options.kit and not any((options.kit / "truth").glob("*.json")):
        parser.error(f"{options.kit}/truth has no *.json: name a folder with pages/ and truth/")
    return options


def _pages(options):
    """(truth, source page), from KIT or made for the occasion."""
    if options.kit:
        for path in sorted(options.kit.glob("truth/*.json")):
            truth = json.loads(path.read_text(encoding="utf-8"))
            if options.level in (None, truth["level"]):
                yield truth, read_page(options.kit / truth["file"], options.kit, options.kit)
        return
    with tempfile.TemporaryDirectory() as folder:
        for level in newsroom.LEVELS if options.level is None else [options.level]:
            for number in range(options.pages):
                made = newsroom.page(level, number)
                path = Path(folder) / f"{made.name}.txt"
                path.write_text(made.text, encoding="utf-8")
                yield made.truth, read_page(path, path.parent, path.parent)


def _table(total, levels):
    """A row a measure: each level's figure, its aim beside it, marked where it falls short."""
    print(f"{'':16}" + "".join(f"{level:>18}" for level in levels))
    for name in MEASURES:
        cells = (_cell(total[level].mean(name), (AIMS.get(level, {}) | PRECISION).get(name), name) for level in levels)
        print(f"{name:16}" + "".join(f"{cell:>18}" for cell in cells))
    print(
        "\nBehind each figure its aim (≥ at least, ≤ at most); ! where it is missed, - where nothing was to be marked."
    )


def _cell(value, aim, name):
    if value is None:
        return "-"
    if aim is None:
        return f"{value:.3f}"
    missed = value > aim if name in ERRORS else value < aim
    return f"{value:.3f} {'≤' if name in ERRORS else '≥'} {aim:.2f}{'!' if missed else ' '}"


def _reliability(what, stated):
    print(f"\n{what} said at   how many   mean said   share right")
    for low, high, count, mean, right in reliability(stated):
        print(f"{low:.2f} - {high:.2f}{count:16}{mean:12.3f}{right:14.3f}")
    if not stated:
        print("none")


if __name__ == "__main__":
    main()
