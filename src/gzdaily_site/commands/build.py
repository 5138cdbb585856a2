"""gzsite build: runs the line and says what it did."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import click

from gzdaily_site.commands.building import built, notes
from gzdaily_site.errors import UserError
from gzdaily_site.report import BuildReport
from gzdaily_site.stopwatch import told

# Why a file was written, by the word that `write` has for it, or by the part of its key that changed.
REASONS = {
    "force": "--force was given",
    "new": "it is new",
    "deleted": "it had been deleted",
    "touched": "another hand had changed it",
    "site": "the settings changed, or gzsite itself",
    "template": "its template changed",
    "page": "its newspaper page changed, or what is learnt of it",
    "around": "something that it lists or links changed",
    "content": "its content changed",
}
SCREEN = "-"  # for a file's name: the seconds are printed, and no file is written


def run(
    site: Path,
    output: Path | None,
    base_url: str | None,
    jobs: int | None,
    stats: Path | None,
    *,
    scheduler: str | None,
    force: bool,
    explain: bool,
    preview: bool = False,
) -> None:
    """Build, print what was computed, written, kept and removed; with `stats` the seconds too, all as JSON into it."""
    report = built(site, output, base_url, jobs, scheduler=scheduler, force=force, preview=preview)
    if explain:
        click.echo("".join(f"{path}: {_because(word)}\n" for path, word in sorted(report.why.items())), nl=False)
    anew = f" ({report.pages_read} anew)" if report.pages_read < report.pages else ""
    read = (
        _count(report.pages, "page") + anew,
        _count(report.articles, "article"),
        _count(report.characters, "character"),
    )
    loose = f"; {_count(report.loose_ends, 'loose end')}" if report.loose_ends else ""
    click.echo(f"{', '.join(read)} read, none lost{loose}")
    click.echo(
        f"{report.output}: {_count(report.written, 'file')} written, {report.kept} kept, {report.removed} removed"
    )
    if stats:
        click.echo("\n".join(told(report.seconds)))
    notes(report)
    if stats and str(stats) != SCREEN:
        _write_stats(stats, report)


def _because(words: str) -> str:
    return "; ".join(REASONS[word] for word in words.split())


def _write_stats(stats: Path, report: BuildReport) -> None:
    values = asdict(replace(report, why={})) | {"output": str(report.output)}
    del values["why"]
    try:
        stats.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as e:
        raise UserError(str(stats), f"cannot be written ({e.strerror})", "name another file with --stats") from e


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
