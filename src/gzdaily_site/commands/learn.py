"""gzsite learn: the archive's own counts, by which its pages are put together."""

from __future__ import annotations

from pathlib import Path

import click

from gzdaily_site.build import learn
from gzdaily_site.commands.progress import progress


def run(site: Path, jobs: int | None) -> None:
    """Count, keep, and say what was counted."""
    with progress() as say:
        path, found = learn(site, jobs=jobs, say=say)
    rows = len(found.pairs) + len(found.triples)
    click.echo(f"{found.paragraphs} paragraphs, {sum(found.singles.values())} characters counted")
    click.echo(f"{path}: {rows} rows of characters, {len(found.texts)} words; builds use them from now on")
