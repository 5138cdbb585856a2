"""The forme: how all files of a folder lie, their sizes and times, as one name. No file is opened."""

from __future__ import annotations

import marshal
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path

Stand = tuple[int, int]  # size and time of a file, nanoseconds
Folder = tuple[str, list[tuple[str, Stand]]]  # path, which is empty or ends in a slash; names of its files
Look = Callable[[deque[str]], Folder]  # at the first of some folders
GUESTS = ("screenshots",)  # what the browser tests leave in an output folder
SHARED = 4096  # folders; of so many a copy of this process looks at every second one, in half the time
_BYTES = 16  # of a digest


def stand(stat: os.stat_result) -> Stand:
    return stat.st_size, stat.st_mtime_ns


def name_of(root: Path, *, linked: Callable[[], int] | None = None) -> str:
    """The same name as long as every file of a folder, or the file itself, lies as it did.

    With `linked` a linked file counts as what it leads to, a linked folder as a file of this time.
    """
    if root.is_file():
        return _name(_told(("", [("", stand(root.stat()))])))
    look = partial(_looked_at, root, linked=linked)
    folders, total = deque([""]), 0
    while folders and not (len(folders) >= SHARED and hasattr(os, "fork")):
        total += _told(look(folders))
    return _name(total + (_by_two(look, folders) if folders else 0))


def name_of_stands(stands: Mapping[str, Stand]) -> str:
    """What `name_of` says of a folder with these files."""
    folders: dict[str, list[tuple[str, Stand]]] = {}
    for path, how in stands.items():
        folder, slash, name = path.rpartition("/")
        folders.setdefault(folder + slash, []).append((name, how))
    return _name(sum(map(_told, folders.items())))


def files(root: Path) -> Iterator[tuple[str, Stand]]:
    """Every file below a folder by its path from there, without guests; a link to a folder counts as a file."""
    folders = deque([""])
    while folders:
        folder, entries = _looked_at(root, folders)
        yield from ((folder + name, how) for name, how in entries)


def _looked_at(root: Path, folders: deque[str], *, linked: Callable[[], int] | None = None) -> Folder:
    """The next folder and its files; the folders in it are put behind the others."""
    folder = folders.popleft()
    held: list[tuple[str, Stand]] = []
    try:
        found = os.scandir(f"{root}/{folder}")
    except (FileNotFoundError, NotADirectoryError):
        return folder, held
    with found:
        for entry in found:
            name = entry.name
            if not entry.is_dir(follow_symlinks=False):
                if linked and entry.is_dir():  # what lies behind it is not looked at
                    held.append((name, (0, linked())))
                    continue
                leads = linked is not None and entry.is_file()  # a link that leads nowhere counts as the link it is
                held.append((name, stand(entry.stat(follow_symlinks=leads))))
            elif folder + name not in GUESTS and name != "__pycache__":
                folders.append(f"{folder}{name}/")
    return folder, held


def _told(folder: Folder) -> int:
    """A number for one folder; none for one without files."""
    path, entries = folder
    if not entries:
        return 0
    content = marshal.dumps((path, sorted(entries)), 2)  # from 3 on, what it writes tells which strings are one object
    return int.from_bytes(blake2b(content, digest_size=_BYTES).digest(), "big")


def _all_told(look: Look, folders: deque[str]) -> int:
    total = 0
    while folders:
        total += _told(look(folders))
    return total


def _by_two(look: Look, folders: deque[str]) -> int:
    """The sum of the folders and of all below them, of every second one worked out by a copy of this process."""
    ours, theirs = deque(list(folders)[::2]), deque(list(folders)[1::2])
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writing, _name(_all_told(look, theirs)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    try:
        with open(reading, "rb") as pipe:  # noqa: PTH123 - a number, not a path
            total = _all_told(look, ours)
            said = pipe.read()
    finally:
        os.waitpid(child, 0)
    return total + (int(said, 16) if said else _all_told(look, theirs))


def _name(total: int) -> str:
    """Folders may be summed in any order."""
    return f"{total % (1 << 8 * _BYTES):0{2 * _BYTES}x}"
