"""`gzsite serve` as people use it: what is changed in the site folder is seen in the browser, and stands in build/."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect, sync_playwright

from tools.browser import launch
from tools.crawl import get

PATIENCE = 60  # seconds; a busy machine is slow, a broken preview never shows anything


class Preview:
    """A running `gzsite serve`."""

    def __init__(self, site: Path, port: str = "0", **more: object) -> None:
        self.site = site
        command = [str(Path(sys.executable).with_name("gzsite")), "serve", "--no-open", "--port", port]
        self.process = subprocess.Popen(
            [*command, "--site", str(site)], stderr=subprocess.PIPE, text=True, encoding="utf-8", **more
        )
        self.address = self.process.stderr.readline().split(" ")[0]
        self.first = self._told(lambda _: True)["number"]

    def _told(self, wanted):
        """The first of what open pages are told that is wanted."""
        deadline = time.monotonic() + PATIENCE
        with urllib.request.urlopen(f"{self.address}.gzsite/changes", timeout=PATIENCE) as told:  # noqa: S310 - ours
            for line in told:
                said = json.loads(line[6:]) if line.startswith(b"data: ") else None
                if said and wanted(said):
                    return said
                assert time.monotonic() < deadline
        raise AssertionError("the preview ended")

    def news(self, shown=0, trouble=""):
        """What is told next to a page that shows this: how many states have been shown, and what is wrong."""
        said = self._told(lambda it: (it["number"] - self.first, it["trouble"]) != (shown, trouble))
        return said["number"] - self.first, said["trouble"]

    def text(self, path=""):
        status, _, content = get(self.address + path)
        assert status == 200, path
        return content.decode()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=PATIENCE)[1]


@pytest.fixture
def preview(site):
    running = Preview(site)
    yield running
    running.stop()
    assert running.process.returncode == 0


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def reword(site: Path, old: str, new: str) -> None:
    path = site / "seeds" / "one.md"
    write(path, path.read_text(encoding="utf-8").replace(old, new))


@pytest.mark.skipif(sys.platform == "win32", reason="processes there are begun in another way")
def test_a_preview_in_the_background_of_a_script_can_be_interrupted(site):
    running = Preview(site, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    assert running.stop().endswith("stopped\n")
    assert running.process.returncode == 0


def test_every_kind_of_change_is_shown(preview, site):
    reword(site, "新桥通了", "大桥通了")
    assert preview.news(0) == (1, "")
    assert "大桥通了" in preview.text()
    assert "大桥通了" in preview.text("pages/one/")

    write(site / "seeds" / "two.md", "# 第二个版面\n\n山上下了雪，孩子们在雪地里跑。\n")
    assert preview.news(1) == (2, "")
    assert "第二个版面" in preview.text("pages/two/")
    assert "雪地" in preview.text("data/articles.jsonl")

    write(site / "seeds" / "two.corrections.yml", "corrections:\n- retitle: 第二个版面\n  headline: 更正后的标题\n")
    assert preview.news(2) == (3, "")
    assert "更正后的标题" in preview.text("pages/two/")

    write(site / "static" / "site.css", "body { color: #123456 }\n")
    assert preview.news(3) == (4, "")
    assert "#123456" in preview.text("static/site.css")

    write(site / "gzsite.yml", "title: 另一个名字\n")
    assert preview.news(4) == (5, "")
    assert "另一个名字" in preview.text()

    (site / "seeds" / "two.md").unlink()
    (site / "seeds" / "two.corrections.yml").unlink()
    number = preview.news(5)[0]
    while get(preview.address + "pages/two/")[0] != 404:  # two files, which may be seen one by one
        number = preview.news(number)[0]
    assert preview.text("search/manifest.json")


def test_what_is_wrong_is_told_and_the_site_stays_as_it_was(preview, site):
    reword(site, "新桥通了", "大桥通了")
    assert preview.news(0) == (1, "")
    write(site / "seeds" / "one.corrections.yml", "corrections:\n- retitle: 这里没有这句话\n  headline: 甲\n")
    number, trouble = preview.news(1)
    assert number == 1
    assert trouble.startswith("seeds/one.corrections.yml:2: ")
    assert "大桥通了" in preview.text()
    (site / "seeds" / "one.corrections.yml").unlink()
    assert preview.news(1, trouble) == (2, "")


def test_a_template_that_does_not_fit_is_told_where_it_is_used(preview, site):
    write(site / "templates" / "about.html", "{{ nobody_knows_this }}\n")
    assert preview.news(0) == (1, "")
    status, _, content = get(preview.address + "about/")
    assert (status, b"templates/about.html:1: &#x27;nobody_knows_this&#x27;" in content) == (500, True)
    assert b"live.js" in content  # and goes away by itself once it is mended
    assert "新桥通了" in preview.text()
    assert "gzsite: templates/about.html:1: 'nobody_knows_this' is undefined" in preview.stop()  # said by the build


def test_the_output_follows_what_is_shown(preview, site):
    reword(site, "新桥通了", "大桥通了")
    assert preview.news(0) == (1, "")
    reword(site, "大桥通了", "铁桥通了")
    assert preview.news(1) == (2, "")
    said = preview.stop()
    assert "铁桥通了" in (site / "build" / "index.html").read_text(encoding="utf-8")
    assert re.search(r"\d\d:\d\d:\d\d one shown after \d+\.\d\d s", said)
    assert "live.js" not in (site / "build" / "index.html").read_text(encoding="utf-8")


def test_another_base_path_asks_for_another_start(preview, site):
    write(site / "gzsite.yml", "title: 小报档案\nbase_url: https://example.org/repo/\n")
    assert "start it again" in preview.news(0)[1]


def test_what_was_saved_just_before_the_end_is_built(preview, site):
    reword(site, "新桥通了", "大桥通了")
    preview.stop()
    assert "大桥通了" in (site / "build" / "index.html").read_text(encoding="utf-8")


def test_an_output_that_is_taken_away_meanwhile_is_written_again(preview, site):
    shutil.rmtree(site / "build")
    preview.stop()
    assert "新桥通了" in (site / "build" / "index.html").read_text(encoding="utf-8")
    assert (site / "build" / "robots.txt").is_file()


def test_a_file_of_the_output_that_is_taken_away_meanwhile_is_written_again(preview, site):
    (site / "build" / "robots.txt").unlink()
    preview.stop()
    assert (site / "build" / "robots.txt").is_file()


def test_to_know_of_a_picture_is_no_change(preview, site):
    Image.new("L", (40, 60)).save(site / "seeds" / "one.png")
    write(site / "seeds" / "one.md", "---\nscan: one.png\n---\n\n" + (site / "seeds" / "one.md").read_text("utf-8"))
    assert preview.news(0) == (1, "")
    deadline = time.monotonic() + PATIENCE
    while not [*(site / "build").rglob("*.png")]:  # the output follows, and the folder is looked at meanwhile
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert "a change shown" not in preview.stop()


def test_a_linked_folder_and_a_picture_elsewhere_are_no_hindrance(site, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (site / "static").mkdir()
    (site / "static" / "more").symlink_to(tmp_path / "elsewhere")
    running = Preview(site)
    write(site / "seeds" / "one.yml", "scan: scans/one.png\n")
    trouble = running.news(0)[1]
    assert "its scan scans/one.png is not there" in trouble
    (site / "scans").mkdir()
    Image.new("L", (8, 8)).save(site / "scans" / "one.png")
    while running.news(0, trouble)[1]:  # seen before it was whole
        pass
    assert get(running.address + "pages/one/scan.png")[0] == 200
    running.stop()
    assert running.process.returncode == 0


def test_other_code_in_the_folder_is_not_taken_for_pythons_own(site, monkeypatch):
    monkeypatch.chdir(site)
    write(site / "calendar.py", "raise RuntimeError\n")
    running = Preview(site)
    reword(site, "新桥通了", "大桥通了")
    assert running.news(0) == (1, "")
    assert "RuntimeError" not in running.stop()


@pytest.fixture
def browser():
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


SOON = PATIENCE * 1000


def test_many_windows_and_a_store_of_its_own_show_every_change(site, browser):
    write(site / "gzsite.yml", "title: 小报档案\noffline: true\n")
    running = Preview(site)
    context = browser.new_context()
    pages = [context.new_page() for _ in range(7)]  # a browser holds six connections to a host
    for page in pages:
        page.goto(running.address)
    pages[0].evaluate("navigator.serviceWorker.ready.then(() => 0)")
    before = "新桥通了"
    for number in range(8):
        reword(site, before, f"第{number}座桥通了")
        before = f"第{number}座桥通了"
        for page in pages:
            expect(page.locator("main")).to_contain_text(before, timeout=SOON)
    running.stop()


def test_a_page_left_open_shows_what_changed_while_nobody_served(site, browser):
    running = Preview(site)
    page = browser.new_page()
    page.goto(running.address)
    port = running.address.split(":")[2].rstrip("/")
    running.stop()
    reword(site, "新桥通了", "大桥通了")
    again = Preview(site, port)
    expect(page.locator("main")).to_contain_text("大桥通了", timeout=SOON)
    again.stop()


def test_a_page_with_a_broken_template_comes_back_once_it_is_mended(preview, site, browser):
    page = browser.new_page()
    page.goto(f"{preview.address}about/")
    write(site / "templates" / "about.html", "{{ 1 / 0 }}\n")
    expect(page.locator("body")).to_contain_text("templates/about.html:1: ZeroDivisionError", timeout=SOON)
    write(site / "templates" / "about.html", "<main>好了</main>\n")
    expect(page.locator("main")).to_contain_text("好了", timeout=SOON)


def test_an_article_that_has_another_address_now_leads_to_its_page(preview, site, browser):
    page = browser.new_page()
    page.goto(preview.address)
    page.get_by_role("link", name="新桥通了").first.click()
    page.wait_for_url("**/articles/**")
    reword(site, "清早，第一辆班车", "傍晚，最后一辆班车")
    page.wait_for_url("**/pages/one/", timeout=SOON)
    expect(page.locator("main")).to_contain_text("最后一辆班车")


def test_an_open_page_shows_what_changed_and_what_is_wrong(preview, site, browser):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{preview.address}pages/one/")
    expect(page.locator("body")).to_contain_text("新桥通了")
    reword(site, "新桥通了", "大桥通了")
    expect(page.locator("body")).to_contain_text("大桥通了", timeout=SOON)

    write(site / "seeds" / "one.yml", "colour: red\n")
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("seeds/one.yml:1: unknown key `colour`", timeout=SOON)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    write(site / "seeds" / "one.yml", "page_name: 要闻\n")
    expect(notice).to_have_count(0, timeout=SOON)
    expect(page.locator("body")).to_contain_text("要闻", timeout=SOON)
    assert complaints == []
