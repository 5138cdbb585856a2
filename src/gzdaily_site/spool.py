"""The spool: what is packed or finished, put down one behind another on the disk, so that nobody holds it in memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, NamedTuple, Self
from weakref import finalize

from gzdaily_site.errors import unwritten
from gzdaily_site.model import Plate, SiteFile

_SIZE = 32  # bits of a place for the number of bytes; those above are where they begin


class Down(NamedTuple):
    """A finished file, and its place in the spool."""

    path: str
    key: str
    place: int


class Spool:
    """A file without a name, which goes with the last process that has it, at the latest when nobody holds the spool.

    One process puts things down; it, copies of it, and who copied it may read them. UserError when the folder takes no
    file, or no more.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)  # on a disk: the system's own place may be in memory
            self._file: IO[bytes] = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - closed below
        except OSError as e:
            raise unwritten(str(self._folder), e) from e
        self._close = finalize(self, self._file.close)
        self._end = 0
        self._moving = Lock()  # a process has one place in the file, and a preview has threads

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def put(self, content: bytes) -> int:
        """Its place."""
        return self.put_all((content,))[0]

    def put_all(self, contents: Sequence[bytes]) -> list[int]:
        """Several at once, and the place of each."""
        rest = memoryview(contents[0] if len(contents) == 1 else b"".join(contents))
        places: list[int] = []
        with self._moving:
            try:
                self._file.seek(self._end)  # behind what is whole
                while rest:  # the system may take a part only
                    rest = rest[self._file.write(rest) :]
            except OSError as e:
                raise unwritten(str(self._folder), e) from e
            for content in contents:
                places.append(self._end << _SIZE | len(content))
                self._end += len(content)
        return places

    def get(self, place: int) -> bytes:
        at, size = place >> _SIZE, place & (1 << _SIZE) - 1
        if hasattr(os, "pread"):  # processes that have one file have one place in it
            return os.pread(self._file.fileno(), size, at)
        with self._moving:
            self._file.seek(at)
            return self._file.read(size)

    def take(self, files: Iterable[SiteFile]) -> list[Down]:
        """Put files down."""
        return [Down(file.path, file.key, self.put(file.content)) for file in files]

    def plates(self, told: Iterable[Down]) -> Iterator[Plate]:
        """Each as a file that is not made yet: it is read from where it lies."""
        return (Plate(it.path, _Lying(self, it.place), it.key) for it in told)


@dataclass(frozen=True, slots=True)
class _Lying:
    spool: Spool
    place: int

    def __call__(self) -> bytes:
        return self.spool.get(self.place)
