"""Runs a command and tells its seconds of wall and CPU, and the most memory that it held with all its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LOOK_EVERY = 0.1  # seconds between two looks at the memory; a look at a gigabyte takes a hundredth
MAXRSS = 1 if sys.platform == "darwin" else 1024  # bytes in a unit of ru_maxrss


@dataclass(frozen=True)
class Run:
    """`peak_mb`: megabytes of the whole tree at its largest; memory that processes share counts once."""

    wall: float
    cpu: float
    peak_mb: float
    said: str = ""

    def __add__(self, other: Run) -> Run:
        return Run(self.wall + other.wall, self.cpu + other.cpu, max(self.peak_mb, other.peak_mb))


class FailedError(Exception):
    """A command under measurement ended with another code than was asked for."""


def timed(command: list[str | Path], folder: Path, *, code: int = 0) -> Run:
    """One run of a command in a folder; FailedError with its last words when it fails."""
    with (folder / ".said").open("w+b") as said:
        start = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        watch = _Watch(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = max(watch.peak(), used.ru_maxrss * MAXRSS)
        said.seek(0)
        text = said.read().decode(errors="replace")
    if process.returncode != code:
        raise FailedError(f"{' '.join(map(str, command))}: exit code {process.returncode}\n{text[-2000:]}")
    return Run(wall, used.ru_utime + used.ru_stime, peak / 1e6, text)


class _Watch(threading.Thread):
    """Looks at a process and its descendants until they are gone. Where there is no /proc it sees nothing."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.over = pid, 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.over.wait(LOOK_EVERY):
            self.most = max(self.most, sum(map(_share, _tree(self.pid))))

    def peak(self) -> int:
        self.over.set()
        self.join()
        return self.most


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in children.read_text().split():
                yield from _tree(int(child))
    except OSError:  # it ended while we looked
        return


def _share(pid: int) -> int:
    """Bytes of a process, of pages that others have too its part (PSS)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
