import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `corpus` and `published` lie beside the tests

import corpus
import published

from gzdaily_site.build import build
from gzdaily_site.crew import ALONE


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    """A site of more than three hundred articles, built."""
    folder = corpus.write(tmp_path_factory.mktemp("town"), 330)
    build(folder, crew=ALONE)
    return folder


@pytest.fixture(scope="session")
def articles(town):
    """What each article says."""
    found = published.stories(town)
    assert len(found) >= 300
    return found
