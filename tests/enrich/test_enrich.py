import re
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from time import process_time

import pytest
import yaml

from gzdaily_site.blocks import blocks
from gzdaily_site.config import Settings
from gzdaily_site.enrich import enrich
from gzdaily_site.enrich.passages import passages
from gzdaily_site.enrich.regions import places
from gzdaily_site.errors import ConfigError, UserError
from gzdaily_site.gist import gist_of
from gzdaily_site.model import Ledger, PageFacts, PageId, PageReading, SourcePage
from gzdaily_site.separate import separate
from gzdaily_site.source import read_pages

ROOT = Path(__file__).resolve().parents[2]
KEY = yaml.safe_load((ROOT / "tests/gold/000_06d2137520128874.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def settings(tmp_path):
    return lambda **changes: Settings(site=tmp_path, title={}, newspaper={}, description={}, **changes)


@pytest.fixture(scope="module")
def archive():
    pages = [p for p in read_pages(ROOT, "seeds") if p.id == "000_06d2137520128874"]
    own = Settings(site=ROOT, title={}, newspaper={}, description={})
    return enrich([separate(page, blocks(page), {}) for page in pages], own)


@pytest.fixture
def places_in_key(archive):
    """Of the article of the key: its places as names, from the article which shares most lines with it."""
    names = {code: region.name for code, region in archive.regions.items()}

    def find(lines):
        best = max(archive.pages[0].articles, key=lambda a: len(lines & set(a.lines)))
        found = archive.places_of[best.id]
        return names[found.main], {names[m.code]: list(m.lines) for m in found.mentioned}

    return find


def _page(id_, day=None, number=None):
    source = SourcePage(PageId(id_), PurePosixPath(f"{id_}.md"), "", PageFacts(date=day, number=number), ("",))
    return PageReading(source, (), (), Ledger(0, 0, 0, 0, 0))


@pytest.mark.parametrize("wanted", KEY["articles"], ids=lambda a: a["id"])
def test_the_real_page_names_the_places_of_its_answer_key(places_in_key, wanted):
    main, mentioned = places_in_key({line for paragraph in wanted["paragraphs"] for line in paragraph})
    regions = wanted["regions"]
    accepted = [regions["main"]["name"], *(m["name"] for m in regions.get("accept_main", []))]
    assert any(name.endswith(main) for name in accepted)
    assert mentioned == {m["name"]: m["lines"] for m in regions["mentioned"]}


def test_every_layer_has_every_article(archive):
    ids = {a.id for page in archive.pages for a in page.articles}
    layers = (archive.places_of, archive.topics_of, archive.keywords_of, archive.credits_of)
    assert [set(layer) for layer in layers] == [ids] * 4
    assert len(ids) == 8


def test_the_gist_that_was_taken_down_with_a_page_is_what_the_layers_say(archive):
    ids = [a.id for page in archive.pages for a in page.articles]
    kept = [archive.gists_of[id_] for id_ in ids]
    assert kept == [gist_of(replace(archive, gists_of={}), id_) for id_ in ids]
    assert sum(it.figures for it in kept) == sum(map(len, archive.figures_of.values())) > 0
    assert {name for it in kept for name, *_ in it.people} == {
        person.name for them in archive.people_of.values() for person in them if person.full
    }


def test_the_province_comes_first(archive):
    assert next(iter(archive.regions.values())).level == "province"


def test_pages_are_in_order_of_date_number_and_id_undated_last(settings):
    early, late = date(2025, 8, 1), date(2025, 8, 2)
    order = [
        _page("c", early, "2"),
        _page("b", early, "010"),
        _page("y", early, "10"),
        _page("a", early),
        _page("0", late, "1"),
        _page("d", number="3"),
        _page("e"),
        _page("f"),
    ]
    assert [p.source.id for p in enrich(order[::-1], settings()).pages] == [p.source.id for p in order]


def test_a_site_s_own_files_are_read_from_its_folder(settings, tmp_path):
    (tmp_path / "t.yml").write_text("topics:\n- {slug: tea, zh: 茶, en: Tea, words: {茶: 1}}\n", encoding="utf-8")
    (tmp_path / "g.yml").write_text("regions:\n- {code: 520103, en: Yunyan}\n", encoding="utf-8")
    own = enrich([], settings(topics="t.yml", gazetteer="g.yml"))
    assert "tea" in own.topics
    assert own.regions["520103"].en == "Yunyan"


@pytest.mark.parametrize("key", ["gazetteer", "topics"])
def test_a_file_that_is_not_there_is_told(settings, key):
    with pytest.raises(UserError, match=rf"gzsite\.yml: `{key}` names no\.yml, which is not there: write the path"):
        enrich([], settings(**{key: "no.yml"}))


def test_a_broken_file_is_told(settings, tmp_path):
    (tmp_path / "g.yml").write_text("regions: [", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"g\.yml:\d+: not valid YAML"):
        enrich([], settings(gazetteer="g.yml"))


def test_what_is_wrong_in_both_files_is_told_in_one_message_by_line(settings, tmp_path):
    (tmp_path / "g.yml").write_text("regions:\n- {code: 520103, nmae: X}\n- {code: 520103}\n", encoding="utf-8")
    (tmp_path / "t.yml").write_text("topics:\n- {slug: tea, words: {茶: -1}}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        enrich([], settings(gazetteer="g.yml", topics="t.yml"))
    places = [re.match(r".*?(\w\.yml:\d+): ", line)[1] for line in str(told.value).splitlines()]
    assert places == ["g.yml:2", "g.yml:3", "t.yml:2", "t.yml:2"]


@pytest.mark.parametrize("paragraphs", [1, 50])
def test_a_long_article_takes_time_in_proportion_to_its_length(article, spotter, subjects, witnesses, paragraphs):
    sentence = "毕节市赫章县的村民杨大山说，今年种葱4000亩。“有了销路，心里踏实多了。”他说。“葱销往广州。"

    def seconds(sentences):
        made = article(*[sentence * (sentences // paragraphs)] * paragraphs)
        begun = process_time()
        places(made, spotter)
        subjects.of(made)
        witnesses.of(passages(made))
        return process_time() - begun

    seconds(50)  # what is read once is read now
    assert seconds(5000) < 30 * min(seconds(500) for _ in range(3))  # were it quadratic, a hundred times
