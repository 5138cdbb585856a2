"""What a build says: while it works, and when it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Say = Callable[[str, int, int], None]  # stage, done, of (0: not known)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: `pages_read` of all `pages` were read anew, the articles of `pages_enriched` enriched anew.

    `compared` of the files that were kept had to be made to be compared; `seconds` by stage, and why each file that
    was written was. `notes` tell what may be a mistake of the user's, and kept nothing from being built; `forwarded`
    are sentences about addresses that changed.
    """

    output: Path
    pages: int
    articles: int
    characters: int
    loose_ends: int
    pages_read: int = 0
    pages_enriched: int = 0
    written: int = 0
    kept: int = 0
    compared: int = 0
    removed: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()
    forwarded: Sequence[str] = ()
