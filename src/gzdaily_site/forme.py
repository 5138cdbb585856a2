"""The forme: how files lie, their sizes and times, as one name. No file is opened."""

from __future__ import annotations

import marshal
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import ENAMETOOLONG
from functools import partial
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR
from typing import Any, TypeVar

from gzdaily_site.errors import unreadable

Stand = tuple[int, int]  # size and time of a file, nanoseconds
Touched = tuple[int, int, int]  # the same of what others write, and the time at which anything of it changed
Folder = tuple[str, list[tuple[str, tuple[int, ...]]]]  # path, which is empty or ends in a slash; names of its files
Look = Callable[[deque[str]], Folder]  # at the first of some folders
GUESTS = ("screenshots",)  # what the browser tests leave in an output folder
SHARED = 4096  # folders, or rows of files; of so many a copy of this process looks at every second, in half the time
ROW = 16  # files that are told together
GONE: Stand = (-1, -1)
_BYTES = 16  # of a digest
_T = TypeVar("_T")
_Plain = TypeVar("_Plain")


def stand(stat: os.stat_result) -> Stand:
    return stat.st_size, stat.st_mtime_ns


def touched(stat: os.stat_result) -> Touched:
    """Its name counts as well: what is copied, or put back, may keep the time that `stand` tells."""
    return *stand(stat), stat.st_ctime_ns


def is_file(path: Path) -> bool:
    """Whether a file lies there; none does under a name that is longer than any may be."""
    try:
        return path.is_file()
    except OSError as e:
        if e.errno == ENAMETOOLONG:
            return False
        raise


def name_of(root: Path, *, linked: Callable[[], int] | None = None) -> str:
    """The same name as long as every file of a folder, or the file itself, lies as it did, and no other was put there.

    With `linked` a linked file counts as what it leads to, a linked folder as a file of this time.
    """
    if root.is_file():
        return _name(_told(("", [("", touched(root.stat()))])))
    look = partial(_looked_at, root, touched, linked=linked)
    folders, total = deque([""]), 0
    while folders and not _worth_two(folders):
        total += _told(look(folders))
    return _name(total + _by_two(partial(_all_told, look), folders))


def name_of_files(root: Path, paths: Sequence[str]) -> str:
    """The same name as long as these files of a folder, named by their paths from there, lie as they did.

    What else lies there is not looked at: to open a folder takes longer than to look at the files of one.
    """

    def told(rows: Iterable[Sequence[str]]) -> int:
        return sum(_row_told(row, [stand_at(f"{at}{path}") for path in row]) for row in rows)

    at = f"{root}/"
    return _name(_by_two(told, _rows(paths)))


def name_of_stands(stands: Mapping[str, Stand]) -> str:
    """What `name_of_files` says of files that lie so."""
    return _name(sum(_row_told(row, [stands[path] for path in row]) for row in _rows([*stands])))


def _rows(paths: Sequence[str]) -> list[Sequence[str]]:
    return [paths[start : start + ROW] for start in range(0, len(paths), ROW)]


def _row_told(row: Sequence[str], stands: list[Stand]) -> int:
    """Of files that are known by their place in a list: the first tells which they are."""
    return _number((row[0], stands))


def stand_at(path: str) -> Stand:
    """Of a file or a link; GONE where there is none, or a folder."""
    try:
        found = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - a Path takes as long as the look
    except (FileNotFoundError, NotADirectoryError):
        return GONE
    return GONE if S_ISDIR(found.st_mode) else stand(found)


def files(root: Path) -> Iterator[tuple[str, Stand]]:
    """Every file below a folder by its path from there, without guests; a link to a folder counts as a file."""
    folders = deque([""])
    while folders:
        folder, entries = _looked_at(root, stand, folders)
        yield from ((folder + name, (size, time)) for name, (size, time) in entries)


def _looked_at(
    root: Path,
    how: Callable[[os.stat_result], tuple[int, ...]],
    folders: deque[str],
    *,
    linked: Callable[[], int] | None = None,
) -> Folder:
    """The next folder and its files; the folders in it are put behind the others."""
    folder = folders.popleft()
    held: list[tuple[str, tuple[int, ...]]] = []
    try:
        found = os.scandir(f"{root}/{folder}")
    except (FileNotFoundError, NotADirectoryError):
        return folder, held
    except PermissionError as e:
        raise unreadable(f"{root}/{folder}".removesuffix("/"), e) from e
    with found, _readable():
        for entry in found:
            name = entry.name
            if not entry.is_dir(follow_symlinks=False):
                if linked and entry.is_dir():  # what lies behind it is not looked at
                    held.append((name, (0, linked())))
                    continue
                leads = linked is not None and entry.is_file()  # a link that leads nowhere counts as the link it is
                held.append((name, how(entry.stat(follow_symlinks=leads))))
            elif folder + name not in GUESTS and name != "__pycache__":
                folders.append(f"{folder}{name}/")
    return folder, held


@contextmanager
def _readable() -> Iterator[None]:
    """A folder may be such that its files are listed, but not looked at."""
    try:
        yield
    except PermissionError as e:
        raise unreadable(str(e.filename), e) from e


def _told(folder: Folder) -> int:
    """A number for one folder; none for one without files."""
    path, entries = folder
    return _number((path, sorted(entries))) if entries else 0


def _number(facts: tuple[str, list[Any]]) -> int:
    content = marshal.dumps(facts, 2)  # from 3 on, what it writes tells which strings are one object
    return int.from_bytes(blake2b(content, digest_size=_BYTES).digest(), "big")


def _all_told(look: Look, folders: Iterable[str]) -> int:
    """Of these folders and of all below them."""
    total, waiting = 0, deque(folders)
    while waiting:
        total += _told(look(waiting))
    return total


def _worth_two(items: Sequence[object]) -> bool:
    return len(items) >= SHARED and hasattr(os, "fork")


def _by_two(told: Callable[[Iterable[_T]], int], items: Sequence[_T]) -> int:
    """The sum of all items' numbers; where they are many, a copy of this process tells those of every second."""
    if not _worth_two(items):
        return told(items)
    ours, theirs = [*items][::2], [*items][1::2]
    with aside(partial(told, theirs)) as others:
        return told(ours) + others()


@contextmanager
def aside(work: Callable[[], _Plain]) -> Iterator[Callable[[], _Plain]]:
    """A function that gives what `work` returns, which must be plain data: a copy of this process does it while this
    one goes on, without a thread. Where there are no copies, or this one comes to nothing, it is done when asked for.
    """
    if not hasattr(os, "fork"):
        yield work
        return
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:  # the system has no place for another process
        os.close(reading)
        os.close(writing)
        yield work
        return
    if not child:
        try:
            with open(writing, "wb") as out:  # noqa: PTH123 - a number, not a path
                out.write(marshal.dumps(work()))  # type: ignore[arg-type]  # else nothing is said
        finally:
            os._exit(0)
    os.close(writing)
    try:
        with open(reading, "rb") as pipe:  # noqa: PTH123 - as above

            def told() -> _Plain:
                try:
                    value: _Plain = marshal.loads(pipe.read())  # noqa: S302 - a copy of this process wrote it
                except (EOFError, ValueError, TypeError):
                    return work()
                return value

            yield told
    finally:
        with suppress(ProcessLookupError, ChildProcessError):  # where the system buries copies itself
            os.kill(child, signal.SIGKILL)  # it is done, or nobody asks any more
            os.waitpid(child, 0)


def _name(total: int) -> str:
    """They may be summed in any order."""
    return f"{total % (1 << 8 * _BYTES):0{2 * _BYTES}x}"
