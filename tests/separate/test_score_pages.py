"""tools/score_pages.py, as people run it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import page

TOOL = Path(__file__).parents[2] / "tools/score_pages.py"


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TOOL), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    for folder in ("pages", "truth"):
        (tmp_path / folder).mkdir()
    for made in (page("mid", 0), page("hard", 1)):
        (tmp_path / made.truth["file"]).write_text(made.text, encoding="utf-8")
        (tmp_path / f"truth/{made.name}.json").write_text(json.dumps(made.truth), encoding="utf-8")
    return tmp_path


def test_it_prints_every_measure_of_each_level_and_how_far_confidence_is_to_be_trusted(kit: Path) -> None:
    said = run(kit, "--each")
    assert said.returncode == 0, said.stderr
    rows = {line[:16].strip(): line[16:] for line in said.stdout.splitlines()}
    assert said.stdout.splitlines()[0].split() == ["mid", "hard"]
    assert {"grouping", "perfect", "joins", "order", "open", "kicker", "strays", "wrongly moved"} <= set(rows)
    assert rows["perfect"].count("≥") == 2
    assert "joins said at" in said.stdout
    assert "moves said at" in said.stdout
    assert "2 pages" in said.stdout
    assert said.stdout.splitlines()[-1].startswith(("mid_000", "hard_001"))


def test_without_a_kit_it_makes_its_pages() -> None:
    said = run("--level", "clean", "--pages", "2")
    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines()[0].split() == ["clean"]
    assert "2 pages" in said.stdout


def test_a_folder_without_truth_is_said_to_be_one(tmp_path: Path) -> None:
    said = run(tmp_path)
    assert said.returncode == 2
    assert "name a folder with pages/ and truth/" in said.stderr
