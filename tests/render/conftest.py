import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `newspaper`, the archive the tests share, lies beside them

import newspaper  # only found once its folder is on the path

from gzdaily_site.render import render  # kept with the import above


@pytest.fixture
def build(tmp_path):
    """Every file of a small site by its path."""

    def built(base_url="", day=None):
        files = list(render(newspaper.archive(day), newspaper.settings(tmp_path, base_url)))
        assert len({f.path for f in files}) == len(files)
        return {f.path: f.make().decode() for f in files}

    return built


@pytest.fixture
def printed(tmp_path):
    """Every file of a small site in which one article is another, or is written by others."""

    def made(essay=newspaper.ESSAY, credits_=(), bridge=newspaper.BRIDGE, base_url="https://example.org/repo/"):
        archive = newspaper.archive(newspaper.A_DAY)
        pages = (replace(archive.pages[0], articles=(essay, bridge)),)
        archive = replace(archive, pages=pages, credits_of={bridge.id: credits_} if credits_ else archive.credits_of)
        return {f.path: f.make().decode() for f in render(archive, newspaper.settings(tmp_path, base_url))}

    return made
