"""An address that an article had leads to the one it has, whatever is built after."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from gzdaily_site import aliases, drafts, standing
from gzdaily_site.build import BuildReport, build
from gzdaily_site.check import Wish, check
from gzdaily_site.crew import ALONE
from gzdaily_site.errors import ConfigError, UserError
from gzdaily_site.galley import Galley
from tools.browser import launch

BRIDGE = (
    "# {}\n\n清早，第一辆班车开过石滩上的新桥，赶集的人站在桥头看。\n\n"
    "修桥用了两个冬天，石料全靠骡子从对面山上驮下来。\n\n"
    "村里的孩子从此不必再绕二十里山路去上学。\n"
)
ORCHARD = "\n# 梨园里的第三茬花\n\n今年的梨花开得早，放蜂人的帐篷已经搭在坡下。\n"
FIRST, SECOND, THIRD = "石滩新桥通车", "石滩村通了新桥", "一座桥和两个冬天"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site/seeds").mkdir(parents=True)
    (tmp_path / "site/gzsite.yml").write_text("title: 河谷小报\n", encoding="utf-8")
    put(tmp_path / "site", FIRST)
    made(tmp_path / "site")
    return tmp_path / "site"


def put(site: Path, headline: str, more: str = ORCHARD, name: str = "one.md") -> None:
    (site / "seeds" / name).write_text(BRIDGE.format(headline) + more, encoding="utf-8")


def made(site: Path, **options: bool) -> BuildReport:
    return build(site, crew=ALONE, **options)


def ids(site: Path) -> dict[str, str]:
    lines = (site / "build/data/articles.jsonl").read_text("utf-8").splitlines()
    return {record["headline"]: record["id"] for record in map(json.loads, lines)}


def renamed(site: Path, headline: str, **options: bool) -> str:
    """The id after the headline changed."""
    put(site, headline)
    made(site, **options)
    return ids(site)[headline]


def kept(site: Path) -> dict[str, str]:
    return dict(aliases.read(site))


def page(site: Path, id_: str, language: str = "") -> str:
    return (site / f"build/{language}articles/{id_}/index.html").read_text("utf-8")


def tree(site: Path) -> dict[str, bytes]:
    root = site / "build"
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_new_headline_leaves_a_page_that_leads_on_in_every_language(folder: Path) -> None:
    old = ids(folder)[FIRST]
    put(folder, SECOND)
    report = made(folder)
    new = ids(folder)[SECOND]
    assert report.forwarded == (f"articles/{old} is articles/{new} now: kept in aliases.yml",)
    assert (folder / "aliases.yml").read_text("utf-8") == f"{aliases.HEADER}{old}: {new}\n"
    for language in ("", "en/"):
        text = page(folder, old, language)
        assert f'http-equiv="refresh" content="0; url=../{new}/"' in text
        assert f'<link rel="canonical" href="../{new}/">' in text
        assert '<meta name="robots" content="noindex">' in text
        assert re.search(f'<p><a href="../{new}/"[^>]*>{SECOND}</a>', text)
    assert sorted(path.name for path in (folder / f"build/articles/{old}").iterdir()) == ["index.html"]


def test_no_list_feed_or_index_names_an_old_address(folder: Path) -> None:
    old = ids(folder)[FIRST]
    renamed(folder, SECOND)
    naming = [path for path, content in tree(folder).items() if old.encode() in content]
    assert [path for path in naming if f"articles/{old}/" not in path] == []


def test_what_checks_a_site_accepts_it(folder: Path) -> None:
    renamed(folder, SECOND)
    assert [found for result in check(folder / "build", "", Wish(40, 1)) for found in result.findings] == []


def test_the_whole_address_is_canonical_where_the_host_is_known(folder: Path) -> None:
    old = ids(folder)[FIRST]
    put(folder, SECOND)
    build(folder, crew=ALONE, base_url="https://example.org/paper/")
    new = ids(folder)[SECOND]
    assert f'<link rel="canonical" href="https://example.org/paper/articles/{new}/">' in page(folder, old)
    assert page(folder, old).count('rel="canonical"') == 1


def test_every_old_address_leads_to_the_last_one(folder: Path) -> None:
    first, second, third = ids(folder)[FIRST], renamed(folder, SECOND), renamed(folder, THIRD)
    assert kept(folder) == {first: third, second: third}
    assert f"url=../{third}/" in page(folder, first)


def test_an_id_that_is_there_again_leads_nowhere(folder: Path) -> None:
    first, second = ids(folder)[FIRST], renamed(folder, SECOND)
    renamed(folder, FIRST)
    assert kept(folder) == {second: first}
    assert "http-equiv" not in page(folder, first)


def test_an_article_whose_words_are_gone_has_no_successor(folder: Path) -> None:
    text = (folder / "seeds/one.md").read_text("utf-8")
    (folder / "seeds/one.md").write_text(
        text.replace(BRIDGE.format(FIRST), "# 雨停以后\n\n山路上有人在清泥。\n"), "utf-8"
    )
    report = made(folder)
    assert (report.forwarded, (folder / "aliases.yml").exists()) == ((), False)


def test_an_article_that_was_there_before_is_no_successor(folder: Path) -> None:
    put(folder, FIRST, "", "two.md")
    made(folder)
    (folder / "seeds/two.md").unlink()
    assert made(folder).forwarded == ()


def test_a_page_file_with_another_name_takes_its_addresses_along(folder: Path) -> None:
    old = ids(folder)
    (folder / "seeds/one.md").rename(folder / "seeds/2024-03-11-02.md")
    made(folder)
    assert kept(folder) == {old[headline]: new for headline, new in ids(folder).items()}


def test_old_addresses_outlast_force_and_an_output_that_was_deleted(folder: Path) -> None:
    old, new = ids(folder)[FIRST], renamed(folder, SECOND)
    before = tree(folder)
    made(folder, force=True)
    assert tree(folder) == before
    (folder / "build").rename(folder / "away")
    made(folder)
    assert (tree(folder), kept(folder)) == (before, {old: new})
    assert Galley(folder).pull().proof.content(f"articles/{old}/index.html") == before[f"articles/{old}/index.html"]


def test_a_build_that_kept_an_address_stands_and_an_edit_of_the_file_is_seen(folder: Path) -> None:
    renamed(folder, SECOND)
    told = standing.told(folder, folder / "build", None)
    assert told
    assert told.written == 0
    (folder / "aliases.yml").write_text("", encoding="utf-8")
    assert standing.told(folder, folder / "build", None) is None


def test_what_a_person_wrote_on_top_and_by_hand_stays(folder: Path) -> None:
    first = ids(folder)[FIRST]
    (folder / "aliases.yml").write_text(f'# 旧网址\nold-bridge: {first}\n"1234567890": {first}\n', encoding="utf-8")
    second = renamed(folder, SECOND)
    written = f'# 旧网址\n"1234567890": {second}\n{first}: {second}\nold-bridge: {second}\n'
    assert (folder / "aliases.yml").read_text("utf-8") in (written, _sorted(written))
    assert f"url=../{second}/" in page(folder, "old-bridge")


def _sorted(text: str) -> str:
    top, *rest = text.splitlines(keepends=True)
    return top + "".join(sorted(rest, key=lambda line: line.strip('"')))


def test_a_line_that_leads_to_no_article_is_told_and_makes_no_page(folder: Path) -> None:
    (folder / "aliases.yml").write_text("old-bridge: old-road\nold-road: old-bridge\n", encoding="utf-8")
    report = made(folder)
    assert report.forwarded[0].endswith("which is no article here: name another article, or take the line out")
    assert not (folder / "build/articles/old-bridge").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- one\n", "aliases.yml:1: is not a list of ids"),
        ("# x\nold: new\n1234567890: new\n", "aliases.yml:3: 1234567890 is a number to YAML: write the id in quotes"),
        ("old: ../up\n", "aliases.yml:1: '../up' is no id of an article"),
        ("old: [new\n", "aliases.yml:2: not valid YAML"),
    ],
)
def test_a_file_that_says_something_else_is_told(folder: Path, text: str, said: str) -> None:
    (folder / "aliases.yml").write_text(text, encoding="utf-8")
    with pytest.raises((UserError, ConfigError)) as told:
        made(folder)
    assert said in str(told.value)
    assert str(told.value).count(": ") > 1


def test_headlines_that_were_tried_in_a_preview_leave_no_address_behind(folder: Path) -> None:
    first = ids(folder)[FIRST]
    drafts.begin_preview(folder / "build")
    renamed(folder, SECOND, preview=True)
    third = renamed(folder, THIRD, preview=True)
    assert kept(folder) == {first: third}
    drafts.begin_preview(folder / "build")
    second = renamed(folder, SECOND, preview=True)
    assert kept(folder) == {first: second, third: second}


def test_the_command_says_where_an_article_went(gzsite, site: Path) -> None:
    text = (site / "seeds/one.md").read_text("utf-8")
    assert gzsite("build", "--site", site).stderr == ""
    (site / "seeds/one.md").write_text(text.replace("新桥通了", "桥通了"), encoding="utf-8")
    assert "now: kept in aliases.yml" in gzsite("build", "--site", site).stderr
    assert "aliases.yml" not in gzsite("build", "--site", site).stderr


@pytest.mark.browser
def test_a_browser_is_led_on(folder: Path) -> None:
    old, new = ids(folder)[FIRST], renamed(folder, SECOND)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.goto((folder / f"build/articles/{old}/index.html").as_uri())
        expect(page).to_have_url(re.compile(f"articles/{new}/"))
        browser.close()
