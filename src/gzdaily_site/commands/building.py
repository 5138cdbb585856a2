"""A build at the terminal: what stands is left, anything else is built with its progress shown."""

from __future__ import annotations

from pathlib import Path

from gzdaily_site import standing
from gzdaily_site.commands.progress import progress
from gzdaily_site.report import BuildReport


def built(
    site: Path, output: Path | None = None, base_url: str | None = None, jobs: int | None = None, *, force: bool = False
) -> BuildReport:
    """The report of a build that is done, now or before."""
    told = None if force else standing.told(site, output or site / "build", base_url)
    if told:
        return told
    from gzdaily_site.build import build  # noqa: PLC0415 - slow to import

    with progress() as say:
        return build(site, output=output, base_url=base_url, jobs=jobs, force=force, say=say)
