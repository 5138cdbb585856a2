"""Queries asked in Chromium: bytes and milliseconds of the first time and of the second."""

import time

from playwright.sync_api import sync_playwright

from tools.browser import launch

PAGEFIND = """async query => {
    window.found ??= await import("/pagefind/pagefind.js");
    const answer = await window.found.search(query);
    await Promise.all(answer.results.slice(0, 10).map(result => result.data()));
    return answer.results.length;
}"""


def measured(address, queries, engine):
    """For each query `total`, `cold_kb`, `cold_ms`, `warm_ms`: cold is a visitor's first, in a fresh profile.

    Bytes are those of the index and of the texts shown; the page, its scripts and its styles are left out.
    Milliseconds count from the loaded page to the shown hits, scripts included.
    """
    with sync_playwright() as playwright:
        browser = launch(playwright)
        ask = {"gzsite": ours, "pagefind": theirs}[engine]
        runs = [ask(browser, address, query) for query, _ in queries]
        browser.close()
    return runs


def ours(browser, address, query):
    context = browser.new_context()
    page = context.new_page()
    sizes = counted(page, f"{address}search/")
    page.goto(f"{address}search/")
    page.wait_for_selector('[data-search-state="done"]', state="attached")  # scripts and manifest are there
    cold = timed(lambda: typed(page, query))
    kilobytes = sum(sizes) / 1e3
    typed(page, "")
    warm = timed(lambda: typed(page, query))
    total = int(page.get_attribute("[data-search-total]", "data-search-total"))
    context.close()
    return {"total": total, "cold_kb": kilobytes, "cold_ms": cold, "warm_ms": warm}


def typed(page, query):
    page.evaluate(
        """async query => {
            const form = document.getElementById("search-form");
            document.getElementById("search-text").value = query;
            form.requestSubmit();
            const state = () => document.getElementById("search").dataset.searchState;
            while (state() === "busy") await new Promise(done => setTimeout(done, 1));
            if (state() !== "done") throw new Error(document.getElementById("search-status").textContent);
        }""",
        query,
    )


def theirs(browser, address, query):
    context = browser.new_context()
    page = context.new_page()
    sizes = counted(page, f"{address}pagefind/", without=(".js", ".css"))
    page.goto(f"{address}index.html")
    started = time.perf_counter()
    total = page.evaluate(PAGEFIND, query)
    cold = (time.perf_counter() - started) * 1000
    kilobytes = sum(sizes) / 1e3
    page.evaluate(PAGEFIND, "x")
    warm = timed(lambda: page.evaluate(PAGEFIND, query))
    context.close()
    return {"total": total, "cold_kb": kilobytes, "cold_ms": cold, "warm_ms": warm}


def counted(page, folder, without=()):
    """The sizes of bodies that arrive from a folder, page and scripts left out."""
    sizes = []

    def add(response):
        path = response.url.split("?")[0]
        if path.startswith(folder) and not path.endswith(("/", *without)):
            sizes.append(int(response.headers.get("content-length", 0)))

    page.on("response", add)
    return sizes


def timed(work):
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
