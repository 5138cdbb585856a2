from collections import Counter

import pytest

from gzdaily_site import shipped
from gzdaily_site.enrich import gazetteer
from gzdaily_site.errors import ConfigError

COUNTS = {
    "贵阳市": 10,
    "六盘水市": 4,
    "遵义市": 14,
    "安顺市": 6,
    "毕节市": 8,
    "铜仁市": 10,
    "黔西南布依族苗族自治州": 8,
    "黔东南苗族侗族自治州": 16,
    "黔南布依族苗族自治州": 12,
}
OWN_PROVINCE = """\
regions:
- {code: 450000, name: 广西壮族自治区, short: 广西, slug: guangxi, pinyin: Guǎngxī, en: Guangxi}
- {code: 450100, parent: 450000, name: 南宁市, short: 南宁, slug: nanning, pinyin: Nánníng Shì, en: Nanning City}
"""


@pytest.fixture
def load_with(tmp_path):
    def load(text):
        path = tmp_path / "own.yml"
        path.write_text(text, encoding="utf-8")
        return gazetteer.load(shipped.data("gazetteer.yml"), path)

    return load


@pytest.fixture
def problems_of(load_with):
    def problems(text):
        with pytest.raises(ConfigError) as caught:
            load_with(text)
        return str(caught.value).splitlines()

    return problems


def test_guizhou_has_one_province_nine_prefectures_and_88_counties(divisions):
    assert Counter(r.level for r in divisions.regions.values()) == {"province": 1, "prefecture": 9, "county": 88}
    assert divisions.province.name == "贵州省"


def test_each_prefecture_has_its_number_of_counties(divisions):
    regions = divisions.regions
    assert Counter(regions[r.parent].name for r in regions.values() if r.level == "county") == COUNTS


def test_each_code_begins_like_that_of_its_parent(divisions):
    for region in divisions.regions.values():
        if region.parent:
            assert len(region.code) == 6
            assert region.code.startswith(
                region.parent.rstrip("0") if region.level == "prefecture" else region.code[:4]
            )
            assert region.parent == ("520000" if region.level == "prefecture" else region.code[:4] + "00")


def test_the_full_name_begins_with_the_short_name(divisions):
    assert [r.name for r in divisions.regions.values() if not r.name.startswith(r.short)] == []


def test_pinyin_without_tones_gives_the_slug(divisions):
    assert divisions.regions["522732"].slug == "sandu"
    assert divisions.regions["522701"].pinyin == "Dūyún Shì"
    assert divisions.regions["522725"].en == "Weng'an County"


def test_every_word_names_one_division_only(divisions):
    words = Counter(word for code in divisions.regions for word in divisions.words(code))
    assert [word for word, n in words.items() if n > 1] == []


def test_each_division_knows_its_place_in_the_file(divisions):
    assert divisions.province.place.startswith("gazetteer.yml:")


def test_a_site_adds_a_form_to_a_division(load_with):
    own = load_with("regions:\n- {code: 520103, former: [老云岩]}\n")
    assert own.regions["520103"].former == ("老云岩",)
    assert own.regions["520103"].name == "云岩区"
    assert len(own.regions) == 98


def test_a_site_adds_a_division(load_with):
    text = "regions:\n- {code: 529900, parent: 520000, name: 新州市, short: 新州, slug: xinzhou, pinyin: X, en: X}\n"
    assert load_with(text).regions["529900"].level == "prefecture"


def test_a_file_with_a_province_of_its_own_stands_alone(load_with):
    own = load_with(OWN_PROVINCE)
    assert [r.name for r in own.regions.values()] == ["广西壮族自治区", "南宁市"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("regions:\n- {code: 520103, nmae: 云岩}\n", "own.yml:2: unknown key `nmae`: did you mean `name`?"),
        ("regions:\n- {code: 520103, name: 5}\n", "own.yml:2: `name` is 5: write a text"),
        ("regions:\n- {code: 520103, also: 云}\n", "own.yml:2: `also` is '云': write a list of texts"),
        ("regions:\n- {code: 520103, ambiguous: 1}\n", "own.yml:2: `ambiguous` is 1: write true or false"),
        ("regions:\n- {code: 520103}\n- {code: 520103}\n", "own.yml:3: code 520103 stands at"),
        ("regions:\n- {name: 云岩区}\n", "own.yml:2: lacks `code`: add the official code"),
        ("regions:\n- {code: x1}\n", "own.yml:2: `code` is 'x1': write the digits"),
        ("regions:\n- {code: 529901, parent: 520100}\n", "own.yml:2: lacks `name`, `short`, `slug`, `pinyin`, `en`"),
        ("regions:\n- {code: 520103, parent: 990000}\n", "own.yml:2: parent 990000 is not in the gazetteer"),
        ("regions:\n- {code: 520103, parent: 520102}\n", "own.yml:2: 520103 lies too deep"),
        ("regions:\n- {code: 520103, parent: 520103}\n", "own.yml:2: 520103 lies too deep"),
        ("regions:\n- {code: 520103, slug: nanming}\n", "own.yml:2: slug `nanming` is that of"),
        ("regions:\n- {code: 520103, slug: Yún Yán}\n", "own.yml:2: slug `Yún Yán` is no address"),
        ("regions:\n- 云岩区\n", "own.yml:2: the entry is '云岩区'"),
        ("places: []\n", "own.yml:1: has no list `regions`"),
        ("surname: 王\nregions: []\n", "own.yml:1: unknown key `surname`: did you mean `surnames`?"),
        ("regions:\n- {code: 1\n", "own.yml:3: not valid YAML"),
    ],
)
def test_a_mistake_is_told_with_line_and_remedy(problems_of, text, said):
    assert any(said in line for line in problems_of(text))


def test_all_mistakes_are_told_at_once(problems_of):
    text = "regions:\n- {code: 520102, slug: 3}\n- {code: 520103, colour: red}\n"
    assert len(problems_of(text)) == 2


def test_two_provinces_in_one_file_are_too_many(problems_of):
    second = "- {code: 460000, name: 海南省, short: 海南, slug: hainan, pinyin: Hǎinán, en: Hainan}\n"
    assert "460000 is a second province" in problems_of(OWN_PROVINCE + second)[0]


def test_a_gazetteer_without_a_province_is_no_gazetteer(tmp_path):
    path = tmp_path / "g.yml"
    path.write_text(OWN_PROVINCE.replace("code: 450000,", "code: 450000, parent: 450100,"), encoding="utf-8")
    with pytest.raises(ConfigError, match="no entry is the province"):
        gazetteer.load(path)


def test_a_file_that_is_not_utf8_is_told(tmp_path):
    path = tmp_path / "own.yml"
    path.write_bytes("regions: [贵州]".encode("gbk"))
    with pytest.raises(ConfigError, match="is not UTF-8"):
        gazetteer.load(path)


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        gazetteer.load(tmp_path)
