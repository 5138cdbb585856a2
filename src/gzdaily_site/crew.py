"""The crew: page-sized work shared out over processes, or over another engine's workers."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice, pairwise
from multiprocessing.synchronize import Event
from typing import Any, TypeVar

LEAST = 24  # items; below, starting processes costs more than it saves
BATCHES = 8  # that each worker gets at least, so that all are busy to the end
MOST = 16  # items a batch, so that what is told of progress is fresh; more where there would be more than FRESH batches
FRESH = 1000
# Items after which other copies of this process are made: whatever a copy looks at becomes memory of its own, since to
# look at a value is to count who does. Fewer cost time, at some 50 ms a copy.
SHIFT = 8_000
SINGLY = 8  # items, the first, that are handed out one by one: whoever has dear ones puts them there
_PARENT_DIES = 1  # PR_SET_PDEATHSIG of Linux' prctl

_In = TypeVar("_In")
_Out = TypeVar("_Out")
Work = Callable[[Sequence[_In]], list[_Out]]  # a batch at a time


@dataclass(frozen=True, slots=True)
class Crew:
    """`jobs` processes (None: one a core), or an `executor` whose workers may be other machines."""

    jobs: int | None = None
    executor: Executor | None = None

    @property
    def elsewhere(self) -> bool:
        """Workers know nothing but what they are handed: not what this process has read."""
        return self.executor is not None or not _forks()

    @property
    def copies(self) -> bool:
        """Whether work is shared out to copies of this process."""
        return self._hands > 1 and not self.elsewhere

    def map(self, work: Work[_In, _Out], items: Sequence[_In]) -> Iterator[_Out]:
        """What `work` makes of all items, in order. `work` and items must be such as pickle can hand over."""
        if self.executor is not None and items:
            yield from _flat(self.executor.map(work, list(self._shared_out(items))))
        elif self.elsewhere and not self._alone(len(items)):
            with _pool(self._hands) as pool:
                yield from _flat(pool.map(work, self._shared_out(items)))
        else:  # a copy of this process has the items already
            yield from self.map_here(work, items)

    def map_here(self, work: Work[_In, _Out], items: Iterable[_In], count: int | None = None) -> Iterator[_Out]:
        """The same for work that cannot be handed over: by copies of this process, else by itself.

        Items that are only told one by one need the `count`, which may be too high; of them no more are held than the
        same copies work on. What talks to an executor's workers runs threads in this process, and such a process is
        not copied.
        """
        total = len(items) if isinstance(items, Sized) else count or 0
        rest, singly = iter(items), SINGLY
        if self._alone(total) or self.elsewhere:
            yield from _flat(map(work, _rows(rest, _size(total, 1))))
            return
        while shift := list(islice(rest, SHIFT)):
            _AT_HAND.append((work, shift))
            try:
                with _pool(self._hands) as pool:
                    spans = _batches(range(len(shift)), _size(total, self._hands), singly)
                    yield from _flat(pool.map(_at_hand, spans))
            finally:
                _AT_HAND.pop()
            singly = 0

    @contextmanager
    def meanwhile(self, size: int, *works: Callable[[], Any]) -> Iterator[list[Callable[[], Any]]]:
        """Functions that give what each of the `works` returns: a copy of this process does one after the other while
        this one goes on.

        `size` is the number of items they are about. Where no copy is worth it, each is done when it is asked for.
        After one that fails, or when this context fails, none is begun any more. Until it is left nothing else may be
        shared out: a process that waits for another runs a thread.
        """
        if self._alone(size) or self.elsewhere:
            yield [*works]
            return
        stopped = multiprocessing.get_context("fork").Event()
        _AT_HAND.append((partial(_unless, stopped), works))
        try:
            with _pool(1) as pool, _telling(stopped):
                yield [partial(_only, pool.submit(_at_hand, (n,))) for n in range(len(works))]
        finally:
            _AT_HAND.pop()

    def _shared_out(self, items: Sequence[_In]) -> Iterator[Sequence[_In]]:
        return _batches(items, _size(len(items), self._hands), SINGLY if self._hands > 1 else 0)

    def _alone(self, count: int) -> bool:
        return self._hands == 1 or count < LEAST

    @property
    def _hands(self) -> int:
        return self.jobs or os.cpu_count() or 1


_AT_HAND: list[tuple[Callable[[Sequence[Any]], list[Any]], Sequence[Any]]] = []  # as a copied process finds it


def _at_hand(span: Sequence[int]) -> list[Any]:
    work, items = _AT_HAND[-1]
    return work([items[n] for n in span])


def _unless(stopped: Event, works: Sequence[Callable[[], Any]]) -> list[Any]:
    """What they return, begun with what memory those before them left."""
    if stopped.is_set():
        raise CancelledError
    _give_back()
    with _telling(stopped):
        return [work() for work in works]


@contextmanager
def _telling(stopped: Event) -> Iterator[None]:
    """Of a failure, be it that somebody wants no more of it."""
    try:
        yield
    except BaseException:
        stopped.set()
        raise


def _only(waiting: Future[list[Any]]) -> Any:
    (told,) = waiting.result()
    return told


def _forks() -> bool:
    """Copies of this process are cheap, and safe as long as it runs no threads of its own."""
    return sys.platform == "linux"


def _pool(hands: int) -> ProcessPoolExecutor:
    if not _forks():
        return ProcessPoolExecutor(hands, mp_context=multiprocessing.get_context("spawn"))
    _give_back()
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(hands, mp_context=context, initializer=_die_with, initargs=(os.getpid(),))


def _die_with(parent: int) -> None:
    """A copy ends when the process that made it does, be it killed: else it would wait for work for ever."""
    if prctl := getattr(ctypes.CDLL(None), "prctl", None):
        prctl(_PARENT_DIES, signal.SIGKILL)
        if os.getppid() != parent:  # it died before it was asked for
            os._exit(1)


def _give_back() -> None:
    """Memory that nobody uses back to the system, before copies are made that would come to own it, each for itself.

    glibc keeps it else: 27 of the 165 MB that a build of 10,002 articles has when all are enriched.
    """
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def _size(count: int, hands: int) -> int:
    """Of a batch."""
    return max(1, min(max(MOST, count // FRESH), -(-count // (hands * BATCHES))))


def _batches(items: Sequence[_In], size: int, singly: int) -> Iterator[Sequence[_In]]:
    singly = min(singly, len(items))
    bounds = [*range(singly), *range(singly, len(items), size)]
    return (items[start:stop] for start, stop in pairwise([*bounds, len(items)]))


def _rows(items: Iterator[_In], size: int) -> Iterator[Sequence[_In]]:
    while row := list(islice(items, size)):
        yield row


def _flat(batches: Iterator[list[_Out]]) -> Iterator[_Out]:
    for batch in batches:
        yield from batch


def each(make: Callable[[_In], _Out]) -> Work[_In, _Out]:
    """Work on batches, of work on one item."""
    return partial(_each, make)


def _each(make: Callable[[_In], _Out], items: Sequence[_In]) -> list[_Out]:
    return [make(item) for item in items]


ALONE, ALL_CORES = Crew(1), Crew()
