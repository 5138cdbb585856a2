"""Finished files that were put down are read again as they were, also by copies of the process."""

from __future__ import annotations

from pathlib import Path

import pytest

from gzdaily_site.crew import LEAST, Crew, each
from gzdaily_site.model import SiteFile
from gzdaily_site.spool import Spool

FILES = [SiteFile(f"search/{n}.bin", f"第{n}份".encode() * (n % 5)) for n in range(4 * LEAST)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_copy_puts_down_other_copies_read(tmp_path: Path, jobs: int) -> None:
    crew = Crew(jobs)
    with Spool(tmp_path / "cache") as spool:
        with crew.meanwhile(lambda: spool.take(FILES), len(FILES)) as told:
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
