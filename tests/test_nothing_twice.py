"""What was worked out is not worked out again, and what a result rests on is part of its name."""

from __future__ import annotations

import os
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

import gzdaily_site.crew
from gzdaily_site import shipped
from gzdaily_site.build import build
from gzdaily_site.crew import ALONE, LEAST, Crew, each
from gzdaily_site.morgue import Envelopes
from gzdaily_site.render import scans
from gzdaily_site.separate import learning
from gzdaily_site.separate.learning import Learnt, packed, unpacked


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
        with Crew(2).meanwhile(os.getpid, LEAST) as asked:
            assert asked() != os.getpid()
        with Crew(2).meanwhile(lambda: 1 // 0, LEAST) as asked, pytest.raises(ZeroDivisionError):
            asked()
    with ThreadPoolExecutor(2) as executor:
        for crew, size in ((Crew(1), LEAST), (Crew(2), LEAST - 1), (Crew(2, executor), LEAST)):
            with crew.meanwhile(os.getpid, size) as asked:
                assert asked() == os.getpid()


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
