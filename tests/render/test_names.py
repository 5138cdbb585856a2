"""Names of people in pinyin."""

import re
import sys

import pytest

from gzdaily_site.render.sounds import forget, person, reading


@pytest.mark.parametrize(
    ("printed", "spelled"),
    [
        ("张良胜", "Zhang Liangsheng"),
        ("华峰", "Hua Feng"),
        ("欧阳山", "Ouyang Shan"),
        ("单田芳", "Shan Tianfang"),  # dan in words
        ("曾国强", "Zeng Guoqiang"),  # ceng in words
        ("吕布", "Lü Bu"),
        ("徐西安", "Xu Xi'an"),
        ("Bob", ""),
        ("王", ""),
        ("人民日报社", ""),
    ],
)
def test_a_name_is_spelled_family_name_first(printed, spelled):
    assert person(printed) == spelled


def test_readers_of_english_are_given_the_name_beside_what_was_printed(build):
    files = build()
    shelf = next(text for path, text in files.items() if re.fullmatch(r"en/reporters/li-shan/index\.html", path))
    assert '<h1><span>Li Shan</span> <span class="printed-name" lang="zh-Hans">李山</span></h1>' in shelf
    assert "<title>Li Shan · " in shelf
    assert "Li Shan" not in files["reporters/li-shan/index.html"].split("<main", 1)[1]


def test_what_is_read_aloud_after_the_sounds_were_let_go_sounds_the_same():
    before = [person("王小明"), reading("让老房子")]
    assert "pypinyin" in sys.modules
    forget()
    assert not [name for name in sys.modules if name.startswith("pypinyin")]
    forget()  # there is nothing left of it
    assert [person("王小明"), reading("让老房子")] == before
