"""gzsite build: runs the line and says what it did."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from gzdaily_site.build import BuildReport, build
from gzdaily_site.commands.progress import progress
from gzdaily_site.errors import UserError
from gzdaily_site.stopwatch import told

SCREEN = "-"  # for a file's name: the seconds are printed, and no file is written


def run(
    site: Path, output: Path | None, base_url: str | None, jobs: int | None, stats: Path | None, *, force: bool
) -> None:
    """Build, print what was computed, written, kept and removed; with `stats` the seconds too, all as JSON into it."""
    with progress() as say:
        report = build(site, output=output, base_url=base_url, jobs=jobs, force=force, say=say)
    read = (_count(report.pages, "page"), _count(report.articles, "article"), _count(report.characters, "character"))
    loose = f"; {_count(report.loose_ends, 'loose end')}" if report.loose_ends else ""
    click.echo(f"{', '.join(read)} read, none lost{loose}")
    click.echo(
        f"{report.output}: {_count(report.written, 'file')} written, {report.kept} kept, {report.removed} removed"
    )
    if stats:
        click.echo("\n".join(told(report.seconds)))
    if stats and str(stats) != SCREEN:
        _write_stats(stats, report)


def _write_stats(stats: Path, report: BuildReport) -> None:
    values = asdict(report) | {"output": str(report.output)}
    try:
        stats.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as e:
        raise UserError(str(stats), f"cannot be written ({e.strerror})", "name another file with --stats") from e


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
