"""The inventory of an output: which files gzsite wrote there, of what each was made, and how it lay on the disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from gzdaily_site.crew import Crew
from gzdaily_site.forme import Stand, aside, stand, stand_at
from gzdaily_site.morgue import FOLDER
from gzdaily_site.spool import Spool

Looked = Callable[..., dict[str, Stand] | None]  # given an inventory or nothing
LARGE = 1 << 19  # bytes of an inventory; to look at the files of a smaller one takes less time than to copy a process
TOGETHER = 1024  # files that are told as one piece of JSON


class Entry(NamedTuple):
    """What is told of a file: what it was made of, what it says, and how it lay on the disk."""

    key: str
    digest: str
    size: int
    time: int  # of its last change, nanoseconds


UNKNOWN = Entry("", "", -1, -1)


def digest(content: bytes) -> str:
    """By which a file's content is told."""
    return blake2b(content, digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Wound:
    """A reel as it lies: the digest of the file, and of each stretch its key and its bytes."""

    digest: str = ""
    stretches: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """A quire as it lies: its key, and which rows of the inventory are its plates: the first of some, and how many."""

    key: str
    spans: Sequence[tuple[int, int]]


class Rows:
    """An inventory in the making. What is told of each file is put down at once: an archive may have a million."""

    def __init__(self, record: Path) -> None:
        self._spool = Spool(record.parent)
        self._places: list[int] = []
        self._last: dict[str, Entry] = {}

    def add(self, path: str, entry: Entry) -> None:
        """A path comes once."""
        self._last[path] = entry
        if len(self._last) == TOGETHER:
            self._put_down()

    def after(self, count: int) -> Iterator[tuple[str, Entry]]:
        """All but the first so many, in the order in which they came. No more is added after this."""
        self._put_down()
        whole, some = divmod(count, TOGETHER)
        pieces = (json.loads(self._spool.get(place)).items() for place in self._places[whole:])
        return ((path, Entry(*told)) for path, told in islice(chain.from_iterable(pieces), some, None))

    def content(self) -> Iterator[bytes]:
        """All of it as one JSON object, in pieces."""
        self._put_down()
        yield b"{"
        for n, place in enumerate(self._places):
            yield b",\n" * bool(n) + self._spool.get(place)[1:-1]
        yield b"}"

    def _put_down(self) -> None:
        if self._last:
            self._places.append(self._spool.put(json.dumps(self._last, separators=(",", ":")).encode()))
            self._last = {}


def record_of(root: Path) -> Path:
    """Where the inventory of an output lies: beside it, so that nothing hidden is published."""
    return root.parent / FOLDER / f"{root.name}.json"


def recalled(record: Path) -> dict[str, Entry] | None:
    """What the inventory says, and after a run that broke off what that was going to add; None where there is none."""
    whole, added = _listed(record), _listed(pending(record))
    return whole if added is None else added | (whole or {})


def otherwise(root: Path, known: Mapping[str, Entry]) -> dict[str, Stand]:
    """How those files of an output lie that do not lie as they were left; GONE where there is none."""
    at = f"{root}/"
    looked = ((path, it, stand_at(at + path)) for path, it in known.items())
    return {path: found for path, it, found in looked if found != (it.size, it.time)}


def lies(output: Path) -> bool:
    """Every file that was written into an output lies there as it was left, and no run broke off."""
    root = output.resolve()
    record = record_of(root)
    known = recalled(record)
    return known is not None and not pending(record).exists() and not otherwise(root, known)


@contextmanager
def looking(root: Path, crew: Crew) -> Iterator[Looked]:
    """A function that gives `otherwise` of an output whose inventory is known, else None: a copy of this process looks,
    where that is worth it, while this one goes on. Who has the inventory already may hand it over.
    """

    def looked(known: Mapping[str, Entry] | None = None) -> dict[str, Stand] | None:
        known = recalled(record) if known is None else known
        return None if known is None else otherwise(root, known)

    record = record_of(root)
    if crew.copies and record.is_file() and record.stat().st_size >= LARGE:
        with aside(looked) as told:
            yield lambda _=None: told()
    else:
        yield looked


def _listed(record: Path) -> dict[str, Entry] | None:
    try:
        value = json.loads(record.read_text(encoding="utf-8"))
        entries = value.items() if isinstance(value, dict) else ((path, UNKNOWN) for path in value)
        return {path: Entry(*entry) for path, entry in entries if ".." not in path.split("/") and path[:1] != "/"}
    except (FileNotFoundError, ValueError, TypeError):
        return None


def pending(record: Path) -> Path:
    """Lists the files that a run is about to add."""
    return record.with_suffix(".added.json")


def reels_of(record: Path) -> Path:
    """Says how the reels lie."""
    return record.with_suffix(".reels.json")


def reels(record: Path) -> dict[str, Wound]:
    """Every reel that was written."""
    try:
        value = json.loads(reels_of(record).read_text(encoding="utf-8"))
        return {
            path: Wound(digest, [(str(key), int(size)) for key, size in told]) for path, (digest, told) in value.items()
        }
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return {}


def quires_of(record: Path) -> Path:
    """Says which rows of an inventory belong to which quire."""
    return record.with_suffix(".quires.json")


def quires(record: Path) -> dict[str, Bound]:
    """Every quire, by name; none where the inventory is not the one that they were told of."""
    try:
        value = json.loads(quires_of(record).read_text(encoding="utf-8"))
        if pending(record).exists() or value["of"] != [*stand(record.stat())]:
            return {}
        return {name: Bound(key, spans) for name, (key, spans) in value["quires"].items()}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def bound(record: Path, them: Mapping[str, Bound]) -> bytes:
    """What `quires` reads again, of an inventory that is written."""
    said = {"of": stand(record.stat()), "quires": {name: (it.key, it.spans) for name, it in them.items()}}
    return json.dumps(said, separators=(",", ":")).encode()


def told(them: Mapping[str, Wound]) -> bytes:
    """What `reels` reads again."""
    return json.dumps({path: (it.digest, it.stretches) for path, it in them.items()}, separators=(",", ":")).encode()
