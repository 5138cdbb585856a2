"""Text is cut into words as jieba cuts it."""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gzdaily_site.lexicon import lexicon

ROOT = Path(__file__).parents[1]
PRINTED = [*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests/separate/articles").glob("*.md")]


@cache
def jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415
    made = jieba.Tokenizer()
    made.FREQ, made.total, made.initialized = dict(lexicon().counts), lexicon().total, True
    return made


def theirs(text: str) -> list[str]:
    return list(jieba().cut(text, HMM=False))


def test_the_texts_of_the_repository_are_cut_as_jieba_cuts_them() -> None:
    lines = {line for path in PRINTED for line in path.read_text(encoding="utf-8").split("\n")}
    assert len(lines) > 500
    assert {line: lexicon().cut(line) for line in lines} == {line: theirs(line) for line in lines}


@given(st.text(st.sampled_from("贵州日报在的中国人民 \t\r\n，。“”abZ09-_.&%#+㐀𠮷éＡ１℃"), max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_cut_as_jieba_cuts_it(text: str) -> None:
    assert lexicon().cut(text) == theirs(text)


def test_nothing_is_lost_and_nothing_put_in() -> None:
    text = "记者  从贵阳市、Apple-2.5%\r\n获悉"
    assert "".join(lexicon().cut(text)) == text


def test_a_name_is_one_word_and_leaves_texts_without_it_alone() -> None:
    named = lexicon(("多彩新论", "阿依古丽"))
    assert "多彩新论" in named.cut("本期多彩新论刊发")
    assert "多彩新论" not in lexicon().cut("本期多彩新论刊发")
    lines = PRINTED[0].read_text(encoding="utf-8").replace("多彩新论", "").split("\n")
    assert [named.cut(line) for line in lines] == [lexicon().cut(line) for line in lines]
