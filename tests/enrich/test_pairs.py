"""Many groups at once, as one after the other."""

import sys
from array import array
from collections import Counter
from heapq import nlargest
from itertools import combinations, groupby
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gzdaily_site.enrich.pairs import nearest, pairs, runs
from gzdaily_site.enrich.related import COMMON, FINE, LEAST, TOLD, WORTH, _marked, _number, related
from gzdaily_site.enrich.related import MOST as NEAR
from gzdaily_site.enrich.reuse import CLAUSE, MARKS, MOST, SHORTEST, TELLING, reused
from gzdaily_site.model import Article, ArticleId, BodyBlock, PageId

GROUPS = st.lists(st.lists(st.integers(0, 30), max_size=6), max_size=12)


@given(GROUPS)
def test_every_two_of_each_group(groups):
    sizes = np.array([len(group) for group in groups], np.int64)
    members = np.array([member for group in groups for member in group], np.int32)
    which, one, other = pairs(members, np.cumsum(sizes) - sizes, sizes)
    told = Counter(zip(which.tolist(), one.tolist(), other.tolist(), strict=True))
    assert told == Counter((n, a, b) for n, group in enumerate(groups) for a, b in combinations(group, 2))


@given(st.lists(st.integers(0, 3)))
def test_runs_of_equal_numbers(numbers):
    lengths = [len(list(run)) for _, run in groupby(numbers)]
    assert np.diff(runs(np.array(numbers, np.int64))).tolist() == lengths


@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.integers(1, 4)), st.integers(1, 4))
def test_the_nearest_are_near_on_both_sides(worth, most):
    known = {(a, b): n for (a, b), n in worth.items() if a < b}
    both = known | {(b, a): n for (a, b), n in known.items()}
    near = {a: {b for _, b in nlargest(most, [(n, d) for (c, d), n in both.items() if c == a])} for a in range(10)}
    wanted = {(a, b) for a, b in known if b in near[a] and a in near[b]}
    one, other, points = (np.array([row[n] for row in [(*k, v) for k, v in known.items()]], np.int32) for n in range(3))
    chosen = nearest(one, other, points, most).tolist()
    assert {(int(one[n]), int(other[n])) for n in chosen} == wanted
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gzdaily_site.enrich.pairs.AT_ONCE", 3)  # so that ten members do not go into one batch
        assert nearest(one, other, points, most).tolist() == chosen


def plainly(bodies):
    """The passages of each two, found by comparing every run of clauses with every other."""
    clauses = {name: CLAUSE.findall(MARKS.sub("", text)) for name, text in bodies.items()}
    held = Counter(clause for them in clauses.values() for clause in them)
    found = {}
    for a, b in combinations(sorted(clauses), 2):
        one, other = clauses[a], clauses[b]
        texts = set()
        for m, n in ((m, n) for m in range(len(one)) for n in range(len(other)) if one[m] == other[n]):
            if m and n and one[m - 1] == other[n - 1]:
                continue
            size = next((k for k in range(len(one)) if one[m : m + k + 1] != other[n : n + k + 1]), len(one))
            size = min(size, len(one) - m, len(other) - n)
            run = one[m : m + size]
            seeds = [clause for clause in run if len(clause) >= TELLING and held[clause] <= MOST]
            if seeds and sum(map(len, run)) >= SHORTEST:
                texts.add("，".join(run))
        if texts:
            found[a, b] = tuple(sorted(texts, key=lambda text: (-len(text), text)))
    return found


CLAUSES = ("山城的春天来得早", "路通", "桥也修好了", "他说", "村里的老人都说从来没有见过这么宽的路", "没有见过这样的路")


def story(name, text):
    body = (BodyBlock("paragraph", text, ()),)
    return Article(ArticleId(name), PageId("p"), "news", None, None, None, None, None, None, body)


@given(st.lists(st.lists(st.sampled_from(CLAUSES), max_size=7), max_size=5))
@settings(max_examples=300, deadline=None)
def test_passages_are_those_of_plain_reading(articles):
    bodies = {f"a{n}": "，".join(them) for n, them in enumerate(articles)}
    made = [story(name, text) for name, text in bodies.items()]
    assert reused(made) == plainly(bodies)


def related_plainly(said):
    """What `related` finds in traces, by dictionaries and loops: by article the others, their points and ties."""
    sharing = {}
    for name, ties in said.items():
        for tie in ties:
            sharing.setdefault(tie, []).append(name)
    worth = {
        tie: _marked(tie[0], round(WORTH[tie[0]] * log(1 + len(said) / len(them)) / log(1 + len(said) / 2) * FINE))
        for tie, them in sharing.items()
        if 2 <= len(them) <= COMMON
    }
    points = {}
    for a, b in combinations(sorted(said), 2):
        shared = [tie for tie in said[a] if tie in said[b] and tie in worth]
        total = sum(worth[tie] for tie in shared)
        if total >= LEAST * FINE and [kind for kind, _ in shared] != ["word"]:
            points[a, b] = total, sorted(shared, key=lambda tie: (-worth[tie], *tie))[:TOLD]
    near = {
        name: nlargest(NEAR, [(total, *({a, b} - {name})) for (a, b), (total, _) in points.items() if name in (a, b)])
        for name in said
    }
    return {
        name: [
            (other, round(total / FINE, 3), points[min(name, other), max(name, other)][1])
            for total, other in them
            if name in {third for _, third in near[other]}
        ]
        for name, them in near.items()
    }


TIES = st.lists(st.tuples(st.sampled_from(sorted(WORTH)), st.sampled_from("桥路山水茶")), max_size=6, unique=True)


@given(st.lists(TIES, max_size=14))
@settings(max_examples=300, deadline=None)
def test_articles_that_are_related_by_numbers_are_those_of_plain_reading(rows):
    said = {f"a{n:02}": ties for n, ties in enumerate(rows)}
    numbers = {name: array("q", map(_number, ties)).tobytes() for name, ties in said.items()}
    with pytest.MonkeyPatch.context() as patch:
        for module in ("pairs", "related"):  # so that fourteen articles do not go into one stretch
            patch.setattr(sys.modules[f"gzdaily_site.enrich.{module}"], "AT_ONCE", 3)
        near_of = related(numbers, said, {})
    found = {
        name: [(it.id, it.score, [(tie.kind, tie.what) for tie in it.ties]) for it in near]
        for name, near in near_of.items()
    }
    assert found == related_plainly(said)
