"""gzsite check: the finished site held against itself, findings told with their places."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from gzdaily_site import config
from gzdaily_site.check import Result, check
from gzdaily_site.check.site import Wish


def run(site: Path, output: Path | None, base_url: str | None, wish: Wish, *, as_json: bool) -> None:
    """Print what each check looked at and found; exit code 1 when anything is an error."""
    settings = config.with_base(config.load(site), base_url)
    output = output or site / "build"
    found = []
    for result in check(output, settings.base_url, wish):
        found.append(result)
        if not as_json:
            _tell(result)
    if as_json:
        click.echo(json.dumps(as_object(output, found), ensure_ascii=False, indent=1))
    if _number(found, "error"):
        sys.exit(1)


def as_object(output: Path, found: list[Result]) -> dict[str, object]:
    """Schema 1 of `check --json`."""
    return {
        "schema": 1,
        "output": str(output),
        "errors": _number(found, "error"),
        "warnings": _number(found, "warning"),
        "checks": [asdict(result) for result in found],
    }


def _tell(result: Result) -> None:
    click.echo(f"{result.name}: {result.summary}: {_verdict(len(result.findings))}")
    for finding in result.findings:
        click.echo(f"  {finding.severity}: {finding.place}: {finding.trouble}")


def _number(found: list[Result], severity: str) -> int:
    return sum(finding.severity == severity for result in found for finding in result.findings)


def _verdict(number: int) -> str:
    return "fine" if not number else "1 finding" if number == 1 else f"{number} findings"
