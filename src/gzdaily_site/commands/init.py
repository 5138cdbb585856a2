"""gzsite init: lays down a new site folder with a sample page."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from gzdaily_site import shipped
from gzdaily_site.errors import UserError

DOT = "dot-"  # how a hidden name is spelt in the package


def init(folder: Path) -> None:
    """Make a site folder; UserError, and nothing written, when a file of it is there already."""
    source = shipped.data("init")
    laid = {folder / _laid(path.relative_to(source)): path for path in sorted(source.rglob("*")) if path.is_file()}
    for target in laid:
        _refuse(target, folder)
    try:
        for target, path in laid.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.write(path.read_bytes())
    except OSError as e:
        place = str(e.filename or folder)
        raise UserError(place, f"cannot be written ({e.strerror})", "name a folder you may write to") from e
    click.echo(f"{folder}: {len(laid)} files; next: gzsite serve --site {quote(str(folder))}")


def _laid(path: Path) -> Path:
    return Path(*("." + part.removeprefix(DOT) if part.startswith(DOT) else part for part in path.parts))


def _refuse(target: Path, folder: Path) -> None:
    if target.exists() or target.is_symlink():
        raise UserError(str(target), "is there already", "name a new folder; nothing was overwritten")
    for part in target.parents:
        if part.exists() and not part.is_dir():
            raise UserError(str(part), "is a file", "name a new folder")
        if part == folder:
            return
