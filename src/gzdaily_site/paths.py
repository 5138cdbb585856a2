"""The paths of a site, each once; some file systems do not tell upper from lower case."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import cached_property

from gzdaily_site.errors import UserError


class Paths:
    """Paths, of which only numbers are kept: an archive may have a million, and their texts take 130 bytes each.

    Two that have one number by chance (once in ten million archives of a million paths) only seem to be doubtful.
    """

    def __init__(self) -> None:
        self._lower, self._cased, self._lowered, self._above = (array("q") for _ in range(4))
        self._folder = ""

    def add(self, path: str) -> None:
        """No more once anything was asked."""
        lower = path.lower()
        number = hash(lower)
        if lower == path:
            self._lower.append(number)
        else:
            self._cased.append(hash(path))
            self._lowered.append(number)
        folder = lower.rpartition("/")[0]
        if folder != self._folder:  # most stand beside the one before
            self._folder = folder
            while folder:
                self._above.append(hash(folder))
                folder = folder.rpartition("/")[0]

    def __contains__(self, path: str) -> bool:
        return hash(path) in (self._numbers[0] if path.lower() == path else self._numbers[1])

    @property
    def doubtful(self) -> bool:
        """Two of them may be one, or one may lie below another: `refuse` knows."""
        lower, _, lowered = self._numbers
        both = len(lower) < len(self._lower) or len(lowered) < len(self._lowered) or not lower.isdisjoint(lowered)
        return both or not lower.isdisjoint(self._above) or not lowered.isdisjoint(self._above)

    @cached_property
    def _numbers(self) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
        return frozenset(self._lower), frozenset(self._cased), frozenset(self._lowered)


def refuse(paths: Iterable[str]) -> None:
    """UserError for the first that is another, whatever the letters, or that lies below another."""
    first: dict[str, str] = {}  # by what it is in lower case
    for path in paths:
        lower = path.lower()
        if lower in first:
            raise UserError(path, f"has the address of {first[lower]}", "rename one of the page files")
        first[lower] = path
    for lower, path in sorted(first.items()):
        folder = lower.rpartition("/")[0]
        while folder:
            if folder in first:
                raise UserError(path, f"lies below the file {first[folder]}", "rename one of the page files")
            folder = folder.rpartition("/")[0]
