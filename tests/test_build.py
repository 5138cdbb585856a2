"""gzsite build: the line from seeds/ to a site, the same on any day and with any number of processes."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from gzdaily_site import crew
from gzdaily_site.build import build
from gzdaily_site.crew import ALONE, Crew
from gzdaily_site.desk import BrokenLedgerError, read
from gzdaily_site.errors import UserError
from gzdaily_site.model import Ledger
from gzdaily_site.source import read_page

PAGE = "## 第{n}座桥通车\n\n本报讯（记者 王小明）河上第{n}座桥今天通车，两岸居民走上桥头。\n\n桥长{n}0米。\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "gzsite.yml").write_text("title: 桥\n", encoding="utf-8")
    for n in range(1, 4):
        (tmp_path / f"seeds/2025-06-{n:02}-01.txt").write_text(PAGE.format(n=n), encoding="utf-8")
    return tmp_path


def digest(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def test_the_second_build_writes_nothing(site: Path) -> None:
    first, second = build(site), build(site)
    assert (first.pages, first.articles) == (3, 3)
    assert first.written > 0
    assert (second.written, second.removed) == (0, 0)


def test_builds_of_one_output_wait_for_one_another(site: Path) -> None:
    for n in range(4, 34):  # enough to be shared out over processes, which must not give the output free
        (site / f"seeds/2025-07-{n - 3:02}-01.txt").write_text(PAGE.format(n=n), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("gzsite")), "build", "--force", "--site", str(site)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [one.communicate()[1] for one in running]
    assert ([one.returncode for one in running], said) == ([0, 0, 0], ["", "", ""])
    build(site, output=site / "alone", crew=ALONE)
    assert digest(site / "build") == digest(site / "alone")
    assert build(site).written == 0


def test_a_page_taken_away_takes_its_files_along(site: Path) -> None:
    build(site)
    (site / "seeds/2025-06-03-01.txt").unlink()
    assert build(site).removed > 0
    assert not (site / "build/pages/2025-06-03-01").exists()


def test_any_number_of_processes_gives_the_same_bytes(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "LEAST", 1)
    build(site, output=site / "one", crew=ALONE)
    build(site, output=site / "two", crew=Crew(2))
    assert digest(site / "one") == digest(site / "two")
    # A large archive is not held whole: its files are laid out twice, its postings put down in parts.
    monkeypatch.setattr(crew, "SHIFT", 16)
    monkeypatch.setattr("gzdaily_site.write.AHEAD", 8)
    monkeypatch.setattr(sys.modules["gzdaily_site.search.segments"], "PARTED", 500)
    for many, output in ((ALONE, "three"), (Crew(2), "four")):
        build(site, output=site / output, crew=many)
        assert digest(site / output) == digest(site / "one")


def test_any_hash_seed_gives_the_same_bytes(site: Path) -> None:
    for seed in "12":
        command = [sys.executable, "-m", "gzdaily_site", "build", "--site", str(site), "--output", str(site / seed)]
        subprocess.run(
            command, check=True, env={"PYTHONHASHSEED": seed, "PATH": "", "LC_ALL": "C"}, capture_output=True
        )
    assert digest(site / "1") == digest(site / "2")


def test_links_stand_under_the_base_path(site: Path) -> None:
    build(site, base_url="https://example.org/repo/")
    assert 'href="/repo/' in (site / "build/404.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("url", ["ftp://x", "repo/", "https://x/?q"])
def test_a_base_that_is_no_address(site: Path, url: str) -> None:
    with pytest.raises(UserError, match="--base-url"):
        build(site, base_url=url)


def test_a_broken_ledger_stops_the_build(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gzdaily_site.separate.ledger", lambda *_: Ledger(10, 9, 0, 1, 0))
    page = read_page(site / "seeds/2025-06-01-01.txt", site, site / "seeds")
    with pytest.raises(BrokenLedgerError, match="2025-06-01-01"):
        read(page, {})
    with pytest.raises(BrokenLedgerError):
        build(site)
    assert not (site / "build").exists()


def test_stats_say_what_was_done(site: Path) -> None:
    command = [sys.executable, "-m", "gzdaily_site", "build", "--site", str(site), "--stats", str(site / "s.json")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    stats = json.loads((site / "s.json").read_text(encoding="utf-8"))
    assert (stats["pages"], stats["articles"]) == (3, 3)
    assert set(stats["seconds"]) == {"source", "separate", "enrich", "render", "search", "write"}
    assert "3 pages, 3 articles" in done.stdout
    assert done.stderr == ""  # no progress where nobody watches


def test_stats_without_a_file_print_the_seconds_of_each_stage(site: Path) -> None:
    command = [sys.executable, "-m", "gzdaily_site", "build", "--site", str(site), "--stats", "--force"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    stages = [line.split()[0] for line in done.stdout.splitlines()[-7:]]
    assert stages == ["source", "separate", "enrich", "render", "search", "write", "together"]
    assert not Path("-").exists()
