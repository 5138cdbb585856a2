"""`gzsite serve` as people use it: what is changed in the site folder is seen in the browser, and stands in build/."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tools.browser import launch
from tools.crawl import get

PATIENCE = 60  # seconds; a busy machine is slow, a broken preview never shows anything


class Preview:
    """A running `gzsite serve`."""

    def __init__(self, site: Path) -> None:
        self.site = site
        command = [str(Path(sys.executable).with_name("gzsite")), "serve", "--no-open", "--port", "0"]
        self.process = subprocess.Popen(
            [*command, "--site", str(site)], stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.address = self.process.stderr.readline().split(" ")[0]

    def news(self, shown=0, trouble=""):
        """What is told next to a page that shows this."""
        deadline = time.monotonic() + PATIENCE
        changes = f"{self.address}.gzsite/changes?shown={shown}"
        with urllib.request.urlopen(changes, timeout=PATIENCE) as told:  # noqa: S310 - our own http address
            for line in told:
                said = json.loads(line[6:]) if line.startswith(b"data: ") else None
                if said and (said["number"], said["trouble"]) != (shown, trouble):
                    return said["number"], said["trouble"]
                assert time.monotonic() < deadline
        raise AssertionError("the preview ended")

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
    assert (status, b"about.html:1: &#x27;nobody_knows_this&#x27;" in content) == (500, True)
    assert b"live.js" in content  # and goes away by itself once it is mended
    assert "新桥通了" in preview.text()
    assert "gzsite: about.html:1: 'nobody_knows_this' is undefined" in preview.stop()  # said by the build


def test_the_output_follows_what_is_shown(preview, site):
    reword(site, "新桥通了", "大桥通了")
    assert preview.news(0) == (1, "")
    reword(site, "大桥通了", "铁桥通了")
    assert preview.news(1) == (2, "")
    said = preview.stop()
    assert "铁桥通了" in (site / "build" / "index.html").read_text(encoding="utf-8")
    assert re.search(r"shown after \d+\.\d\d s", said)
    assert "live.js" not in (site / "build" / "index.html").read_text(encoding="utf-8")


def test_another_base_path_asks_for_another_start(preview, site):
    write(site / "gzsite.yml", "title: 小报档案\nbase_url: https://example.org/repo/\n")
    assert "start it again" in preview.news(0)[1]


def test_an_open_page_shows_what_changed_and_what_is_wrong(preview, site):
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 360, "height": 740})
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{preview.address}pages/one/")
        expect(page.locator("body")).to_contain_text("新桥通了")
        reword(site, "新桥通了", "大桥通了")
        expect(page.locator("body")).to_contain_text("大桥通了", timeout=PATIENCE * 1000)

        write(site / "seeds" / "one.yml", "colour: red\n")
        notice = page.get_by_role("alert")
        expect(notice).to_contain_text("seeds/one.yml: unknown key `colour`", timeout=PATIENCE * 1000)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        write(site / "seeds" / "one.yml", "page_name: 要闻\n")
        expect(notice).to_have_count(0, timeout=PATIENCE * 1000)
        expect(page.locator("body")).to_contain_text("要闻", timeout=PATIENCE * 1000)
        assert complaints == []
        browser.close()
