import os
from functools import partial
from pathlib import Path

import pytest

from gzdaily_site.crew import ALONE, LEAST, Crew
from gzdaily_site.errors import UserError
from gzdaily_site.forme import GONE
from gzdaily_site.inventory import looking
from gzdaily_site.model import Plate, Quire, Reel, SiteFile, Stretch
from gzdaily_site.write import Plan, Written, write


def files(**texts):
    """`a__b='x'` is the file `a/b.html` that says x; every site has its mark."""
    named = {name.replace("__", "/") + ".html": text.encode() for name, text in texts.items()}
    return [SiteFile(path, content) for path, content in ({".nojekyll": b""} | named).items()]


def tree(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def output(tmp_path):
    return tmp_path / "build"


def test_the_first_run_writes_everything(output):
    assert write(files(a="1", b__c="2"), output) == Written(3, 0, 0)
    assert tree(output) == {".nojekyll", "a.html", "b/c.html"}


def test_the_same_again_writes_nothing(output):
    write(files(a="1"), output)
    before = (output / "a.html").stat().st_mtime_ns
    assert write(files(a="1"), output) == Written(0, 2, 0)
    assert (output / "a.html").stat().st_mtime_ns == before


def test_force_writes_the_unchanged_too(output):
    write(files(a="1"), output)
    assert write(files(a="1"), output, force=True) == Written(2, 0, 0)


def test_only_what_differs_is_written(output):
    write(files(a="1", b="2"), output)
    assert write(files(a="1", b="3"), output) == Written(1, 2, 0)
    assert (output / "b.html").read_text() == "3"


def test_what_an_earlier_run_wrote_is_removed_with_its_empty_folders(output):
    write(files(a="1", b__c__d="2"), output)
    assert write(files(a="1"), output) == Written(0, 2, 1)
    assert not (output / "b").exists()


def test_what_others_put_there_stays(output):
    write(files(a="1", b__c="2"), output)
    (output / "CNAME").write_text("example.org")
    (output / "b" / "mine.txt").write_text("mine")
    write(files(a="1"), output)
    assert tree(output) == {".nojekyll", "a.html", "CNAME", "b/mine.txt"}


def test_what_others_put_there_is_not_overwritten(output):
    write(files(a="1"), output)
    (output / "b.html").write_text("mine")
    with pytest.raises(UserError, match=r"b\.html: was not written by gzsite"):
        write(files(a="1", b="2"), output)
    assert (output / "b.html").read_text() == "mine"


def test_a_file_can_become_a_folder_and_a_folder_a_file(output):
    write([*files(), SiteFile("a", b"1"), SiteFile("b/c", b"2")], output)
    write([*files(), SiteFile("a/c", b"1"), SiteFile("b", b"2")], output)
    assert tree(output) == {".nojekyll", "a/c", "b"}


def test_a_folder_that_is_not_ours_is_refused(output):
    output.mkdir()
    (output / "thesis.doc").write_text("mine")
    with pytest.raises(UserError, match=r"holds files that gzsite did not write, such as thesis.doc: empty it, or"):
        write(files(a="1"), output)
    assert tree(output) == {"thesis.doc"}


def test_screenshots_are_guests(output):
    (output / "screenshots").mkdir(parents=True)
    (output / "screenshots" / "home.png").write_bytes(b"png")
    write(files(a="1"), output)
    assert "screenshots/home.png" in tree(output)


def test_our_own_folder_is_known_again_without_its_record(output, tmp_path):
    write(files(a="1", b="2"), output)
    for record in (tmp_path / ".gzsite-cache").iterdir():
        record.unlink()
    assert write(files(a="1", b="3"), output) == Written(1, 2, 0)


def test_without_its_record_a_folder_with_files_of_others_is_refused_and_nothing_is_lost(output, tmp_path):
    write(files(a="1"), output)
    (output / "own.txt").write_text("mine")
    assert write(files(a="1"), output) == Written(0, 2, 0)  # with it they are kept
    (tmp_path / ".gzsite-cache" / "build.json").unlink()
    with pytest.raises(UserError, match=r"did not write, such as own.txt: empty it, or"):
        write(files(a="1"), output)
    assert tree(output) == {".nojekyll", "a.html", "own.txt"}


@pytest.mark.parametrize("scrawl", ["", "{", "\x00"])
def test_a_record_that_cannot_be_read_is_as_none(output, tmp_path, scrawl):
    write(files(a="1"), output)
    (tmp_path / ".gzsite-cache" / "build.json").write_text(scrawl)
    assert write(files(a="1"), output).kept == 2


def test_a_record_cannot_remove_what_lies_outside(output, tmp_path):
    write(files(a="1"), output)
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / ".gzsite-cache" / "build.json").write_text('["../mine.txt", "/etc/hostname", ".nojekyll", "a.html"]')
    write(files(a="1"), output)
    assert (tmp_path / "mine.txt").exists()


def test_a_site_folder_is_refused(tmp_path):
    (tmp_path / "gzsite.yml").write_text("")
    with pytest.raises(UserError, match="is a site folder: name another"):
        write(files(a="1"), tmp_path)


@pytest.mark.parametrize("inside", ["seeds", "seeds/deep/er", "templates", "static/x"])
def test_the_sources_of_a_site_are_refused(tmp_path, inside):
    (tmp_path / "gzsite.yml").write_text("")
    with pytest.raises(UserError, match="lies in the sources"):
        write(files(a="1"), tmp_path / inside)


def test_a_folder_above_the_seeds_is_refused(tmp_path):
    (tmp_path / "site" / "seeds").mkdir(parents=True)
    (tmp_path / "site" / "seeds" / "a.md").write_text("字")
    with pytest.raises(UserError, match="did not write"):
        write(files(a="1"), tmp_path)


def test_a_file_is_no_output_folder(tmp_path):
    (tmp_path / "build").write_text("")
    with pytest.raises(UserError, match="is a file"):
        write(files(a="1"), tmp_path / "build")


@pytest.mark.parametrize(
    ("one", "other", "trouble"),
    [("a", "a", "has the address"), ("A", "a", "has the address"), ("a", "A/b", "lies below")],
)
def test_two_files_with_one_path_are_refused(output, one, other, trouble):
    pair = [SiteFile(one, b""), SiteFile(other, b"")]
    with pytest.raises(UserError, match=trouble):
        write(pair, output)
    assert not output.exists()


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "."])
def test_a_path_that_leaves_the_folder_is_a_bug(output, path):
    with pytest.raises(ValueError, match="outside"):
        write([SiteFile(path, b"")], output)


def test_a_run_that_breaks_while_rendering_writes_nothing(output):
    def broken():
        yield from files(a="1")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write(broken(), output)
    assert not output.exists()


def test_a_run_that_breaks_while_writing_leaves_whole_files_and_heals(output, monkeypatch):
    write(files(a="1", b="2"), output)
    replaced = Path.replace

    def full(part, goal):
        if goal.name == "b.html":
            raise OSError(28, os.strerror(28), str(goal))
        return replaced(part, goal)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UserError, match=r"b\.html: cannot be written"):
        write(files(a="3", b="4", c="5"), output)
    assert (output / "b.html").read_text() == "2"
    assert not list(output.rglob("*.gzsite-part"))
    monkeypatch.undo()
    write(files(b="4"), output)
    assert tree(output) == {".nojekyll", "b.html"}


def reel(*stretches, key=""):
    """Stretches are `content` or `(key, content)`."""
    told = [("", it) if isinstance(it, bytes) else it for it in stretches]
    return Reel("data/all.txt", lambda: [Stretch(lambda it=content: it, name) for name, content in told], key)


def never():
    raise AssertionError


def test_a_file_that_comes_in_stretches_is_written_and_kept_like_any_other(output, tmp_path):
    assert write([*files(), reel(b"one ", b"two")], output) == Written(2, 0, 0)
    assert (output / "data/all.txt").read_bytes() == b"one two"
    before = (output / "data/all.txt").stat().st_mtime_ns
    assert write([*files(), reel(b"one", b" two")], output) == Written(0, 2, 0)
    (tmp_path / ".gzsite-cache/build.json").unlink()  # then the file itself is read
    assert write([*files(), reel(b"one two")], output) == Written(0, 2, 0)
    assert (output / "data/all.txt").stat().st_mtime_ns == before
    assert write([*files(), reel(b"one two")], output, force=True) == Written(2, 0, 0)
    assert write([*files(), reel(b"one", b" three")], output) == Written(1, 1, 0)
    assert (output / "data/all.txt").read_bytes() == b"one three"
    assert not list(tmp_path.rglob("*.parts"))


def test_files_that_look_at_the_whole_archive_are_made_by_one_copy_of_the_process(output):
    """Else each copy has the archive in memory of its own."""
    whole = [Reel(f"data/{n}.txt", lambda: [Stretch(lambda: str(os.getpid()).encode())]) for n in range(4)]
    others = [Plate(f"{n}.txt", lambda: b"") for n in range(2 * LEAST)]
    for said in (ALONE, Crew(2)):
        write([*others, *whole], output, crew=said, force=True)
        assert len({(output / f"data/{n}.txt").read_bytes() for n in range(4)}) == 1


def test_a_file_whose_stretches_break_off_leaves_the_old_one(output):
    def broken():
        yield Stretch(lambda: b"new")
        raise ZeroDivisionError

    write([*files(), reel(b"old")], output)
    with pytest.raises(ZeroDivisionError):
        write([*files(), Reel("data/all.txt", broken)], output)
    assert (output / "data/all.txt").read_bytes() == b"old"


def test_a_file_in_stretches_whose_key_is_known_is_not_made(output):
    write([*files(), reel(b"old", key="page:1")], output)
    assert write([*files(), Reel("data/all.txt", never, "page:1")], output) == Written(0, 2, 0)


def test_stretches_that_are_known_are_cut_from_the_file_wherever_they_stand(output):
    write([*files(), reel(b"head\n", ("1", b"one\n"), ("2", "二\n".encode()), ("3", b"three\n"))], output)
    known = [Stretch(never, "3"), Stretch(lambda: b"new\n", "4"), Stretch(never, "1"), Stretch(never, "2")]
    write([*files(), Reel("data/all.txt", lambda: [Stretch(lambda: b"head\n"), *known])], output)
    assert (output / "data/all.txt").read_text() == "head\nthree\nnew\none\n二\n"
    again = [Stretch(never, key) for key in "2341"]
    write([*files(), Reel("data/all.txt", lambda: again)], output)
    assert (output / "data/all.txt").read_text() == "二\nthree\nnew\none\n"


@pytest.mark.parametrize("harm", ["touched", "changed", "gone", "forgotten", "scrawled", "another"])
def test_stretches_are_made_anew_where_the_file_does_not_lie_as_it_was_left(output, tmp_path, harm):
    file, told = output / "data/all.txt", tmp_path / ".gzsite-cache/build.reels.json"
    write([*files(), reel(("1", b"one"), ("2", b"two"))], output)
    first = told.read_bytes()
    write([*files(), reel(("1", b"one"), ("3", b"six"))], output)
    if harm == "touched":
        os.utime(file, ns=(1, 1))
    elif harm == "changed":
        file.write_bytes(b"xxxyyy")
    elif harm == "gone":
        file.unlink()
    elif harm == "forgotten":
        told.unlink()
    elif harm == "scrawled":
        told.write_text("{[")
    else:  # a run that was broken off before it told where the stretches lie
        told.write_bytes(first)
    write([*files(), reel(("1", b"one"), ("2", b"two"))], output)
    assert file.read_bytes() == b"onetwo"


@pytest.mark.parametrize("ahead", [1, 3, 6, 7])
def test_more_files_than_are_held_are_asked_for_again_when_it_is_their_turn(output, monkeypatch, ahead):
    monkeypatch.setattr("gzdaily_site.write.AHEAD", ahead)
    wanted = files(a="1", b="2", c__d="3", c__e="4", f="5")
    write(wanted, output)
    wanted = [*wanted[:1], *files(a="1", b="new", c__d="new", c__e="new", f="5", g="new")[1:]]
    asked = []

    def these():
        asked.append(1)
        return (Plate(file.path, partial(bytes, file.content)) for file in wanted)

    told = []
    plan = Plan(output)
    plan.take(these)
    plan.take(lambda: [SiteFile("h.html", b"last")])
    written = plan.written(ALONE, lambda _, n, total: told.append((n, total)))
    assert written == Written(5, 3, 0)
    assert tree(output) == {".nojekyll", "a.html", "b.html", "c/d.html", "c/e.html", "f.html", "g.html", "h.html"}
    assert {path.read_text() for path in output.rglob("*.html")} == {"1", "new", "5", "last"}
    assert len(asked) == 2
    assert told == [(n, 8) for n in range(1, 9)]


def test_a_file_that_two_want_is_told_whatever_the_letters(output):
    for one, other in (("a/B.html", "a/b.html"), ("a/b.html", "a/B.html"), ("a/B.html", "A/b.html"), ("a", "a")):
        with pytest.raises(UserError, match=f"{other}: has the address of {one}"):
            write([SiteFile(one, b""), SiteFile(other, b"")], output)
    with pytest.raises(UserError, match="lies below the file A"):
        write([SiteFile("A", b""), SiteFile("a/b.html", b"")], output)


def test_paths_that_have_one_number_by_chance_are_not_taken_for_one(output, monkeypatch):
    monkeypatch.setattr("gzdaily_site.paths.hash", lambda _: 7, raising=False)
    write(files(a="1", b__c="2", B__D="3"), output)
    assert tree(output) == {".nojekyll", "a.html", "b/c.html", "B/D.html"}
    with pytest.raises(UserError, match=r"A.html: has the address of a.html"):
        write(files(a="1", A="2"), output)


def test_a_file_whose_name_changes_in_its_letters_only_is_another(output):
    for old, new in (("B", "b"), ("b", "B")):
        write(files(**{old: "1"}), output)
        assert write(files(**{new: "2"}), output).removed == 1
        assert tree(output) == {".nojekyll", f"{new}.html"}


@pytest.mark.parametrize("change", ["gone", "new", "other key"])
def test_a_site_that_changes_between_two_looks_is_not_written(output, monkeypatch, change):
    monkeypatch.setattr("gzdaily_site.write.AHEAD", 2)
    write(files(a="1", b="2", c="3"), output)
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    them = [Plate(f"{name}.html", partial(bytes, b"new " + name.encode()), "k") for name in "abcde"]
    plan = Plan(output)
    plan.take(lambda: iter(them))
    if change == "gone":
        del them[0]
    elif change == "new":
        them.insert(0, Plate("x.html", bytes, "k"))
    else:
        them[1] = Plate("b.html", bytes, "another")
    with pytest.raises(UserError, match="changed while it was built"):
        plan.written(ALONE)
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before
    assert write(files(a="1", b="2", c="3"), output) == Written(0, 4, 0)


def quire(name, key, *plates):
    """Plates are `(path, key, content)`."""
    return Quire(name, lambda: [Plate(path, partial(bytes, content), key) for path, key, content in plates], key)


def test_a_quire_whose_key_is_known_is_not_laid_out(output):
    plates = [("p/a.html", "k1", b"1"), ("p/b.html", "k2", b"2")]
    last = ("q.html", "k", b"q")
    assert write([*files(), quire("p", "K", *plates), quire("q", "K", last)], output) == Written(4, 0, 0)
    untouched = Quire("p", never, "K")
    assert write([*files(), quire("q", "L", ("q.html", "l", b"Q")), untouched], output) == Written(1, 3, 0)
    assert write([*files(), untouched, Quire("q", never, "L")], output) == Written(0, 4, 0)  # whatever the order
    assert (output / "p/b.html").read_bytes() + (output / "q.html").read_bytes() == b"2Q"
    assert write([*files(), untouched], output) == Written(0, 3, 1)
    assert tree(output) == {".nojekyll", "p/a.html", "p/b.html"}


def test_of_a_quire_whose_key_changed_only_plates_that_changed_are_made(output):
    write([*files(), quire("p", "K", ("a.html", "k", b"1"), ("b.html", "k", b"2"), ("c.html", "k", b"3"))], output)
    other = quire("p", "L", ("b.html", "l", b"two"), ("d.html", "k", b"4"), ("a.html", "k", b"made for nothing"))
    for _ in range(2):  # the rows of one quire lie apart by now
        made = write([*files(), other], output)
        assert (output / "a.html").read_bytes() + (output / "b.html").read_bytes() == b"1two"
        other = Quire("p", never, "L")
    assert made == Written(0, 4, 0)
    assert tree(output) == {".nojekyll", "a.html", "b.html", "d.html"}


@pytest.mark.parametrize(
    "harm", ["touched", "deleted", "force", "interrupted", "another inventory", "scrawl", "no key"]
)
def test_a_quire_is_laid_out_where_it_may_lie_otherwise(output, tmp_path, harm):
    plates = [("p/a.html", "k1", b"1"), ("p/b.html", "k2", b"2")]
    told, force, key = tmp_path / ".gzsite-cache/build.quires.json", harm == "force", "" if harm == "no key" else "K"
    write([*files(), quire("p", key, *plates)], output)
    file = output / "p/b.html"
    if harm == "touched":
        file.write_bytes(b"by hand")
    elif harm == "deleted":
        file.unlink()
    elif harm == "interrupted":
        (tmp_path / ".gzsite-cache/build.added.json").write_text('["c.html"]')
    elif harm == "another inventory":
        before = told.read_bytes()
        write([*files(b="b"), quire("p", "L", plates[0], ("p/b.html", "k3", b"other"))], output)
        told.write_bytes(before)
    elif harm == "scrawl":
        told.write_text("{[")
    laid = []

    def out():
        laid.append(1)
        return quire("p", "K", *plates).plates()

    write([*files(), Quire("p", out, "K")], output, force=force)
    assert laid
    assert tree(output) == {".nojekyll", "p/a.html", "p/b.html"}
    assert file.read_bytes() == b"2"


def test_quires_that_lie_as_they_should_are_left_out_when_others_are_asked_for_again(output, monkeypatch):
    monkeypatch.setattr("gzdaily_site.write.AHEAD", 1)
    kept = [(f"p/{n}.html", "k", b"1") for n in range(3)]
    write([*files(), quire("p", "K", *kept), quire("q", "K", *[(f"q/{n}.html", "k", b"1") for n in range(3)])], output)
    more = quire("q", "L", *[(f"q/{n}.html", "l", b"new") for n in range(3)])
    plan = Plan(output)
    plan.take(lambda: [*files(), Quire("p", never, "K"), more])
    assert plan.written(ALONE) == Written(3, 4, 0)
    assert write([*files(), Quire("p", never, "K"), Quire("q", never, "L")], output) == Written(0, 7, 0)


def test_quires_may_not_have_the_path_of_another_file(output):
    write([*files(), quire("p", "K", ("a.html", "k", b"1"))], output)
    with pytest.raises(UserError, match=r"A.html: has the address of a.html"):
        write([*files(), Quire("p", never, "K"), *files(A="2")[1:]], output)


def test_what_others_put_where_a_new_file_goes_is_found_though_only_our_own_files_are_looked_at(output):
    write(files(a="1"), output)
    (output / "b.html").write_text("not ours")
    (output / "c.html").mkdir()
    with pytest.raises(UserError, match="was not written by gzsite"):
        write(files(a="1", b="2"), output)
    with pytest.raises(UserError, match="cannot be written"):
        write(files(a="1", c="2"), output)
    assert (output / "b.html").read_text() == "not ours"


@pytest.mark.parametrize("large", [0, 1 << 30])
def test_how_an_output_lies_is_seen_whoever_looks(output, monkeypatch, large):
    monkeypatch.setattr("gzdaily_site.inventory.LARGE", large)
    one, two = files(a="1", b="2", c="3", d="4"), Crew(2)
    with looking(output, two) as looked:
        assert looked() is None
    write(one, output)
    with looking(output, two) as looked:
        assert looked() == {}
        assert Plan(output, looked=looked)._there.get("a.html") is not None
    (output / "a.html").write_text("by hand")
    (output / "b.html").unlink()
    (output / "b.html").mkdir()
    (output / "c.html").unlink()
    with looking(output, two) as looked:
        assert {path: how == GONE for path, how in looked().items()} == {
            "a.html": False,
            "b.html": True,
            "c.html": True,
        }
    (output / "b.html").rmdir()
    with looking(output, two) as looked:
        plan = Plan(output, looked=looked)
        plan.take(lambda: one)
        assert plan.written(ALONE) == Written(3, 2, 0)
    assert tree(output) == {".nojekyll", "a.html", "b.html", "c.html", "d.html"}
    assert (output / "a.html").read_text() == "1"


def test_a_file_in_stretches_that_changes_after_it_was_looked_at_is_not_cut(output):
    def those(*more):
        return [*files(), reel(("1", b"one "), ("2", b"two "), *more)]

    write(those(), output)
    file = output / "data/all.txt"
    plan = Plan(output)
    file.write_bytes(b"ONE TWO ")
    plan.take(lambda: those(("3", b"three ")))
    plan.written(ALONE)
    assert file.read_bytes() == b"one two three "

    def meddles():
        file.write_bytes(b"by another hand, and longer")
        return b"four "

    plan = Plan(output)
    told = [Stretch(lambda: b"one ", "1"), Stretch(meddles, "4"), Stretch(lambda: b"two ", "2")]
    plan.take(lambda: [*files(), Reel("data/all.txt", lambda: told)])
    with pytest.raises(UserError, match="was changed while the site was built"):
        plan.written(ALONE)
    write(those(), output)
    assert file.read_bytes() == b"one two "
