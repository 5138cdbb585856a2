"""A province where two counties bear one name, as 市中区 in Shandong."""

import pytest

from gzdaily_site import shipped
from gzdaily_site.enrich import gazetteer, surroundings
from gzdaily_site.enrich.regions import places
from gzdaily_site.enrich.spotting import Spotter

SHANDONG = """\
regions:
- {code: 370000, name: 山东省, short: 山东, slug: shandong, pinyin: Shāndōng, en: Shandong}
- {code: 370100, parent: 370000, name: 济南市, short: 济南, slug: jinan, pinyin: Jǐnán, en: Jinan}
- {code: 370103, parent: 370100, name: 市中区, short: 市中区, slug: shizhong, pinyin: Shìzhōng, en: Shizhong}
- {code: 370400, parent: 370000, name: 枣庄市, short: 枣庄, slug: zaozhuang, pinyin: Zǎozhuāng, en: Zaozhuang}
- {code: 370402, parent: 370400, name: 市中区, short: 市中区, slug: shizhong, pinyin: Shìzhōng, en: Shizhong}
"""


@pytest.fixture
def codes(tmp_path, article):
    path = tmp_path / "shandong.yml"
    path.write_text(SHANDONG, encoding="utf-8")
    divisions = gazetteer.load(path)
    own = Spotter(divisions, surroundings.load(shipped.data("surroundings.yml"), divisions.every_word))
    return lambda text: [m.code for m in places(article(text), own).mentioned]


def test_a_shared_name_goes_to_the_city_named_last_before_it(codes):
    assert codes("济南市与枣庄市市中区座谈") == ["370100", "370400", "370402"]
    assert codes("枣庄客人来到济南市市中区") == ["370400", "370100", "370103"]


def test_a_shared_name_without_its_city_is_nobody_s(codes):
    assert codes("市中区下雨") == []
