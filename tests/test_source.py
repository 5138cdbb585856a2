"""Pages as they lie on disk: encodings, facts, ids, corrections files."""

import hashlib
import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gzdaily_site import source
from gzdaily_site.blocks import blocks
from gzdaily_site.errors import UserError
from gzdaily_site.model import PageFacts, SourcePage
from gzdaily_site.morgue import Morgue
from gzdaily_site.source import Seen, Unread, read_changed, read_page, read_pages
from gzdaily_site.spool import Spool


def page(site: Path, name: str, content: str | bytes) -> SourcePage:
    path = site / "seeds" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_page(path, site, site / "seeds")


def test_front_matter_wins_over_sidecar_over_path(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/2025-06-12-05.yml").write_text("page_name: 要闻\nnewspaper: 晨光日报\n", encoding="utf-8")
    said = page(tmp_path, "2025-06-12-05.txt", "---\nnewspaper: 晨报\npage: 3\n---\n\n# 题\n")
    assert said.facts == PageFacts(newspaper="晨报", date=date(2025, 6, 12), number="3", name="要闻")
    assert said.first == 5


def test_front_matter_without_an_end_is_told_and_a_rule_is_none(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^seeds/one.txt:1: the facts that begin here have no end: write `---`"):
        page(tmp_path, "one.txt", "---\ndate: 2025-06-12\n\n# 题\n")
    assert page(tmp_path, "two.txt", "---\n时间: 今天\n\n# 题\n").first == 1


@pytest.mark.parametrize(
    ("name", "day", "number"),
    [
        ("2025/06/12/05.md", date(2025, 6, 12), "5"),
        ("2025-06-12-05.txt", date(2025, 6, 12), "5"),
        ("gzrb-20250612-A03.txt", date(2025, 6, 12), "A03"),
        ("2025-02-31.txt", None, None),
        ("000_06d2137520128874.txt", None, None),
    ],
)
def test_dates_in_paths(tmp_path: Path, name: str, day: date | None, number: str | None) -> None:
    said = page(tmp_path, name, "文字。").facts
    assert (said.date, said.number) == (day, number)


def test_a_rule_at_the_top_is_not_front_matter(tmp_path: Path) -> None:
    assert page(tmp_path, "a.txt", "---\n\n一段文字。\n\n---\n").first == 1


@pytest.mark.parametrize(
    ("name", "content", "trouble"),
    [
        ("a.txt", b"\x81\xff\xff", "neither UTF-8 nor GB18030 (byte"),
        ("a.txt", "---\ndate: soon\n---\n", "date is 'soon'"),
        ("a.txt", "---\ndaet: 2025-06-12\n---\n", "unknown key `daet`"),
        ("a.txt", "---\ndate: [\n---\n", "not valid YAML"),
    ],
)
def test_bad_pages(tmp_path: Path, name: str, content: str | bytes, trouble: str) -> None:
    with pytest.raises(UserError, match=r"seeds/a\.txt") as caught:
        page(tmp_path, name, content)
    assert trouble in str(caught.value)


def test_two_pages_with_one_id(tmp_path: Path) -> None:
    page(tmp_path, "a b.txt", "一。")
    page(tmp_path, "a-b.md", "二。")
    with pytest.raises(UserError, match="has the page id `a-b`"):
        read_pages(tmp_path, "seeds")


def test_a_page_where_another_is_shown_as_printed_is_told_by_its_file(tmp_path: Path) -> None:
    page(tmp_path, "a.md", "一。")
    page(tmp_path, "a/printed.md", "二。")
    page(tmp_path, "printed.md", "三。")
    with pytest.raises(
        UserError, match=r"^seeds/a/printed.md: would stand where seeds/a.md is shown as it was printed"
    ):
        read_pages(tmp_path, "seeds")


@pytest.mark.parametrize("prepare", [lambda _: None, lambda p: (p / "seeds").mkdir()])
def test_no_pages(tmp_path: Path, prepare: object) -> None:
    prepare(tmp_path)  # type: ignore[operator]
    with pytest.raises(UserError, match=r"no such folder|holds no page"):
        read_pages(tmp_path, "seeds")


def test_an_empty_page_is_a_page_without_articles(tmp_path: Path) -> None:
    said = page(tmp_path, "a.txt", "")
    assert said.lines == ("",)
    assert blocks(said) == ()


def test_blocks_are_lines_with_their_kind(tmp_path: Path) -> None:
    text = (
        "# 题\n\n    缩进四格的正文\n\n1. 年份开头\n\n正文\n---\n\n"
        "<table><tr><td>甲</td></tr></table>\n\n![](a.jpg)\n\n上一行\n下一行\n"
    )
    said = [(b.line, b.kind, b.level, b.follows) for b in blocks(page(tmp_path, "a.txt", text))]
    assert said == [
        (1, "heading", 1, False),
        (3, "text", 0, False),
        (5, "text", 0, False),
        (7, "text", 0, False),
        (8, "rule", 0, True),
        (10, "table", 0, False),
        (12, "picture", 0, False),
        (14, "text", 0, False),
        (15, "text", 0, True),
    ]


def test_lines_that_only_blank_ones_part_are_told_as_one_span(tmp_path: Path) -> None:
    read = page(tmp_path, "p.txt", "一\n\n二\n三\n\n\n四\n")
    assert read.spans((1, 3, 4)) == [(1, 4)]
    assert read.told((1, 4, 7)) == "1, 4–7"  # line 3 is somebody else's
    assert read.told((7, 1, 3)) == "7, 1–3"  # in the order they are read
    assert read.told(()) == ""


def test_a_page_that_is_a_link_to_nothing_is_told_and_not_passed_over(tmp_path: Path) -> None:
    page(tmp_path, "a.txt", "# 题\n\n文。\n")
    (tmp_path / "seeds/b.txt").symlink_to(tmp_path / "nowhere.txt")
    with pytest.raises(UserError, match=r"seeds/b\.txt: is a link to .*nowhere\.txt"):
        list(read_pages(tmp_path, "seeds"))


@pytest.mark.parametrize("name", ["two.corrections.yml", "two.en.yml", "deep/two.zh.yml"])
def test_what_would_lie_beside_a_page_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    page(tmp_path, "one.TXT", "# 题\n")
    (tmp_path / "seeds/one.corrections.yml").write_text("corrections: []\n", encoding="utf-8")
    (tmp_path / "seeds/.hidden").mkdir()
    (tmp_path / "seeds/.hidden/x.corrections.yml").write_text("", encoding="utf-8")
    assert len(read_pages(tmp_path, "seeds")) == 1
    page(tmp_path, "two.en.md", "# 题\n")
    (tmp_path / "seeds/two.en.yml").write_text("page_name: 要闻\n", encoding="utf-8")  # facts of that page
    assert [one.facts.name for one in read_pages(tmp_path, "seeds")] == [None, "要闻"]
    (tmp_path / "seeds/two.en.md").unlink()
    (tmp_path / "seeds/two.en.yml").unlink()
    lost = tmp_path / "seeds" / name
    lost.parent.mkdir(exist_ok=True)
    lost.write_text("", encoding="utf-8")
    with pytest.raises(UserError, match=f"^seeds/{name}: lies beside no page: .*there is no two.txt"):
        read_pages(tmp_path, "seeds")


def test_a_page_that_was_seen_is_read_again_when_one_of_its_files_or_its_folder_changed(tmp_path: Path) -> None:
    seen: Seen = {}
    page(tmp_path, "2025/one.txt", "# 题\n")
    page(tmp_path, "2025/two.txt", "# 题\n")

    def again(seeds: str = "seeds", languages: tuple[str, ...] = ("zh", "en")) -> tuple[SourcePage, ...]:
        found = read_pages(tmp_path, seeds, languages, seen)
        assert found == read_pages(tmp_path, seeds, languages)
        return found

    first = again()
    assert all(a is b for a, b in zip(first, again(), strict=True))
    (tmp_path / "seeds/2025/one.yml").write_text("page_name: 要闻\n", encoding="utf-8")
    assert [a is b for a, b in zip(first, again(), strict=True)] == [False, True]
    assert [one.id for one in again("seeds/2025")] == ["one", "two"]
    (tmp_path / "seeds/2025/one.en.yml").write_text("articles: []\n", encoding="utf-8")
    assert again(languages=("en",)) == again(languages=("zh", "en"))


def test_pages_that_lie_as_they_did_are_taken_from_what_was_kept_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(tmp_path, "one.txt", "# 题\n文字。\n")
    page(tmp_path, "two.txt", "# 题\n")
    opened: list[str] = []
    monkeypatch.setattr(source, "read_page", lambda path, *more: opened.append(path.name) or read_page(path, *more))

    def anew() -> list[str]:
        opened.clear()
        with Spool(tmp_path) as vault:
            found = read_changed(tmp_path, "seeds", ("zh",), Morgue(tmp_path, "seeds"), vault)
            read = tuple(replace(page, lines=tuple(page.lines)) for page in found)
        anew = opened.copy()
        assert read == read_pages(tmp_path, "seeds", ("zh",))
        return anew

    assert anew() == ["one.txt", "two.txt"]
    assert anew() == []
    (tmp_path / "seeds/one.yml").write_text("page_name: 要闻\n", encoding="utf-8")
    page(tmp_path, "three.txt", "# 题\n")
    assert anew() == ["one.txt", "three.txt"]
    (tmp_path / "seeds/two.txt").unlink()
    assert anew() == []
    page(tmp_path, "two.txt", "# 题\n")  # what is no longer there is not remembered
    assert anew() == ["two.txt"]


def test_lines_that_are_read_when_they_are_asked_for_are_those_that_were_there(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("# 题\r\n文字。\n", encoding="gb18030")
    lines = Unread(path, hashlib.sha256(path.read_bytes()).hexdigest())
    assert (tuple(lines), len(lines), lines[1], lines[:1]) == (("# 题", "文字。", ""), 3, "文字。", ("# 题",))
    elsewhere = pickle.dumps(lines)
    path.write_text("# 题\r\n别的。\n", encoding="gb18030")
    with pytest.raises(UserError, match=r"one.txt: was changed while the site was built: build again"):
        tuple(lines)
    path.unlink()
    with pytest.raises(UserError, match="no such file"):
        tuple(lines)
    assert pickle.loads(elsewhere) == ("# 题", "文字。", "")  # noqa: S301 - packed above


def test_seeds_behind_a_link_that_leads_elsewhere_are_read_again(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one/page.txt").write_text("# 题\n", encoding="utf-8")
    (tmp_path / "seeds").symlink_to("one")
    seen: Seen = {}
    (first,) = read_pages(tmp_path, "seeds", seen=seen)
    (tmp_path / "one").rename(tmp_path / "two")
    (tmp_path / "seeds").unlink()
    (tmp_path / "seeds").symlink_to("two")
    (again,) = read_pages(tmp_path, "seeds", seen=seen)
    assert (first.path.as_posix(), again.path.as_posix()) == ("one/page.txt", "two/page.txt")
    (tmp_path / "two/link.txt").symlink_to("page.txt")
    read_pages(tmp_path, "seeds", seen=seen)
    (tmp_path / "two/page.txt").rename(tmp_path / "two/other.txt")
    (tmp_path / "two/link.txt").unlink()
    (tmp_path / "two/link.txt").symlink_to("other.txt")
    assert read_pages(tmp_path, "seeds", seen=seen) == read_pages(tmp_path, "seeds")


def test_of_pages_that_were_seen_none_is_remembered_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(tmp_path, "one.txt", "# 题\n")
    seen: Seen = {}
    read_pages(tmp_path, "seeds", seen=seen)
    monkeypatch.chdir(tmp_path)
    read_pages(Path(), "seeds", seen=seen)
    assert list(seen) == [Path("seeds/one.txt")]
