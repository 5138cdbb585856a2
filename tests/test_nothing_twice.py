"""What was worked out is not worked out again, and what a result rests on is part of its name."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Timer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import gzdaily_site.crew
from gzdaily_site import shipped, standing
from gzdaily_site.build import build
from gzdaily_site.crew import ALONE, LEAST, Crew, each
from gzdaily_site.desk import read, read_all
from gzdaily_site.enrich.beginning import beginning
from gzdaily_site.errors import UserError
from gzdaily_site.model import BEGINNING, Article, ArticleId, BodyBlock, PageId, Piece
from gzdaily_site.morgue import Envelopes, Folded, Later, Morgue, parcel
from gzdaily_site.render import scans
from gzdaily_site.render.edition import opening
from gzdaily_site.render.typography import shorten
from gzdaily_site.separate import learning
from gzdaily_site.separate.learning import Learnt, packed, unpacked
from gzdaily_site.source import read_pages

ROOT = Path(__file__).parents[1]


def test_small_pictures_of_a_scan_are_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "gzsite.yml").write_text("title: 桥\nlanguages: [zh]\n", encoding="utf-8")
    (tmp_path / "seeds/one.md").write_text("---\nscan: one.png\n---\n## 桥通了\n\n今天桥通了。\n", encoding="utf-8")
    Image.new("RGB", (700, 900), "white").save(tmp_path / "seeds/one.png")
    build(tmp_path, crew=ALONE)
    small = (tmp_path / "build/pages/one/scan-480.webp").read_bytes()
    written: list[str] = []
    monkeypatch.setattr(scans, "_written", lambda _, kind: written.append(kind) or b"")
    (tmp_path / "seeds/one.md").write_text("---\nscan: one.png\n---\n## 桥通了\n\n昨天桥通了。\n", encoding="utf-8")
    assert build(tmp_path, crew=ALONE).pages_read == 1
    assert written == []
    assert (tmp_path / "build/pages/one/scan-480.webp").read_bytes() == small


def test_another_version_of_a_library_is_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = shipped.code.__wrapped__()
    true = shipped.metadata.version
    monkeypatch.setattr(shipped.metadata, "version", lambda name: "99" if name == "jinja2" else true(name))
    assert before != shipped.code.__wrapped__()


def test_a_copy_of_what_an_archive_taught_is_not_taken_in_again(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed(Learnt(3, {"桥": 2}, {}, {}, {}))
    assert unpacked(content).name != unpacked(packed(Learnt(4, {"桥": 2}, {}, {}, {}))).name
    taken: list[int] = []
    monkeypatch.setattr(learning, "forget", lambda: taken.append(1))
    try:
        learning.use(unpacked(content))
        learning.use(unpacked(content))
        assert len(taken) == 1
    finally:
        learning.use(None)


def test_a_process_that_talks_to_workers_is_not_copied() -> None:
    items = list(range(2 * LEAST))
    with ThreadPoolExecutor(2) as executor:
        crew = Crew(2, executor)
        assert set(crew.map_here(lambda batch: [os.getpid() for _ in batch], items)) == {os.getpid()}
        assert list(crew.map(lambda batch: [2 * n for n in batch], items)) == [2 * n for n in items]


def test_what_is_done_meanwhile_is_done_by_a_copy_where_that_is_worth_it() -> None:
    if sys.platform == "linux":
        with Crew(2).meanwhile(LEAST, os.getpid, os.getppid, os.getpid) as asked:
            told = [ask() for ask in asked[::-1]]
        assert told == [told[0], os.getpid(), told[0]]
        assert told[0] != os.getpid()
        with Crew(2).meanwhile(LEAST, lambda: 1 // 0, os.getppid) as (broken, never):
            with pytest.raises(ZeroDivisionError):
                broken()
            with pytest.raises(CancelledError):
                never()
    with ThreadPoolExecutor(2) as executor:
        for crew, size in ((Crew(1), LEAST), (Crew(2), LEAST - 1), (Crew(2, executor), LEAST)):
            with crew.meanwhile(size, os.getpid, os.getppid) as asked:
                assert [ask() for ask in asked] == [os.getpid(), os.getppid()]


def test_what_fails_here_begins_nothing_more_there(tmp_path: Path) -> None:
    begun, going = tmp_path / "begun", tmp_path / "going"

    def first() -> None:
        begun.touch()
        _until(going.exists)

    def broken_off() -> None:
        with Crew(2).meanwhile(LEAST, first, (tmp_path / "second").touch):
            if sys.platform == "linux":
                _until(begun.exists)
            Timer(0.2, going.touch).start()  # while the context waits for the first
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert not (tmp_path / "second").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="there are no copies")
def test_who_is_killed_leaves_no_copies_behind(tmp_path: Path) -> None:
    told = tmp_path / "copy"
    code = (
        "import os, pathlib, signal, time\n"
        "from gzdaily_site.crew import LEAST, Crew\n"
        f"told = pathlib.Path({str(told)!r})\n"
        "with Crew(2).meanwhile(LEAST, lambda: told.write_text(str(os.getpid()))) as (asked,):\n"
        "    asked()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    copy = Path("/proc", told.read_text(encoding="utf-8"), "stat")
    _until(lambda: not copy.exists() or copy.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z")


def _until(done: Callable[[], bool]) -> None:
    for _ in range(1000):
        if done():
            return
        time.sleep(0.01)
    raise TimeoutError


def test_copies_are_made_anew_now_and_then_and_the_order_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    items = list(range(200))
    work = each(lambda n: (n, os.getpid()))
    monkeypatch.setattr(gzdaily_site.crew, "SHIFT", 50)
    told = list(Crew(2).map_here(work, items))
    assert [n for n, _ in told] == items
    if sys.platform == "linux":
        first, last = ({who for _, who in part} for part in (told[:50], told[-50:]))
        assert first.isdisjoint(last)
        assert os.getpid() not in first | last


def test_what_lies_in_envelopes_is_what_was_put_there() -> None:
    one, other = {"a": (1, 2), "b": ()}, {"c": ("三",)}
    kept = Envelopes.together([Envelopes.of(one), Envelopes.of(other)])
    assert dict(kept) == one | other
    assert list(kept) == ["a", "b", "c"]
    assert kept.get("d", ()) == ()
    assert pickle.loads(pickle.dumps(kept)) == kept  # noqa: S301 - packed a moment ago


def test_what_lies_folded_is_what_was_put_there() -> None:
    printed = (
        BodyBlock("paragraph", "桥通了。", (Piece(3, 0, 4, "桥通了。"),)),
        BodyBlock("credit", "王小明 摄", (), names=("王小明",)),
    )
    kept = Folded.of(printed)
    assert (len(kept), kept[1], kept[-1:], [*kept]) == (2, printed[1], printed[1:], [*printed])
    assert kept == printed
    assert printed == kept
    assert kept != printed[:1]
    assert kept != "桥"
    assert hash(kept) == hash(printed)
    assert repr(kept) == repr(printed)
    assert pickle.loads(pickle.dumps(kept)) == printed  # noqa: S301 - packed a moment ago
    assert list(Folded.of([])) == []


def test_a_page_that_was_put_down_reads_as_it_was_read() -> None:
    page = read_pages(ROOT, "seeds")[0]
    (put_down,) = read_all([page], {}, ALONE, lambda *_: None)
    assert isinstance(put_down.articles[0].body, Folded)
    assert put_down == read(page, {})


def test_what_comes_later_is_worked_out_once_and_when_it_is_asked_for() -> None:
    asked: list[int] = []
    later = Later(lambda: asked.append(1) or {"a": 1})
    assert not asked
    assert (later["a"], later.get("b"), len(later), list(later)) == (1, None, 1, ["a"])
    assert asked == [1]


def test_words_that_were_let_go_are_gone_from_memory() -> None:
    """The import of jieba leaves a cycle of frames, which held them for as long as a build lasts."""
    code = """if True:
        import gc, tracemalloc
        gc.disable()
        from gzdaily_site.lexicon import added, forget, lexicon
        tracemalloc.start()
        known = lexicon().more(added(("多彩新论",)))
        known.rarity("新论")
        del known
        held = tracemalloc.get_traced_memory()[0]
        forget()
        print(held, tracemalloc.get_traced_memory()[0])
    """
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    held, left = map(int, said.stdout.split())
    assert left < held / 4


def test_a_build_that_spells_no_new_name_does_without_the_sounds_of_characters() -> None:
    code = "import gzdaily_site.render, gzdaily_site.galley, sys; print('pypinyin' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert said.stdout.split() == ["False"]


@given(st.text(st.sampled_from("桥通了 ，。ab c\n"), max_size=400), st.integers(18, BEGINNING))
def test_the_beginning_that_is_kept_of_an_article_is_cut_as_all_of_it_is(text: str, length: int) -> None:
    body = (BodyBlock("paragraph", text, ()),)
    article = Article(ArticleId("a"), PageId("p"), "news", None, None, None, None, None, None, body)
    assert shorten(beginning(article), length) == opening(article, length)


@pytest.mark.parametrize("asked", [None, "3"])
def test_numpy_makes_no_threads_unless_somebody_asks_for_them(asked: str | None) -> None:
    code = """if True:
        import os, sys
        from gzdaily_site.cli import main
        sys.argv = ["gzsite", "no such command"]
        try:
            main()
        except SystemExit:
            print(os.environ["OPENBLAS_NUM_THREADS"])
    """
    name = "OPENBLAS_NUM_THREADS"
    env = {key: value for key, value in os.environ.items() if key != name} | ({name: asked} if asked else {})
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", env=env)
    assert said.stdout.split() == [asked or "1"]


def test_threads_that_keep_the_same_do_not_take_it_from_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, write_bytes = Barrier(2), Path.write_bytes

    def written(path: Path, content: bytes) -> int:
        size = write_bytes(path, content)
        both.wait(timeout=10)  # until both have written, and none has put its file in place
        return size

    monkeypatch.setattr(Path, "write_bytes", written)
    kept = Morgue(tmp_path, "slugs")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: kept.put("abcdef", parcel("words")), range(2)))
    assert kept.get("abcdef") == "words"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("name", [b"Icon\r", "页\u2028.txt".encode(), b"a\xff.txt"])
def test_a_site_with_a_file_of_any_name_is_built_once(tmp_path: Path, name: bytes) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "one.md").write_text("# 新桥通了\n\n清早，第一辆班车开过新桥。\n", encoding="utf-8")
    (tmp_path / "gzsite.yml").write_text(
        "title: {zh: 报}\nnewspaper: {zh: 报}\ndescription: {zh: 报}\nlanguages: [zh]\n", encoding="utf-8"
    )
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / os.fsdecode(name)).write_bytes(b"drawn")
    before = build(tmp_path, crew=ALONE)
    after = standing.told(tmp_path, tmp_path / "build", None)
    assert (tmp_path / "build" / "static" / os.fsdecode(name)).read_bytes() == b"drawn"
    assert after is not None
    assert (after.written, after.kept) == (0, before.written)
    assert build(tmp_path, crew=ALONE).written == 0


def test_what_was_changed_and_has_its_size_and_time_put_back_was_changed(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "gzsite.yml").write_text("title: 桥\nlanguages: [zh]\n", encoding="utf-8")
    page = tmp_path / "seeds/one.md"
    page.write_text("## 桥通了\n\n今天桥通了。\n", encoding="utf-8")
    build(tmp_path, crew=ALONE)
    assert standing.told(tmp_path, tmp_path / "build", None) is not None
    lay = page.stat()
    page.write_text("## 桥断了\n\n今天桥断了。\n", encoding="utf-8")
    os.utime(page, ns=(lay.st_atime_ns, lay.st_mtime_ns))
    assert page.stat().st_size == lay.st_size
    assert standing.told(tmp_path, tmp_path / "build", None) is None


def test_a_folder_that_takes_nothing_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / ".gzsite-cache").mkdir()
    (tmp_path / ".gzsite-cache/pages").write_text("a file", encoding="utf-8")
    with pytest.raises(UserError, match=r"pages: cannot be written \(.+\): check its permissions and the space left"):
        Morgue(tmp_path, "pages").put("0123456789", parcel(1))
