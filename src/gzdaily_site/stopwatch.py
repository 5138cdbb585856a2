"""Where the time of a build went: seconds by stage, for people who ask; nothing of it reaches the site."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class Stopwatch:
    """`with watch("render"): ...` adds to the seconds of that stage, also when the stage fails; but not those of a
    stage that is begun within it.

    The stages it is made with are told first, in that order, also if none of them is ever begun.
    """

    def __init__(self, *stages: str) -> None:
        self.seconds = dict.fromkeys(stages, 0.0)
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        self._tell()
        self._running.append(stage)
        try:
            yield
        finally:
            self._tell()
            self._running.pop()

    def _tell(self) -> None:
        """The seconds since a stage was last begun or ended are those of the innermost that runs."""
        before, self._since = self._since, time.perf_counter()
        if self._running:
            stage = self._running[-1]
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + self._since - before, 4)


def told(seconds: Mapping[str, float]) -> list[str]:
    """A line a stage: its name, its seconds, its share; then all of them together."""
    total = sum(seconds.values())
    width = max(map(len, ("together", *seconds)))
    lines = [f"{stage:{width}} {taken:9.3f} s {taken / (total or 1):6.1%}" for stage, taken in seconds.items()]
    return [*lines, f"{'together':{width}} {total:9.3f} s"]
