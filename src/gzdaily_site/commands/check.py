"""gzsite check: the finished site held against itself, findings told with their places."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gzdaily_site import config
from gzdaily_site.check import check
from gzdaily_site.check.site import Wish


def run(site: Path, output: Path | None, base_url: str | None, wish: Wish) -> None:
    """Print what each check looked at and found; exit code 1 when anything is an error."""
    settings = config.with_base(config.load(site), base_url)
    errors = 0
    for result in check(output or site / "build", settings.base_url, wish):
        click.echo(f"{result.name}: {result.summary}: {_verdict(len(result.findings))}")
        for finding in result.findings:
            click.echo(f"  {finding.severity}: {finding.place}: {finding.trouble}")
            errors += finding.severity == "error"
    if errors:
        sys.exit(1)


def _verdict(number: int) -> str:
    return "fine" if not number else "1 finding" if number == 1 else f"{number} findings"
