"""Times each layer of enrichment, and relating, on made-up articles.

    python benchmarks/enriching.py --articles 10000
    python benchmarks/enriching.py --articles 10000 30000 100000

Prints milliseconds an article: of every layer, of all together, of looking for text printed twice (`reuse`) and of
relating, which looks for it too (`related`); and the most memory in use. Where layers share work, the first in the
order pays for it. The articles are those of `newsmaker.py`; of several sizes each is the beginning of the next, and an
article is enriched once. What is loaded once (words, gazetteer) is loaded before the clock runs, and nothing looks for
garbage, as in a build. One process, one core; `OPENBLAS_NUM_THREADS=1` keeps it so.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from time import perf_counter

import newsmaker

from gzdaily_site.config import Settings
from gzdaily_site.enrich import LAYERS, Lore, layers_of, learn, lore, own_words, scope
from gzdaily_site.enrich.related import related
from gzdaily_site.enrich.reuse import reused
from gzdaily_site.model import (
    Article,
    ArticleId,
    BodyBlock,
    Byline,
    Field,
    Ledger,
    PageFacts,
    PageId,
    PageReading,
    Piece,
    SourcePage,
)

MEGABYTE = 1024 if sys.platform != "darwin" else 1024 * 1024  # in what the system counts memory in
UNTIL_KNOWN = 200  # pages whose own words the lexicon learns, as it learns those of an archive


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--articles", type=int, nargs="+", default=[10_000])
    sizes = sorted(asked.parse_args().articles)
    told = lore(scope(_settings()), own_words((page, {}) for page in _some(UNTIL_KNOWN)))
    for page in _some(1):
        layers_of(page, told)
    gc.disable()
    articles: list[Article] = []
    layers: dict[str, dict] = {layer: {} for layer in LAYERS}
    seconds: dict[str, float] = defaultdict(float)
    for page in pages(sizes[-1]):
        for article in page.articles:
            _enrich(article, page, told, layers, seconds)
            articles.append(article)
            if len(articles) in sizes:
                _report(articles, layers, seconds)


def pages(number: int) -> Iterator[PageReading]:
    """The first articles of the corpus, as if they had been read from pages without a fault."""
    for n, rows in enumerate(newsmaker.pages(number)):
        source = SourcePage(PageId(f"p{n}"), PurePosixPath(f"p{n}.txt"), "", PageFacts(), ())
        yield PageReading(source, tuple(_article(row, source.id) for row in rows), (), Ledger(0, 0, 0, 0, 0))


def _article(row: dict, page: PageId) -> Article:
    heads = {name: _field(line, row[name]) for line, name in enumerate(("column", "kicker"), 1) if row[name]}
    paragraphs = [text for text in row["body"].split("\n\n") if text]
    signed = (_piece(4, row["byline"]),) if row["byline"] else ()
    return Article(
        id=ArticleId(f"{row['i']:08}"),
        page=page,
        kind="news",
        column=heads.get("column"),
        kicker=heads.get("kicker"),
        headline=_field(3, row["title"]),
        deck=None,
        byline=Byline(row["byline"], tuple(row["reporters"]), signed) if signed else None,
        dateline=None,
        body=tuple(BodyBlock("paragraph", text, (_piece(5 + n, text),)) for n, text in enumerate(paragraphs)),
    )


def _field(line: int, text: str) -> Field:
    return Field(text, (_piece(line, text),))


def _piece(line: int, text: str) -> Piece:
    return Piece(line, 0, len(text), text)


def _some(number: int) -> Iterator[PageReading]:
    """The first pages of a corpus that is large enough for them."""
    most = 8  # articles of a page
    for page, _ in zip(pages(number * most), range(number), strict=False):
        yield page


def _settings() -> Settings:
    return Settings(site=Path(), title={}, newspaper={}, description={})


def _enrich(article: Article, page: PageReading, told: Lore, layers: dict, seconds: dict[str, float]) -> None:
    before = perf_counter()
    for layer, found in learn(article, page, told):
        layers[layer][article.id] = found
        seconds[layer] += perf_counter() - before
        before = perf_counter()


def _report(articles: list[Article], layers: dict, seconds: dict[str, float]) -> None:
    number, characters = len(articles), sum(len(block.text) for it in articles for block in it.body)
    print(f"{number:,} articles, {characters / number:.0f} characters each")
    for layer, took in seconds.items():
        _line(layer.removesuffix("_of"), took, number)
    _line("all layers", sum(seconds.values()), number)
    before = perf_counter()
    twice = reused(articles, (trace.clauses for trace in layers["traces_of"].values()))
    _line("reuse", perf_counter() - before, number, f"{len(twice):,} pairs with a passage in common")
    before = perf_counter()
    numbers = {id_: trace.ties for id_, trace in layers["traces_of"].items()}
    near = related(numbers, layers["ties_of"], twice)
    tied = sum(1 for them in near.values() if them)
    _line("related", perf_counter() - before, number, f"{tied:,} articles with a related one")
    print(f"  {'memory':<16}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE:9.0f} MB\n", flush=True)


def _line(what: str, seconds: float, number: int, note: str = "") -> None:
    print(f"  {what:<16}{1000 * seconds / number:9.3f} ms an article{'   ' + note if note else ''}")


if __name__ == "__main__":
    main()
