import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent))  # `corpus` and `published` lie beside the tests

import corpus
import published

from gzdaily_site.build import build
from gzdaily_site.crew import ALONE
from tools.browser import launch


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


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium):
    """A fresh window, as a first visitor has it."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda m: m.type in {"error", "warning"} and page.complaints.append(m.text))
    page.on("pageerror", lambda e: page.complaints.append(str(e)))
    yield page
    context.close()
