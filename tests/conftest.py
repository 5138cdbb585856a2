"""What the tests share: a small site, the command as people run it, this archive built and served."""

import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from gzdaily_site.build import build as build_site
from gzdaily_site.commands.hosting import Folder, server
from gzdaily_site.crew import ALONE

REPOSITORY = Path(__file__).resolve().parent.parent
PAGE = "# 新桥通了\n\n本报记者 林小禾\n\n清早，第一辆班车开过新桥，村民站在桥头看。\n"


@pytest.fixture(scope="session")
def repository():
    return REPOSITORY


@pytest.fixture
def gzsite():
    """Runs the real command in a process of its own."""

    def run(*words, cwd=None):
        command = [str(Path(sys.executable).with_name("gzsite")), *map(str, words)]
        return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)

    return run


@pytest.fixture
def site(tmp_path):
    """A site folder with one page; a test puts in its own files."""
    folder = tmp_path / "site"
    (folder / "seeds").mkdir(parents=True)
    (folder / "gzsite.yml").write_text("title: 小报档案\n", encoding="utf-8")
    (folder / "seeds" / "one.md").write_text(PAGE, encoding="utf-8")
    return folder


@contextmanager
def _serving(output, base_path="/"):
    with server(Folder(output), base_path, "127.0.0.1", 0) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.server_port}{base_path}"
        finally:
            listening.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def serving():
    """Serves a folder under a base path; gives the address."""
    return _serving


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    """This repository's own pages, built."""
    output = tmp_path_factory.mktemp("archive") / "site"
    build_site(REPOSITORY, output=output, crew=ALONE)
    return output


@pytest.fixture(scope="session")
def address(archive):
    """Where the archive is served."""
    with _serving(archive) as there:
        yield there
