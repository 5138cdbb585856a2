"""Micro-benchmarks, one a stage: `make micro`. Each holds what it timed against what must come out."""

import pytest

from gzdaily_site.blocks import blocks
from gzdaily_site.dictionary import keep_whole
from gzdaily_site.enrich import enrich
from gzdaily_site.lexicon import lexicon
from gzdaily_site.render import render
from gzdaily_site.search import index
from gzdaily_site.separate import separate
from gzdaily_site.separate.learning import forget_texts
from gzdaily_site.write import write


def test_blocks(benchmark, plain_page):
    assert benchmark(lambda: list(blocks(plain_page)))


@pytest.mark.parametrize("kind", ["plain_page", "cut_page"])
def test_separation(benchmark, request, kind):
    """One page, with nothing remembered of the run before."""
    page = request.getfixturevalue(kind)

    def prepared():
        forget_texts()
        return (page, blocks(page), {}), {}

    assert benchmark.pedantic(separate, setup=prepared, rounds=10, warmup_rounds=1).ledger.holds


def test_segmentation(benchmark, rows):
    """All texts of the archive cut into words, the dictionary read before."""
    keep_whole()
    texts, cut = [row["body"] for row in rows], lexicon().cut
    words = benchmark(lambda: [cut(text) for text in texts])
    assert ["".join(them) for them in words] == texts


def test_enrichment(benchmark, readings, settings, rows):
    made = benchmark.pedantic(enrich, (readings, settings), rounds=3, warmup_rounds=1)
    assert len(made.keywords_of) == len(rows)


def test_rendering(benchmark, archive, settings, rows):
    files = benchmark.pedantic(lambda: list(render(archive, settings)), rounds=3, warmup_rounds=1)
    assert sum(file.path.match("articles/*/index.html") for file in files) == len(rows)


def test_index(benchmark, archive, settings):
    files = benchmark.pedantic(lambda: list(index(archive, settings)), rounds=5, warmup_rounds=1)
    assert any(file.path.parts[:2] == ("search", "p") for file in files)


def test_write_anew(benchmark, files, tmp_path):
    """Every file into an empty folder."""
    turns = iter(range(10**6))
    done = benchmark.pedantic(write, setup=lambda: ((files, tmp_path / str(next(turns))), {}), rounds=3)
    assert (done.written, done.kept) == (len(files), 0)


def test_write_nothing_new(benchmark, files, tmp_path):
    write(files, tmp_path / "site")
    done = benchmark.pedantic(write, (files, tmp_path / "site"), rounds=5)
    assert (done.written, done.kept) == (0, len(files))
