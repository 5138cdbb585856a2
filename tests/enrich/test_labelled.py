"""Places and topics against texts labelled by hand; a run prints the scores."""

import sys

import pytest
from labelling import OUTSIDE, PROVINCE, labelled, score

from gzdaily_site.enrich.regions import places

LEAST = {"main": 0.97, "mentioned": 0.98, "topics": 0.85}
SETS = ["first.yml", "second.yml", "third.yml", "fourth.yml"]


@pytest.fixture(scope="module")
def scores(article, spotter, subjects):
    return {name: score(labelled(name), article, spotter, subjects, places) for name in SETS}


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("what", LEAST)
def test_places_and_topics_agree_with_the_labels(scores, capsys, name, what):
    tally = scores[name][what]
    with capsys.disabled():
        told = f"{tally.f1:.3f} ({tally.hits} right, {tally.missed} missed, {tally.wrong} wrong)"
        sys.stdout.write(f"\n{name}: {what} {told}\n")
    assert tally.f1 >= LEAST[what], "\n".join(tally.said)


def test_the_set_is_large_and_names_every_division(divisions):
    texts = labelled("first.yml")
    names = {region.short for region in divisions.regions.values() if region.level != "province"}
    assert len(texts) >= 150
    assert {text.main for text in texts} - {PROVINCE, OUTSIDE} >= names
