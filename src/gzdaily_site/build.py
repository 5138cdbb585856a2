"""The straight line from seeds/ to a finished site: the only module that knows the order of the stages."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gzdaily_site import config, standing
from gzdaily_site.blocks import blocks
from gzdaily_site.config import Settings
from gzdaily_site.crew import ALL_CORES, Crew
from gzdaily_site.desk import Desk, Shift, column_kinds, leaves, read_all
from gzdaily_site.errors import UserError, unreadable, unwritten
from gzdaily_site.model import Archive, Article, ArticleId, Laid, PageReading, Related, SiteFile, Topic, TopicScore
from gzdaily_site.morgue import FOLDER, Later, Morgue
from gzdaily_site.report import BuildReport, Say
from gzdaily_site.separate import learning
from gzdaily_site.separate.jumps import follow
from gzdaily_site.separate.learning import Learnt
from gzdaily_site.separate.why import Why, why
from gzdaily_site.source import read_changed, read_pages, scans
from gzdaily_site.spool import Spool
from gzdaily_site.stopwatch import Stopwatch

if TYPE_CHECKING:
    from gzdaily_site.enrich import Scope
    from gzdaily_site.forwarding import Forwarding
    from gzdaily_site.write import Plan

LEARNT = "learnt.json.gz"  # in the site folder
LARGE = 1 << 16  # bytes
STAGES = ("source", "separate", "enrich", "render", "search", "write")  # whose seconds are told, waiting included


@contextmanager
def collecting_nothing() -> Iterator[None]:
    """What a build makes lasts to its end: to look for garbage among it finds none, and took a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@collecting_nothing()
def build(  # noqa: PLR0913 - all that may be asked of it, by name
    site: Path,
    *,
    output: Path | None = None,
    base_url: str | None = None,
    crew: Crew = ALL_CORES,
    force: bool = False,
    preview: bool = False,
    say: Say = lambda *_: None,
) -> BuildReport:
    """Source to site. Every file is made before the first is put in place; one build of an output at a time.

    In a `preview` an article that is new has no address yet that anybody knows.
    """
    # Slow to import, and `inspect` needs none of it.
    from gzdaily_site.forwarding import Forwarding  # noqa: PLC0415
    from gzdaily_site.inventory import looking  # noqa: PLC0415
    from gzdaily_site.write import Plan, alone  # noqa: PLC0415

    settings, output = config.with_base(config.load(site), base_url), output or site / "build"
    refuse_among_pages(settings, output)
    with alone(output), Spool(site / FOLDER) as vault, looking(output.resolve(), crew) as looked:
        shift = Shift(crew, say, Stopwatch(*STAGES), partial(Morgue, site), vault)
        if force:
            shift.morgue("seeds").sweep(())  # every page is read, however it lies
        plan = partial(Plan, output, force=force, looked=looked)
        return _built(settings, base_url, shift, vault, plan, Forwarding(site, output, preview=preview))


def refuse_among_pages(settings: Settings, output: Path) -> None:
    """UserError for an output that lies in the folder of the pages: what is built would be read as pages."""
    folder = settings.site / settings.seeds
    if output.resolve().is_relative_to(folder.resolve()):
        remedy = "name another folder with --output, or keep the pages in one of their own with `seeds:` in gzsite.yml"
        raise UserError(str(output), f"lies in the folder of the pages, {folder}", remedy)


def _built(
    settings: Settings,
    base_url: str | None,
    shift: Shift,
    vault: Spool,
    planned: Callable[[], Plan],
    forwarding: Forwarding,
) -> BuildReport:
    # As in `build`.
    from gzdaily_site.enrich import relations, scope  # noqa: PLC0415
    from gzdaily_site.render import Imposition  # noqa: PLC0415
    from gzdaily_site.search import index  # noqa: PLC0415

    clock, crew, site = shift.clock, shift.crew, settings.site
    made_of = standing.made_of(site, settings.named, base_url)
    with clock("source"):
        kept = shift.morgue("seeds")
        seeds = read_changed(site, settings.seeds, settings.languages, kept, vault, settings.named)
        about = scope(settings)
    desk = leaves(seeds, settings, about, shift, learnt=learnt_of(site))
    pages = [leaf.reading.source for leaf in desk.leaves]
    more, unchanged = settings.named, True
    if pictures := scans(pages):  # which are read from here on; what lies otherwise by now was not read so
        more = [*more, *pictures]
        made_of, before = standing.made_of(site, more, base_url), made_of
        unchanged = before == standing.made_of(site, settings.named, base_url)
    del seeds  # a page from the morgue, or from another process, brings its own lines
    with clock("enrich"):
        archive = put_together(desk, about)
    desk = replace(desk, leaves=())  # nobody needs the margins any more
    with Spool(site / FOLDER) as spool:
        # A copy of this process does one after the other: both look at all texts, and what that takes goes with it.
        tasks = (
            lambda: relations(archive, shift.morgue("passages")),
            lambda: spool.take(index(archive, settings, shift.morgue("index"))),
        )
        with crew.meanwhile(len(pages), *tasks) as (relating, indexing):

            def shared() -> Mapping[ArticleId, tuple[Related, ...]]:
                with clock("enrich"):  # what is left of it
                    told: Mapping[ArticleId, tuple[Related, ...]] = relating()
                return told

            related = Later(shared)
            keys = dict(zip((page.id for page in pages), desk.keys, strict=True))
            with clock("render"):
                imposed = Imposition(replace(archive, related_to=related, page_keys=keys), settings)
                imposed.ready()
            with clock("write"):
                plan = planned()
                forwarding.look(plan.former, archive)
            with clock("render"):
                plan.take(lambda: _lean(imposed.files(), vault))
                plan.take(lambda: imposed.aliases(forwarding.led))
            related.now()
            with clock("search"):  # as above
                indexed = indexing()
        with clock("write"):
            plan.take(lambda: spool.plates(indexed))
            standing.drop(plan.output)
            looked = partial(standing.made_of, site, more, base_url)
            made_of = _forwarded(forwarding, made_of, looked)
            done = plan.written(crew, shift.say)
    report = BuildReport(
        output=plan.output,
        pages=len(pages),
        pages_read=len(desk.read),
        pages_enriched=len(desk.enriched),
        articles=sum(len(r.articles) for r in archive.pages),
        characters=sum(r.ledger.characters for r in archive.pages),
        loose_ends=sum(len(r.loose_ends) for r in archive.pages),
        written=done.written,
        kept=done.kept,
        compared=done.compared,
        removed=done.removed,
        seconds=clock.seconds,
        why=done.why,
        notes=_notes(settings, imposed.columns),
        forwarded=forwarding.notes,
    )
    if unchanged and made_of:
        standing.keep(report, done.stands, more, made_of)
    return report


def _forwarded(forwarding: Forwarding, made_of: str, look: Callable[[], str]) -> str:
    """Old addresses kept, and what the site is made of since; empty where something else changed meanwhile."""
    if not forwarding.moved:
        forwarding.keep()
        return made_of
    same = look() == made_of
    forwarding.keep()
    return look() if same else ""


def _notes(settings: Settings, columns: Collection[str]) -> tuple[str, ...]:
    """Columns of the settings in which no article stands."""
    notes = []
    for name in settings.columns:
        if name not in columns:
            near = get_close_matches(name, columns, 1)
            remedy = f"did you mean `{near[0]}`?" if near else "take it out of `columns:`, or correct its name"
            notes.append(str(UserError("gzsite.yml", f"no article stands in the column `{name}`", remedy)))
    return tuple(notes)


def _lean(files: Iterable[Laid], vault: Spool) -> Iterator[Laid]:
    """The same with those that are large and made already put away until they are written."""
    for file in files:
        if isinstance(file, SiteFile) and len(file.content) > LARGE:
            yield from vault.plates(vault.take([file]))
        else:
            yield file


def put_together(desk: Desk, about: Scope) -> Archive:
    """The archive of what lies on the desk; what its articles share is not looked for yet, and no page has a key."""
    from gzdaily_site.enrich import gather  # noqa: PLC0415 - as in `build`

    jumps = follow([leaf.reading for leaf in desk.leaves])
    archive = gather(jumps.pages, [leaf.layers for leaf in desk.leaves], about)
    return replace(archive, continues=jumps.continues, continued_from=jumps.continued_from)


def explain(reading: PageReading, line: int, *, corrections: bool = True) -> Why:
    """Why one line of a page that was read is where it is; UserError when there is no text on that line."""
    return why(reading, blocks(reading.source), line, corrections=corrections)


def learn(site: Path, *, jobs: int | None = None, say: Say = lambda *_: None) -> tuple[Path, Learnt]:
    """Counts the archive's own text, as the package alone puts it together, and keeps that beside its settings."""
    from gzdaily_site.write import put  # noqa: PLC0415 - as in `build`

    settings = config.load(site)
    pages = read_pages(site, settings.seeds, settings.languages, named=settings.named)
    found = learning.learn(read_all(pages, column_kinds(settings), Crew(jobs), say))
    path = site / LEARNT
    try:
        put(path, learning.packed(found))
    except OSError as e:
        raise unwritten(str(path), e) from e
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
    except OSError as e:
        raise unreadable(str(path), e) from e
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
