"""Counts the files of the index that a change of the corpus renews.

    python benchmarks/search/changes.py CORPUS

One row a change goes to stdout, as JSON: all files, those with a new name, and how many of each folder these are.
"""

import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from corpus import archive_of, settings_of

from gzdaily_site.search import index
from gzdaily_site.search.segments import NEWEST

PAGE = 7  # articles


def main():
    rows = [json.loads(line) for line in (Path(sys.argv[1]) / "articles.jsonl").open(encoding="utf-8")]
    for name, former, changed in changes(rows):
        before, after = files(former), files(changed)
        new = after - before
        folders = Counter(path.split("/")[1] for path in new)
        print(json.dumps({"change": name, "files": len(after), "new": len(new), **folders}), flush=True)


def changes(rows):
    """What it is called, the corpus before, the corpus after."""
    middle = len(rows) // 2
    yield "nothing", rows, rows
    yield "a character for another", rows, with_body(rows, middle, lambda body: f"{body[:50]}鼎{body[51:]}")
    yield "a character more", rows, with_body(rows, middle, lambda body: f"{body[:50]}鼎{body[50:]}")
    full = len(rows) // NEWEST * NEWEST
    for name, size in (("few", full - NEWEST + PAGE), ("half", full - NEWEST // 2), ("nearly all", full - 1)):
        fewer = rows[:size]
        yield f"a page at the end, of the newest {name} there", fewer, fewer + page(rows)


def page(rows):
    return [row | {"i": len(rows) + n, "date": "2099-01-01"} for n, row in enumerate(rows[:PAGE])]


def with_body(rows, place, edit):
    row = rows[place]
    return [*rows[:place], row | {"body": edit(row["body"])}, *rows[place + 1 :]]


def files(rows):
    paths = {file.path for file in index(archive_of(rows), settings_of(Path("build")))}
    return {path for path in paths if path.count("/") == 2}


if __name__ == "__main__":
    main()
