"""The site in a real browser: every kind of page, both languages, phone and desktop, in every look."""

import gzip
import re
import shutil
from itertools import product
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import TimeoutError as LateError
from playwright.sync_api import sync_playwright

from gzdaily_site.build import build as build_site
from gzdaily_site.crew import ALONE
from tools.browser import launch
from tools.crawl import crawl, links

pytestmark = pytest.mark.browser

# Words of a headline of this archive, as each language shows it.
STORY = {"zh": "铜仁党建赋能", "en": "In Tongren, Party Branches"}
# How Chromium says that the reader went on before a request was answered (a fast click, and the icon is given up).
# What the site lacks is told otherwise: a page that is missing by its status, a host that is gone by ERR_CONNECTION.
GIVEN_UP = "net::ERR_ABORTED"
PATIENCE = 30  # seconds; a busy machine is slow, what is broken never comes
PHONE, DESKTOP = (360, 800), (1440, 900)
LANGUAGES = {"zh": "", "en": "en/"}
# Which site has each kind of page, where the first pages of the kind stand in it, and how many are looked at.
KINDS = {
    "home": ("archive", "index.html", 1),
    "pages": ("archive", "pages/index.html", 1),
    "page": ("archive", "pages/*/index.html", 1),
    "printed": ("archive", "pages/*/printed/index.html", 1),
    "article": ("archive", "articles/*/index.html", 3),
    "columns": ("archive", "columns/index.html", 1),
    "column": ("archive", "columns/*/index.html", 1),
    "regions": ("archive", "regions/index.html", 1),
    "prefecture": ("archive", "regions/*/index.html", 1),
    "county": ("archive", "regions/*/*/index.html", 1),
    "topics": ("archive", "topics/index.html", 1),
    "topic": ("archive", "topics/*/index.html", 1),
    "reporters": ("archive", "reporters/index.html", 1),
    "reporter": ("archive", "reporters/*/index.html", 1),
    "people": ("archive", "people/index.html", 1),
    "person": ("archive", "people/*/index.html", 1),
    "organisations": ("archive", "organisations/index.html", 1),
    "figures": ("archive", "figures/index.html", 1),
    "undated": ("archive", "dates/undated/index.html", 1),
    "search": ("archive", "search/index.html", 1),
    "about": ("archive", "about/index.html", 1),
    "404": ("archive", "404.html", 1),
    "dated-home": ("paper", "index.html", 1),
    "dates": ("paper", "dates/index.html", 1),
    "timeline": ("paper", "dates/timeline/index.html", 1),
    "year": ("paper", "dates/[0-9]*/index.html", 1),
    "day": ("paper", "dates/[0-9]*/*/*/index.html", 1),
    "scanned": ("paper", "pages/2024/03/05/01/index.html", 1),
    "long-column": ("paper", "columns/shan-li-hua/index.html", 1),
    "long-column-2": ("paper", "columns/shan-li-hua/page-2/index.html", 1),
}
# Every look is asked for contrast in every one of these widths; each has its picture taken in its own.
LOOKS = {"light": 360, "sepia": 768, "dark": 1440}
WIDTHS = (320, 360, 640, 768, 1440)  # 640: a desktop of 1280 at a zoom of 200 %
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MONTHS = [(year, month) for year in (2023, 2024) for month in (1, 3, 4, 9)]
ISSUE = """# 山乡第{n}座桥通了

本报记者 林小禾

{month}月，毕节市赫章县的第{n}座桥通了，村民站在桥头看，孩子们从桥上跑过去。

### ■ 山里话

#### 修路如做人之{n}

修路如做人，一步一个脚印，山里人最懂这个道理。

#### 又说修路之{n}

路修好了，还要有人养护，这话年年都要说。
"""
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
def paper(tmp_path_factory):
    """A paper of our own words: dated issues over two years, a column of two sheets, a scan, readable offline."""
    site = tmp_path_factory.mktemp("paper")
    (site / "gzsite.yml").write_text("title: {zh: 山乡报, en: Hill Paper}\noffline: true\n", encoding="utf-8")
    for n, (year, month) in enumerate(MONTHS, 1):
        for number in (1, 2, 3, 4):
            page = site / "seeds" / str(year) / f"{month:02}" / "05" / f"{number:02}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(ISSUE.format(n=10 * n + number, month=month), encoding="utf-8")
    Image.new("RGB", (700, 1000), "ivory").save(site / "seeds" / "2024" / "03" / "05" / "front.png")
    (site / "seeds" / "2024" / "03" / "05" / "01.yml").write_text("scan: front.png\n", encoding="utf-8")
    build_site(site, output=site / "build", crew=ALONE)
    return site / "build"


@pytest.fixture(scope="module")
def sites(archive, address, paper, serving):
    """Each site's folder and where it is served."""
    with serving(paper) as there:
        yield {"archive": (archive, address), "paper": (paper, there)}


@pytest.fixture(scope="module")
def screenshots(repository):
    folder = repository / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def addresses(sites, kind, language):
    """The pages of a kind that are looked at, as whole addresses."""
    site, pattern, most = KINDS[kind]
    folder, there = sites[site]
    found = sorted(p.relative_to(folder).as_posix() for p in (folder / LANGUAGES[language]).glob(pattern))
    return [there + path.removesuffix("index.html") for path in found[:most]]


def overflow(page):
    """By how many pixels the page is wider than the window, and what sticks out."""
    return page.evaluate("""() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        return [...document.body.querySelectorAll("*")]
            .filter(e => e.getBoundingClientRect().right > width + 1)
            .map(e => `${e.tagName.toLowerCase()}.${e.className}: ${Math.round(e.getBoundingClientRect().right)}`);
    }""")


def violations(page, rules=RULES, kind="tag"):
    found = Axe().run(page, options={"runOnly": {"type": kind, "values": rules}}).response["violations"]
    return [f"{v['id']}: {v['help']}: {[n['html'] for n in v['nodes'][:3]]}" for v in found]


def wear(page, look):
    page.emulate_media(color_scheme="dark" if look == "dark" else "light", reduced_motion="reduce")
    page.evaluate("look => { document.documentElement.dataset.theme = look }", look)


def picture(page, path, look):
    """The whole page, to be looked at. Now and then Chromium draws nothing after a resize, and then nothing any more:
    it is asked again, and last in windows of their own.
    """
    for _ in range(2):
        if drawn(page, path):
            return
        page.bring_to_front()
        page.set_viewport_size({"width": page.viewport_size["width"], "height": page.viewport_size["height"] + 1})
    for _ in range(3):
        with page.context.browser.new_context(viewport=page.viewport_size) as fresh:
            again = fresh.new_page()
            again.goto(page.url, wait_until="load")
            wear(again, look)
            if drawn(again, path):
                return
    pytest.fail(f"Chromium draws no picture of {page.url}")


def drawn(page, path):
    """Whether the picture came about."""
    try:
        page.screenshot(path=str(path), full_page=True, timeout=20_000)
    except LateError:
        return False
    return True


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_looks_right(sites, visit, screenshots, kind, language):
    paths = addresses(sites, kind, language)
    assert paths, f"the site has no {kind}"
    page = visit()
    for number, path in enumerate(paths, 1):
        page.goto(path, wait_until="load")
        assert page.locator("h1").count() == 1
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert overflow(page) == [], f"{path} at {width}"
        for look, width in product(LOOKS, LOOKS.values()):
            page.set_viewport_size({"width": width, "height": 800})
            wear(page, look)
            if LOOKS[look] == width:
                name = f"{kind}{number if len(paths) > 1 else ''}-{language}-{width}-{look}.png"
                picture(page, screenshots / name, look)
            # What colours and widths cannot change is asked once.
            asked = (RULES, "tag") if (look, width) == ("light", 360) else (["color-contrast", "target-size"], "rule")
            assert violations(page, *asked) == [], f"{path} at {width}, {look}"
        assert page.complaints == [], path


@pytest.mark.parametrize("kind", ["home", "page", "printed", "article", "prefecture"])
def test_a_page_keeps_to_its_budget(sites, visit, kind):
    """Gzipped: style at most 20 KB, scripts of a reading page at most 5 KB; nothing from another host."""
    page, (folder, there) = visit(), sites["archive"]
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(addresses(sites, kind, "zh")[0], wait_until="networkidle")
    assert all(url.startswith(there) for url in asked), asked
    sizes = {"css": 0, "js": 0}
    for url in asked:
        kind = url.rsplit(".", 1)[-1]
        if kind in sizes:
            sizes[kind] += len(gzip.compress((folder / url.removeprefix(there)).read_bytes()))
    assert 0 < sizes["css"] <= 20_000
    assert 0 < sizes["js"] <= 5_000


def test_a_strict_policy_breaks_nothing(sites, visit):
    page = visit()
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'"
    )

    def guarded(route):
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route("**/*", guarded)
    for kind in ("home", "article", "regions", "topic"):
        page.goto(addresses(sites, kind, "zh")[0], wait_until="load")
        assert page.locator(".themes").is_visible()
    page.unroute_all(behavior="wait")  # the icon may still be on its way when the window closes
    assert page.complaints == []


def test_the_colours_chosen_stay_chosen(sites, visit):
    page = visit()
    page.goto(sites["archive"][1])
    before = paint(page)
    page.locator('button[data-theme="dark"]').click()
    assert paint(page) != before
    click(page, page.locator(".sections a").first.evaluate("a => a.href"))
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.locator('button[data-theme="dark"]').get_attribute("aria-pressed") == "true"
    page.locator('button[data-theme="auto"]').click()
    assert paint(page) == before


def paint(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_on_a_phone_one_button_leads_through_the_colours(sites, visit):
    page = visit(PHONE)
    page.goto(sites["archive"][1])
    worn = []
    for _ in range(4):
        page.locator(".themes button:visible").click()
        worn.append(page.get_attribute("html", "data-theme"))
    assert worn == ["light", "sepia", "dark", None]


def test_a_paragraph_can_be_pointed_at_and_glows(sites, visit):
    page = visit(PHONE)
    page.goto(addresses(sites, "article", "zh")[0] + "#p3")
    page.wait_for_function("""() => {
      const { top } = document.getElementById("p3").getBoundingClientRect();
      return 0 <= top && top < innerHeight;
    }""")  # it is led there smoothly
    names = page.locator("#p3").evaluate("p => getComputedStyle(p).animationName")
    assert names == "glow"
    page.emulate_media(reduced_motion="reduce")
    assert page.locator("#p3").evaluate("p => getComputedStyle(p).animationName") == "none"


def test_a_translation_is_read_alone_or_beside_the_original(sites, visit):
    folder, there = sites["archive"]
    whole = next(
        p for p in sorted((folder / "en/articles").glob("*/index.html")) if 'name="tongue"' in p.read_text("utf-8")
    )
    page = visit()
    page.goto(there + whole.relative_to(folder).as_posix())
    chinese, english = page.locator("#p1"), page.locator(".in-translation").first
    assert english.is_visible()
    assert not chinese.is_visible()
    page.get_by_label("Side by side").check()
    assert english.bounding_box()["x"] > chinese.bounding_box()["x"]
    page.get_by_label("中文").check()
    assert not english.is_visible()


def test_an_article_prints_as_a_clipping_with_its_citation(sites, visit):
    page = visit()
    page.goto(addresses(sites, "article", "zh")[0])
    page.emulate_media(media="print")
    assert page.locator(".citation").is_visible()
    for gone in (".sections", ".crumbs", ".facts", ".turn", ".tools", ".how", ".findings"):
        assert not page.locator(gone).first.is_visible(), gone


def test_forced_colours_keep_what_colour_alone_would_say(sites, visit):
    page = visit(forced_colors="active")
    page.goto(addresses(sites, "printed", "zh")[0])
    assert page.locator(".leg").first.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"


def test_a_visited_article_can_be_read_without_a_line(sites, visit):
    page, (_, there) = visit(), sites["paper"]
    page.goto(there)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.reload()
    story = page.locator(".lead h3 a").evaluate("a => a.href")
    page.goto(story, wait_until="load")
    until(page, "url => caches.match(url).then(Boolean)", story)  # it is put away while it is shown
    page.context.set_offline(True)
    page.goto(there, wait_until="load")
    page.goto(story, wait_until="load")
    assert page.locator("h1").inner_text()
    assert page.locator("body").evaluate("b => getComputedStyle(b).maxWidth") != "none"


def test_a_new_build_renews_what_is_kept(sites, visit, tmp_path, serving):
    folder = tmp_path / "site"
    shutil.copytree(sites["paper"][0], folder)
    with serving(folder) as there:
        page = visit()
        page.goto(there)
        page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
        page.reload(wait_until="load")
        (before,) = stores(page)
        worker = folder / "worker.js"
        worker.write_text(worker.read_text("utf-8").replace(before.removeprefix("gzsite-"), "0" * 12), "utf-8")
        style = folder / "static" / "site.css"
        style.write_text(style.read_text("utf-8") + "body { border-top: 7px solid red }", "utf-8")
        page.reload(wait_until="load")
        assert page.locator("body").evaluate("b => getComputedStyle(b).borderTopWidth") == "7px"
        page.evaluate("navigator.serviceWorker.getRegistration().then(r => r.update())")
        until(page, "name => caches.has(name).then(kept => !kept)", before)
        assert stores(page) == ["gzsite-" + "0" * 12]
        assert page.complaints == []


def until(page, promised, given):
    """Waits until what a script promises is true; Playwright's own waiting takes any promise for true."""
    for _ in range(PATIENCE * 20):
        if page.evaluate(promised, given):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"not so after {PATIENCE} s: {promised}")


def stores(page):
    """The shells that the browser keeps for the site."""
    return page.evaluate("caches.keys().then(names => names.filter(n => /^gzsite-[0-9a-f]{12}$/.test(n)))")


def test_a_page_never_visited_says_so_without_a_line(sites, visit):
    page, (_, there) = visit(), sites["paper"]
    page.goto(there)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.reload(wait_until="load")
    page.context.set_offline(True)
    page.complaints.clear()
    page.goto(there + "en/columns/", wait_until="load")
    assert page.locator("h1").inner_text() == "No connection"
    page.get_by_role("link", name="Hill Paper").first.click()
    page.wait_for_url(there + "en/")


def test_a_scan_is_enlarged_without_a_script(sites, visit):
    page = visit(PHONE, java_script_enabled=False)
    page.goto(addresses(sites, "scanned", "zh")[0])
    sheet = page.locator(".sheet")
    small = page.locator(".sheet img:visible").bounding_box()["width"]
    page.locator(".scan input").check()
    assert page.locator(".sheet img:visible").bounding_box()["width"] >= 700 > small
    assert sheet.evaluate("s => s.scrollWidth > s.clientWidth")
    assert overflow_of(page) == 0


def overflow_of(page):
    return page.locator("html").evaluate("e => Math.max(0, e.scrollWidth - e.clientWidth)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_on_a_shelf_leads_to_what_stands_on_both(sites, visit, language):
    page = visit()
    page.goto(sites["paper"][1] + LANGUAGES[language] + "columns/shan-li-hua/")
    both = page.locator(".share", has_text="2023").locator(".both")
    count = both.inner_text()
    both.click()
    page.wait_for_selector('[data-search-state="done"]')
    assert urlsplit(page.url).query == "column=%E5%B1%B1%E9%87%8C%E8%AF%9D&year=2023"
    assert page.locator("[data-search-total]").get_attribute("data-search-total") == count == "16"
    assert page.complaints == []


def test_rows_of_the_timeline_say_what_their_table_says(sites, visit):
    page = visit()
    page.goto(addresses(sites, "timeline", "en")[0])
    band = page.locator(".band", has_text="Columns")
    titles = band.locator(".rows svg").first.locator("rect").count()
    band.locator("summary").click()
    numbers = band.locator("tbody td:first-of-type").all_inner_texts()
    assert titles == len(numbers) == len(MONTHS)
    (said,) = re.findall(r"(\d+) articles", band.locator(".rows .note").first.inner_text())
    assert sum(map(int, numbers)) == int(said) == 32


def test_the_table_of_figures_takes_the_width_there_is(sites, visit):
    page = visit(DESKTOP)
    page.goto(f"{sites['archive'][1]}figures/")
    table, room = (page.locator(place).bounding_box()["width"] for place in ("[data-sortable]", "main"))
    assert table > 0.9 * room
    assert page.locator("tbody .told").first.bounding_box()["width"] > 150  # a headline has room for some words


def test_a_keyboard_reaches_the_text_at_once(sites, visit):
    page = visit()
    page.goto(addresses(sites, "article", "zh")[0])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.keyboard.press("Tab")  # what is reached next stands in the text, behind the masthead and its sections
    page.wait_for_function("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS.keys() - {"404"})
def test_a_page_names_its_language_and_leads_to_its_counterpart(sites, visit, kind, language):
    page = visit()
    path = addresses(sites, kind, language)[0]
    page.goto(path)
    assert page.get_attribute("html", "lang") == {"zh": "zh-Hans", "en": "en"}[language]
    other = {"zh": "en", "en": "zh-Hans"}[language]
    click(page, page.locator(f'a.switch[hreflang="{other}"]').first.evaluate("a => a.href"))
    assert page.get_attribute("html", "lang") == other
    click(page, page.locator('a[hreflang="en"], a[hreflang="zh-Hans"]').first.evaluate("a => a.href"))
    assert page.url == path


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
    way = way_to_story(home, home + SHELVES[shelf], STORY[language])
    page.goto(home)
    for step in way:
        click(page, step)
    assert STORY[language] in page.locator("h1").inner_text()
    assert page.complaints == []
    if shelf == "region":
        assert any("tongren" in step for step in way), way


def test_the_site_reads_without_javascript(address, visit):
    page = visit(PHONE, java_script_enabled=False)
    page.goto(address)
    click(page, page.locator("a", has_text=STORY["zh"]).first.evaluate("a => a.href"))
    assert STORY["zh"] in page.locator("h1").inner_text()
    assert page.locator("article p").count() > 5
    assert page.complaints == []


def click(page, url):
    """Click the link that leads to an address, as a reader would."""
    number = page.locator("a").evaluate_all("(all, url) => all.findIndex(a => a.href === url)", url)
    assert number >= 0, f"{page.url} has no link to {url}"
    with page.expect_navigation():
        page.locator("a").nth(number).click()


def way_to_story(home, shelf, story):
    """The links from home to the story that stay on one shelf until the last."""
    todo, seen = [[goal] for goal in links(home) if goal.startswith(shelf)], set()
    while todo:
        way = todo.pop(0)
        here = way[-1]
        if here in seen:
            continue
        seen.add(here)
        for goal, text in links(here).items():
            if story in text:
                return [*way, goal]
            if goal.startswith(shelf):
                todo.append([*way, goal])
    return pytest.fail(f"no way from {home} to the story through {shelf}")
