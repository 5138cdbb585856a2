import os
import subprocess
import sys

import pytest

from gzdaily_site.enrich.keywords import Keywords, stop_words

TEXT = "香葱基地里,农户忙着采收香葱。冷链运输把香葱送往贵阳,农户的收入提高了。"


@pytest.fixture
def told(article):
    return lambda *paragraphs, phrases=(), skipped=(), **heads: Keywords(phrases, skipped).of(
        article(*paragraphs, **heads)
    )


def test_what_an_article_speaks_of_most_comes_first(told):
    assert told(TEXT)[:2] == ("香葱", "农户")


def test_keywords_are_few_chinese_and_longer_than_one_character(told):
    found = told(TEXT * 3, "ABC 公司 5G 基站 2025 年建成,光缆、铁塔、机房、天线、电源、空调、馈线、桩基。")
    assert len(found) == 8
    assert all(len(word) >= 2 and "\u3400" < word[0] < "\u9fff" for word in found)


def test_general_words_are_no_keywords(told):
    assert not {"我们", "进行", "推进", "工作"} & set(told("我们推进工作,进行茶叶加工。"))
    assert "推进" in stop_words()


def test_names_of_places_are_skipped(told):
    assert "贵阳" not in told("贵阳,贵阳,香葱", skipped=["贵阳"])


def test_phrases_are_kept_whole(told):
    assert told("老旧小区变美了", phrases=["老旧小区", "小区"])[0] == "老旧小区"


def test_the_headline_counts_more(told):
    assert told("茶叶香葱", headline="香葱")[0] == "香葱"


def test_an_article_without_words_has_none(told):
    assert told() == ()


def test_the_tokenizer_is_silent_and_leaves_no_cache(tmp_path):
    code = "from gzdaily_site.lexicon import lexicon; print(lexicon().cut('老旧小区'))"
    env = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONWARNINGS": "default"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=True, text=True)
    assert "小区" in done.stdout
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []
