"""SiteFile… → disk: writes only what differs, deletes only what an earlier run wrote."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gzdaily_site.errors import UserError
from gzdaily_site.model import SiteFile

RECORDS = ".gzsite-cache"  # beside the output, so that nothing hidden is published
PART = ".gzsite-part"  # the ending of a file that is not yet complete
GUESTS = ("screenshots",)  # what the browser tests leave in build/
MARK = ".nojekyll"  # stands at the root of every site we write
SOURCES = ("seeds", "templates", "static")  # of a site folder: never an output


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, kept as they were, and removed."""

    written: int
    kept: int
    removed: int


def write(files: Iterable[SiteFile], output: Path, *, force: bool = False) -> Written:
    """Make `output` hold exactly these files and whatever others put there; `force` writes the unchanged too.

    Every file is taken before the first is written; each appears whole or not at all.
    UserError when the folder is not ours to write into, or two files have one path.
    """
    plan = _plan(files)
    root = output.resolve()
    _refuse_sources(root, output)
    record = root.parent / RECORDS / f"{root.name}.json"
    try:
        ours = _ours(root, output, record, plan)
        _remember(record, ours | plan.keys())  # before writing: an interrupted run still knows what is its own
        removed = _remove(root, ours - plan.keys())
        written = sum(put(root / path, plan[path], force=force) for path in sorted(plan))
        _remember(record, plan.keys())
    except OSError as e:
        place = str(e.filename or output)
        raise UserError(place, f"cannot be written ({e.strerror})", "check its permissions and the space left") from e
    return Written(written, len(plan) - written, removed)


def _plan(files: Iterable[SiteFile]) -> dict[str, bytes]:
    plan: dict[str, bytes] = {}
    seen: dict[str, str] = {}  # some file systems do not tell upper from lower case
    for file in files:
        path = _safe(file.path)
        twin = seen.setdefault(path.lower(), path)
        if path in plan or twin != path:
            raise UserError(path, f"has the address of {twin}", "rename one of the page files")
        plan[path] = file.content
    for path in plan:
        for folder in PurePosixPath(path).parents:
            if folder.as_posix().lower() in seen:
                raise UserError(path, f"lies below the file {folder}", "rename one of the page files")
    return plan


def _safe(path: PurePosixPath) -> str:
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(f"{path} lies outside the output folder")
    return path.as_posix()


def _refuse_sources(root: Path, output: Path) -> None:
    if root.exists() and not root.is_dir():
        raise UserError(str(output), "is a file", "name a folder with --output")
    if (root / "gzsite.yml").is_file():
        raise UserError(str(output), "is a site folder", "name another folder with --output, such as build")
    for folder in root.parents:
        if (folder / "gzsite.yml").is_file() and root.relative_to(folder).parts[0] in SOURCES:
            raise UserError(str(output), f"lies in the sources of {folder}", "name another folder with --output")


def _ours(root: Path, output: Path, record: Path, plan: Mapping[str, bytes]) -> set[str]:
    """What an earlier run wrote; UserError when the folder holds what could be lost."""
    there = set(_files(root))
    known = _recalled(record)
    if known is None:
        if there and not (MARK in there and there <= plan.keys()):
            remedy = "empty it, or name another folder with --output"
            raise UserError(str(output), "holds files that gzsite did not write", remedy)
        return there
    for path in sorted(there & plan.keys() - known):
        if (root / path).read_bytes() != plan[path]:
            raise UserError(str(output / path), "was not written by gzsite", "move it away: the site has a file there")
    return known


def _files(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        inside = Path(folder).relative_to(root)
        if not inside.parts:
            folders[:] = [name for name in folders if name not in GUESTS]
        yield from ((inside / name).as_posix() for name in names if not name.endswith(PART))


def _recalled(record: Path) -> set[str] | None:
    try:
        value = json.loads(record.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return {path for path in value if ".." not in path.split("/") and not path.startswith("/")}


def _remember(record: Path, paths: Iterable[str]) -> None:
    put(record, json.dumps(sorted(paths), ensure_ascii=False, indent=0).encode())


def _remove(root: Path, paths: Iterable[str]) -> int:
    removed = 0
    for path in sorted(paths):
        gone = root / path
        if gone.is_file() or gone.is_symlink():
            gone.unlink()
            removed += 1
        _sweep(gone.parent, root)
    return removed


def _sweep(folder: Path, root: Path) -> None:
    """Remove a folder, and those above it, while they are empty."""
    while folder != root and folder.is_relative_to(root):
        if folder.is_dir():
            if any(folder.iterdir()):
                return
            folder.rmdir()
        folder = folder.parent


def put(path: Path, content: bytes, *, force: bool = False) -> bool:
    """Write a file whole; False when it already says this."""
    if not force and path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + PART)
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return True
