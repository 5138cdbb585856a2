"""The straight line from seeds/ to a finished site: the only module that knows the order of the stages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from os import cpu_count
from pathlib import Path

from gzdaily_site import config
from gzdaily_site.blocks import blocks
from gzdaily_site.config import Settings
from gzdaily_site.model import PageReading, SiteFile, SourcePage
from gzdaily_site.separate import separate
from gzdaily_site.separate.why import Why, why
from gzdaily_site.source import read_pages

Say = Callable[[str, int, int], None]  # stage, done, of
PARALLEL_FROM = 64  # pages; below, starting processes costs more than it saves
BATCH = 16  # pages a task, so that handing them over is small beside reading them


class BrokenLedgerError(Exception):
    """A page's characters do not add up: a bug of ours, and nothing is written."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `seconds` by stage."""

    output: Path
    pages: int
    articles: int
    characters: int
    loose_ends: int
    written: int
    kept: int
    removed: int
    seconds: Mapping[str, float]


def build(
    site: Path,
    *,
    output: Path | None = None,
    base_url: str | None = None,
    jobs: int | None = None,
    force: bool = False,
    say: Say = lambda *_: None,
) -> BuildReport:
    """Source to site. Every page is rendered before the first file is written."""
    # Slow to import, and `inspect` needs none of them.
    from gzdaily_site.enrich import enrich  # noqa: PLC0415
    from gzdaily_site.render import render  # noqa: PLC0415
    from gzdaily_site.search import index  # noqa: PLC0415
    from gzdaily_site.write import write  # noqa: PLC0415

    clock = _Clock()
    settings = config.with_base(config.load(site), base_url)
    with clock("source"):
        pages = read_pages(site, settings.seeds)
    with clock("separate"):
        readings = read_all(pages, settings, jobs, say)
    with clock("enrich"):
        archive = enrich(readings, settings)
    with clock("render"):
        files = list(_counted(render(archive, settings), say))
    with clock("search"):
        files += index(archive, settings)
    with clock("write"):
        done = write(files, output or site / "build", force=force)
    return BuildReport(
        output=output or site / "build",
        pages=len(readings),
        articles=sum(len(r.articles) for r in readings),
        characters=sum(r.ledger.characters for r in readings),
        loose_ends=sum(len(r.loose_ends) for r in readings),
        written=done.written,
        kept=done.kept,
        removed=done.removed,
        seconds=clock.seconds,
    )


def read_all(pages: Sequence[SourcePage], settings: Settings, jobs: int | None, say: Say) -> list[PageReading]:
    """Every page read, in order, whatever the number of processes."""
    kinds = column_kinds(settings)
    work = partial(read, kinds=kinds)
    if jobs == 1 or len(pages) < PARALLEL_FROM:
        return list(_progress(map(work, pages), len(pages), say))
    with ProcessPoolExecutor(jobs or cpu_count()) as pool:
        return list(_progress(pool.map(work, pages, chunksize=BATCH), len(pages), say))


def read(page: SourcePage, kinds: Mapping[str, str], *, corrections: bool = True) -> PageReading:
    """One page through blocks and separation, its ledger checked."""
    reading = separate(page, blocks(page), kinds, corrections=corrections)
    if not reading.ledger.holds:
        raise BrokenLedgerError(f"{page.path}: {reading.ledger}")
    return reading


def explain(reading: PageReading, line: int, *, corrections: bool = True) -> Why:
    """Why one line of a page that was read is where it is; UserError when there is no text on that line."""
    return why(reading, blocks(reading.source), line, corrections=corrections)


def column_kinds(settings: Settings) -> Mapping[str, str]:
    """The kinds of columns that the settings state."""
    return {name: c.kind for name, c in settings.columns.items() if c.kind}


def _progress(results: Iterator[PageReading], total: int, say: Say) -> Iterator[PageReading]:
    for n, result in enumerate(results, 1):
        say("reading pages", n, total)
        yield result


def _counted(files: Iterator[SiteFile], say: Say) -> Iterator[SiteFile]:
    for n, file in enumerate(files, 1):
        say("rendering", n, 0)
        yield file


class _Clock:
    """Seconds by stage, for people who ask where the time went; nothing of it reaches the site."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[stage] = round(time.perf_counter() - start, 4)
