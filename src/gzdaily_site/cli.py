"""The command line: options in, one call, exit code out."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path

import click

from gzdaily_site import __version__
from gzdaily_site.errors import UserError

MISTAKE, BUG, STOPPED = 2, 70, 130  # exit codes: of the user, of ours, Ctrl-C; 1 is for what `check` finds
SITE = click.option(
    "--site", type=click.Path(path_type=Path), default=".", show_default=True, metavar="DIR",
    help="The site folder: it holds gzsite.yml and seeds/.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gzsite")
def gzsite() -> None:
    """Turns the pages of a newspaper, as a layout model left them, into a static archive.

    \b
    A first archive:
      gzsite init my-archive            a site folder with a sample page
      cd my-archive && gzsite build     seeds/ -> build/
      gzsite serve                      look at it on http://127.0.0.1:8000/

    \b
    How was a page read?
      gzsite inspect seeds/PAGE.txt             articles, joins, moves, gaps, ledger
      gzsite inspect seeds/PAGE.txt --why 68    why line 68 is where it is

    Exit codes: 0 fine, 1 findings, 2 something you can put right (one message says what), 70 a fault of gzsite itself,
    130 stopped with Ctrl-C.
    """  # noqa: D301 - click looks for the character itself


@gzsite.command()
@SITE
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="DIR", help="Where the site goes.  [default: build/]"
)
@click.option("--base-url", metavar="URL", help="Where it will stand, such as https://user.github.io/repo/")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes to read pages with.  [default: all cores]")
@click.option("--force", is_flag=True, help="Write every file anew, also those that did not change.")
@click.option(
    "--stats",
    type=click.Path(path_type=Path),
    metavar="[FILE]",
    is_flag=False,
    flag_value="-",
    help="Print the seconds of each stage; into FILE goes all that was done, as JSON.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Read pages on the workers of a Dask scheduler: tcp://host:8786.")
@click.option("--explain", is_flag=True, help="Say of each file that was written why it was.")
@click.option("--preview", is_flag=True, hidden=True)  # for `gzsite serve`: what is new has no address yet
def build(
    site: Path,
    output: Path | None,
    base_url: str | None,
    jobs: int | None,
    force: bool,
    stats: Path | None,
    scheduler: str | None,
    explain: bool,
    preview: bool,
) -> None:
    """Build the site: seeds/ into build/.

    Works without a network, writes only what changed, and removes only what an earlier build wrote.
    """
    from gzdaily_site.commands.build import run  # noqa: PLC0415 - `gzsite --help` needs none of it

    run(site, output, base_url, jobs, stats, scheduler=scheduler, force=force, explain=explain, preview=preview)


@gzsite.command()
@SITE
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
def serve(site: Path, host: str, port: int, no_open: bool) -> None:
    """Build the site, serve it under its base path, and show what you change.

    While it runs, every change of the site folder (pages, corrections, translations, settings, templates, static files)
    is shown by the open pages within about a second, and build/ follows. For the first change the archive is loaded,
    which takes some seconds when it is large. What keeps a change from being shown is told in the page and here; the
    site then stays as it was. Ctrl-C stops, once build/ is up to date.

    \b
    Examples:
      gzsite serve                       http://127.0.0.1:8000/ in your browser
      gzsite serve --no-open --port 0    any free port, named on the first line
    """  # noqa: D301 - click looks for the character itself
    from gzdaily_site.commands.serve import serve as run  # noqa: PLC0415 - `gzsite --help` needs none of it

    run(site, host, port, open_browser=not no_open)


@gzsite.command()
@SITE
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes to read pages with.  [default: all cores]")
def learn(site: Path, jobs: int | None) -> None:
    """Learn the archive's own words, so that its pages are put together better.

    Counts which characters follow one another, and which words are common, in all paragraphs of the archive, and keeps
    the counts (no text) in learnt.json.gz beside gzsite.yml. Builds and `inspect` use the file from then on; delete it
    to do without. A small archive learns little: it is meant for some hundred pages and more. Run it again when the
    archive has grown.
    """
    from gzdaily_site.commands.learn import run  # noqa: PLC0415 - `gzsite --help` needs none of it

    run(site, jobs)


@gzsite.command()
@SITE
@click.argument("pages", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PAGE...")
@click.option("--why", "lines", type=int, multiple=True, metavar="LINE", help="Explain this line; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page (or a line asked for), for programs.")
@click.option("--no-corrections", is_flag=True, help="As read by rules alone, without the page's corrections file.")
def inspect(site: Path, pages: tuple[Path, ...], lines: tuple[int, ...], as_json: bool, no_corrections: bool) -> None:
    """Show how a page was read, and why.

    Without --why: every article as a tree, each part with its lines in the page file; what was joined, what was
    moved, what is not in the file; the loose ends, and the account of every character.

    With --why: how that line came to its role, the article it stood under and the one it stands in, the homes that
    were weighed for it, whether it is one paragraph with its neighbours, the corrections that touch it.

    \b
    Examples:
      gzsite inspect seeds/PAGE.txt                     the whole page
      gzsite inspect seeds/PAGE.txt --why 68            why line 68 is where it is
      gzsite inspect seeds/PAGE.txt --why 58 --why 60   two lines
      gzsite inspect seeds/PAGE.txt --no-corrections    without what a person said
      gzsite inspect --json seeds/*.txt                 for programs, a page a line

    \b
    How to read it:
      99 %    how sure a decision is: green from 90, yellow from 60, red below;
              100 is what a person said
      +4.1    what a reason adds to the log-odds of a decision, -4.1 takes away;
              0 is an even chance (of a home: as likely as staying), +2 is 88 %
      gap     text that was not found on the page, though what is there calls for it

    A wrong reading is put right in seeds/PAGE.corrections.yml; the page file itself is never edited.
    Colours show at a terminal only, and never when NO_COLOR is set.
    """  # noqa: D301 - click looks for the character itself
    from gzdaily_site.commands.inspect import run  # noqa: PLC0415 - `gzsite --help` needs none of it

    run(site, pages, lines, as_json=as_json, corrections=not no_corrections)


@gzsite.command()
@SITE
@click.option(
    "--explain", "pages", multiple=True, type=click.Path(path_type=Path), metavar="PAGE", help="May be repeated."
)
def topics(site: Path, pages: tuple[Path, ...]) -> None:
    """Show the topics of this archive; with --explain, why the articles of a page have theirs.

    Each topic earns points for its words: their weight in the taxonomy, more for a headline, kicker, column or deck,
    and ever less for one word said again. At most three topics that have points enough are given.

    \b
    Examples:
      gzsite topics                             the taxonomy
      gzsite topics --explain seeds/PAGE.txt    which words spoke for what, and where they stand

    The taxonomy is a YAML file: `topics:` in gzsite.yml names one that adds topics, or words to those shipped.
    """  # noqa: D301 - click looks for the character itself
    from gzdaily_site.commands.topics import run  # noqa: PLC0415 - `gzsite --help` needs none of it

    run(site, pages)


@gzsite.command()
@SITE
@click.option("--output", type=click.Path(path_type=Path), metavar="DIR", help="The finished site.  [default: build/]")
@click.option("--base-url", metavar="URL", help="The address it is meant for; its files say which they were built for.")
@click.option("--queries", type=click.IntRange(0), default=400, show_default=True, help="Texts to search for.")
@click.option("--seed", type=int, default=1, show_default=True, help="Which texts are drawn.")
@click.option("--external", is_flag=True, help="Also follow the links that lead out of the site; needs a network.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document with all that was found, for programs.")
def check(
    site: Path,
    output: Path | None,
    base_url: str | None,
    queries: int,
    seed: int,
    external: bool,
    as_json: bool,
) -> None:
    """Hold the finished site against itself: is every file there that was written, do tags close and links lead
    somewhere, does the search find what is there, is it small enough for GitHub Pages.

    Draws texts of 1 to 8 characters from the articles, looks them up in the files of the index as a reader's browser
    would, and compares with plain reading: recall and precision must both be 1. Exit code 1 when anything is wrong;
    what only one host minds is a warning.

    \b
    Examples:
      gzsite check                    build/, for the address for which it was built
      gzsite check --json             {"schema": 1, "errors", "warnings", "checks": [{"name", "summary",
                                      "findings": [{"severity", "place", "trouble"}]}]}
    """  # noqa: D301 - click looks for the character itself
    from gzdaily_site.check.site import Wish  # noqa: PLC0415 - `gzsite --help` needs none of it
    from gzdaily_site.commands.check import run  # noqa: PLC0415 - as above

    run(site, output, base_url, Wish(queries, seed, external), as_json=as_json)


@gzsite.command()
@SITE
@click.option("--output", type=click.Path(path_type=Path), metavar="DIR", help="The site.  [default: build/]")
@click.option("--remote", default="origin", show_default=True, metavar="NAME", help="Where it is pushed to.")
@click.option("--branch", default="gh-pages", show_default=True, metavar="NAME", help="The branch that Pages shows.")
@click.option("--message", default="", metavar="TEXT", help="Of the commit.  [default: what it was built from]")
@click.option("--base-url", metavar="URL", help="Where it will stand, such as https://user.github.io/repo/")
@click.option("--dry-run", is_flag=True, help="Say what would be pushed, and push nothing.")
@click.option("--no-build", is_flag=True, help="Push the site as the last build left it.")
def deploy(
    site: Path,
    output: Path | None,
    remote: str,
    branch: str,
    message: str,
    base_url: str | None,
    dry_run: bool,
    no_build: bool,
) -> None:
    """Build the site, and push it to a Pages branch of the repository it lies in.

    What build/ holds becomes one commit on that branch, after those it has, with only what changed. Your files, your
    index and the branch you are on stay as they are, committed or not; git asks for passwords as it always does. Where
    nothing changed nothing is pushed. A site that is not whole is refused, and so is a branch that holds something
    else. A domain of your own stands in static/CNAME; one that stands on the branch alone is kept.

    \b
    Examples:
      gzsite deploy --dry-run                                      what would change there
      gzsite deploy --base-url https://user.github.io/repo/        to gh-pages of origin
      gzsite deploy --remote mirror --branch site --no-build       as it lies, somewhere else

    On GitHub choose Settings → Pages → Source → Deploy from a branch, once. A workflow that builds on every push, such
    as the one of `gzsite init`, needs no `gzsite deploy`.
    """  # noqa: D301 - click looks for the character itself
    from gzdaily_site.commands.deploy import Errand  # noqa: PLC0415 - `gzsite --help` needs none of it
    from gzdaily_site.commands.deploy import run as bring  # noqa: PLC0415 - as above

    errand = Errand(output or site / "build", remote, branch, message, dry_run)
    bring(site, errand, base_url, build=not no_build)


@gzsite.command()
@click.argument("folder", metavar="DIR")
def init(folder: str) -> None:
    """Make a new site folder: settings, a sample page, a GitHub Pages workflow."""
    from gzdaily_site.commands.init import init as run  # noqa: PLC0415 - `gzsite --help` needs none of it

    if not folder:
        raise UserError("DIR", "is empty", "name a folder, such as my-archive; `.` is this one")
    run(Path(folder))


def main() -> None:
    """Run gzsite; a mistake of the user's becomes one message and exit code 2, a bug keeps its traceback and has a code
    of its own.
    """
    # numpy's threads would wait for one another: a page's matrices are small, and there is a process a core already.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        gzsite.main(standalone_mode=False)
    except click.ClickException as e:
        e.show()
        sys.exit(MISTAKE)
    except (click.Abort, KeyboardInterrupt) as e:
        notes = getattr(e.__cause__ or e, "__notes__", ["what was there stands as it was"])
        click.echo(f"gzsite: stopped; {' '.join(notes)}", err=True)
        sys.exit(STOPPED)
    except UserError as e:
        click.echo(f"gzsite: {e}", err=True)
        sys.exit(MISTAKE)
    except PermissionError as e:
        click.echo(f"gzsite: {e.filename}: may not be read or written ({e.strerror}): check its permissions", err=True)
        sys.exit(MISTAKE)
    except Exception:  # noqa: BLE001 - told in full
        traceback.print_exc()
        sys.exit(BUG)
    _leave()


def _leave() -> None:
    """At once: to take an archive apart value by value before its memory is given back takes most of a second."""
    with suppress(OSError):  # nobody reads on; the interpreter says so as it always does
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
