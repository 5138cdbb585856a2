"""Check: every file that the build wrote is there, as it was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gzdaily_site import inventory
from gzdaily_site.check.site import Site, counted
from gzdaily_site.forme import GONE
from gzdaily_site.model import Finding

AGAIN = "run gzsite build"


def complete(site: Site) -> tuple[str, tuple[Finding, ...]]:
    """Without the inventory, which lies beside an output and is not published, nothing can be said."""
    root = site.output.resolve()
    record = inventory.record_of(root)
    known = inventory.recalled(record)
    if known is None:
        return "what the build wrote is not known here", ()
    others = len(site.files - known.keys())
    summary = f"{counted(len(known), 'file')} written" + (
        f", {others} more that gzsite did not write" if others else ""
    )
    if inventory.pending(record).exists():
        return summary, (Finding("error", "index.html", f"is of a build that was broken off: {AGAIN}"),)
    return summary, tuple(astray(root, known))


def astray(root: Path, known: dict[str, inventory.Entry]) -> Iterator[Finding]:
    """The files of an inventory that do not say what was written."""
    for path, found in inventory.otherwise(root, known).items():
        entry = known[path]
        if found == GONE:
            yield Finding("error", path, f"is missing: {AGAIN}")
        elif entry == inventory.UNKNOWN:
            continue  # an inventory of paths alone
        elif found[0] != entry.size:
            yield Finding("error", path, f"was written with {counted(entry.size, 'byte')} and has {found[0]}: {AGAIN}")
        elif inventory.digest((root / path).read_bytes()) != entry.digest:
            yield Finding("error", path, f"says something else than was written: {AGAIN}")
