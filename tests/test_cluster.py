"""Pages read by workers in processes of their own, found through a scheduler; one of them is killed midway."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGE = "## 第{n}座桥通车\n\n本报讯（记者 王小明）第{n}座桥今天通车，居民走上桥头。\n\n桥长{n}0米，种了{n}00棵树。\n"
PAGES = 400


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def started(*command: str) -> subprocess.Popen[bytes]:
    env = {**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    return subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "gzsite.yml").write_text("title: 桥\nlanguages: [zh]\n", encoding="utf-8")
    for n in range(PAGES):
        (tmp_path / f"seeds/{n:04}.txt").write_text(PAGE.format(n=n), encoding="utf-8")
    return tmp_path


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler's address, and the processes of its two workers."""
    address = f"tcp://127.0.0.1:{free_port()}"
    common = ("--host", "127.0.0.1", "--no-dashboard")
    scheduler = started("distributed.cli.dask_scheduler", *common, "--port", address.rsplit(":", 1)[1])
    local = ("--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path / "workers"))
    workers = [started("distributed.cli.dask_worker", address, *common, *local) for _ in range(2)]
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def build(site: Path, *options: str) -> subprocess.Popen[bytes]:
    """A build in a process of its own; what it complains of is in `err.txt`."""
    command = [sys.executable, "-m", "gzdaily_site", "build", "--site", str(site), *options]
    with (site / "err.txt").open("wb") as err:
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=err)


def said(site: Path) -> str:
    return (site / "err.txt").read_text(encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def kept(site: Path) -> int:
    return sum(1 for _ in (site / ".gzsite-cache/pages").glob("*/*"))


def wait_for(what: str, holds) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail(f"{what} did not come about in a minute")


def test_a_lost_worker_costs_only_its_pages(site: Path, cluster) -> None:
    address, workers = cluster
    alone = build(site, "--output", str(site / "alone"), "--jobs", "1")
    assert alone.wait(timeout=300) == 0, said(site)
    for path in (site / ".gzsite-cache/pages").glob("*/*"):
        path.unlink()
    together = build(site, "--output", str(site / "together"), "--scheduler", address)
    wait_for("the first page", lambda: kept(site) > 0 or together.poll() is not None)
    assert kept(site) < PAGES
    workers[0].send_signal(signal.SIGKILL)
    assert together.wait(timeout=300) == 0, said(site)
    assert tree(site / "alone") == tree(site / "together")


def test_a_scheduler_that_does_not_answer(site: Path) -> None:
    failed = build(site, "--scheduler", f"tcp://127.0.0.1:{free_port()}")
    assert failed.wait(timeout=120) == 2
    assert "no scheduler answers" in said(site)
    assert "dask scheduler" in said(site)
