"""Plate… → disk: makes and writes only what differs, deletes only what an earlier run wrote."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from filecmp import cmp
from hashlib import blake2b
from io import BufferedWriter
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from gzdaily_site.crew import ALONE, Crew, each
from gzdaily_site.errors import UserError
from gzdaily_site.forme import Stand, stand
from gzdaily_site.forme import files as files_in
from gzdaily_site.model import Planned, Reel
from gzdaily_site.morgue import FOLDER

PART = ".gzsite-part"  # the ending of a file that is not yet complete
MARK = ".nojekyll"  # stands at the root of every site we write
SOURCES = ("seeds", "templates", "static")  # of a site folder: never an output


class Entry(NamedTuple):
    """What the record says of a file: what it was made of, what it says, and how it lay on the disk."""

    key: str
    digest: str
    size: int
    time: int  # of its last change, nanoseconds


@dataclass(frozen=True, slots=True)
class Wound:
    """A reel as it lies: the digest of the file, and of each stretch its key and its bytes."""

    digest: str = ""
    stretches: Sequence[tuple[str, int]] = ()


UNKNOWN = Entry("", "", -1, -1)


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, kept as they were, and removed; of the kept, how many were made to be compared."""

    written: int
    kept: int
    removed: int
    compared: int = field(default=0, compare=False)
    why: Mapping[str, str] = field(default_factory=dict, compare=False)
    stands: Mapping[str, Stand] = field(default_factory=dict, compare=False)  # of all files that are ours


@dataclass(frozen=True, slots=True)
class _Made:
    """A file that was made, and whether it waits: it does not when the output holds it already.

    There is one a file of the archive, so it says only what its maker alone knows.
    """

    digest: str
    size: int
    time: int
    waits: bool
    wound: Wound | None = None


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Nobody else makes this output meanwhile: another build of it waits until this one is done.

    UserError when the folder is not ours to write into.
    """
    root = output.resolve()
    _refuse_sources(root, output)
    lock = FileLock(root.parent / FOLDER / f"{root.name}.lock")
    try:
        Path(lock.lock_file).parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except OSError as e:
        raise _unwritten(e, output) from e
    try:
        yield
    finally:
        lock.release()


@dataclass(frozen=True, slots=True)
class Lie:
    """An output before it is written: how all files in it lie, and what the record says of ours; None without one."""

    there: Mapping[str, Stand]
    known: Mapping[str, Entry] | None


def look(output: Path) -> Lie:
    """How an output lies. UserError when the folder is not ours to write into."""
    root = output.resolve()
    _refuse_sources(root, output)
    try:
        return Lie({path: how for path, how in files_in(root) if not path.endswith(PART)}, _recalled(_record(root)))
    except OSError as e:
        raise _unwritten(e, output) from e


def write(
    files: Iterable[Planned],
    output: Path,
    *,
    lie: Lie | None = None,
    crew: Crew = ALONE,
    force: bool = False,
    say: Callable[[str, int, int], None] = lambda *_: None,
) -> Written:
    """Make `output` hold exactly these files and whatever others put there; `force` writes the unchanged too.

    `lie` is what `look` says of it, where somebody has looked since nobody else may write there.
    Every file is made before the first is put in place; each appears whole or not at all.
    UserError when the folder is not ours to write into, or two files have one path.
    """
    plan = _plan(files)
    lie = lie or look(output)
    root, there = output.resolve(), lie.there
    record = _record(root)
    waiting = record.with_suffix(".parts")
    fresh: dict[str, int] = {}  # the files that wait, and the number of each
    try:
        known = _ours(root, output, lie, plan)
        # In the order of the archive: what lies side by side in memory is then read by one copy of this process.
        stale = [path for path in plan if force or not _fresh(plan[path], known.get(path), there.get(path))]
        stale.sort(key=lambda path: not isinstance(plan[path], Reel))
        shutil.rmtree(waiting, ignore_errors=True)
        reels = _reels(record)
        maker = _Maker(plan, known, there, root, waiting, force, reels)
        told: dict[str, Entry] = {}
        for number, (path, it) in enumerate(zip(stale, _made(stale, maker, crew, say), strict=True)):
            told[path] = Entry(plan[path].key, it.digest, it.size, it.time)
            if it.waits:
                fresh[path] = number
            if it.wound:
                reels[path] = it.wound
        added = [path for path in plan if path not in known]
        if added:  # an interrupted run still knows what is its own
            put(_pending(record), json.dumps(added).encode())
        gone = known.keys() - plan.keys()
        removed = _remove(root, gone)
        for _ in crew.map_here(each(lambda it: _put_in_place(maker.part(it[1]), root / it[0])), list(fresh.items())):
            pass
        entries = {path: told.get(path) or known[path] for path in sorted(plan)}
        _remember(record, entries)
        _pending(record).unlink(missing_ok=True)
        _keep_reels(record, reels, plan)
    except OSError as e:
        raise _unwritten(e, output) from e
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    same = len(stale) - len(fresh)
    stands = {path: (it.size, it.time) for path, it in entries.items()}
    why = {path: _why(plan[path], known.get(path), there.get(path), force=force) for path in fresh}
    return Written(len(fresh), len(plan) - len(fresh), removed, same, why, stands)


def _unwritten(e: OSError, output: Path) -> UserError:
    place = str(e.filename or output)
    return UserError(place, f"cannot be written ({e.strerror})", "check its permissions and the space left")


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes a file, and lets it wait unless the output has it."""

    plan: Mapping[str, Planned]
    known: Mapping[str, Entry]
    there: Mapping[str, Stand]
    root: Path
    waiting: Path
    force: bool
    reels: Mapping[str, Wound] = field(default_factory=dict)

    def __call__(self, number: int, path: str) -> _Made:
        plate, found = self.plan[path], self.there.get(path)
        if isinstance(plate, Reel):
            return self._wound(number, path, plate)
        content = plate.make()
        digest = blake2b(content, digest_size=12).hexdigest()
        if found and not self.force and self._has(path, found, digest, content):
            return _Made(digest, *found, waits=False)
        with _begun(self.part(number)) as out:
            out.write(content)
            out.flush()
            return _Made(digest, *stand(os.fstat(out.fileno())), waits=True)

    def _wound(self, number: int, path: str, reel: Reel) -> _Made:
        """The same piece by piece: it waits before anybody knows whether the output has it."""
        part, made, found = self.part(number), blake2b(digest_size=12), self.there.get(path)
        told: list[tuple[str, int]] = []
        with _begun(part) as out, self._cutter(path) as kept:
            for stretch in reel.stretches():
                content = kept(stretch.key) or stretch.make()
                made.update(content)
                out.write(content)
                told.append((stretch.key, len(content)))
        digest = made.hexdigest()
        if found and not self.force and self._has(path, found, digest, part):
            part.unlink()
            return _Made(digest, *found, waits=False, wound=Wound(digest, told))
        return _Made(digest, *stand(part.stat()), waits=True, wound=Wound(digest, told))

    @contextmanager
    def _cutter(self, path: str) -> Iterator[Callable[[str], bytes]]:
        """Gives the stretches of the file as it lies, by key; nothing where it does not lie as it was left."""
        known, wound = self.known.get(path, UNKNOWN), self.reels.get(path, Wound())
        if self.force or known.digest != wound.digest or self.there.get(path) != (known.size, known.time):
            yield lambda _: b""
            return
        where, at = dict[str, tuple[int, int]](), 0
        for key, size in wound.stretches:
            if key:
                where[key] = (at, size)
            at += size
        with (self.root / path).open("rb") as old:

            def cut(key: str) -> bytes:
                start, size = where.get(key, (0, 0))
                old.seek(start)
                return old.read(size)

            yield cut

    def part(self, number: int) -> Path:
        """Where a file waits."""
        return self.waiting / f"{number // 1000}" / f"{number % 1000}"

    def _has(self, path: str, found: Stand, digest: str, content: bytes | Path) -> bool:
        """By the record where the file lies as it was left, else by reading it."""
        known = self.known.get(path, UNKNOWN)
        if (known.size, known.time) == found:
            return known.digest == digest
        if isinstance(content, Path):
            return cmp(content, self.root / path, shallow=False)
        return found[0] == len(content) and (self.root / path).read_bytes() == content


def _made(stale: Sequence[str], maker: _Maker, crew: Crew, say: Callable[[str, int, int], None]) -> Iterator[_Made]:
    """Each, in order. The first may be reels, which look at the whole archive: they go through one pair of hands, since
    whatever a copy of this process looks at becomes memory of its own.
    """
    reels = next((n for n, path in enumerate(stale) if not isinstance(maker.plan[path], Reel)), len(stale))
    tasks = [range(reels), *(range(n, n + 1) for n in range(reels, len(stale)))]
    done = 0
    for them in crew.map_here(each(lambda task: [maker(n, stale[n]) for n in task]), tasks):
        for it in them:
            done += 1
            say("making files", done, len(stale))
            yield it


def _fresh(plate: Planned, known: Entry | None, found: Stand | None) -> bool:
    """The file lies as it was left, and nothing it was made of has changed."""
    return bool(plate.key) and known is not None and known.key == plate.key and found == (known.size, known.time)


def _why(plate: Planned, known: Entry | None, found: Stand | None, *, force: bool) -> str:
    """Why a file had to be made: a word, or the parts of its key that changed."""
    if force:
        return "force"
    if known is None or known == UNKNOWN:
        return "new"
    if found is None:
        return "deleted"
    if found != (known.size, known.time):
        return "touched"
    before = set(known.key.split())
    return " ".join(part.partition(":")[0] for part in plate.key.split() if part not in before) or "content"


def _begun(part: Path) -> BufferedWriter:
    """A file to write into. Its folder is made when it is missed: to ask every time took a tenth of the time."""
    try:
        return part.open("wb")
    except FileNotFoundError:
        part.parent.mkdir(parents=True, exist_ok=True)
        return part.open("wb")


def _put_in_place(part: Path, path: Path) -> None:
    with suppress(OSError):
        part.replace(path)
        return
    path.parent.mkdir(parents=True, exist_ok=True)  # as above
    try:
        part.replace(path)
    except OSError:  # the output lies on another disk
        beside = path.with_name(path.name + PART)
        try:
            shutil.copy2(part, beside)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def _plan(files: Iterable[Planned]) -> dict[str, Planned]:
    plan: dict[str, Planned] = {}
    seen: dict[str, str] = {}  # some file systems do not tell upper from lower case
    for file in files:
        path = _safe(file.path)
        lower = path.lower()
        twin = seen.setdefault(path if lower == path else lower, path)  # the same text is held once
        if path in plan or twin != path:
            raise UserError(path, f"has the address of {twin}", "rename one of the page files")
        plan[path] = file
    above: set[str] = set()
    for path in plan:
        folder = path.rpartition("/")[0]
        while folder and folder not in above:
            above.add(folder)
            folder = folder.rpartition("/")[0]
    for folder in sorted(above):
        if folder.lower() in seen:
            path = next(path for path in plan if path.startswith(f"{folder}/"))
            raise UserError(path, f"lies below the file {seen[folder.lower()]}", "rename one of the page files")
    return plan


def _safe(path: str) -> str:
    if not {"", ".", ".."}.isdisjoint(path.split("/")):
        raise ValueError(f"{path!r} lies outside the output folder")
    return path


def _refuse_sources(root: Path, output: Path) -> None:
    if root.exists() and not root.is_dir():
        raise UserError(str(output), "is a file", "name a folder with --output")
    if (root / "gzsite.yml").is_file():
        raise UserError(str(output), "is a site folder", "name another folder with --output, such as build")
    for folder in root.parents:
        if (folder / "gzsite.yml").is_file() and root.relative_to(folder).parts[0] in SOURCES:
            raise UserError(str(output), f"lies in the sources of {folder}", "name another folder with --output")


def _ours(root: Path, output: Path, lie: Lie, plan: Mapping[str, Planned]) -> Mapping[str, Entry]:
    """What an earlier run wrote; UserError when the folder holds what could be lost."""
    known, there = lie.known, lie.there
    if known is None:
        if there and not (MARK in there and there.keys() <= plan.keys()):
            remedy = "empty it, or name another folder with --output"
            raise UserError(str(output), "holds files that gzsite did not write", remedy)
        return dict.fromkeys(there, UNKNOWN)
    for path in sorted(there.keys() & plan.keys() - known.keys()):
        if (root / path).read_bytes() != plan[path].make():
            raise UserError(str(output / path), "was not written by gzsite", "move it away: the site has a file there")
    return known


def _record(root: Path) -> Path:
    """Beside the output, so that nothing hidden is published."""
    return root.parent / FOLDER / f"{root.name}.json"


def _recalled(record: Path) -> dict[str, Entry] | None:
    """What the record says, and after a run that broke off what that was going to add; None without a record."""
    whole, added = _listed(record), _listed(_pending(record))
    return whole if added is None else added | (whole or {})


def _listed(record: Path) -> dict[str, Entry] | None:
    try:
        value = json.loads(record.read_text(encoding="utf-8"))
        entries = value.items() if isinstance(value, dict) else ((path, UNKNOWN) for path in value)
        return {path: Entry(*entry) for path, entry in entries if ".." not in path.split("/") and path[:1] != "/"}
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _pending(record: Path) -> Path:
    """Lists the files that a run is about to add."""
    return record.with_suffix(".added.json")


def _reels(record: Path) -> dict[str, Wound]:
    """Every reel that was written."""
    try:
        value = json.loads(record.with_suffix(".reels.json").read_text(encoding="utf-8"))
        return {
            path: Wound(digest, [(str(key), int(size)) for key, size in told]) for path, (digest, told) in value.items()
        }
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return {}


def _keep_reels(record: Path, reels: Mapping[str, Wound], plan: Mapping[str, Planned]) -> None:
    kept = {path: (it.digest, it.stretches) for path, it in reels.items() if path in plan}
    put(record.with_suffix(".reels.json"), json.dumps(kept, separators=(",", ":")).encode())


def _remember(record: Path, entries: Mapping[str, Entry]) -> None:
    put(record, json.dumps(entries, separators=(",", ":")).encode())


def _remove(root: Path, paths: Iterable[str]) -> int:
    removed, left = 0, set[Path]()
    for path in sorted(paths):
        gone = root / path
        if gone.is_file() or gone.is_symlink():
            gone.unlink()
            removed += 1
        left.add(gone.parent)
    for folder in sorted(left, reverse=True):  # those inside others first
        _sweep(folder, root)
    return removed


def _sweep(folder: Path, root: Path) -> None:
    """Remove a folder, and those above it, while they are empty."""
    while folder != root and folder.is_relative_to(root):
        if folder.is_dir():
            with os.scandir(folder) as inside:
                if any(inside):
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
