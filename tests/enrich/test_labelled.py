"""Places and topics against texts labelled by hand; a run prints the scores."""

import sys

import pytest
from labelling import OUTSIDE, PROVINCE, labelled, score

LEAST = {"main": 0.97, "mentioned": 0.98, "topics": 0.85}
OUTSIDE_LEAST = 0.95
PERSONS_LEAST = 4  # of ten: those who are merely named are left out, since where a name ends is not sure
SETS = ["first.yml", "second.yml", "third.yml", "fourth.yml", "fifth.yml", "sixth.yml", "seventh.yml"]
ASKED = [*((name, what) for name in SETS for what in LEAST), ("headlines.yml", "topics")]


@pytest.fixture(scope="module")
def scores(article, spotter, subjects, witnesses):
    return {name: score(labelled(name), article, spotter, subjects, witnesses) for name in dict(ASKED)}


@pytest.mark.parametrize(("name", "what"), ASKED)
def test_places_and_topics_agree_with_the_labels(scores, capsys, name, what):
    tally = scores[name][what]
    with capsys.disabled():
        told = f"{tally.f1:.3f} ({tally.hits} right, {tally.missed} missed, {tally.wrong} wrong)"
        sys.stdout.write(f"\n{name}: {what} {told}\n")
    assert tally.f1 >= LEAST[what], "\n".join(tally.said)


def test_places_outside_and_persons_agree_with_the_labels(scores, capsys):
    tallies = scores["fifth.yml"]
    with capsys.disabled():
        for what in ("outside", "persons"):
            it = tallies[what]
            sys.stdout.write(f"\nfifth.yml: {what} {it.hits} right, {it.missed} missed, {it.wrong} wrong\n")
    assert tallies["outside"].f1 >= OUTSIDE_LEAST, "\n".join(tallies["outside"].said)
    assert tallies["persons"].hits >= PERSONS_LEAST
    assert not tallies["persons"].wrong, "\n".join(tallies["persons"].said)


def test_the_set_is_large_and_names_every_division(divisions):
    texts = labelled("first.yml")
    names = {region.short for region in divisions.regions.values() if region.level != "province"}
    assert len(texts) >= 150
    assert {text.main for text in texts} - {PROVINCE, OUTSIDE} >= names
