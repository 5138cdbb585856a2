"""What is worked out in a quick way is what the plain way gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import PurePosixPath

import newsroom
import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gzdaily_site import blocks as cutting
from gzdaily_site.blocks import blocks
from gzdaily_site.dictionary import whole
from gzdaily_site.lexicon import LONGEST_WORD, word_across
from gzdaily_site.model import PageFacts, PageId, SourcePage
from gzdaily_site.separate import plain, shape, strips, words
from gzdaily_site.separate.endings import concludes
from gzdaily_site.separate.homes import NEAR, Run, Stands, run_of
from gzdaily_site.separate.learnt import BACKGROUND
from gzdaily_site.separate.parts import Part
from gzdaily_site.separate.roles import roles
from gzdaily_site.separate.seams import begins, reads_on
from gzdaily_site.separate.shape import open_end
from gzdaily_site.separate.stories import Story, stories
from gzdaily_site.separate.ways import may_gain, ways_of

TEXT = st.text(
    st.sampled_from("贵州日报在中国的人民乡村，。“”‘’（）《》aBz09.% \t\n\u200b鿿龥㐀𠮷記９９０"), max_size=30
)
LINES = st.text(st.sampled_from("####**--__  \t\t\n\n贵a.:|"), max_size=40)


@given(LINES)
@settings(max_examples=1000, deadline=None)
def test_lines_that_hang_not_together_are_what_the_markdown_parser_takes_them_for(text: str) -> None:
    assume(not cutting.TANGLED.search(text))
    assert cutting._each(text.split("\n")) == cutting._parsed(text)


def test_most_pages_are_cut_without_the_markdown_parser() -> None:
    assert not any(cutting.TANGLED.search(newsroom.page(level, 0).text) for level in newsroom.LEVELS)


@given(st.lists(TEXT, min_size=1, max_size=6))
@example(["９00", "1９0在９", "９"])  # wide figures are digits, and are counted as Chinese is
@settings(max_examples=300, deadline=None)
def test_all_words_of_a_page_are_counted_as_those_of_each_text(texts: list[str]) -> None:
    row, word, often, usual = words._coded(texts)
    names = list(dict.fromkeys(token for text in texts for token in words.tokens(text)))
    found = [(int(r), names[w], int(n)) for r, w, n in zip(row, word, often, strict=True)]
    assert sorted(found) == sorted((n, w, k) for n, text in enumerate(texts) for w, k in words.counted(text).items())
    assert usual.tolist() == [BACKGROUND.get(w, 0.0) for w in names]


def test_of_a_text_without_end_as_much_is_counted_as_of_a_long_one() -> None:
    row, word, often, _ = words._coded(["在中国" * words.LONGEST, "贵州"])
    assert (row.tolist()[-1], int(often[row == 0].sum())) == (1, words.LONGEST - 1)
    assert len(word) == len(words.counted("在中国" * words.LONGEST)) + 1


@given(TEXT, TEXT)
@example("９0", "1９0")
@settings(max_examples=300, deadline=None)
def test_a_word_is_held_by_the_texts_that_have_it_among_their_words(line: str, text: str) -> None:
    for word in words.tokens(line):
        assert strips._holds(text, word) == (word in words.counted(text))


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_marks_are_those_that_balance_leaves(text: str) -> None:
    left = [shape.PAIRS[m] for m in shape.unclosed(text) if m != "‘"]
    right = [m for m in shape.unopened(text) if m != "’"]
    assert (shape.awaited(text), shape.stray(text)) == ((left or [""])[-1], (right or [""])[0])


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_a_text_is_plain_when_no_character_of_it_has_a_plainer_form(text: str) -> None:
    assert plain.plain(text) == text.translate(plain._TABLE)


@given(TEXT, TEXT)
@settings(max_examples=500, deadline=None)
def test_a_word_across_a_seam_is_any_that_has_a_bit_on_both_sides(left: str, right: str) -> None:
    bits = [left[-a:] + right[:b] for a in range(1, len(left) + 1) for b in range(1, len(right) + 1)
            if a + b <= LONGEST_WORD]  # fmt: skip
    known = whole().counts
    assert word_across(left, right) == any(known.get(w) or (w.isascii() and w.isalnum()) for w in bits)


@cache
def told(level: str, number: int) -> tuple[Story, ...]:
    lines = tuple(newsroom.page(level, number).text.split("\n"))
    page = SourcePage(PageId("p"), PurePosixPath("p.txt"), "", PageFacts(), lines)
    return tuple(stories(roles(blocks(page)))[0])


def runs(level: str, number: int) -> Iterator[tuple[Stands, Run, Sequence[Part]]]:
    page = Stands(told(level, number))
    for j in range(1, len(page.told)):
        if page.told[j].body:
            yield page, run_of(page, j), page.told[j].body


LEVELS = pytest.mark.parametrize("level", ["mid", "hard", "sibling"])


@LEVELS
def test_a_run_whose_ways_are_not_tried_has_none_that_is_better_than_moving_nothing(level: str) -> None:
    tried = set()
    for number in range(6):
        for _, run, _ in runs(level, number):
            tried.add(may_gain(run))
            assert may_gain(run) or ways_of(run).scores.max(initial=0.0) <= 0
    assert False in tried


@LEVELS
def test_what_is_known_of_a_stretch_is_what_its_own_blocks_say(level: str) -> None:
    for page, run, body in runs(level, 1):
        above = np.vstack([page.titles[run.j], page.blocks[run.j]]).cumsum(axis=0)  # the headline and the text above
        for p, (a, b) in enumerate(zip(run.starts.tolist(), run.ends.tolist(), strict=True)):
            here = page.blocks[run.j][a:b].sum(axis=0)
            known = {name: run.features[p, :, n] for n, name in enumerate(run.names)}
            assert known["own"] == pytest.approx(words.cosine(here, above[a]))
            assert known["similar"] == pytest.approx([words.cosine(here, core) for core in page.cores[: run.j]])
            own, last = _last(body[:a]), _last(body[a:b])
            assert known["own_concludes"] == pytest.approx(concludes(own) if own else 0.0)
            assert known["leg_concludes"] == pytest.approx(concludes(last) if last else 0.0)
            assert known["leg_open"] == pytest.approx(float(bool(last) and open_end(last)))
            assert run.back[p] == pytest.approx(_goes_on(page, run, body, a, b))


def _last(body: Sequence[Part]) -> str:
    return next((p.text for p in reversed(body) if p.role == "paragraph"), "")


def _goes_on(page: Stands, run: Run, body: Sequence[Part], a: int, b: int) -> tuple[float, ...]:
    """What is known of the host's going on below a stretch, in the plain way."""
    if b == len(body):
        return (0.0,) * 7
    rows = page.blocks[run.j]
    below = rows[b : b + NEAR].sum(axis=0)
    like = words.cosine(page.titles[run.j] + rows[:a].sum(axis=0), below), words.cosine(rows[a:b].sum(axis=0), below)
    if body[b].role != "paragraph":
        return (1.0, 0.0, 0.0, 0.0, 0.0, *like)
    own, leg, first = _last(body[:a]), body[b - 1], body[b].text
    is_open, leg_open = bool(own) and open_end(own), leg.role == "paragraph" and open_end(leg.text)
    seams = reads_on(own, first) if is_open else 0.0, begins(first), float(not is_open)
    return (1.0, *seams, reads_on(leg.text, first) if leg_open else 0.0, *like)
