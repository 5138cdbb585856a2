"""gzsite deploy: builds, and pushes the output to a Pages branch as one commit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from gzdaily_site import __version__, config, inventory
from gzdaily_site.check.address import built_for
from gzdaily_site.check.complete import astray
from gzdaily_site.check.limits import FILE, beyond
from gzdaily_site.check.site import counted
from gzdaily_site.commands.building import built
from gzdaily_site.commands.git import Changes, GitError, Repository, repository
from gzdaily_site.config import Settings
from gzdaily_site.errors import UserError
from gzdaily_site.forme import GUESTS, files
from gzdaily_site.morgue import FOLDER
from gzdaily_site.write import PART, alone

DOMAIN = "CNAME"  # the file by which GitHub Pages knows a domain of one's own
LEFT = (*(f"{name}/**" for name in GUESTS), f"**/*{PART}")  # of an output: never published
# What a branch may hold that never held a site: hosts put the first two there, people the others.
HARMLESS = frozenset((DOMAIN, ".nojekyll", ".gitattributes", ".gitignore", "LICENSE", "README.md"))
SITE = frozenset(("index.html", "404.html"))
NAMED = 5  # names that a message tells
GITHUB = re.compile(r"(?:https?://(?:[^@/]*@)?|ssh://git@|git@)(?:ssh\.)?github\.com(?::\d+)?[:/]+([^/]+)/([^/]+?)/?")


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be brought where; an empty message is for us to write."""

    output: Path
    remote: str
    branch: str
    message: str
    dry_run: bool

    @property
    def goal(self) -> str:
        return f"{self.remote}/{self.branch}"


@dataclass(frozen=True, slots=True)
class _Load:
    """The output as it is pushed: the sizes of its files, and where git remembers them."""

    root: Path
    sizes: Mapping[str, int]
    index: Path


@dataclass(frozen=True, slots=True)
class _Done:
    """What the branch got, or would get: no commit when nothing was pushed."""

    changes: Changes
    first: bool
    commit: str
    domain: str


def run(site: Path, errand: Errand, base_url: str | None, *, build: bool) -> None:
    """Whatever can be told before the build is. Neither files, index nor branches of the user's are touched."""
    settings = config.with_base(config.load(site), base_url)
    if base_url is not None and not build:
        raise UserError("--base-url", "is for the build that --no-build leaves out", "leave one of the two out")
    home = repository(site)
    to = _checked(home, errand)
    if build:
        report = built(site, errand.output, base_url)
        click.echo(f"{report.output}: {counted(report.written, 'file')} written, {report.kept} kept", err=True)
    with alone(errand.output):
        load = _load(errand.output)
        _limits(load, to)
        done = _brought(home, errand, load)
    _tell(done, errand, settings, to)


def _checked(home: Repository, errand: Errand) -> str:
    """The address of the remote; UserError for names that will not do."""
    if errand.remote not in (known := home.remotes):
        has = f"it has {', '.join(known)}" if known else f"it has none: git remote add {errand.remote} URL"
        raise UserError("--remote", f"the repository has no remote {errand.remote}", has)
    try:
        home.ask("check-ref-format", f"refs/heads/{errand.branch}")
    except GitError as e:
        raise UserError("--branch", f"{errand.branch!r} is no name of a branch", "write one such as gh-pages") from e
    if errand.branch == home.branch:
        remedy = "name the one that Pages shows, such as gh-pages"
        raise UserError("--branch", f"{errand.branch} is the branch you work on", remedy)
    return home.address(errand.remote)


def _load(output: Path) -> _Load:
    """UserError where the output is not a whole site that was built here."""
    root = output.resolve()
    record = inventory.record_of(root)
    known, again = inventory.recalled(record), "run gzsite build, or leave out --no-build"
    if not known or "index.html" not in known:
        raise UserError(str(output), "holds no site that gzsite built here", again)
    if inventory.pending(record).exists():
        raise UserError(str(output), "is of a build that was broken off", again)
    if wrong := list(astray(root, known)):
        trouble = f"{counted(len(wrong), 'file')} not as built, such as {wrong[0].place}"
        raise UserError(str(output), trouble, again)
    sizes = {path: size for path, (size, _) in files(root) if not path.endswith(PART)}
    if others := sorted(sizes.keys() - known.keys()):
        click.echo(f"with {counted(len(others), 'file')} that gzsite did not write: {_some(others)}", err=True)
    return _Load(root, sizes, root.parent / FOLDER / f"{root.name}.index")


def _limits(load: _Load, to: str) -> None:
    for found in beyond(load.sizes.items()):
        if GITHUB.fullmatch(to) and load.sizes[found.place] > FILE:
            raise UserError(str(load.root / found.place), found.trouble, "take it out of the site; nothing was pushed")
        click.echo(f"warning: {found.place}: {found.trouble}", err=True)


def _brought(home: Repository, errand: Errand, load: _Load) -> _Done:
    """One commit onto whatever the branch has by then."""
    for last in (False, True):  # somebody else may push meanwhile
        try:
            tip = home.tip(errand.remote, errand.branch)
        except GitError as e:
            raise UserError(errand.remote, "git cannot read the remote", _said(e)) from e
        domain = _domain(home, load, tip)
        tree = _tree(home, load, domain)
        before = home.ask("rev-parse", f"{tip}^{{tree}}") if tip else home.empty()
        done = _Done(home.changes(before, tree), not tip, "", domain)
        if tree == before or errand.dry_run:
            return done
        click.echo(f"pushing to {errand.goal}", err=True)
        commit = home.committed(tree, tip, errand.message or _message(home))
        try:
            home.push(commit, errand.remote, errand.branch)
        except GitError as e:
            if last or home.tip(errand.remote, errand.branch) == tip:
                raise UserError(errand.goal, "the push was refused", _said(e)) from e
            click.echo(f"{errand.goal} got another commit meanwhile: once more, onto that one", err=True)
            continue
        return _Done(done.changes, done.first, commit, domain)
    raise AssertionError  # the last either returned or raised


def _domain(home: Repository, load: _Load, tip: str) -> str:
    """The object of a domain's file that stands on the branch alone; UserError where the branch holds no site."""
    names = home.names(tip) if tip else []
    if strangers := [name for name in names if name not in HARMLESS] if SITE.isdisjoint(names) else []:
        remedy = "name another with --branch, or delete it at the remote first"
        raise UserError("--branch", f"the branch holds something else than a site ({_some(strangers)})", remedy)
    if DOMAIN not in names or DOMAIN in load.sizes:
        return ""
    return home.ask("rev-parse", f"{tip}:{DOMAIN}")


def _tree(home: Repository, load: _Load, domain: str) -> str:
    """Once more from nothing where the index remembers what the repository no longer has."""
    more = [(DOMAIN, domain)] if domain else []
    try:
        return home.tree(load.root, load.index, LEFT, more)
    except GitError:
        load.index.unlink(missing_ok=True)
        load.index.with_name(f"{load.index.name}.lock").unlink(missing_ok=True)  # of a run that was broken off
    try:
        return home.tree(load.root, load.index, LEFT, more)
    except GitError as e:
        raise UserError(str(load.root), "git does not take the files", _said(e)) from e


def _message(home: Repository) -> str:
    return f"Site{f' of {home.commit}' if home.commit else ''}, built by gzsite {__version__}"


def _tell(done: _Done, errand: Errand, settings: Settings, to: str) -> None:
    n, kept = done.changes, f" ({DOMAIN} of the branch is kept)" if done.domain else ""
    what = f"{counted(n.all, 'file')} changed: {n.new} new, {n.changed} other, {n.gone} removed{kept}"
    if not n.all:
        click.echo(f"{errand.goal}: nothing changed, nothing pushed{kept}")
    elif errand.dry_run:
        click.echo(f"{errand.goal}: would get {what}; nothing was pushed")
    else:
        click.echo(f"{errand.goal}: {done.commit[:10]}, {what}")
    _tell_address(errand, settings, to, kept=bool(done.domain))
    if done.first and done.commit and GITHUB.fullmatch(to):
        choose = f"choose Settings → Pages → Source → Deploy from a branch → {errand.branch}"
        click.echo(f"the branch is new: {choose}", err=True)


def _tell_address(errand: Errand, settings: Settings, to: str, *, kept: bool) -> None:
    """Where readers will find the site, and whether it was built for that address."""
    own = built_for(errand.output)
    own = settings.base_url if own is None else own
    domain = errand.output / DOMAIN
    named = domain.read_text(encoding="utf-8").strip() if domain.is_file() else ""
    there = f"https://{named}/" if named else "" if kept else pages_address(to)
    if address := there or (own if "://" in own else ""):
        click.echo(f"address: {address}")
    if not there or own.rstrip("/") == there.rstrip("/"):
        return
    remedy = f"set base_url: {there} in gzsite.yml, or give --base-url {there}"
    if own:
        click.echo(f"warning: the site was built for {own}: {remedy}", err=True)
    else:
        click.echo(f"feeds, the sitemap and 404.html name no full addresses yet: {remedy}", err=True)


def pages_address(remote: str) -> str:
    """What GitHub Pages calls the site of a repository; empty for another host."""
    found = GITHUB.fullmatch(remote)
    if not found:
        return ""
    owner, name = found[1].lower(), found[2].removesuffix(".git")
    return f"https://{owner}.github.io/" + ("" if name.lower() == f"{owner}.github.io" else f"{name}/")


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")


def _said(e: GitError) -> str:
    """As git said it, but for a password in an address."""
    return re.sub(r"(https?://)[^/@\s]*@", r"\1", str(e)) or "git said nothing"
