"""How all files of a folder lie is one name: the same while nothing changed, whoever works it out."""

import os
import signal
from time import perf_counter, sleep, time_ns

import pytest

from gzdaily_site.forme import ROW, SHARED, aside, files, name_of, name_of_files, name_of_stands


def made(root, folders):
    for number in range(folders):
        folder = root / f"{number % 7}" / f"页{number}"
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(str(number), encoding="utf-8")
    (root / "feed.xml").write_text("feed", encoding="utf-8")
    return root


@pytest.fixture
def few(tmp_path):
    return made(tmp_path / "site", 20)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """So many folders that two processes look at them."""
    return made(tmp_path_factory.mktemp("many"), SHARED + 500)


def test_the_name_of_files_is_that_of_the_files_as_they_were_left(few):
    stands = dict(files(few))
    assert name_of_files(few, list(stands)) == name_of_stands(stands)


def alone():
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    return True


def test_of_many_folders_a_copy_of_the_process_tells_the_same(many, monkeypatch):
    by_two = name_of(many)
    assert alone()  # none is left behind
    monkeypatch.setattr("gzdaily_site.forme.SHARED", 1 << 30)
    assert name_of(many) == by_two


def test_of_many_files_a_copy_of_the_process_tells_the_same(few, monkeypatch):
    stands = dict(files(few))
    by_one = name_of_files(few, list(stands))
    assert len(stands) > ROW
    monkeypatch.setattr("gzdaily_site.forme.SHARED", 2)
    assert name_of_files(few, list(stands)) == name_of_stands(stands) == by_one
    assert alone()


@pytest.mark.parametrize("shared", [2, 1 << 30])
@pytest.mark.parametrize("number", [0, ROW - 1, ROW, -1])
def test_any_of_the_files_that_changes_or_goes_changes_their_name(few, monkeypatch, number, shared):
    monkeypatch.setattr("gzdaily_site.forme.SHARED", shared)
    paths = sorted(dict(files(few)))
    before, changed = name_of_files(few, paths), few / paths[number]
    lay = changed.stat()
    changed.write_text("another and longer", encoding="utf-8")
    os.utime(changed, ns=(lay.st_atime_ns, lay.st_mtime_ns))
    longer = name_of_files(few, paths)
    changed.unlink()
    assert len({before, longer, name_of_files(few, paths)}) == 3


def test_files_that_lie_beside_them_do_not_change_their_name(few):
    paths = sorted(dict(files(few)))
    before = name_of_files(few, paths)
    (few / "0" / "note.txt").write_text("of somebody else", encoding="utf-8")
    assert name_of_files(few, paths) == before != name_of_files(few, [*paths, "0/note.txt"])


def test_a_file_in_the_place_of_a_folder_hides_those_in_it(few):
    paths = ["0/页0/index.html", "feed.xml"]
    before = name_of_files(few, paths)
    (few / "0" / "页0" / "index.html").unlink()
    (few / "0" / "页0").rmdir()
    (few / "0" / "页0").write_text("a file", encoding="utf-8")
    assert name_of_files(few, paths) != before


@pytest.mark.parametrize("number", [0, 1, SHARED, SHARED + 499])
def test_any_file_that_changes_changes_the_name(many, number):
    before = name_of(many)
    changed = many / f"{number % 7}" / f"页{number}" / "index.html"
    lay = changed.stat()
    changed.write_text("another and longer", encoding="utf-8")
    os.utime(changed, ns=(lay.st_atime_ns, lay.st_mtime_ns))
    longer = name_of(many)
    changed.write_text(str(number), encoding="utf-8")
    os.utime(changed, ns=(lay.st_atime_ns, lay.st_mtime_ns + 1))
    later = name_of(many)
    changed.write_text(str(number), encoding="utf-8")
    os.utime(changed, ns=(lay.st_atime_ns, lay.st_mtime_ns))
    assert len({before, longer, later, name_of(many)}) == 4  # what is put back was changed all the same
    assert name_of(many) == name_of(many)


def test_a_file_that_comes_goes_or_moves_changes_the_name(few):
    before = name_of(few)
    (few / "feed.xml").rename(few / "1" / "feed.xml")
    moved = name_of(few)
    (few / "1" / "feed.xml").unlink()
    gone = name_of(few)
    (few / "1" / "other.xml").write_text("feed", encoding="utf-8")
    assert len({before, moved, gone, name_of(few)}) == 4


def test_what_tests_of_a_browser_left_and_empty_folders_do_not_count(few):
    before = name_of(few)
    (few / "screenshots").mkdir()
    (few / "screenshots" / "home.png").write_bytes(b"")
    (few / "empty").mkdir()
    assert name_of(few) == before


def test_a_folder_that_is_not_there_has_the_name_of_no_files(tmp_path):
    (tmp_path / "empty").mkdir()
    assert name_of(tmp_path / "none") == name_of(tmp_path / "empty")


def test_a_link_counts_as_what_it_leads_to_when_followed(few, tmp_path):
    (tmp_path / "page.txt").write_text("one", encoding="utf-8")
    (few / "linked.txt").symlink_to(tmp_path / "page.txt")
    there, followed = name_of(few), name_of(few, linked=time_ns)
    (tmp_path / "page.txt").write_text("another", encoding="utf-8")
    assert name_of(few) == there
    assert name_of(few, linked=time_ns) != followed
    (few / "folder").symlink_to(tmp_path)
    assert name_of(few, linked=time_ns) != name_of(few, linked=time_ns)  # nobody knows what changed behind it
    assert name_of(few, linked=lambda: 0) == name_of(few, linked=lambda: 0)


def test_a_link_that_leads_nowhere_is_the_link_it_is(few):
    before = name_of(few, linked=time_ns)
    (few / "lost.txt").symlink_to(few / "nowhere.txt")
    assert before != name_of(few, linked=time_ns) == name_of(few, linked=time_ns)


def test_a_file_has_a_name_too(few):
    before = name_of(few / "feed.xml")
    (few / "feed.xml").write_text("a longer feed", encoding="utf-8")
    assert len({before, name_of(few / "feed.xml"), name_of(few / "none.xml")}) == 3


def test_what_is_done_aside_is_done_by_a_copy_and_comes_back(tmp_path):
    here = os.getpid()
    with aside(lambda: (os.getpid(), {"页": (1, -1)})) as told:
        pid, said = told()
    assert pid != here
    assert said == {"页": (1, -1)}
    assert alone()


def test_what_a_copy_cannot_do_is_done_here(monkeypatch):
    here = os.getpid()

    def work():
        if os.getpid() != here:
            raise ValueError
        return "done"

    with aside(work) as told:
        assert told() == "done"
    assert alone()
    monkeypatch.delattr(os, "fork")
    with aside(work) as told:
        assert told() == "done"


def test_nobody_waits_for_a_copy_that_is_not_asked():
    begun = perf_counter()
    with pytest.raises(KeyError), aside(lambda: sleep(60)):
        raise KeyError
    assert perf_counter() - begun < 30
    assert alone()


def test_where_the_system_buries_copies_or_has_no_place_for_one_work_is_done(monkeypatch):
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with aside(lambda: "done") as told:
            assert told() == "done"
    finally:
        signal.signal(signal.SIGCHLD, before)

    def refused():
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    with aside(lambda: "done") as told:
        assert told() == "done"
