"""Text is cut into words as jieba cuts it."""

from __future__ import annotations

import subprocess
import sys
import warnings
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gzdaily_site import dictionary as forms
from gzdaily_site.lexicon import Lexicon, added, forget, lexicon, words

ROOT = Path(__file__).parents[1]
PRINTED = [*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests/separate/articles").glob("*.md")]


@cache
def jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415
    made = jieba.Tokenizer()
    made.FREQ, made.total, made.initialized = dict(forms.whole().counts), forms.whole().total, True
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


def named(*names: str) -> Lexicon:
    return lexicon().more(added(names))


def test_what_was_forgotten_is_read_again() -> None:
    line = "贵州日报记者在多彩新论里写道"
    before, known = named("多彩新论").cut(line), forms.whole()
    forget()
    assert forms.whole() is not known
    assert named("多彩新论").cut(line) == before


def test_a_name_is_one_word_and_leaves_texts_without_it_alone() -> None:
    with_names = named("多彩新论", "阿依古丽")
    assert "多彩新论" in with_names.cut("本期多彩新论刊发")
    assert "多彩新论" not in lexicon().cut("本期多彩新论刊发")
    lines = PRINTED[0].read_text(encoding="utf-8").replace("多彩新论", "").split("\n")
    assert [with_names.cut(line) for line in lines] == [lexicon().cut(line) for line in lines]


def test_names_are_words_in_the_file_as_in_memory() -> None:
    names = ["多彩新论", "阿依古丽", "贵阳", "新论", "A罗"]
    more = added(names)
    with_names = (Lexicon(form.more(more), form.total, {}, 0.0).cut for form in (rows(), forms.whole()))
    lines = [f"本期{name}刊发{name[:-1]}" for name in names]
    lines += PRINTED[0].read_text(encoding="utf-8").split("\n")
    lazy, whole = ([cut(line) for line in lines] for cut in with_names)
    assert lazy == whole
    assert all(name in cut for name, cut in zip(names, whole, strict=False))


def rows() -> forms.Rows:
    return forms.Rows(forms.file().read_bytes())


def test_the_dictionary_of_this_jieba_is_known_to_be_in_order() -> None:
    """Else every word comes from memory, and `gzsite inspect` takes half a second more."""
    assert zlib.crc32(forms.file().read_bytes()) == forms.ORDERED


def test_every_word_and_every_beginning_of_one_is_the_same_in_the_file_as_in_memory() -> None:
    lazy, whole = rows(), forms.whole()
    assert lazy.total == whole.total
    assert {w: lazy.look(w) for w in whole.counts} == whole.counts
    assert {w: lazy.kind(w) for w in whole.kinds} == whole.kinds


@given(st.text(st.sampled_from("贵州日报在的中国人民吉林阿Q一乙龥 \n\x000123nvAZST恤é\ud800𠮷"), max_size=6))
@settings(max_examples=500, deadline=None)
def test_what_is_no_word_in_memory_is_none_in_the_file(text: str) -> None:
    lazy, whole = rows(), forms.whole()
    assert (lazy.look(text), lazy.kind(text)) == (whole.look(text), whole.kind(text))


def test_a_dictionary_that_is_asked_much_is_read_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "_IN_USE", [])
    monkeypatch.setattr(forms, "MOST_LOOKED_UP", 20)
    text = "全省乡村振兴工作推进会在贵阳召开"
    first = words(text)
    assert isinstance(forms._IN_USE[0], forms.Rows)
    assert words(text) == first == lexicon().cut(text)
    assert isinstance(forms._IN_USE[0], forms.Dictionary)


def test_a_dictionary_that_nobody_knows_is_read_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "_IN_USE", [])
    monkeypatch.setattr(forms, "ORDERED", 0)
    assert words("贵阳召开") == lexicon().cut("贵阳召开")
    assert isinstance(forms._IN_USE[0], forms.Dictionary)


def test_a_few_words_are_cut_without_importing_jieba() -> None:
    code = "import sys; from gzdaily_site.lexicon import words; print(*words('在贵阳召开'), 'jieba' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert said.stdout.split() == ["在", "贵阳", "召开", "False"]
