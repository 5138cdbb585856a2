"""What is said of an article or a page where only a line of it is shown: feeds, search engines, shared links."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import newspaper

PICTURE = replace(
    newspaper.ESSAY,
    kind="photo",
    column=None,
    headline=newspaper.words(11, "雪后的茶山"),
    body=(newspaper.paragraph((12, "茶农在雪后的茶山上修枝。"), kind="caption"),),
    gaps=(),
)


def test_a_photo_story_says_in_feeds_and_to_machines_what_its_caption_says(printed):
    files = printed(essay=PICTURE)
    caption = PICTURE.body[0].text
    items = {it["id"]: it["content_text"] for it in json.loads(files["feed.json"])["items"]}
    assert items["essay"] == caption
    assert caption in [it.findtext("description") for it in ET.fromstring(files["feed.xml"]).iter("item")]
    assert f'property="og:description" content="{caption}"' in files["articles/essay/index.html"]


def test_a_page_of_the_newspaper_is_described_by_its_headlines(printed):
    files = printed(essay=PICTURE)
    for path in ("pages/a/1/index.html", "pages/a/1/printed/index.html"):
        assert '第5版：新桥通了 &lt;山里&gt; &amp; 山外；雪后的茶山">' in files[path]
        assert 'page 5: 新桥通了 &lt;山里&gt; &amp; 山外; 雪后的茶山">' in files[f"en/{path}"]


def test_the_language_is_told_with_a_country(printed):
    files = printed()
    assert '<meta property="og:locale" content="zh_CN">' in files["index.html"]
    assert '<meta property="og:locale" content="en_GB">' in files["en/index.html"]
