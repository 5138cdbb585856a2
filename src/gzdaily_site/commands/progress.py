"""Progress of long work on stderr; silent when stderr is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from gzdaily_site.desk import Say


@contextmanager
def progress() -> Iterator[Say]:
    """A function to be told the stage, how many are done, and of how many (0: not known)."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _of: None
        return
    from rich.console import Console  # noqa: PLC0415 - needed at a terminal only
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, object] = {}

        def say(stage: str, done: int, of: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=of or None)
            bar.update(tasks[stage], completed=done)  # type: ignore[arg-type]  # rich's own id, handed back

        yield say
