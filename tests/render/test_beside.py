"""What lies beside the pages: citations, records, feeds, sitemap, manifest, search description, the worker."""

import json
import posixpath
import re
import xml.etree.ElementTree as ET

import newspaper
import pytest

BASE = "https://example.org/repo/"
HERE = BASE + "articles/bridge/"


@pytest.fixture
def files(build):
    return build(BASE, newspaper.A_DAY)


def test_bibtex_names_what_the_page_states_and_escapes_what_bibtex_reads(files):
    text = files["articles/bridge/cite.bib"]
    assert text.startswith("@article{gz-bridge,")
    assert r"title = {新桥通了 <山里> \& 山外}" in text
    assert "author = {{李山}}" in text
    assert "date = {2025-06-12}" in text
    assert f"url = {{{HERE}}}" in text
    assert text.count("{") == text.count("}")


def test_ris_and_csl_say_the_same(files):
    ris = dict(line.split("  - ", 1) for line in files["articles/bridge/cite.ris"].split("\r\n") if line)
    assert (ris["TY"], ris["AU"], ris["DA"], ris["SP"]) == ("NEWS", "李山", "2025/06/12", "5")
    assert list(ris)[-1] == "ER"
    (item,) = json.loads(files["articles/bridge/cite.json"])
    assert item["type"] == "article-newspaper"
    assert item["issued"] == {"date-parts": [[2025, 6, 12]]}
    assert item["author"] == [{"literal": "李山"}]


def test_what_is_unknown_is_not_cited(build):
    files = build()
    assert "date" not in files["articles/bridge/cite.bib"]
    assert "DA  - " not in files["articles/bridge/cite.ris"]
    assert "issued" not in files["articles/bridge/cite.json"]
    assert json.loads(files["articles/bridge/index.json"])["date"] is None


def test_an_article_is_there_as_data_and_as_markdown(files):
    record = json.loads(files["articles/bridge/index.json"])
    assert record["headline"] == "新桥通了 <山里> & 山外"
    assert [block["kind"] for block in record["body"]].count("paragraph") == 3
    assert record["regions"]["main"] == {"code": "111", "name": "白水县"}
    text = files["articles/bridge/index.md"]
    assert text.startswith("# 新桥通了")
    assert "## 路怎么修？ 大家一起修" in text
    assert "本报讯（记者 李山）清早" in text


@pytest.mark.parametrize("folder", ["", "columns/shan-li-hua/", "regions/qingshi/", "topics/roads/"])
@pytest.mark.parametrize("language", ["", "en/"])
def test_feeds_are_there_and_lead_to_articles(files, folder, language):
    channel = ET.fromstring(files[f"{language}{folder}feed.xml"]).find("channel")
    items = channel.findall("item")
    assert items
    for item in items:
        assert item.findtext("link").removeprefix(BASE) + "index.html" in files
        assert item.findtext("pubDate") == "Thu, 12 Jun 2025 12:00:00 +0800"
    feed = json.loads(files[f"{language}{folder}feed.json"])
    assert [it["url"] for it in feed["items"]] == [item.findtext("link") for item in items]
    assert f'href="/repo/{language}{folder}feed.xml"' in files[f"{language}{folder}index.html"]


def test_an_undated_article_has_no_day_in_a_feed(build):
    assert "pubDate" not in build()["feed.xml"]


def test_the_sitemap_names_every_page_its_day_and_its_counterparts(files):
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = ET.fromstring(files["sitemap.xml"]).findall("s:url", space)
    listed = {url.findtext("s:loc", namespaces=space).removeprefix(BASE) for url in urls}
    assert listed == {p.removesuffix("index.html") for p in files if p.endswith("index.html")}
    days = {url.findtext("s:loc", namespaces=space): url.findtext("s:lastmod", namespaces=space) for url in urls}
    assert days[HERE] == "2025-06-12"
    assert days[BASE + "about/"] is None
    assert all(len(url.findall("x:link", space)) == 2 for url in urls)


def test_machines_are_told_what_a_page_is(files):
    text = files["articles/bridge/index.html"]
    said = [json.loads(block) for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)]
    assert [it["@type"] for it in said] == ["NewsArticle", "BreadcrumbList"]
    assert said[0]["isPartOf"]["@type"] == "PublicationIssue"
    assert said[0]["author"] == [{"@type": "Person", "name": "李山"}]
    assert [step.get("item") for step in said[1]["itemListElement"]][:2] == [BASE, BASE + "pages/"]
    assert '<meta name="citation_author" content="李山">' in text
    assert '<meta name="citation_publication_date" content="2025/06/12">' in text
    assert '<meta name="DC.date" content="2025-06-12">' in text
    assert f'<link rel="canonical" href="{HERE}">' in text
    assert f'<link rel="alternate" hreflang="x-default" href="{HERE}">' in text
    assert "OpinionNewsArticle" in files["articles/essay/index.html"]
    assert "CollectionPage" in files["topics/roads/index.html"]
    assert "Periodical" in files["index.html"]


def test_source_text_cannot_end_the_data_block(files):
    text = files["articles/bridge/index.html"]
    assert "<山里>" not in text
    assert r"\u003c山里\u003e" in text


def test_no_page_has_a_script_or_style_of_its_own(files):
    """A strict Content-Security-Policy must be possible."""
    for path, text in files.items():
        if path.endswith(".html"):
            assert not re.search(r"<script(?![^>]*(src=|ld\+json))", text), path
            assert not re.search(r"\s(style|on\w+)=\"", text), path
            assert "<style" not in text, path


def test_a_phone_can_keep_the_site(files):
    said = json.loads(files["en/manifest.webmanifest"])
    assert said["start_url"] == "/repo/en/"
    assert said["icons"][0]["src"] == "/repo/static/favicon.svg"
    found = ET.fromstring(files["opensearch.xml"]).find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert found.get("template") == f"{BASE}search/?q={{searchTerms}}"


def test_dates_have_a_calendar_that_shows_what_is_missing(files):
    text = files["dates/2025/index.html"]
    assert 'href="/repo/dates/2025/06/12/"' in text
    assert "新桥通了" in files["dates/2025/06/12/index.html"]


def test_undated_pages_have_a_list_of_their_own(build):
    files = build()
    assert 'href="undated/"' in files["dates/index.html"]
    assert "a/1" in files["dates/undated/index.html"]


def test_a_page_as_printed_shows_every_line_its_owner_and_the_way_on(files):
    text = files["pages/a/1/printed/index.html"]
    legs = re.findall(r'<section class="leg tone-(\d)">(.*?)</section>', text, re.DOTALL)
    assert [tone for tone, _ in legs] == ["0", "1", "2", "1"]
    assert "第1栏，共2栏" in legs[1][1]
    assert 'href="#L20"' in legs[1][1]
    assert 'href="#L9"' in legs[3][1]
    assert "■ 大山来信" in legs[0][1]


def test_the_search_page_fetches_all_parts_of_its_script_at_once(files):
    def imported(name):
        beside = posixpath.dirname(name)
        for href in re.findall(r'^import .* from "(.+?)";', files[name], re.MULTILINE):
            part = posixpath.normpath(posixpath.join(beside, href))
            yield part
            yield from imported(part)

    page = files["en/search/index.html"]
    asked = re.findall(r'<link rel="modulepreload" href="/repo/(.+?)">', page)
    assert sorted(asked) == sorted(set(imported("static/search.js")))
