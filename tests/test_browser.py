"""The site in a real browser: every kind of page, both languages, phone and desktop, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tools.browser import launch
from tools.crawl import crawl, links

pytestmark = pytest.mark.browser

STORY = "铜仁党建赋能"  # words of a headline of this archive
# How Chromium says that the reader went on before a request was answered (a fast click, and the icon is given up).
# What the site lacks is told otherwise: a page that is missing by its status, a host that is gone by ERR_CONNECTION.
GIVEN_UP = "net::ERR_ABORTED"
PHONE, DESKTOP = (360, 800), (1440, 900)
LANGUAGES = {"zh": "", "en": "en/"}
# Where the first pages of each kind stand in the finished site, and how many of them are looked at.
KINDS = {
    "home": ("index.html", 1),
    "pages": ("pages/index.html", 1),
    "page": ("pages/*/index.html", 1),
    "article": ("articles/*/index.html", 3),
    "columns": ("columns/index.html", 1),
    "column": ("columns/*/index.html", 1),
    "regions": ("regions/index.html", 1),
    "prefecture": ("regions/*/index.html", 1),
    "county": ("regions/*/*/index.html", 1),
    "topics": ("topics/index.html", 1),
    "topic": ("topics/*/index.html", 1),
    "reporters": ("reporters/index.html", 1),
    "reporter": ("reporters/*/index.html", 1),
    "search": ("search/index.html", 1),
    "about": ("about/index.html", 1),
    "404": ("404.html", 1),
}
SHELVES = {"region": "regions/", "topic": "topics/", "reporter": "reporters/", "page": "pages/"}


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium):
    """Opens a window; what it complains of is in `window.complaints`."""
    windows = []

    def opened(size=DESKTOP, **options):
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        windows.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda m: m.type in {"error", "warning"} and page.complaints.append(m.text))
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.on("requestfailed", lambda r: r.failure != GIVEN_UP and page.complaints.append(f"{r.url}: {r.failure}"))
        page.on("response", lambda r: r.status >= 400 and page.complaints.append(f"{r.url}: {r.status}"))
        return page

    yield opened
    for context in windows:
        context.close()


@pytest.fixture(scope="module")
def screenshots(repository):
    folder = repository / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def addresses(archive, kind, language):
    """The pages of a kind that are looked at, as addresses below the site's root."""
    pattern, most = KINDS[kind]
    root = archive / LANGUAGES[language]
    found = sorted(p.relative_to(archive).as_posix() for p in root.glob(pattern))
    return [path.removesuffix("index.html") for path in found[:most]]


def overflow(page):
    """By how many pixels the page is wider than the window, and what sticks out."""
    return page.evaluate("""() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        return [...document.body.querySelectorAll("*")]
            .filter(e => e.getBoundingClientRect().right > width + 1)
            .map(e => `${e.tagName.toLowerCase()}.${e.className}: ${Math.round(e.getBoundingClientRect().right)}`);
    }""")


def violations(page):
    found = Axe().run(page).response["violations"]
    grave = [v for v in found if v["impact"] in {"serious", "critical"}]
    return [f"{v['id']}: {v['help']}: {[n['html'] for n in v['nodes'][:3]]}" for v in grave]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_looks_right(archive, address, visit, screenshots, kind, language):
    paths = addresses(archive, kind, language)
    assert paths, f"the site has no {kind}"
    for number, path in enumerate(paths, 1):
        for size in (PHONE, DESKTOP):
            page = visit(size)
            page.goto(address + path, wait_until="load")
            assert overflow(page) == [], f"{path} at {size}"
            assert page.locator("h1").count() == 1
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                name = f"{kind}{number if len(paths) > 1 else ''}-{language}-{size[0]}-{scheme}.png"
                page.screenshot(path=str(screenshots / name), full_page=True)
                assert violations(page) == [], f"{path} at {size}, {scheme}"
            assert page.complaints == [], path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS.keys() - {"404"})
def test_a_page_names_its_language_and_leads_to_its_counterpart(archive, address, visit, kind, language):
    page = visit()
    path = addresses(archive, kind, language)[0]
    page.goto(address + path)
    assert page.get_attribute("html", "lang") == {"zh": "zh-Hans", "en": "en"}[language]
    other = {"zh": "en", "en": "zh-Hans"}[language]
    click(page, page.locator(f'a[hreflang="{other}"]').first.evaluate("a => a.href"))
    assert page.get_attribute("html", "lang") == other
    click(page, page.locator('a[hreflang="en"], a[hreflang="zh-Hans"]').first.evaluate("a => a.href"))
    assert page.url == address + path


def test_a_stray_visitor_is_told_and_led_home(address, visit):
    page = visit()
    answer = page.goto(address + "no/such/page/")
    assert answer.status == 404
    assert page.locator("h1").count() == 1
    links = page.locator("a").evaluate_all("all => all.map(a => a.href)")
    assert address in links
    style = page.locator("body").evaluate("b => getComputedStyle(b).fontFamily")
    assert "serif" in style, "the stylesheet did not come along"


def test_every_link_leads_somewhere(address):
    pages, dead = crawl(address)
    assert dead == []
    assert len(pages) > 50


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shelf", SHELVES)
def test_a_reader_finds_the_tongren_story_from_home(address, visit, shelf, language):
    page = visit(PHONE)
    home = address + LANGUAGES[language]
    way = way_to_story(home, home + SHELVES[shelf])
    page.goto(home)
    for step in way:
        click(page, step)
    assert STORY in page.locator("h1").inner_text()
    assert page.complaints == []
    if shelf == "region":
        assert any("tongren" in step for step in way), way


def test_the_site_reads_without_javascript(address, visit):
    page = visit(PHONE, java_script_enabled=False)
    page.goto(address)
    page.locator("a", has_text=STORY).first.click()
    assert STORY in page.locator("h1").inner_text()
    assert page.locator("article p").count() > 5
    assert page.complaints == []


def click(page, url):
    """Click the link that leads to an address, as a reader would."""
    number = page.locator("a").evaluate_all("(all, url) => all.findIndex(a => a.href === url)", url)
    assert number >= 0, f"{page.url} has no link to {url}"
    with page.expect_navigation():
        page.locator("a").nth(number).click()


def way_to_story(home, shelf):
    """The links from home to the story that stay on one shelf until the last."""
    todo, seen = [[goal] for goal in links(home) if goal.startswith(shelf)], set()
    while todo:
        way = todo.pop(0)
        here = way[-1]
        if here in seen:
            continue
        seen.add(here)
        for goal, text in links(here).items():
            if STORY in text:
                return [*way, goal]
            if goal.startswith(shelf):
                todo.append([*way, goal])
    return pytest.fail(f"no way from {home} to the story through {shelf}")
