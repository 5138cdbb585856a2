"""A build at the terminal: what stands is left, anything else is built with its progress shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from gzdaily_site import standing
from gzdaily_site.commands.progress import progress
from gzdaily_site.crew import Crew
from gzdaily_site.report import BuildReport


@contextmanager
def hands(jobs: int | None, scheduler: str | None) -> Iterator[Crew]:
    """Who works: so many processes, or a scheduler's workers."""
    if scheduler is None:
        yield Crew(jobs)
        return
    from gzdaily_site import cluster  # noqa: PLC0415 - an extra

    with cluster.crew(scheduler) as crew:
        yield crew


def built(  # noqa: PLR0913 - as `build`
    site: Path,
    output: Path | None = None,
    base_url: str | None = None,
    jobs: int | None = None,
    *,
    scheduler: str | None = None,
    force: bool = False,
    preview: bool = False,
) -> BuildReport:
    """The report of a build that is done, now or before."""
    told = None if force else standing.told(site, output or site / "build", base_url)
    if told:
        return told
    from gzdaily_site.build import build  # noqa: PLC0415 - slow to import

    with hands(jobs, scheduler) as crew, progress() as say:
        return build(site, output=output, base_url=base_url, crew=crew, force=force, preview=preview, say=say)


def notes(report: BuildReport) -> None:
    """What a build has to say beyond its figures."""
    for note in (*report.forwarded, *(f"gzsite: {note}" for note in report.notes)):
        click.echo(note, err=True)
