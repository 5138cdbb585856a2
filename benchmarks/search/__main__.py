"""Measures the search on a corpus of any size, in a real browser, beside Pagefind where it is there.

    python benchmarks/search CORPUS [--work DIR] [--queries N] [--pagefind "COMMAND"] [--index-only] [--each]

CORPUS is a folder with `articles.jsonl`: a JSON object a line with `i`, `title`, `kicker`, `column`, `byline`, `body`
(paragraphs parted by blank lines), `date`, `county`, `topics`, `reporters`. COMMAND starts Pagefind, for instance
"python -m pagefind" or "npx pagefind". One row of figures a measurement goes to stdout, as JSON.
"""

import argparse
import gc
import json
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from browser import measured
from corpus import archive_of, html_of, settings_of
from host import Host

from gzdaily_site.model import Plate
from gzdaily_site.render import render
from gzdaily_site.search import index

LENGTHS = (1, 2, 3, 4, 8)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("corpus", type=Path)
    asked.add_argument("--work", type=Path, default=Path("build/bench-search"))
    asked.add_argument("--queries", type=int, default=20, help="of each length")
    asked.add_argument("--pagefind", default="")
    asked.add_argument("--index-only", action="store_true")
    asked.add_argument("--each", action="store_true", help="a row a query too, with the files it was sent")
    given = asked.parse_args()
    rows = [json.loads(line) for line in (given.corpus / "articles.jsonl").open(encoding="utf-8")]
    shutil.rmtree(given.work, ignore_errors=True)
    queries = drawn(rows, given.queries)
    ours(rows, queries, given)
    if given.pagefind:
        theirs(rows, queries, given)


def drawn(rows, number):
    """Texts of each length that stand in a paragraph, drawn by a seed, with the articles that hold them."""
    dice = Random(1)
    texts = ["\n".join([row["column"], row["kicker"], row["title"], row["byline"], row["body"]]) for row in rows]
    found = []
    for length in LENGTHS:
        while sum(len(query) == length for query, _ in found) < number:
            part = dice.choice(dice.choice(rows)["body"].split("\n\n"))
            if len(part) <= length:
                continue
            start = dice.randrange(len(part) - length)
            query = part[start : start + length]
            if not any(sign.isspace() or sign in '"-' for sign in query) and query.strip() == query:
                found.append((query, sum(query in text for text in texts)))
    return found


def ours(rows, queries, given):
    archive, settings = archive_of(rows), settings_of(given.work)
    gc.disable()  # as a build does
    started, used = time.perf_counter(), cpu()
    files = list(index(archive, settings))
    gc.enable()
    tell(
        engine="gzsite",
        articles=len(rows),
        index_wall_s=round(time.perf_counter() - started, 2),
        index_cpu_s=round(cpu() - used, 2),
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        **sizes(files, len(rows)),
    )
    if given.index_only:
        return
    folder = given.work / "gzsite"
    for file in [*files, *search_page(archive, settings)]:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.make() if isinstance(file, Plate) else file.content)
    with Host(folder) as host:
        report("gzsite", rows, queries, measured(host, queries, "gzsite"), given.each)


def sizes(files, articles):
    """Megabytes and files of each kind; the index proper is what finds, texts and places are what it is checked on."""
    kinds = {"postings": "p", "places": "w", "texts": "t", "ids": "i"}
    by = {name: [len(f.content) for f in files if f.path.split("/")[1] == folder] for name, folder in kinds.items()}
    rest = [len(f.content) for f in files if f.path.count("/") == 1 and not f.path.endswith("offline.js")]
    made = {f"{name}_mb": round(sum(them) / 1e6, 2) for name, them in by.items()}
    made |= {f"{name}_files": len(them) for name, them in by.items()}
    return made | {
        "manifest_kb": round(next(len(f.content) for f in files if f.path.endswith("manifest.json")) / 1e3, 1),
        "rest_kb": round(sum(rest) / 1e3, 1),
        "postings_bytes_an_article": round(sum(by["postings"]) / articles),
    }


def search_page(archive, settings):
    """The search page and the static files, without the other pages of the site."""
    small = type(archive)((), archive.regions, archive.topics)
    return [file for file in render(small, settings) if file.path.split("/")[0] in {"search", "static"}]


def theirs(rows, queries, given):
    folder = given.work / "pagefind"
    for row in rows:
        page = folder / "a" / str(row["i"]) / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(html_of(row), encoding="utf-8")
    (folder / "index.html").write_text("<!doctype html><title>search</title>", encoding="utf-8")
    started, used = time.perf_counter(), cpu(resource.RUSAGE_CHILDREN)
    command = [*given.pagefind.split(), "--site", str(folder), "--glob", "a/**/*.html", "--force-language", "zh"]
    subprocess.run([*command, "--quiet"], check=True)
    made = [path.stat().st_size for path in (folder / "pagefind").rglob("*") if path.is_file()]
    tell(
        engine="pagefind",
        articles=len(rows),
        index_wall_s=round(time.perf_counter() - started, 2),
        index_cpu_s=round(cpu(resource.RUSAGE_CHILDREN) - used, 2),
        peak_mb=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        all_mb=round(sum(made) / 1e6, 2),
        all_files=len(made),
    )
    with Host(folder) as host:
        report("pagefind", rows, queries, measured(host, queries, "pagefind"), given.each)


def report(engine, rows, queries, runs, each):
    """Medians by length of query; exact: totals that are those of plain reading."""
    if each:
        for (query, truth), run in zip(queries, runs, strict=True):
            tell(engine=engine, query=query, truth=truth, **run)
    for length in LENGTHS:
        them = [
            run | {"truth": truth} for (query, truth), run in zip(queries, runs, strict=True) if len(query) == length
        ]
        tell(
            engine=engine,
            articles=len(rows),
            characters=length,
            queries=len(them),
            exact=sum(run["total"] == run["truth"] for run in them),
            **{
                f"{key}_{name}": round(pick(run[key] for run in them), 1)
                for key in ("cold_kb", "cold_ms", "warm_ms")
                for name, pick in (("median", median), ("max", max))
            },
        )


def tell(**row):
    print(json.dumps(row), flush=True)


def cpu(who=resource.RUSAGE_SELF):
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
