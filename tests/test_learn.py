"""gzsite learn: an archive's own counts, kept beside its settings and used from then on."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from gzdaily_site.separate import characters, learning, learnt
from gzdaily_site.separate.learning import Learnt

Run = Callable[..., CompletedProcess[str]]

# Two stories break off, so that the page counts as damaged; the word across the seam is in no dictionary.
TORN = """## 村口的老树

老人说这棵树比村子还老，树下常常坐满了人，说起祖上迁来的那一年，都要从这棵

## 染缸与蓝布

染匠每天清早先看缸，再看天，客人问起缸里的颜色从哪里来，他总说是从山上采来的青蔓

荟里一点一点熬出来的，急不得。

## 河边的磨坊

磨坊去年冬天又转了起来，碾出的新米有一股淡淡的香气，县城里来的人都说要带上几斤再
"""
WHOLE = "## 采青蔓荟\n\n" + "山上的青蔓荟长得慢，采下青蔓荟要晒三天，青蔓荟熬出的颜色叫蓝。\n\n" * 12


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "gzsite.yml").write_text("title: {zh: 试, en: Try}\nnewspaper: {zh: 试, en: Try}\n", encoding="utf-8")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "torn.txt").write_text(TORN, encoding="utf-8")
    (seeds / "whole.txt").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def join_after(gzsite: Run, archive: Path, line: int) -> float:
    """The confidence of the join after a line of the torn page; 0 where there is none."""
    said = gzsite("inspect", "--json", "seeds/torn.txt", cwd=archive).stdout
    joins = (j for a in json.loads(said)["articles"] for b in a["body"] for j in b["joins"])
    return next((j["confidence"] for j in joins if j["after_line"] == line), 0.0)


def test_words_of_the_archive_put_its_pages_together(gzsite: Run, archive: Path) -> None:
    before = join_after(gzsite, archive, 7)
    done = gzsite("learn", cwd=archive)
    assert (done.returncode, done.stdout.split(",")[0]) == (0, "15 paragraphs")
    assert join_after(gzsite, archive, 7) > before


def test_the_same_archive_teaches_the_same_bytes(gzsite: Run, archive: Path) -> None:
    gzsite("learn", cwd=archive)
    first = (archive / "learnt.json.gz").read_bytes()
    gzsite("learn", "--jobs", "1", cwd=archive)
    assert (archive / "learnt.json.gz").read_bytes() == first


def test_only_counts_are_kept(gzsite: Run, archive: Path) -> None:
    gzsite("learn", cwd=archive)
    kept = json.loads(gzip.decompress((archive / "learnt.json.gz").read_bytes()))
    assert set(kept) == {"schema", "paragraphs", "singles", "pairs", "triples", "texts"}
    assert all(len(word) <= 3 for word in kept["texts"] if not word.isascii())


def test_a_build_uses_what_was_learnt(gzsite: Run, archive: Path) -> None:
    gzsite("learn", cwd=archive)
    assert gzsite("build", "--output", str(archive / "out"), cwd=archive).returncode == 0


@pytest.mark.parametrize("content", [b"", b"no gzip", gzip.compress(b"[]"), gzip.compress(b'{"schema": 9}')])
def test_another_file_of_that_name_is_told(gzsite: Run, archive: Path, content: bytes) -> None:
    (archive / "learnt.json.gz").write_bytes(content)
    done = gzsite("build", "--output", str(archive / "out"), cwd=archive)
    assert (done.returncode, done.stdout) == (2, "")
    assert "learnt.json.gz: is not what `gzsite learn` writes" in done.stderr
    assert "run `gzsite learn` again, or delete the file" in done.stderr


@pytest.mark.parametrize("own", [None, Learnt(3, {"桥": 2}, {"新桥": 4}, {"过新桥": 3}, {}, "own")])
def test_counts_that_were_let_go_are_the_same_when_they_are_asked_for(own: Learnt | None) -> None:
    try:
        learning.use(own)
        before = [characters.in_a_row(above, below) for above, below in SEAMS]
        learning.let_go()
        assert not any((learnt.SINGLES, learnt.PAIRS, learnt.TRIPLES))
        assert [characters.in_a_row(above, below) for above, below in SEAMS] == before
        learning.let_go()
        learning.use(own)  # which it uses already
        assert [characters.in_a_row(above, below) for above, below in SEAMS] == before
        assert learnt.PAIRS.get("新桥", 0) == PACKAGE + (4 if own else 0)
    finally:
        learning.use(None)


SEAMS = [("清早，第一辆班车开过新", "桥。"), ("开过", "新桥通车"), ("贵州省", "遵义市"), ("龘", "靐"), ("", "桥")]
PACKAGE = learnt.PAIRS.get("新桥", 0)
