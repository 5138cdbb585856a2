"""Many groups at once, as one after the other."""

from collections import Counter
from heapq import nlargest
from itertools import combinations, groupby

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gzdaily_site.enrich.pairs import nearest, pairs, runs
from gzdaily_site.enrich.reuse import CLAUSE, MARKS, MOST, SHORTEST, TELLING, reused
from gzdaily_site.model import Article, ArticleId, BodyBlock, PageId

GROUPS = st.lists(st.lists(st.integers(0, 30), max_size=6), max_size=12)


@given(GROUPS)
def test_every_two_of_each_group(groups):
    sizes = np.array([len(group) for group in groups], np.int64)
    members = np.array([member for group in groups for member in group], np.int64)
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
    one, other, points = (np.array([row[n] for row in [(*k, v) for k, v in known.items()]], np.int64) for n in range(3))
    chosen = nearest(one, other, points, most).tolist()
    assert {(int(one[n]), int(other[n])) for n in chosen} == wanted


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
