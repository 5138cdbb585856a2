"""One archive on three sites, two beside each other and one on another host: asked together, in a real browser."""

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from random import Random

import corpus
import published
import pytest

from gzdaily_site.build import build
from gzdaily_site.crew import ALONE

pytestmark = pytest.mark.browser

YEARS = (2019, 2020, 2021)
TITLES = {2019: "山城报 2019", 2020: "2020年卷", 2021: "2021年卷"}


class Host(SimpleHTTPRequestHandler):
    """A host of plain files that lets other sites read them, as GitHub Pages does."""

    def end_headers(self):
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def hosted(folder):
    folder.mkdir(parents=True, exist_ok=True)
    listening = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(folder)))
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}/"
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


@pytest.fixture(scope="module")
def volumes(tmp_path_factory):
    """The address of the search of 2019, which has 2020 beside it and 2021 on another host; the articles of each."""
    folder = tmp_path_factory.mktemp("volumes")
    pages = corpus.pages(330)
    with hosted(folder / "here") as here, hosted(folder / "there") as there:
        listed = f"- {{url: ../2020/, title: 2020年卷}}\n- {{url: {there}papers/2021, title: {TITLES[2021]}}}\n"
        places = {year: folder / ("there/papers" if year == 2021 else "here") / str(year) for year in YEARS}
        articles = {}
        for year, output in places.items():
            site = folder / "sites" / str(year)
            for path, text in pages.items():
                if path.startswith(str(year)):
                    file = site / "seeds" / path
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_text(text, encoding="utf-8")
            more = f"volumes:\n- ../2019/\n{listed}" if year == 2019 else ""  # the same list may stand in all of them
            (site / "gzsite.yml").write_text(f"title: {TITLES[year]}\nnewspaper: 山城报\n{more}", encoding="utf-8")
            build(site, output=output, base_url="/2019/" if year == 2019 else None, crew=ALONE)
            articles[year] = published.stories(site)
        yield here, there, articles, folder


@pytest.fixture(scope="module")
def everything(volumes):
    return {name: parts for articles in volumes[2].values() for name, parts in articles.items()}


@pytest.fixture
def window(window, volumes):
    """On the search page of 2019."""
    window.goto(f"{volumes[0]}2019/search/")
    return window


def answered(page):
    page.wait_for_selector('[data-search-state="done"], [data-search-state="failed"]', state="attached")
    return page.get_attribute("#search", "data-search-state")


def asked(page, address):
    page.goto(address)
    assert answered(page) == "done", page.inner_text("#search-status")
    return int(page.get_attribute("[data-search-total]", "data-search-total"))


def programmatic(page, text, filters=None):
    return page.evaluate("([text, filters]) => gzsite.search(text, filters)", [text, filters or {}])


def drawn(articles, number):
    dice = Random(20261127)
    parts = [part for all_parts in articles.values() for part in all_parts]
    texts = []
    while len(texts) < number:
        part = dice.choice(parts)
        start = dice.randrange(len(part))
        text = part[start : start + dice.randrange(1, 13)]
        if not any(sign.isspace() or sign in '"-' for sign in text):
            texts.append(text)
    return texts


def test_every_answer_is_that_of_plain_reading_of_all_volumes(volumes, everything, window):
    answered(window)
    assert len(everything) == sum(map(len, volumes[2].values())) > 300
    for query in [*drawn(everything, 80), "发展", "發展鄉村", "カフェ", "哈哈哈"]:
        answer = programmatic(window, query)
        assert set(answer["articles"]) == published.holding(everything, query), query
        assert answer["total"] == len(answer["articles"]), query
    assert window.complaints == []


def test_one_volume_alone(volumes, window):
    answered(window)
    for year, title in TITLES.items():
        for query in drawn(volumes[2][year], 10):
            answer = programmatic(window, query, {"volume": title})
            assert set(answer["articles"]) == published.holding(volumes[2][year], query), (year, query)


def test_the_newest_volume_comes_first_and_every_hit_opens_where_it_stands(volumes, everything, window):
    here, there, articles, _ = volumes
    assert asked(window, f"{here}2019/search/?q=水渠&sort=new") == len(published.holding(everything, "水渠"))
    while not window.is_hidden("#search-more"):
        window.click("#search-more")
        answered(window)
    hits = window.eval_on_selector_all(
        ".hit", "all => all.map((it) => [it.dataset.articleId, it.querySelector('.volume').textContent])"
    )
    years = [next(year for year, title in TITLES.items() if title == told) for _, told in hits]
    assert years == sorted(years, reverse=True)
    assert all(name in articles[year] for (name, _), year in zip(hits, years, strict=True))
    for title, root in ((TITLES[2021], f"{there}papers/2021/"), (TITLES[2020], f"{here}2020/")):
        window.goto(f"{here}2019/search/?q=水渠&volume={title}")
        answered(window)
        window.click(".hit h2 a >> nth=0")
        window.wait_for_selector("article.story mark")
        assert window.url.startswith(f"{root}articles/")


def test_filters_count_over_all_volumes(volumes, everything, window):
    here, _, articles, _ = volumes
    wanted = published.holding(everything, "茶园")
    assert asked(window, f"{here}2019/search/?q=茶园") == len(wanted)
    window.click("#search-narrow summary")
    window.wait_for_selector('select[name="year"] option[value="2020"]', state="attached")
    options = window.eval_on_selector_all('select[name="year"] option', "all => all.map((it) => it.textContent)")
    held = {year: len(published.holding(articles[year], "茶园")) for year in YEARS}
    assert options[1:] == [f"{year} ({held[year]})" for year in reversed(YEARS)]
    columns = window.eval_on_selector_all('select[name="column"] option', "all => all.map((it) => it.value)")
    assert len(columns) == len(set(columns)) > 2  # a column of all three stands there once
    window.select_option('select[name="year"]', "2020")
    window.wait_for_function("new URL(location.href).searchParams.get('year') === '2020'")
    assert answered(window) == "done"
    assert window.get_attribute("[data-search-total]", "data-search-total") == str(held[2020])
    window.select_option('select[name="year"]', "")
    window.select_option('select[name="volume"]', TITLES[2021])
    window.wait_for_function("new URL(location.href).searchParams.get('volume') === '2021年卷'")
    assert answered(window) == "done"
    assert window.get_attribute("[data-search-total]", "data-search-total") == str(held[2021])
    bars = window.eval_on_selector_all(".years rect", "all => all.map((it) => [it.dataset.year, it.dataset.count])")
    assert bars == [["2021", str(held[2021])]]


def test_suggestions_come_from_all_volumes(volumes, everything, window):
    answered(window)
    window.fill("#search-text", "山里来信")
    window.press("#search-text", "Backspace")
    window.wait_for_selector("#search-suggestions [role=option]")
    told = window.eval_on_selector_all("#search-suggestions [role=option]", "all => all.map((it) => it.textContent)")
    assert any("山里来信" in text for text in told)
    assert len(told) == len(set(told))


def test_the_lines_name_their_volume(volumes, everything, window):
    here, _, _, _ = volumes
    asked(window, f"{here}2019/search/?q=风雨桥&view=lines")
    with window.expect_download() as coming:
        window.click("#search-csv")
    rows = coming.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].endswith(",id,address,volume")
    assert {row.rpartition(",")[2] for row in rows[1:]} == set(TITLES.values())


def test_a_volume_that_does_not_answer_is_named_and_the_others_can_be_asked(volumes, everything, window):
    here, there, articles, _ = volumes
    window.route(f"{there}**/manifest.json", lambda route: route.abort())
    window.goto(f"{here}2019/search/?q=茶园")
    assert answered(window) == "failed"
    assert "2021年卷: manifest.json" in window.inner_text("#search-status")
    assert window.is_visible("#search-retry")
    total = asked(window, f"{here}2019/search/?q=茶园&volume=2020年卷")
    assert total == len(published.holding(articles[2020], "茶园"))
    window.goto(f"{here}2019/search/?q=茶园")
    assert answered(window) == "failed"
    window.unroute(f"{there}**/manifest.json")
    window.click("#search-retry")
    window.wait_for_selector('[data-search-state="done"]', state="attached")
    assert window.get_attribute("[data-search-total]", "data-search-total") == str(
        len(published.holding(everything, "茶园"))
    )


def test_other_volumes_are_linked_from_the_front_and_without_scripts(volumes, chromium):
    here, there, _, folder = volumes
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for address, name in (("2019/", ""), ("2019/search/", "search/"), ("2019/en/search/", "en/search/")):
        page.goto(here + address)
        links = page.eval_on_selector_all("main a", "all => all.map((it) => it.href)")
        assert {f"{here}2020/{name}", f"{there}papers/2021/{name}"} <= set(links)
        assert f"{here}2019/{name}" not in links
    context.close()
    assert 'name="volume"' not in (folder / "here/2020/search/index.html").read_text(encoding="utf-8")
