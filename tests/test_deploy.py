"""gzsite deploy, with the git of this machine and a bare repository as the remote."""

import os
import shutil
import subprocess

import pytest

from gzdaily_site.commands.deploy import pages_address

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

MORE = "\n# 灯会开了\n\n入夜，村口挂起一百盏灯。\n"


@pytest.fixture(autouse=True)
def _own_settings_of_git(monkeypatch, tmp_path):
    """Neither the machine's settings of git nor the repository that these tests may be run from."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "gitconfig").write_text(
        "[user]\n name = Lin Xiaohe\n email = lin@example.org\n[core]\n autocrlf = true\n excludesFile = ~/none\n",
        encoding="utf-8",
    )


def git(folder, *words):
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip("\n")


@pytest.fixture
def remote(tmp_path):
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "remote.git")
    return tmp_path / "remote.git"


@pytest.fixture
def repository(site, remote):
    """The site folder as a repository with one commit."""
    git(site, "init", "-q", "-b", "main")
    (site / ".gitignore").write_text("/build/\n/.gzsite-cache/\n*.csv\n", encoding="utf-8")
    git(site, "add", ".")
    git(site, "commit", "-q", "-m", "The first page")
    git(site, "remote", "add", "origin", str(remote))
    return site


def published(remote, branch="gh-pages"):
    """What a branch of the remote holds."""
    names = git(remote, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", branch).splitlines()
    return {name: subprocess.check_output(["git", "-C", remote, "show", f"{branch}:{name}"]) for name in names}


def tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def told(done):
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    return done.stdout


def mistake(done, *words):
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr, done.stderr


def test_the_first_deploy_pushes_the_whole_site_as_one_commit(gzsite, repository, remote):
    (repository / "static").mkdir()
    (repository / "static" / "lines.txt").write_bytes(b"one\r\ntwo\r\n")
    done = gzsite("deploy", "--site", repository)
    assert f"origin/gh-pages: {git(remote, 'rev-parse', 'gh-pages')[:10]}, " in told(done)
    site = tree(repository / "build")
    assert published(remote) == site  # byte for byte, line ends and what .gitignore names included
    assert {".nojekyll", "data/articles.csv", "static/lines.txt"} <= site.keys()
    assert f"{len(site)} files changed: {len(site)} new, 0 other, 0 removed" in done.stdout
    assert git(remote, "log", "--format=%an %ae %P", "gh-pages") == "Lin Xiaohe lin@example.org "
    subject = git(remote, "log", "--format=%s", "gh-pages")
    assert subject.startswith(f"Site of {git(repository, 'rev-parse', '--short', 'HEAD')}, built by gzsite ")


def test_after_an_edit_only_what_changed_is_in_the_commit_and_the_history_is_one_line(gzsite, repository, remote):
    told(gzsite("deploy", "--site", repository))
    before = tree(repository / "build")
    page = repository / "seeds" / "one.md"
    page.write_text(page.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    told(gzsite("deploy", "--site", repository, "--message", "灯会"))
    after = tree(repository / "build")
    assert published(remote) == after
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    said = git(remote, "-c", "core.quotePath=false", "diff", "--name-only", "--no-renames", "gh-pages~", "gh-pages")
    assert set(said.splitlines()) == changed
    assert git(remote, "log", "--format=%s", "gh-pages").splitlines()[0] == "灯会"
    assert git(remote, "rev-list", "--count", "--first-parent", "gh-pages") == "2"
    assert git(remote, "rev-list", "--count", "gh-pages") == "2"


def test_where_nothing_changed_nothing_is_pushed(gzsite, repository, remote):
    told(gzsite("deploy", "--site", repository))
    tip = git(remote, "rev-parse", "gh-pages")
    assert told(gzsite("deploy", "--site", repository)) == "origin/gh-pages: nothing changed, nothing pushed\n"
    assert git(remote, "rev-parse", "gh-pages") == tip


def test_files_index_and_branch_of_the_user_are_not_touched(gzsite, repository, remote):
    (repository / "seeds" / "two.md").write_text("# 二\n\n字。\n", encoding="utf-8")
    git(repository, "add", "seeds/two.md")
    (repository / "seeds" / "one.md").write_text("# 一\n\n字。\n", encoding="utf-8")
    (repository / "notes.txt").write_text("mine", encoding="utf-8")
    index = (repository / ".git" / "index").read_bytes()
    told(gzsite("deploy", "--site", repository))
    assert (repository / ".git" / "index").read_bytes() == index
    assert git(repository, "status", "--porcelain") == " M seeds/one.md\nA  seeds/two.md\n?? notes.txt"
    assert git(repository, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert git(repository, "branch", "--format=%(refname)") == "refs/heads/main"
    assert not (repository / ".git" / "FETCH_HEAD").exists()


def test_a_dry_run_says_what_would_change_and_pushes_nothing(gzsite, repository, remote):
    said = told(gzsite("deploy", "--site", repository, "--dry-run"))
    assert "would get" in said
    assert said.endswith("nothing was pushed\n")
    assert git(remote, "branch") == ""


def test_a_site_may_be_a_folder_of_its_repository(gzsite, repository, remote, tmp_path):
    below = tmp_path / "whole" / "archive"
    shutil.copytree(repository, below, ignore=shutil.ignore_patterns(".git"))
    git(below.parent, "init", "-q", "-b", "main")
    git(below.parent, "remote", "add", "up", str(remote))
    told(gzsite("deploy", "--remote", "up", "--branch", "site", cwd=below))
    assert published(remote, "site") == tree(below / "build")
    assert git(remote, "log", "--format=%s", "site").startswith("Site, built by gzsite ")  # nothing is committed yet


def another(remote, tmp_path, name="CNAME", text="lin.example.org\n"):
    """Somebody else's clone, with a commit on the branch that is not pushed yet."""
    other = tmp_path / "other"
    git(tmp_path, "clone", "-q", "-b", "gh-pages", str(remote), "other")
    (other / name).write_text(text, encoding="utf-8")
    git(other, "add", ".")
    git(other, "commit", "-q", "-m", "By another hand")
    return other


def hook(path, script):
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_domain_that_stands_on_the_branch_alone_is_kept(gzsite, repository, remote, tmp_path):
    told(gzsite("deploy", "--site", repository))
    git(another(remote, tmp_path), "push", "-q")
    done = gzsite("deploy", "--site", repository)
    assert told(done) == "origin/gh-pages: nothing changed, nothing pushed (CNAME of the branch is kept)\n"
    (repository / "static").mkdir()
    (repository / "static" / "own.css").write_text("p {}", encoding="utf-8")
    assert "(CNAME of the branch is kept)" in told(gzsite("deploy", "--site", repository))
    assert published(remote) == tree(repository / "build") | {"CNAME": b"lin.example.org\n"}
    assert git(remote, "rev-list", "--count", "gh-pages") == "3"


def test_a_domain_in_static_stands_at_the_root(gzsite, repository, remote):
    (repository / "static").mkdir()
    (repository / "static" / "CNAME").write_text("paper.example.org\n", encoding="utf-8")
    done = gzsite("deploy", "--site", repository)
    assert "address: https://paper.example.org/\n" in told(done)
    assert "base_url: https://paper.example.org/" in done.stderr
    assert published(remote)["CNAME"] == b"paper.example.org\n"


def test_a_push_that_somebody_was_faster_than_is_done_again_onto_the_newer_commit(gzsite, repository, remote, tmp_path):
    told(gzsite("deploy", "--site", repository))
    other = another(remote, tmp_path)
    once = 'unset $(git rev-parse --local-env-vars)\ntest -e "$0.done" || git -C {} push -q\ntouch "$0.done"'
    hook(repository / ".git" / "hooks" / "pre-push", once.format(other))
    done = gzsite("deploy", "--site", repository, "--base-url", "/repo/")
    assert "got another commit meanwhile" in done.stderr
    assert "(CNAME of the branch is kept)" in told(done)
    subjects = git(remote, "log", "--format=%s", "gh-pages").splitlines()
    assert [subject[:4] for subject in subjects] == ["Site", "By a", "Site"]
    assert published(remote) == tree(repository / "build") | {"CNAME": b"lin.example.org\n"}


def test_a_push_that_the_remote_refuses_is_told_as_git_said_it(gzsite, repository, remote):
    hook(remote / "hooks" / "pre-receive", "echo no site on Sundays; exit 1")
    done = gzsite("deploy", "--site", repository)
    mistake(done, "origin/gh-pages: the push was refused", "no site on Sundays")


def test_a_remote_that_does_not_answer_is_told_as_git_said_it(gzsite, repository, tmp_path):
    git(repository, "remote", "set-url", "origin", str(tmp_path / "nowhere.git"))
    mistake(gzsite("deploy", "--site", repository), "origin: git cannot read the remote", "nowhere.git")


def test_mistakes_are_told_before_anything_is_built(gzsite, repository, remote, tmp_path, monkeypatch):
    deploy = ("deploy", "--site", repository)
    mistake(gzsite(*deploy, "--remote", "up"), "--remote: the repository has no remote up: it has origin")
    mistake(gzsite(*deploy, "--branch", "main"), "main is the branch you work on")
    mistake(gzsite(*deploy, "--branch", "a b"), "'a b' is no name of a branch")
    mistake(gzsite(*deploy, "--no-build", "--base-url", "/repo/"), "--base-url", "leave one of the two out")
    git(repository, "remote", "remove", "origin")
    mistake(gzsite(*deploy), "it has none: git remote add origin URL")
    (tmp_path / "gitconfig").write_text("[user]\n useConfigOnly = true\n", encoding="utf-8")
    mistake(gzsite(*deploy), "git knows no name and address for the commit", "git config user.name")
    shutil.rmtree(repository / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    mistake(gzsite(*deploy), "lies in no git repository", "git init", "workflow")
    monkeypatch.setenv("PATH", str(tmp_path))
    mistake(gzsite(*deploy), "git: is not installed")
    assert not (repository / "build").exists()


def test_a_site_that_is_not_whole_or_not_ours_is_not_pushed(gzsite, repository, remote):
    deploy = ("deploy", "--site", repository, "--no-build")
    mistake(gzsite(*deploy), "holds no site that gzsite built here: run gzsite build")
    told(gzsite("build", "--site", repository))
    (repository / "build" / "robots.txt").unlink()
    mistake(gzsite(*deploy), "1 file not as built, such as robots.txt: run gzsite build")
    assert "origin/gh-pages: " in told(gzsite("deploy", "--site", repository))  # a build puts it right
    (repository / ".gzsite-cache" / "build.added.json").write_text("[]", encoding="utf-8")
    mistake(gzsite(*deploy), "is of a build that was broken off")


def test_files_of_others_go_along_and_are_named_but_guests_stay(gzsite, repository, remote):
    told(gzsite("build", "--site", repository))
    (repository / "build" / "own.txt").write_text("mine", encoding="utf-8")
    (repository / "build" / "screenshots").mkdir()
    (repository / "build" / "screenshots" / "home.png").write_bytes(b"png")
    done = gzsite("deploy", "--site", repository)
    told(done)
    assert "with 1 file that gzsite did not write: own.txt" in done.stderr
    assert published(remote).keys() == tree(repository / "build").keys() - {"screenshots/home.png"}


def test_a_branch_that_holds_something_else_is_left_alone(gzsite, repository, remote):
    git(repository, "push", "-q", "origin", "main:source")
    before = git(remote, "rev-parse", "source")
    done = gzsite("deploy", "--site", repository, "--branch", "source")
    mistake(done, "the branch holds something else than a site (gzsite.yml, seeds)")
    assert git(remote, "rev-parse", "source") == before


def test_what_git_remembers_of_the_files_may_be_lost(gzsite, repository, remote):
    told(gzsite("deploy", "--site", repository))
    for path in repository.joinpath(".git", "objects").glob("pack/*"):
        path.unlink()  # of a repository that was cloned anew, say
    (repository / "static").mkdir()
    (repository / "static" / "own.css").write_text("p {}", encoding="utf-8")
    told(gzsite("deploy", "--site", repository))
    assert published(remote) == tree(repository / "build")


@pytest.mark.parametrize(
    ("remote_url", "address"),
    [
        ("https://github.com/Lin/Paper.git", "https://lin.github.io/Paper/"),
        ("https://user:word@github.com/lin/paper", "https://lin.github.io/paper/"),
        ("git@github.com:lin/lin.github.io.git", "https://lin.github.io/"),
        ("ssh://git@ssh.github.com:443/lin/paper.git", "https://lin.github.io/paper/"),
        ("https://example.org/lin/paper.git", ""),
        ("../remote.git", ""),
    ],
)
def test_the_address_that_pages_gives_a_repository(remote_url, address):
    assert pages_address(remote_url) == address
