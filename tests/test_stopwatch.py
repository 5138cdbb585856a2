"""The stopwatch of a build."""

import time

import pytest

from gzdaily_site.stopwatch import Stopwatch, told


def test_each_stage_has_its_seconds_in_the_order_they_began() -> None:
    watch = Stopwatch()
    with watch("source"):
        time.sleep(0.02)
    with watch("write"):
        pass
    assert list(watch.seconds) == ["source", "write"]
    assert watch.seconds["source"] >= 0.02 > watch.seconds["write"]


def test_a_stage_that_runs_twice_has_the_seconds_of_both() -> None:
    watch = Stopwatch()
    for _ in range(2):
        with watch("render"):
            time.sleep(0.02)
    assert watch.seconds["render"] >= 0.04


def test_a_stage_that_fails_is_counted_and_its_failure_goes_on() -> None:
    watch = Stopwatch()
    with pytest.raises(ValueError, match="torn"), watch("separate"):
        raise ValueError("torn")
    assert "separate" in watch.seconds


def test_a_stage_within_another_counts_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = iter([0.0, 1.0, 3.0, 6.0, 10.0, 15.0])
    monkeypatch.setattr(time, "perf_counter", lambda: next(hours))
    watch = Stopwatch("render", "enrich")
    with watch("render"), watch("enrich"):
        pass
    with watch("render"):
        pass
    assert watch.seconds == {"render": 1.0 + 3.0 + 5.0, "enrich": 2.0}


def test_lines_say_the_share_of_each_stage_and_all_together() -> None:
    assert told({"source": 1.0, "separate": 3.0}) == [
        "source       1.000 s  25.0%",
        "separate     3.000 s  75.0%",
        "together     4.000 s",
    ]


def test_nothing_measured_is_told_without_shares() -> None:
    assert told({"source": 0.0}) == ["source       0.000 s   0.0%", "together     0.000 s"]
