"""Plate… → disk: makes and writes only what differs, deletes only what an earlier run wrote."""

from __future__ import annotations

import json
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from filecmp import cmp
from hashlib import blake2b
from io import BufferedWriter
from itertools import chain, compress, groupby, islice, tee
from pathlib import Path
from sys import intern

from filelock import FileLock

from gzdaily_site import inventory
from gzdaily_site.crew import ALONE, Crew, each
from gzdaily_site.errors import UserError, unwritten
from gzdaily_site.forme import GONE, Stand, stand, stand_at
from gzdaily_site.forme import files as files_in
from gzdaily_site.inventory import UNKNOWN, Bound, Entry, Looked, Rows, Wound
from gzdaily_site.model import Laid, Planned, Plate, Quire, Reel, SiteFile
from gzdaily_site.morgue import FOLDER
from gzdaily_site.paths import Paths, refuse

PART = ".gzsite-part"  # the ending of a file that is not yet complete
MARK = ".nojekyll"  # stands at the root of every site we write
SOURCES = ("seeds", "templates", "static")  # of a site folder: never an output
Span = tuple[int, int]  # of some in a row: the first, and the one behind the last
AHEAD = 1 << 17  # files, to be made, that are held; an archive may have ten times as many


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


def write(
    files: Iterable[Laid],
    output: Path,
    *,
    crew: Crew = ALONE,
    force: bool = False,
    say: Callable[[str, int, int], None] = lambda *_: None,
) -> Written:
    """Make `output` hold exactly these files and whatever others put there; `force` writes the unchanged too.

    UserError when the folder is not ours to write into, or two files have one path.
    """
    plan = Plan(output, force=force)
    plan.take(lambda: files)
    return plan.written(crew, say)


class Plan:
    """An output, and the files that it shall hold: which of them have to be made.

    Of most only paths are kept. AHEAD of those that have to be made are held; where there are more, `take` is asked for
    all of them again when it is their turn. UserError when the folder is not ours to write into.
    """

    def __init__(self, output: Path, *, force: bool = False, looked: Looked = lambda _: None) -> None:
        """`looked` is what `inventory.looking` gives, where somebody looked already."""
        self.output, self._root, self._force = output, output.resolve(), force
        _refuse_sources(self._root, output)
        self._record = inventory.record_of(self._root)
        with _writing(output):
            known = inventory.recalled(self._record)
            self._recorded = known is not None
            self._there = _There(self._root, known, None if known is None else looked(known))
            self._known = dict.fromkeys(self._there.stands, UNKNOWN) if known is None else known
            self._bound = inventory.quires(self._record)
        self._in_order = [*self._known]
        self._sources: list[Callable[[], Iterable[Laid]]] = []
        self._paths = Paths()
        self._held: deque[Planned] = deque()
        self._to_make = 0
        self._asked = blake2b()  # of those that have to be made, in order
        self._rows = Rows(self._record)
        self._stands: dict[str, Stand] = {}  # of those that are not made
        self._quires: dict[str, tuple[str, Span, Span]] = {}  # key; its files among those kept, and among those made

    @property
    def former(self) -> Iterable[str]:
        """The files of the output that are ours, as they were before."""
        return self._in_order

    def take(self, files: Callable[[], Iterable[Laid]]) -> None:
        """More files, the same whenever they are asked for. UserError where something lies that others wrote."""
        self._sources.append(files)
        for it in files():
            if not isinstance(it, Quire):
                self._take(it)
                continue
            kept, made = len(self._stands), self._to_make
            if self._lies(it):
                for path in self._plates_of(it):
                    self._paths.add(path)
                    self._keep(path, self._known[path])
            else:
                for plate in it.plates():
                    self._take(plate)
            if it.key:
                self._quires[it.name] = it.key, (kept, len(self._stands)), (made, self._to_make)

    def _take(self, file: Planned) -> None:
        path, known = file.path, self._known.get(file.path)
        self._paths.add(_safe(path))
        if self._stale(file):
            if known is None and self._there.get(path) and self._lying(path) != file.make():
                trouble = "was not written by gzsite"
                raise UserError(str(self.output / path), trouble, "move it away: the site has a file there")
            self._to_make += 1
            self._asked.update(_named(file))
            if len(self._held) < AHEAD:
                self._held.append(file)
        elif known:
            self._keep(path, known)

    def _keep(self, path: str, known: Entry) -> None:
        self._rows.add(path, known)
        self._stands[path] = known.size, known.time

    def _lies(self, quire: Quire) -> bool:
        """All its plates lie as they were left, and nothing they were made of has changed."""
        bound = self._bound.get(quire.name)
        if self._force or not quire.key or bound is None or bound.key != quire.key:
            return False
        return all(self._lies_as_left(path) for path in self._plates_of(quire))

    def _plates_of(self, quire: Quire) -> Iterator[str]:
        """The paths of what was bound under this name."""
        for first, count in self._bound[quire.name].spans:
            yield from self._in_order[first : first + count]

    def _lies_as_left(self, path: str) -> bool:
        known = self._known[path]
        return self._there.get(path) == (known.size, known.time)

    def _lying(self, path: str) -> bytes:
        with _writing(self.output):
            return (self._root / path).read_bytes()

    def written(self, crew: Crew, say: Callable[[str, int, int], None] = lambda *_: None) -> Written:
        """Every file that has to be made is made before the first is put in place; each appears whole or not at all.

        Once. UserError as above, for a path that two of them have, and when the disk is full.
        """
        waiting = self._record.with_suffix(".parts")
        with _writing(self.output):
            gone = self._checked()
            shutil.rmtree(waiting, ignore_errors=True)
            try:
                return self._put_on(waiting, gone, crew, say)
            finally:
                shutil.rmtree(waiting, ignore_errors=True)

    def _checked(self) -> list[str]:
        """What is in the output and ours, and no longer wanted. UserError when the folder holds what could be lost."""
        if self._paths.doubtful:
            refuse(self._every_path())
        there = self._there.stands.keys()
        others = [] if self._recorded else [path for path in there if path not in self._paths]
        if others or (there and not self._recorded and MARK not in there):
            trouble = f"holds files that gzsite did not write, such as {min(others or there)}"
            raise UserError(str(self.output), trouble, "empty it, or name another folder with --output")
        gone = [path for path in self._known if path not in self._paths]
        self._paths = Paths()  # nobody asks for them any more
        return gone

    def _put_on(self, waiting: Path, gone: Sequence[str], crew: Crew, say: Callable[[str, int, int], None]) -> Written:
        record, kept, reels = self._record, len(self._stands), inventory.reels(self._record)
        maker = _Maker(self._known, self._there, self._root, waiting, self._force, reels)
        waits, why, total = bytearray(), list[str](), self._to_make
        ours, theirs = tee(self._in_turn())  # no more is between the two than copies of this process work on
        made = chain.from_iterable(crew.map_here(each(maker.all), _tasks(theirs), total))
        for file, it in zip(ours, made, strict=True):
            self._rows.add(file.path, Entry(file.key, it.digest, it.size, it.time))
            waits.append(it.waits)
            why.append(intern(self._why(file)) if it.waits else "")
            if it.wound:
                reels[file.path] = it.wound
            say("making files", len(waits), total)
        stands = self._stands | {path: (it.size, it.time) for path, it in self._rows.after(kept)}
        added = [path for path in stands if path not in self._known]
        if added:  # an interrupted run still knows what is its own
            put(inventory.pending(record), json.dumps(added).encode())
        fresh = compress(enumerate(islice(stands, kept, None)), waits)

        def in_place(it: tuple[int, str]) -> None:
            _put_in_place(maker.part(it[0]), self._root / it[1])

        try:
            removed = _remove(self._root, gone)
            for _ in crew.map_here(each(in_place), fresh, sum(waits)):
                pass
        except KeyboardInterrupt as e:
            e.add_note(f"{self.output} is neither what it was nor what it shall be: build again")
            raise
        put(record, self._rows.content())
        inventory.pending(record).unlink(missing_ok=True)
        put(inventory.quires_of(record), inventory.bound(record, dict(self._all_bound(kept))))
        put(inventory.reels_of(record), inventory.told({path: it for path, it in reels.items() if path in stands}))
        new = compress(zip(islice(stands, kept, None), why, strict=True), waits)
        count = sum(waits)
        return Written(count, len(stands) - count, removed, total - count, dict(new), stands)

    def _all_bound(self, kept: int) -> Iterator[tuple[str, Bound]]:
        """Every quire in the rows that are written: those of so many files that are kept, and then of those made."""
        for name, (key, ours, made) in self._quires.items():
            both = (ours[0], ours[1] - ours[0]), (kept + made[0], made[1] - made[0])
            yield name, Bound(key, [(first, count) for first, count in both if count])

    def _in_turn(self) -> Iterator[Planned]:
        """All files that have to be made. None is held any longer once it was given."""
        held = len(self._held)
        while self._held:
            yield self._held.popleft()
        if held < self._to_make:
            again = blake2b()
            them = (file for files in self._sources for file in self._plates(files()) if self._stale(file))
            for n, file in enumerate(them):
                again.update(_named(file))
                if n >= held:
                    yield file
            if again.digest() != self._asked.digest():  # and so nothing is put in place
                trouble = "is of a site that was changed while it was built"
                raise UserError(str(self.output), trouble, "build again: nothing was written")

    def _plates(self, files: Iterable[Laid]) -> Iterator[Planned]:
        """All files, but none of quires that lie as they should."""
        for it in files:
            if not isinstance(it, Quire):
                yield it
            elif not self._lies(it):
                yield from it.plates()

    def _every_path(self) -> Iterator[str]:
        for it in chain.from_iterable(files() for files in self._sources):
            if not isinstance(it, Quire):
                yield it.path
            elif self._lies(it):
                yield from self._plates_of(it)
            else:
                yield from (plate.path for plate in it.plates())

    def _stale(self, file: Planned) -> bool:
        """The file lies not as it was left, or something it was made of has changed."""
        known, found = self._known.get(file.path), self._there.get(file.path)
        fresh = file.key and known is not None and known.key == file.key and found == (known.size, known.time)
        return self._force or not fresh

    def _why(self, file: Planned) -> str:
        """Why a file had to be made: a word, or the parts of its key that changed."""
        known, found = self._known.get(file.path), self._there.get(file.path)
        if self._force:
            return "force"
        if known is None or known == UNKNOWN:
            return "new"
        if found is None:
            return "deleted"
        if found != (known.size, known.time):
            return "touched"
        before = set(known.key.split())
        return " ".join(part.partition(":")[0] for part in file.key.split() if part not in before) or "content"


class _There:
    """How the files of an output lie: all of them where nothing is known of it, else those that are ours, and another
    when it is asked for. To open each folder takes at least twice as long as to look at the files of one.
    """

    def __init__(
        self, root: Path, known: Mapping[str, Entry] | None, otherwise: Mapping[str, Stand] | None = None
    ) -> None:
        self._at, self._known = f"{root}/", known
        if known is None:
            self.stands = {path: how for path, how in files_in(root) if not path.endswith(PART)}
        else:  # of those that do not lie as they were left
            self.stands = dict(inventory.otherwise(root, known) if otherwise is None else otherwise)

    def get(self, path: str) -> Stand | None:
        """None where no file lies."""
        found = self.stands.get(path)
        if found is None and self._known is not None:
            known = self._known.get(path)
            found = (known.size, known.time) if known else stand_at(self._at + path)
        return None if found == GONE else found


def _named(file: Planned) -> bytes:
    return f"{file.path}\0{file.key}\0".encode("utf-8", "surrogatepass")


def _tasks(files: Iterable[Planned]) -> Iterator[Sequence[tuple[int, Planned]]]:
    """Files with their numbers, one by one, but reels together: they look at the whole archive, and whatever a copy of
    this process looks at becomes memory of its own.
    """
    for reels, them in groupby(enumerate(files), lambda it: isinstance(it[1], Reel)):
        if reels:
            yield tuple(them)
        else:
            for it in them:
                yield (it,)


@contextmanager
def _writing(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as e:
        raise _unwritten(e, output) from e


def _unwritten(e: OSError, output: Path) -> UserError:
    return unwritten(str(e.filename or output), e)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes a file, and lets it wait unless the output has it."""

    known: Mapping[str, Entry]
    there: _There
    root: Path
    waiting: Path
    force: bool
    reels: Mapping[str, Wound]

    def all(self, files: Sequence[tuple[int, Planned]]) -> list[_Made]:
        """Files and the numbers under which they wait."""
        return [self._wound(n, file) if isinstance(file, Reel) else self._made(n, file) for n, file in files]

    def _made(self, number: int, plate: Plate | SiteFile) -> _Made:
        path, found = plate.path, self.there.get(plate.path)
        content = plate.make()
        digest = inventory.digest(content)
        if found and not self.force and self._has(path, found, digest, content):
            return _Made(digest, *found, waits=False)
        with _begun(self.part(number)) as out:
            out.write(content)
            out.flush()
            return _Made(digest, *stand(os.fstat(out.fileno())), waits=True)

    def _wound(self, number: int, reel: Reel) -> _Made:
        """The same piece by piece: it waits before anybody knows whether the output has it."""
        path, part, made = reel.path, self.part(number), blake2b(digest_size=12)
        found = self.there.get(path)
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
        left = known.size, known.time
        if self.force or known.digest != wound.digest or self.there.get(path) != left:
            yield lambda _: b""
            return
        where, at = dict[str, tuple[int, int]](), 0
        for key, size in wound.stretches:
            if key:
                where[key] = (at, size)
            at += size
        with (self.root / path).open("rb") as old:
            if stand(os.fstat(old.fileno())) != left:  # somebody changed it since it was looked at
                yield lambda _: b""
                return

            def cut(key: str) -> bytes:
                start, size = where.get(key, (0, 0))
                old.seek(start)
                return old.read(size)

            yield cut
            if stand(os.fstat(old.fileno())) != left:  # and so nothing is put in place
                trouble = "was changed while the site was built"
                raise UserError(str(self.root / path), trouble, "build again: nothing was written")

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


def put(path: Path, content: bytes | Iterable[bytes], *, force: bool = False) -> bool:
    """Write a file whole, in pieces or at once; False when it already says this, which is asked of one piece only."""
    if not force and isinstance(content, bytes) and path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + PART)
    try:
        with part.open("wb") as out:
            out.writelines([content] if isinstance(content, bytes) else content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return True
