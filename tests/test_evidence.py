"""In a real browser: an entry lights up the words that prove it."""

import pytest
from playwright.sync_api import sync_playwright

from tools.browser import launch

pytestmark = pytest.mark.browser

LIT = "[...(CSS.highlights.get('evidence') ?? [])].map(String)"
STORY = "让老房子住得舒适安心"  # a headline of this archive


@pytest.fixture(scope="module")
def article(address):
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.goto(address)
        page.goto(page.get_by_role("link", name=STORY).first.evaluate("link => link.href"))
        yield page
        browser.close()


def test_a_region_lights_up_its_words_from_tap_to_tap(article):
    entry = article.locator(".lit", has_text="云岩区").first
    entry.click()
    article.mouse.move(0, 0)
    assert set(article.evaluate(LIT)) == {"云岩区"}
    assert entry.get_attribute("aria-pressed") == "true"
    entry.click()
    article.mouse.move(0, 0)
    assert article.evaluate(LIT) == []


def test_the_keyboard_does_it_too(article):
    entry = article.locator(".lit", has_text="石阡县").first
    entry.press("Enter")
    assert "石阡县" in article.evaluate(LIT)
    entry.press("Enter")


def test_a_person_lights_up_where_the_text_says_who_spoke(article):
    entry = article.locator(".lit", has_text="王树蓉").first
    entry.hover()
    assert set(article.evaluate(LIT)) == {"王树蓉"}
