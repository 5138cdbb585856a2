"""What was put down is read again as it was, also by copies of the process."""

from __future__ import annotations

import errno
import os
import pickle
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from gzdaily_site import config
from gzdaily_site.build import put_together
from gzdaily_site.crew import LEAST, Crew, each
from gzdaily_site.desk import Shift, leaves
from gzdaily_site.enrich import scope
from gzdaily_site.errors import UserError
from gzdaily_site.model import BodyBlock, SiteFile
from gzdaily_site.morgue import Envelopes, Folded, Morgue, put_away
from gzdaily_site.search.published import published
from gzdaily_site.source import read_pages
from gzdaily_site.spool import Spool
from gzdaily_site.stopwatch import Stopwatch

ROOT = Path(__file__).parents[1]
FILES = [SiteFile(f"search/{n}.bin", f"第{n}份".encode() * (n % 5)) for n in range(4 * LEAST)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_copy_puts_down_other_copies_read(tmp_path: Path, jobs: int) -> None:
    crew = Crew(jobs)
    with Spool(tmp_path / "cache") as spool:
        with crew.meanwhile(len(FILES), lambda: spool.take(FILES)) as (told,):
            plates = list(spool.plates(told()))
        read = list(crew.map_here(each(lambda plate: plate.make()), plates[::-1]))[::-1]
    assert [(plate.path, plate.key) for plate in plates] == [(file.path, file.key) for file in FILES]
    assert read == [file.content for file in FILES]
    assert not list((tmp_path / "cache").iterdir())


def test_where_no_file_can_be_read_at_a_place_it_is_read_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("os.pread")
    with Spool(tmp_path) as spool:
        plates = list(spool.plates(spool.take(FILES)))
        assert [plate.make() for plate in plates[::-1]] == [file.content for file in FILES[::-1]]


def test_what_was_put_down_is_gone_afterwards(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        (plate,) = spool.plates(spool.take(FILES[1:2]))
    with pytest.raises(ValueError, match="closed"):
        plate.make()


def test_what_is_put_away_reads_as_before_here_in_a_copy_and_elsewhere(tmp_path: Path) -> None:
    printed = (BodyBlock("paragraph", "桥通了。", ()), BodyBlock("credit", "王小明 摄", (), names=("王小明",)))
    said = {"a": (1, 2), "b": ()}
    with Spool(tmp_path) as spool:
        folded, packed = Folded.of(printed), Envelopes.of(said)
        put_away((folded, packed), spool)
        put_away((packed, folded), spool)  # is nothing more
        again = Envelopes.together([packed, Envelopes({}, (), spool)])
        elsewhere = pickle.loads(pickle.dumps((folded, again)))  # noqa: S301 - packed a moment ago
        with Crew(2).meanwhile(LEAST, lambda: (tuple(folded), dict(again))) as (copied,):
            assert copied() == (printed, said)
        assert (tuple(folded), dict(again)) == (printed, said)
        assert hash(folded) == hash(printed)
        unread = Folded.of([*printed, *printed])
        put_away((unread,), spool)
    assert (tuple(elsewhere[0]), dict(elsewhere[1])) == (printed, said)
    for lost in (unread, again):
        with pytest.raises(ValueError, match="closed"):
            list(lost.values() if isinstance(lost, Envelopes) else lost)


def test_who_has_no_vault_cannot_open_what_is_put_away() -> None:
    with pytest.raises(LookupError, match="no vault"):
        Envelopes({"a": 0}, [5])["a"]


def test_what_the_system_takes_in_parts_is_put_down_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Spool(tmp_path) as spool:
        file = spool._file  # a raw file may take less than it is given

        class Slow:
            def __getattr__(self, name: str) -> object:
                return getattr(file, name)

            def write(self, content: memoryview) -> int:
                return file.write(content[:3])

        monkeypatch.setattr(spool, "_file", Slow())
        places = [spool.put(text.encode()) for text in ("桥通了", "", "第一辆班车")]
        assert [spool.get(place).decode() for place in places] == ["桥通了", "", "第一辆班车"]
        monkeypatch.undo()


def test_what_is_put_down_after_the_disk_was_full_lies_where_it_is_said_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Spool(tmp_path) as spool:
        file = spool._file

        class Full:
            def __getattr__(self, name: str) -> object:
                return getattr(file, name)

            def write(self, content: memoryview) -> int:
                if len(content) < 20:
                    raise OSError(errno.ENOSPC, "No space left on device")
                return file.write(content[:5])

        first = spool.put("桥通了".encode())
        with monkeypatch.context() as full:
            full.setattr(spool, "_file", Full())
            with pytest.raises(UserError, match="No space left on device"):
                spool.put(b"-" * 30)
        second = spool.put("第一辆班车".encode())
        assert [spool.get(place).decode() for place in (first, second)] == ["桥通了", "第一辆班车"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_archive_that_is_put_away_is_the_same(tmp_path: Path, jobs: int) -> None:
    """Pages read now, pages from the morgue, and an archive that lies in memory."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    for n in range(2 * LEAST):
        text = f"# 第{n}座桥通了\n\n清早，第一辆班车开过遵义市的新桥。“再也不用绕路了。”村民李山说，路近了{n}公里。\n"
        (tmp_path / "seeds" / f"2020-01-01-{n:02}.md").write_text(text, encoding="utf-8")
    (tmp_path / "gzsite.yml").write_text(
        "title: {zh: 报}\nnewspaper: {zh: 报}\ndescription: {zh: 报}\nlanguages: [zh]\n", encoding="utf-8"
    )
    settings = config.load(tmp_path)
    about = scope(settings)
    told = []
    with Spool(tmp_path) as spool:
        for vault in (None, spool, spool):
            shift = Shift(Crew(jobs), lambda *_: None, Stopwatch(), partial(Morgue, tmp_path), vault)
            pages = read_pages(tmp_path, settings.seeds, vault=vault)
            archive = put_together(leaves(pages, settings, about, shift), about)
            records = [(it.id, it.head, it.text, it.people) for it in published(archive)]
            told.append((archive.pages, {id_: archive.places_of[id_] for id_ in archive.places_of}, records))
            shutil.rmtree(tmp_path / ".gzsite-cache") if vault is None else None
        assert told[0] == told[1] == told[2]
        assert len(told[0][2]) > 2 * LEAST


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs limits of files")
def test_a_disk_that_takes_no_more_is_told(tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 - not on every system

    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "gzsite.yml").write_text("title: {zh: 报}\nnewspaper: {zh: 报}\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "gzdaily_site", "build", "--site", tmp_path],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        env={name: it for name, it in os.environ.items() if not name.startswith("COVERAGE")},  # its file is large
    )
    assert done.returncode == 2, done.stderr
    assert ".gzsite-cache" in done.stderr
    assert "cannot be written (File too large)" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "build").exists()
