"""Translations beside a page, and a third language."""

import re

import pytest
import yaml
from babel.messages.pofile import read_po, write_po
from opencc import OpenCC

from gzdaily_site import shipped
from gzdaily_site.build import build
from gzdaily_site.config import load
from gzdaily_site.crew import ALONE
from gzdaily_site.errors import ConfigError, UserError
from gzdaily_site.render.texts import texts
from gzdaily_site.source import read_page

PAGE = "## 新桥通了\n\n本报记者 林小禾\n\n清早，第一辆班车开过新桥。\n\n村民站在桥头看。\n\n"
PAGE += "## 茶山开园\n\n采茶的人上山了。\n"
BRIDGE = {"of": "新桥通了", "headline": "The New Bridge Opens", "summary": "A bus crosses.", "translator": "Li Shan"}


@pytest.fixture
def made(site):
    """Builds the small site with these translations; gives the file of an address."""

    def built(*entries, settings="title: 小报档案\n", **more):
        (site / "seeds" / "one.md").write_text(PAGE, encoding="utf-8")
        (site / "gzsite.yml").write_text(settings, encoding="utf-8")
        if entries:
            text = yaml.safe_dump({"articles": list(entries), **more}, allow_unicode=True)
            (site / "seeds" / "one.en.yml").write_text(text, encoding="utf-8")
        build(site, crew=ALONE)
        return site / "build"

    return built


def article(folder, words, language="en/"):
    """The page of the article whose Chinese headline is this."""
    found = [p for p in folder.glob(f"{language}articles/*/index.html") if words in p.read_text(encoding="utf-8")]
    assert len(found) >= 1, words
    return next(p for p in found if re.search(rf"<(h1|p)[^>]*>(<[^>]*>)*{words}", p.read_text(encoding="utf-8")))


def test_a_translation_is_shown_labelled_and_only_in_its_language(made):
    folder = made(BRIDGE)
    page = article(folder, "新桥通了")
    english = page.read_text(encoding="utf-8")
    assert "<span>The New Bridge Opens</span>" in english
    assert '<p class="original" lang="zh-Hans">新桥通了</p>' in english
    assert "Translated by Li Shan." in english
    assert "Not translated yet" not in english
    chinese = folder / page.relative_to(folder / "en")
    assert "New Bridge" not in chinese.read_text(encoding="utf-8").split("<main", 1)[1]


def test_a_body_goes_paragraph_by_paragraph_beside_the_original(made):
    text = article(made({**BRIDGE, "body": "Early, a bus.\n\nThe village looks on."}), "新桥通了").read_text(
        encoding="utf-8"
    )
    pairs = re.findall(r'<p id="p\d" lang="zh-Hans">(.+?)</p>.*?<p class="in-translation">(.+?)</p>', text, re.DOTALL)
    assert pairs == [("清早，第一辆班车开过新桥。", "Early, a bus."), ("村民站在桥头看。", "The village looks on.")]
    assert text.count('name="tongue"') == 3


def test_without_a_translation_the_page_says_so_and_gives_the_sounds(made):
    text = article(made(), "茶山开园").read_text(encoding="utf-8")
    assert "Not translated yet" in text
    assert '<p class="sounds" lang="zh-Latn-pinyin">chá shān kāi yuán</p>' in text


def test_lists_show_the_translated_headline_and_what_was_printed(made):
    text = (made(BRIDGE) / "en" / "index.html").read_text(encoding="utf-8")
    assert re.search(
        r"<h3><a [^>]*>The New Bridge Opens</a></h3>\n<p class=\"original\" lang=\"zh-Hans\">新桥通了</p>", text
    )


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"of": "没有的字"}, "stands in no article"),
        ({"of": "。"}, "stands in several articles"),
        ({"headline": "A"}, "needs `of`"),
        ({"of": "新桥", "titel": "A"}, "`titel` is no part of a translation"),
        ({"of": "新桥", "summary": ["a", "b"]}, "`summary` is ['a', 'b']: write a text"),
    ],
    ids=["none", "several", "nothing-quoted", "unknown-part", "no-text"],
)
def test_an_entry_that_does_not_fit_is_told_with_its_line(made, entry, words):
    with pytest.raises(ConfigError) as told:
        made(BRIDGE, entry)
    assert words in str(told.value)
    assert re.search(r"seeds/one\.en\.yml:\d+: ", str(told.value))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("articles: []\ntranslater: Li\n", ":2: unknown key `translater`: did you mean `translator`?"),
        ("articles: []\ntranslator: [Li]\n", ":2: `translator` is ['Li']: write a text"),
        ("translations: []\n", ": is not a list under `articles:`: write `articles:`"),
        ("zzz: 1\narticles: []\n", ":1: unknown key `zzz`: known keys are articles, translator"),
    ],
)
def test_what_stands_above_the_entries_is_told_with_its_line(site, text, words):
    (site / "seeds" / "one.en.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        read_page(site / "seeds/one.md", site, site / "seeds")
    assert f"seeds/one.en.yml{words}" in str(told.value)


def test_a_translated_headline_is_the_text_that_was_written(site):
    (site / "seeds" / "one.en.yml").write_text("articles:\n- {of: 桥, headline: 010}\n", encoding="utf-8")
    (entry,) = read_page(site / "seeds/one.md", site, site / "seeds").translations
    assert entry.headline == "010"


def test_two_entries_for_one_article_are_told(made):
    with pytest.raises(ConfigError, match="a second time"):
        made(BRIDGE, BRIDGE)


def test_a_third_language_is_one_catalogue_away(made, site):
    """Traditional characters: the catalogue is the Chinese one, converted, and nothing else is added."""
    with shipped.locale("zh").open("rb") as file:
        catalogue = read_po(file)
    convert = OpenCC("s2t").convert
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        turned = tuple(convert(text) for text in texts)
        message.string = turned if isinstance(message.string, tuple) else turned[0]
    (site / "locales").mkdir()
    with (site / "locales" / "zh-Hant.po").open("wb") as file:
        write_po(file, catalogue)
    folder = made(settings="title: {zh: 小报档案, en: Small Paper, zh-Hant: 小報檔案}\nlanguages: [zh, en, zh-Hant]\n")
    text = (folder / "zh-Hant" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hant">' in text
    assert "小報檔案" in text
    page = (folder / "zh-Hant" / "pages" / "one" / "index.html").read_text(encoding="utf-8")
    assert "版面的兩種看法" in page
    assert '<span lang="zh-Hans">新桥通了</span>' in text
    assert '<a class="switch" href="zh-Hant/"' in (folder / "index.html").read_text(encoding="utf-8")
    assert (folder / "index.html").read_text(encoding="utf-8").count('class="switch"') == 2
    trees = [{p.relative_to(folder / name) for p in (folder / name).rglob("index.html")} for name in ("en", "zh-Hant")]
    assert trees[0] == trees[1]


def test_a_language_without_a_catalogue_is_told(made):
    with pytest.raises(UserError, match=r"no catalogue for the language `fr`.*locales/fr\.po"):
        made(settings="languages: [zh, fr]\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b'msgid "Search"\nmsgstr "a"\nrubbish\n', r":3: is no line of a catalogue"),
        ('# é\n#\nmsgid "Search"\nmsgstr "é"\n'.encode("latin-1"), r":1: is not utf-8: save it so"),
        (
            b'\n\nmsgid "page %(number)s"\nmsgstr "%(nummer)s"\n',
            r":3: the translation of 'page %\(number\)s' cannot be",
        ),
        (b'msgid "Search"\nmsgstr "100%"\n', r":1: .*it takes no %\(…\)s at all; write %% for a per cent sign"),
        (
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=nosuch\\n"\n\nmsgid "Search"\nmsgstr "a"\n',
            r": is no catalogue",
        ),
    ],
    ids=["syntax", "encoding", "variable", "per-cent", "charset"],
)
def test_a_broken_catalogue_of_a_site_is_told_with_its_line(site, text, words):
    (site / "locales").mkdir()
    (site / "locales/fr.po").write_bytes(text)
    with pytest.raises(UserError, match=f"^locales/fr.po{words}"):
        texts("fr", site)


def test_languages_that_are_none_are_told(site):
    (site / "gzsite.yml").write_text("languages: chinese\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="write language tags"):
        load(site)
