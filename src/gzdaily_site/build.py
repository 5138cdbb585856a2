"""The straight line from seeds/ to a finished site: the only module that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from os import cpu_count
from pathlib import Path

from gzdaily_site import config
from gzdaily_site.blocks import blocks
from gzdaily_site.config import Settings
from gzdaily_site.errors import UserError
from gzdaily_site.model import Article, PageReading, SiteFile, SourcePage, Topic, TopicScore
from gzdaily_site.separate import learning, separate
from gzdaily_site.separate.jumps import follow
from gzdaily_site.separate.learning import Learnt
from gzdaily_site.separate.why import Why, why
from gzdaily_site.source import read_pages
from gzdaily_site.stopwatch import Stopwatch

Say = Callable[[str, int, int], None]  # stage, done, of
LEARNT = "learnt.json.gz"  # in the site folder
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

    clock = Stopwatch()
    settings = config.with_base(config.load(site), base_url)
    with clock("source"):
        pages = read_pages(site, settings.seeds, settings.languages)
    with clock("separate"):
        readings = read_all(pages, settings, jobs, say, learnt=learnt_of(site))
    with clock("enrich"):
        jumps = follow(readings)
        archive = replace(enrich(jumps.pages, settings), continues=jumps.continues, continued_from=jumps.continued_from)
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
        loose_ends=sum(len(r.loose_ends) for r in jumps.pages),
        written=done.written,
        kept=done.kept,
        removed=done.removed,
        seconds=clock.seconds,
    )


def read_all(
    pages: Sequence[SourcePage], settings: Settings, jobs: int | None, say: Say, *, learnt: Learnt | None = None
) -> list[PageReading]:
    """Every page read, in order, whatever the number of processes. `learnt`: what the archive taught."""
    learning.use(learnt)
    kinds = column_kinds(settings)
    work = partial(read, kinds=kinds)
    if jobs == 1 or len(pages) < PARALLEL_FROM:
        return list(_progress(map(work, pages), len(pages), say))
    with ProcessPoolExecutor(jobs or cpu_count(), initializer=learning.use, initargs=(learnt,)) as pool:
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


def learn(site: Path, *, jobs: int | None = None, say: Say = lambda *_: None) -> tuple[Path, Learnt]:
    """Counts the archive's own text, as the package alone puts it together, and keeps that beside its settings."""
    from gzdaily_site.write import put  # noqa: PLC0415 - as in `build`

    settings = config.load(site)
    found = learning.learn(read_all(read_pages(site, settings.seeds), settings, jobs, say))
    path = site / LEARNT
    put(path, learning.packed(found))
    return path, found


def use(learnt: Learnt | None) -> None:
    """Pages are read with what an archive taught, from here on."""
    learning.use(learnt)


def learnt_of(site: Path) -> Learnt | None:
    """What `learn` kept in a site folder; None where it never ran. UserError for a file that is something else."""
    path = site / LEARNT
    if not path.is_file():
        return None
    try:
        return learning.unpacked(path.read_bytes())
    except ValueError as e:
        trouble = f"is not what `gzsite learn` writes ({e})"
        raise UserError(str(path), trouble, "run `gzsite learn` again, or delete the file") from e


@dataclass(frozen=True, slots=True)
class Weighing:
    """The topics of an archive, and what they are worth to one article."""

    topics: Mapping[str, Topic]
    given: Callable[[PageReading, Article], tuple[TopicScore, ...]]
    weighed: Callable[[PageReading, Article], tuple[TopicScore, ...]]
    least: Callable[[Article], float]


def weighing(settings: Settings) -> Weighing:
    """For `gzsite topics`: of an article the topics it is given, and all that anything spoke for."""
    from gzdaily_site.enrich import subjects  # noqa: PLC0415 - slow to import
    from gzdaily_site.enrich.topics import signs_of  # noqa: PLC0415

    told = subjects(settings)
    return Weighing(
        told.topics,
        lambda page, article: told.of(article, signs_of(page)),
        lambda page, article: told.weighed(article, signs_of(page)),
        told.least,
    )


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
