import sys
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
