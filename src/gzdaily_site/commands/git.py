"""Git, asked as a program: the repository of a folder, what a remote has, commits that touch nothing of the user's."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gzdaily_site.errors import UserError

# Of the variables that steer git, those that say who commits and how a remote is reached. The others tell of another
# repository, or of another way to read what is asked here.
KEPT = (
    "GIT_ALLOW_PROTOCOL", "GIT_ASKPASS", "GIT_AUTHOR_", "GIT_CEILING_DIRECTORIES", "GIT_COMMITTER_",
    "GIT_CONFIG_COUNT", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_KEY_", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_VALUE_", "GIT_EXEC_PATH", "GIT_HTTP_", "GIT_PROXY_", "GIT_SSH", "GIT_SSL_", "GIT_TERMINAL_PROMPT",
    "GIT_TRACE",
)  # fmt: skip
# Files go in as they are, whatever the user's settings make of files of their own; nothing is tidied up meanwhile.
PLAIN = {
    "core.autocrlf": "false",
    "core.attributesFile": os.devnull,
    "core.fsmonitor": "false",
    "core.sparseCheckout": "false",
    "core.splitIndex": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "push.followTags": "false",
}
PACK = ("-c", "core.bigFileThreshold=1")  # every file goes into one pack, not each into a file of its own
FILE = "100644"  # how git calls one that is no program
HEADS = "refs/heads/"


class GitError(Exception):
    """What git said when it did not do what was asked."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many files of one commit are new in it, changed, or no longer there."""

    new: int
    changed: int
    gone: int

    @property
    def all(self) -> int:
        return self.new + self.changed + self.gone


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that a folder lies in."""

    folder: Path

    def ask(self, *words: str, given: str | None = None, **variables: str) -> str:
        """What git prints, without the last line end; GitError with what it said when it fails."""
        settings = [word for key, value in PLAIN.items() for word in ("-c", f"{key}={value}")]
        done = subprocess.run(  # noqa: S603 - words of ours, and names that were checked
            ["git", "-C", str(self.folder), *settings, *words],  # noqa: S607 - the user's own git
            input=given, stdin=None if given is not None else subprocess.DEVNULL, capture_output=True,
            env=_surroundings() | variables, text=True, encoding="utf-8", errors="surrogateescape", check=False,
        )  # fmt: skip
        if done.returncode:
            raise GitError((done.stderr.strip() or done.stdout.strip()).encode(errors="replace").decode())
        return done.stdout.removesuffix("\n")

    def holds(self, name: str) -> bool:
        """The repository has this object."""
        return self._told("cat-file", "-e", name) is not None

    @property
    def branch(self) -> str:
        """The branch the user is on; empty where there is none."""
        return (self._told("symbolic-ref", "-q", "HEAD") or "").removeprefix(HEADS)

    @property
    def commit(self) -> str:
        """The short name of the commit the user is on; empty before the first."""
        return self._told("rev-parse", "-q", "--verify", "--short", "HEAD") or ""

    @property
    def remotes(self) -> list[str]:
        return self.ask("remote").split()

    def address(self, remote: str) -> str:
        """Where pushes go to."""
        return self.ask("remote", "get-url", "--push", remote)

    def tip(self, remote: str, branch: str) -> str:
        """The commit that the remote's branch has now, brought here when it is missing; empty where there is none."""
        said = self.ask("ls-remote", remote, HEADS + branch)
        tip = next((line.split("\t")[0] for line in said.splitlines() if line.endswith(f"\t{HEADS}{branch}")), "")
        if tip and not self.holds(f"{tip}^{{commit}}"):
            self.ask("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", remote, HEADS + branch)
        return tip

    def names(self, commit: str) -> list[str]:
        """What lies at the root of a commit."""
        return [name for name in self.ask("ls-tree", "-z", "--name-only", commit).split("\0") if name]

    def tree(self, folder: Path, index: Path, leave: Sequence[str], more: Sequence[tuple[str, str]]) -> str:
        """The tree of a folder with all its files but `leave`, and with `more`: paths, and the objects that they show.

        The index is ours; what it remembers of the files spares reading them again.
        """
        place = {"GIT_INDEX_FILE": str(index)}
        where = (f"--git-dir={self.ask('rev-parse', '--absolute-git-dir')}", f"--work-tree={folder}")
        but = [f":(exclude,top,glob){pattern}" for pattern in leave]
        Repository(folder).ask(*PACK, *where, "add", "--all", "--force", "--", *but, **place)
        if more:
            told = "".join(f"{FILE} {name}\t{path}\0" for path, name in more)
            self.ask(*where, "update-index", "-z", "--add", "--index-info", given=told, **place)
        return self.ask(*where, "write-tree", **place)

    def empty(self) -> str:
        """A tree without a file."""
        return self.ask("mktree", given="")

    def changes(self, before: str, after: str) -> Changes:
        said = self.ask("diff-tree", "-r", "-z", "--no-renames", "--name-status", before, after).split("\0")
        kinds = said[:-1:2]
        new, gone = kinds.count("A"), kinds.count("D")
        return Changes(new, len(kinds) - new - gone, gone)

    def committed(self, tree: str, parent: str, message: str) -> str:
        """A commit that no branch names yet."""
        return self.ask("commit-tree", tree, *(("-p", parent) if parent else ()), "-F", "-", given=message)

    def push(self, commit: str, remote: str, branch: str) -> None:
        self.ask("push", "--quiet", remote, f"{commit}:{HEADS}{branch}")

    def _told(self, *words: str) -> str | None:
        try:
            return self.ask(*words)
        except GitError:
            return None


def repository(site: Path) -> Repository:
    """The repository of a site folder; UserError where git or the repository is missing, or git has no name for one who
    commits.
    """
    found = Repository(site.resolve())
    try:
        found.ask("rev-parse", "--absolute-git-dir")
    except FileNotFoundError as e:
        remedy = "install it (https://git-scm.com/), or let .github/workflows/pages.yml publish the site"
        raise UserError("git", "is not installed", remedy) from e
    except GitError as e:
        if "not a git repository" not in str(e):  # such as one that another user owns
            raise UserError(str(site), "git does not open the repository", str(e)) from e
        remedy = "git init, and git remote add origin URL; or let .github/workflows/pages.yml publish the site"
        raise UserError(str(site), "lies in no git repository", remedy) from e
    try:
        for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            found.ask("var", who)
    except GitError as e:
        remedy = 'git config user.name "Your Name", and git config user.email you@example.org'
        raise UserError(str(site), "git knows no name and address for the commit", remedy) from e
    return found


def _surroundings() -> dict[str, str]:
    return dict(_kept()) | {"LC_ALL": "C.UTF-8"}  # what git says is looked at


def _kept() -> Iterator[tuple[str, str]]:
    for name, value in os.environ.items():
        if name != "LANGUAGE" and (not name.startswith("GIT_") or name.startswith(KEPT)):
            yield name, value
