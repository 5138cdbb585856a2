"""Queries asked in Chromium: bytes and milliseconds of the first time and of the second."""

from playwright.sync_api import sync_playwright

from tools.browser import launch

OURS = """async query => {
    const form = document.getElementById("search-form");
    const page = document.getElementById("search");
    document.getElementById("search-text").value = query;
    const begun = performance.now();
    form.requestSubmit();
    if (page.dataset.searchState === "busy") {
        await new Promise(done => new MutationObserver(done).observe(page, { attributeFilter: ["data-search-state"] }));
    }
    if (page.dataset.searchState !== "done") throw new Error(document.getElementById("search-status").textContent);
    const ms = performance.now() - begun;
    return { ms, total: Number(page.querySelector("[data-search-total]").dataset.searchTotal) };
}"""
THEIRS = """async query => {
    const begun = performance.now();
    window.found ??= await import("/pagefind/pagefind.js");
    const answer = await window.found.search(query);
    await Promise.all(answer.results.slice(0, 10).map(result => result.data()));
    return { ms: performance.now() - begun, total: answer.results.length };
}"""


def measured(host, queries, engine):
    """For each query `total`, `cold_kb`, `cold_ms`, `warm_ms`, `sent`: cold is a visitor's first, in a fresh profile.

    Bytes are those that the host sent of the index and of the texts shown, `sent` has them by file; the page, its
    scripts and its styles are left out. Milliseconds are those of the page's own clock, from asking to the shown hits.
    """
    with sync_playwright() as playwright:
        browser = launch(playwright)
        ask = {"gzsite": ours, "pagefind": theirs}[engine]
        runs = [ask(browser, host, query) for query, _ in queries]
        browser.close()
    return runs


def ours(browser, host, query):
    """The page is open before anything is asked: its scripts and the manifest are there."""
    host.sent()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{host.address}search/")
    page.wait_for_selector('[data-search-state="done"]', state="attached")
    cold = page.evaluate(OURS, query)
    sent = part_of(host.sent(), "/search/")
    page.evaluate(OURS, "")
    warm = page.evaluate(OURS, query)
    context.close()
    return row(cold, warm, sent)


def theirs(browser, host, query):
    """The program is loaded with the first query, as its own page does it."""
    host.sent()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{host.address}index.html")
    cold = page.evaluate(THEIRS, query)
    sent = part_of(host.sent(), "/pagefind/")
    page.evaluate(THEIRS, "x")
    warm = page.evaluate(THEIRS, query)
    context.close()
    return row(cold, warm, sent)


def part_of(sent, folder):
    return [(path, size) for path, size in sent if path.startswith(folder) and not path.endswith(("/", ".js", ".css"))]


def row(cold, warm, sent):
    assert warm["total"] == cold["total"]
    kilobytes = sum(size for _, size in sent) / 1e3
    return {"total": cold["total"], "cold_kb": kilobytes, "cold_ms": cold["ms"], "warm_ms": warm["ms"], "sent": sent}
