"""The command line as people meet it: exit codes, Ctrl-C, what may not be read or written, what `init` says next."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gzdaily_site import cli
from gzdaily_site.model import Ledger


@pytest.fixture
def locked():
    """Takes the permissions of a file or a folder away; skips where that has no effect, as for root."""
    before: list[tuple[Path, int]] = []

    def lock(path: Path, mode: int = 0) -> None:
        before.append((path, path.stat().st_mode))
        path.chmod(mode)
        if os.access(path, os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)):
            pytest.skip("this user may read and write everything")

    yield lock
    for path, mode in reversed(before):
        path.chmod(mode)


@pytest.mark.parametrize(
    "name",
    [
        "seeds/deep",
        "templates",
        "static",
        "templates/about.html",
        "static/own.css",
        "seeds/deep/two.md",
        "locales/en.po",
    ],
)
def test_what_may_not_be_read_is_one_message(site, gzsite, locked, name):
    for file in ("seeds/deep/two.md", "templates/about.html", "static/own.css", "locales/en.po"):
        (site / file).parent.mkdir(exist_ok=True)
        (site / file).write_text("", encoding="utf-8")
    locked(site / name)
    done = gzsite("build", "--site", site)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gzsite: ")
    assert f"{name}: cannot be read (Permission denied): check its permissions" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_folder_whose_files_may_not_be_looked_at_is_one_message(site, gzsite, locked):
    (site / "templates").mkdir()
    (site / "templates/about.html").write_text("", encoding="utf-8")
    locked(site / "templates", 0o600)
    done = gzsite("build", "--site", site)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "templates/about.html: cannot be read (Permission denied)" in done.stderr


def test_a_folder_of_pages_that_may_not_be_read_is_told_by_learn_too(site, gzsite, locked):
    (site / "seeds/deep").mkdir()
    locked(site / "seeds/deep")
    done = gzsite("learn", "--site", site)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "seeds/deep: cannot be read (Permission denied)" in done.stderr


def test_learn_in_a_folder_that_takes_no_file_is_one_message(site, gzsite, locked):
    locked(site, 0o555)
    done = gzsite("learn", "--site", site)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "cannot be written (Permission denied)" in done.stderr


def test_a_site_folder_that_may_not_be_entered_is_one_message(site, gzsite, locked):
    locked(site, 0o600)
    done = gzsite("build", "--site", site)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "gzsite.yml: may not be read or written (Permission denied): check its permissions" in done.stderr


def test_ctrl_c_says_that_what_was_there_stands(site):
    pages = ["seeds/one.md"] * 400  # more than a pipe holds: it waits for a reader in the midst of its answer
    command = [str(Path(sys.executable).with_name("gzsite")), "inspect", "--json", *pages]
    running = subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
    assert running.stdout
    assert running.stdout.read(1) == b"{"
    running.send_signal(signal.SIGINT)
    _, said = running.communicate()
    assert (running.returncode, said.decode().strip()) == (130, "gzsite: stopped; what was there stands as it was")


def test_a_fault_of_our_own_keeps_its_traceback_and_has_a_code_of_its_own(site, monkeypatch, capsys):
    monkeypatch.setattr("gzdaily_site.separate.ledger", lambda *_: Ledger(10, 9, 0, 1, 0))
    monkeypatch.setattr(sys, "argv", ["gzsite", "build", "--site", str(site)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 70
    said = capsys.readouterr().err
    assert said.startswith("Traceback (most recent call last)")
    assert "BrokenLedgerError: seeds/one.md" in said


@pytest.mark.parametrize("words", [["build", "--nosuch"], ["nosuch"], ["inspect"], ["build", "--jobs", "0"]])
def test_a_command_that_there_is_not_is_the_users_mistake(gzsite, words):
    done = gzsite(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: gzsite" in done.stderr


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["build", "-h"]])
def test_what_was_asked_for_is_no_mistake(gzsite, words):
    done = gzsite(*words)
    assert (done.returncode, done.stderr) == (0, "")
    assert "gzsite" in done.stdout


def test_init_says_a_command_that_can_be_copied(gzsite, tmp_path):
    done = gzsite("init", "我的 档案", cwd=tmp_path)
    assert done.stdout.endswith("next: gzsite serve --site '我的 档案'\n")


def test_init_without_a_name_makes_nothing(gzsite, tmp_path):
    done = gzsite("init", "", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "gzsite: DIR: is empty: name a folder, such as my-archive; `.` is this one\n",
    )
    assert not list(tmp_path.iterdir())
    assert gzsite("init", ".", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(("seeds", "output"), [(".", None), ("seeds", "seeds/out"), ("pages", "pages")])
def test_an_output_among_the_pages_is_refused(site, gzsite, seeds, output):
    (site / "gzsite.yml").write_text(f"seeds: {seeds}\n", encoding="utf-8")
    done = gzsite("build", "--site", site, *(["--output", site / output] if output else []))
    assert done.returncode == 2
    assert f"{output or 'build'}: lies in the folder of the pages, {site / seeds}: name another folder" in done.stderr
    assert done.stderr.count("\n") == 1
