"""The spool: finished files put down one behind another, so that nobody holds what they say until each is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple, Self

from gzdaily_site.model import Plate, SiteFile


class Down(NamedTuple):
    """Where one file lies: `at` is its first byte."""

    path: str
    key: str
    at: int
    size: int


class Spool:
    """A file without a name, which goes with the last process that has it: a copy of this process may put things
    down, and others may read them.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)  # on a disk: the system's own place may be in memory
        self._file: IO[bytes] = TemporaryFile(dir=folder)  # noqa: SIM115 - closed when this context is left

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, files: Iterable[SiteFile]) -> list[Down]:
        """Put files down; once."""
        told: list[Down] = []
        at = 0
        for file in files:
            self._file.write(file.content)
            told.append(Down(file.path, file.key, at, len(file.content)))
            at += len(file.content)
        self._file.flush()
        return told

    def plates(self, told: Iterable[Down]) -> Iterator[Plate]:
        """Each as a file that is not made yet: it is read from where it lies."""
        return (Plate(it.path, _Reading(self._file, it.at, it.size), it.key) for it in told)


@dataclass(frozen=True, slots=True)
class _Reading:
    file: IO[bytes]
    at: int
    size: int

    def __call__(self) -> bytes:
        if hasattr(os, "pread"):  # processes that have one file have one place in it
            return os.pread(self.file.fileno(), self.size, self.at)
        self.file.seek(self.at)
        return self.file.read(self.size)
