"""Where the time of a build went: seconds by stage, for people who ask; nothing of it reaches the site."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class Stopwatch:
    """`with watch("render"): ...` adds to the seconds of that stage, also when the stage fails.

    The stages it is made with are told first, in that order, also if none of them is ever begun.
    """

    def __init__(self, *stages: str) -> None:
        self.seconds = dict.fromkeys(stages, 0.0)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + time.perf_counter() - start, 4)


def told(seconds: Mapping[str, float]) -> list[str]:
    """A line a stage: its name, its seconds, its share; then all of them together."""
    total = sum(seconds.values())
    width = max(map(len, ("together", *seconds)))
    lines = [f"{stage:{width}} {taken:9.3f} s {taken / (total or 1):6.1%}" for stage, taken in seconds.items()]
    return [*lines, f"{'together':{width}} {total:9.3f} s"]
