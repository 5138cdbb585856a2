"""A site for another province needs another gazetteer file and nothing else."""

from pathlib import Path

import pytest

from gzdaily_site import shipped
from gzdaily_site.config import Settings
from gzdaily_site.enrich import enrich, gazetteer, surroundings
from gzdaily_site.enrich.regions import places
from gzdaily_site.enrich.spotting import Spotter

FILE = Path(__file__).with_name("guangdong.yml")


@pytest.fixture(scope="module")
def read(article):
    divisions = gazetteer.load(shipped.data("gazetteer.yml"), FILE)
    own = Spotter(divisions, surroundings.load(shipped.data("surroundings.yml"), divisions.every_word))

    def read(*paragraphs, **heads):
        found = places(article(*paragraphs, **heads), own)
        names = {code: region.short for code, region in divisions.regions.items()}
        return names.get(found.main), [names[m.code] for m in found.mentioned], [e.name for e in found.elsewhere]

    return read


def test_its_places_are_found_and_guizhou_lies_outside(read):
    assert read("广州市白云区的企业到贵州省毕节市考察。") == ("白云", ["广州", "白云"], ["贵州省", "毕节市"])


def test_guiyang_s_baiyun_is_not_its_own(read):
    assert read("贵阳市白云区的客商来到东莞。") == ("东莞", ["东莞"], ["贵阳市"])


def test_the_everyday_word_is_no_place_there_either(read):
    assert read("揭阳的天空,白云朵朵。")[1] == ["揭阳"]


def test_a_pair_of_letters_names_its_own_half(read):
    assert read("莞铜两地携手。")[1] == ["东莞"]


def test_the_whole_archive_is_that_province_s(tmp_path):
    (tmp_path / "g.yml").write_bytes(FILE.read_bytes())
    own = enrich([], Settings(site=tmp_path, title={}, newspaper={}, description={}, gazetteer="g.yml"))
    assert [r.short for r in own.regions.values() if r.level == "prefecture"] == ["广州", "东莞", "揭阳"]
