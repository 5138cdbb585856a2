"""Where whatever is in the way goes until all is measured.

A file system may take three times as long for new files in the half minute after a hundred thousand were removed
(ext4 does not use the numbers of files that went a moment ago), which is no part of what is measured.
"""

from __future__ import annotations

import shutil
from pathlib import Path

NAME = "attic"


class Attic:
    """Below one folder, on the same disk as what comes there."""

    def __init__(self, work: Path) -> None:
        self._folder = work / NAME
        self._count = 0

    def take(self, folder: Path) -> None:
        """A folder is where it was no more; one that is not there is no error."""
        if not folder.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        while (goal := self._folder / str(self._count)).exists():  # a run that was broken off left it
            self._count += 1
        folder.rename(goal)

    def clear(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
