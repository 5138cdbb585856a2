"""In a real browser: an entry lights up the words that prove it."""

import pytest
from playwright.sync_api import sync_playwright

from tools.browser import launch

pytestmark = pytest.mark.browser

LIT = "[...new Set([...(CSS.highlights.get('evidence') ?? [])].map(String))].sort().join()"
STORY = "让老房子住得舒适安心"  # a headline of this archive


@pytest.fixture(scope="module")
def article(address):
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.goto(address)
        page.goto(page.get_by_role("link", name=STORY).first.evaluate("link => link.href"))
        for summary in page.locator("details.evidence > summary").all():
            summary.click()
        yield page
        browser.close()


def lit(article, *words):
    """Waits until just these words are lit."""
    article.wait_for_function(f"words => {LIT} === words", arg=",".join(sorted(words)))


def test_a_region_lights_up_its_words_from_tap_to_tap(article):
    entry = article.locator("[data-lit]", has_text="云岩区").first
    entry.click()
    article.mouse.move(0, 0)
    lit(article, "云岩区")
    assert entry.get_attribute("aria-pressed") == "true"
    entry.click()
    article.mouse.move(0, 0)
    lit(article)


def test_the_keyboard_does_it_too(article):
    entry = article.locator("[data-lit]", has_text="石阡县").first
    entry.press("Enter")
    lit(article, "石阡县")
    entry.press("Enter")


def test_a_chip_lights_up_its_words_while_it_is_pointed_at(article):
    article.locator("[data-glow]", has_text="普安县").hover()
    lit(article, "普安县")
    article.mouse.move(0, 0)
    lit(article)


def test_words_that_stand_far_away_are_brought_into_view(article):
    article.set_viewport_size({"width": 360, "height": 640})
    entry = article.locator("[data-lit]", has_text="云岩区").first
    entry.press("Enter")
    places = "[...CSS.highlights.get('evidence')].map(it => it.getBoundingClientRect())"
    article.wait_for_function(f"{places}.some(at => at.top >= 0 && at.bottom <= innerHeight)")
    entry.press("Enter")
    article.set_viewport_size({"width": 1440, "height": 900})


def test_what_says_so_is_told_once(article):
    assert article.locator("[data-lit]", has_text="石阡县").count() == 1


def test_a_person_lights_up_where_the_text_says_who_spoke(article):
    entry = article.locator("[data-lit]", has_text="王树蓉").first
    entry.hover()
    lit(article, "王树蓉")


def test_the_table_of_figures_is_sorted_by_its_headings(article):
    table = article.context.browser.new_page()
    table.goto(article.get_by_role("link", name="全部数字一览").evaluate("link => link.href"))
    values = "[...document.querySelectorAll('td.value')].map(it => Number(it.dataset.value))"
    table.get_by_role("button", name="数字").click()
    rising = table.evaluate(values)
    assert len(rising) > 1
    assert rising == sorted(rising)
    table.get_by_role("button", name="数字").click()
    assert table.evaluate(values) == sorted(rising, reverse=True)
    assert table.locator("th[aria-sort=descending]").count() == 1
    table.close()
