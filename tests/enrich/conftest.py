"""What the tests of this folder share: the shipped gazetteer and taxonomy, and articles made by hand."""

import pytest

from gzdaily_site import shipped
from gzdaily_site.enrich import gazetteer, persons, surroundings, taxonomy
from gzdaily_site.enrich.spotting import Spotter
from gzdaily_site.enrich.topics import Subjects
from gzdaily_site.model import Article, ArticleId, BodyBlock, Byline, Field, PageId, Piece


@pytest.fixture(scope="session")
def divisions():
    return gazetteer.load(shipped.data("gazetteer.yml"))


@pytest.fixture(scope="session")
def spotter(divisions):
    return Spotter(divisions, surroundings.load(shipped.data("surroundings.yml"), divisions.every_word))


@pytest.fixture(scope="session")
def topics():
    return taxonomy.load(shipped.data("topics.yml"))


@pytest.fixture(scope="session")
def subjects(topics):
    return Subjects(topics)


@pytest.fixture(scope="session")
def witnesses():
    return persons.load(shipped.data("people.yml"))


@pytest.fixture(scope="session")
def article():
    """Makes an article of paragraphs on lines 10, 12, 14 ...; heads stand on lines 1 to 6."""
    return _article


def _article(*paragraphs, id="p-1", kind="news", byline=None, dateline=None, blocks=(), **heads):  # noqa: A002 - its name
    parts = {
        name: Field(heads[name], (_piece(line, heads[name]),)) if name in heads else None
        for line, name in enumerate(("column", "kicker", "headline", "deck"), 1)
    }
    body = [
        p if isinstance(p, BodyBlock) else BodyBlock("paragraph", p, (_piece(10 + 2 * n, p),))
        for n, p in enumerate(paragraphs)
    ]
    return Article(
        id=ArticleId(id),
        page=PageId("p"),
        kind=kind,
        byline=_byline(5, byline),
        dateline=_byline(6, dateline),
        body=(*body, *blocks),
        **parts,
    )


def _piece(line, text):
    return Piece(line, 0, len(text), text)


def _byline(line, given):
    return given and Byline(given[0], tuple(given[1:]), (_piece(line, given[0]),))
