"""The morgue: what was worked out before, each value under a name made of all that went into it."""

from __future__ import annotations

import os
import pickle
import time
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from threading import RLock, get_ident
from typing import Any, Generic, Protocol, TypeVar, overload

from gzdaily_site.errors import unwritten

FOLDER = ".gzsite-cache"  # in a site folder, and beside an output; may be deleted at any time
PART = ".part"
BROKEN_OFF = 3600.0  # seconds after which a file that is not yet complete will never be

_K = TypeVar("_K")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Parcel(Generic[_T]):
    """A value and its bytes: packed once, where it is made, for the morgue and for the way between processes."""

    value: _T
    content: bytes

    def __reduce__(self) -> tuple[Callable[[bytes], Parcel[_T]], tuple[bytes]]:
        return _unpacked, (self.content,)


def parcel(value: _T) -> Parcel[_T]:
    return Parcel(value, pickle.dumps(value, protocol=5))


def _unpacked(content: bytes) -> Parcel[_T]:
    return Parcel(pickle.loads(content), content)  # noqa: S301 - it comes from a worker of ours


class Vault(Hashable, Protocol):
    """Keeps bytes out of memory, and gives them back for the place that it told when it took them."""

    def put(self, content: bytes) -> int: ...

    def put_all(self, contents: Sequence[bytes]) -> Sequence[int]: ...

    def get(self, place: int) -> bytes: ...


Packed = Sequence[bytes | int]  # values, or the place of each in a vault


class Envelopes(Mapping[_K, _T]):
    """Values that are kept packed, and unpacked each time one is asked for.

    An archive's dearest layers lie so: what is asked for once or twice an article is made anew in microseconds, and
    takes a fifth of the place until then; next to none once it is put away. Which value is whose is said by `rows`, one
    for all that have the same keys in the same order.
    """

    __slots__ = ("packed", "rows", "vault")

    def __init__(self, rows: Mapping[_K, int], packed: Packed, vault: Vault | None = None) -> None:
        self.rows, self.packed, self.vault = rows, packed, vault

    @classmethod
    def of(cls, values: Mapping[_K, _T], rows: Mapping[_K, int] | None = None) -> Envelopes[_K, _T]:
        rows = rows_of(values) if rows is None else rows
        return cls(rows, [pickle.dumps(values[key], protocol=5) for key in rows])

    @classmethod
    def together(cls, them: Sequence[Envelopes[_K, _T]], rows: Mapping[_K, int] | None = None) -> Envelopes[_K, _T]:
        """All of them, nothing unpacked; all in memory, or all put away in one vault."""
        rows = rows_of(chain.from_iterable(them)) if rows is None else rows
        vault = them[0].vault if them else None
        packed: list[Any] = [value for it in them for value in it.packed]
        return cls(rows, _places(packed) if vault else packed, vault)

    def __reduce__(self) -> tuple[type[Envelopes[_K, _T]], tuple[Mapping[_K, int], list[bytes]]]:
        return Envelopes, (self.rows, [_got(it, self.vault) for it in self.packed])  # as of what is folded

    def __getitem__(self, key: _K) -> _T:
        value: _T = pickle.loads(_got(self.packed[self.rows[key]], self.vault))  # noqa: S301 - packed by this class
        return value

    def __iter__(self) -> Iterator[_K]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def rows_of(keys: Iterable[_K]) -> dict[_K, int]:
    """The place of each among them."""
    return {key: n for n, key in enumerate(keys)}


def _places(them: Sequence[int]) -> Sequence[int]:
    """As eight bytes each, a fifth of what numbers take by themselves; those of a very large vault need more."""
    try:
        return array("Q", them)
    except OverflowError:
        return them


class Later(Mapping[_K, _T]):
    """A mapping that is worked out once, when it is first asked; who asks meanwhile waits."""

    def __init__(self, work: Callable[[], Mapping[_K, _T]]) -> None:
        self._work = work
        self._found: Mapping[_K, _T] | None = None
        self._working = RLock()

    def now(self) -> Mapping[_K, _T]:
        with self._working:
            if self._found is None:
                self._found = self._work()
            return self._found

    def __getitem__(self, key: _K) -> _T:
        return self.now()[key]

    def __iter__(self) -> Iterator[_K]:
        return iter(self.now())

    def __len__(self) -> int:
        return len(self.now())


class Folded(Sequence[_T]):
    """A row of values that is kept packed, and unfolded when it is looked at.

    The text of an archive lies so, in next to no place once it is put away. Those looked at last stay unfolded: who
    makes the files of an article looks again and again.
    """

    __slots__ = ("packed", "vault")

    def __init__(self, content: bytes) -> None:
        self.packed: bytes | int = content
        self.vault: Vault | None = None

    @classmethod
    def of(cls, values: Sequence[_T]) -> Folded[_T]:
        return cls(pickle.dumps(tuple(values), protocol=5))

    def __reduce__(self) -> tuple[type[Folded[_T]], tuple[bytes]]:
        return Folded, (_got(self.packed, self.vault),)  # a vault is only of its process and of copies of it

    @overload
    def __getitem__(self, place: int) -> _T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[_T, ...]: ...

    def __getitem__(self, place: int | slice) -> _T | tuple[_T, ...]:
        found: _T | tuple[_T, ...] = self._all()[place]
        return found

    def __iter__(self) -> Iterator[_T]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def _all(self) -> tuple[_T, ...]:
        return _unfolded(self.packed, self.vault)


@lru_cache(maxsize=64)
def _unfolded(packed: bytes | int, vault: Vault | None) -> tuple[Any, ...]:
    values: tuple[Any, ...] = pickle.loads(_got(packed, vault))  # noqa: S301 - packed by the class above
    return values


def put_away(them: Iterable[Envelopes[Any, Any] | Folded[Any]], vault: Vault) -> None:
    """What lies in memory, all at once: to put down each by itself takes seven times as long. The rest stays."""
    waiting = [it for it in them if it.vault is None]
    places = iter(vault.put_all([content for it in waiting for content in _contents(it)]))
    for it in waiting:
        it.packed = next(places) if isinstance(it, Folded) else _places([*islice(places, len(it.packed))])
        it.vault = vault


def _contents(it: Envelopes[Any, Any] | Folded[Any]) -> Iterator[bytes]:
    packed = [it.packed] if isinstance(it, Folded) else it.packed
    return (content for content in packed if isinstance(content, bytes))


def _got(packed: bytes | int, vault: Vault | None) -> bytes:
    if isinstance(packed, bytes):
        return packed
    if vault is None:
        raise LookupError(f"put away at {packed}, and no vault")
    return vault.get(packed)


class Morgue:
    """One kind of values. A file that is damaged, or of another Python, counts as not there."""

    def __init__(self, site: Path, kind: str) -> None:
        self._folder = site / FOLDER / kind

    def get(self, key: str) -> Any | None:
        """What was kept under this name; None where there is nothing that can be read."""
        try:
            with open(f"{self._folder}/{key[:2]}/{key[2:]}", "rb") as file:  # noqa: PTH123 - a third of a Path's time
                return pickle.loads(file.read())  # noqa: S301 - the folder is the publisher's own
        except FileNotFoundError:
            return None
        except Exception:  # noqa: BLE001 - whatever a damaged pickle raises, the value is worked out anew
            return None

    def put(self, key: str, parcel: Parcel[Any]) -> None:
        """Keep what is in a parcel; a reader sees all of it or nothing. UserError when the folder takes no more."""
        path = self._path(key)
        # A preview and a build may keep the same, and so may two requests of a preview.
        part = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}{PART}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(parcel.content)
            part.replace(path)
        except OSError as e:
            raise unwritten(str(self._folder), e) from e

    def sweep(self, used: Iterable[str]) -> None:
        """Remove all but these."""
        kept = {*used}
        for folder in _names(self._folder):
            for name in _names(self._folder / folder):
                if folder + name not in kept and not _in_work(path := self._folder / folder / name):
                    path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


class Memory(Morgue):
    """A morgue of one process that goes on: it looks on the disk once, and what it is given it keeps to itself.

    The value itself is kept, so that what was worked out of it is known to be of the same.
    """

    def __init__(self, site: Path, kind: str) -> None:
        super().__init__(site, kind)
        self._values: dict[str, Any] = {}

    def get(self, key: str) -> Any | None:
        if key not in self._values:
            value = super().get(key)
            if value is None:
                return None
            self._values[key] = value
        return self._values[key]

    def put(self, key: str, parcel: Parcel[Any]) -> None:
        self._values[key] = parcel.value

    def sweep(self, used: Iterable[str]) -> None:
        """Forget all but these."""
        self._values = {key: self._values[key] for key in used if key in self._values}


def _names(folder: Path) -> list[str]:
    """What lies in a folder, or nothing; without a Path for each, which takes four times as long."""
    try:
        return os.listdir(folder)  # noqa: PTH208 - as above
    except (FileNotFoundError, NotADirectoryError):
        return []


def _in_work(path: Path) -> bool:
    """Another process is about to complete this file."""
    if path.suffix != PART:
        return False
    try:
        return time.time() - path.stat().st_mtime < BROKEN_OFF
    except FileNotFoundError:
        return True


def key(*parts: object) -> str:
    """A name for what was made of these; parts of plain data and dataclasses of it, told apart by their `repr`."""
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass"))
        made.update(b"\0")
    return made.hexdigest()
