"""What the micro-benchmarks work on: made-up articles read as pages, and what the stages before made of them."""

import sys
from pathlib import Path, PurePosixPath

import pytest

from gzdaily_site import config
from gzdaily_site.desk import read
from gzdaily_site.enrich import enrich
from gzdaily_site.model import PageFacts, PageId, SourcePage
from gzdaily_site.render import render
from gzdaily_site.source import read_pages

BENCHMARKS = Path(__file__).parents[1]
sys.path[:0] = [str(BENCHMARKS), str(BENCHMARKS.parent / "tests/separate")]

import newsmaker
import newsroom
from sides import SETTINGS

ARTICLES = 200


@pytest.fixture(scope="session")
def rows():
    return [row for page in newsmaker.pages(ARTICLES) for row in page]


@pytest.fixture(scope="session")
def settings(tmp_path_factory):
    site = tmp_path_factory.mktemp("site")
    newsmaker.make(ARTICLES, site)
    (site / "gzsite.yml").write_text(SETTINGS + "seeds: pages\n", encoding="utf-8")
    return config.load(site)


@pytest.fixture(scope="session")
def readings(settings):
    return [read(page, {}) for page in read_pages(settings.site, settings.seeds, settings.languages)]


@pytest.fixture(scope="session")
def archive(readings, settings):
    return enrich(readings, settings)


@pytest.fixture(scope="session")
def files(archive, settings):
    return list(render(archive, settings))


@pytest.fixture(scope="session")
def plain_page():
    """A page in reading order."""
    return _page(newsmaker.as_printed(next(newsmaker.pages(8))))


@pytest.fixture(scope="session")
def cut_page():
    """A page of the tests' newsroom at its hardest: legs cut and out of order."""
    return _page(newsroom.page(newsroom.LEVELS[-1], 0).text)


def _page(text):
    return SourcePage(PageId("p"), PurePosixPath("p.txt"), "", PageFacts(), tuple(text.split("\n")))
