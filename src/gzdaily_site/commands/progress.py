"""Progress of long work on stderr; silent when stderr is no terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from gzdaily_site.report import Say

EVERY = 0.1  # seconds between two drawings


@contextmanager
def progress() -> Iterator[Say]:
    """A function to be told the stage, how many are done, and of how many (0: not known)."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _of: None
        return
    from rich.console import Console  # noqa: PLC0415 - needed at a terminal only
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # Drawn when something is said, by no thread of its own: processes are forked meanwhile.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        tasks: dict[str, object] = {}
        drawn = [0.0]

        def say(stage: str, done: int, of: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=of or None)
            bar.update(tasks[stage], completed=done)  # type: ignore[arg-type]  # rich's own id, handed back
            if time.monotonic() - drawn[0] > EVERY or done == of:
                drawn[0] = time.monotonic()
                bar.refresh()

        yield say
