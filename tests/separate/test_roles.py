"""Roles of lines, case by case, in cases/roles.md; what input looks like, in cases/input.md."""

from pathlib import Path, PurePosixPath

import pytest
from markdown_it.utils import read_fixture_file

from gzdaily_site.blocks import blocks
from gzdaily_site.model import PageFacts, PageId, SourcePage
from gzdaily_site.separate.names import names
from gzdaily_site.separate.roles import roles

CASES = [
    case for name in ("roles.md", "input.md") for case in read_fixture_file(Path(__file__).parent / "cases" / name)
]


@pytest.mark.parametrize(("_line", "title", "text", "expected"), CASES, ids=[c[1] for c in CASES])
def test_roles(_line: int, title: str, text: str, expected: str) -> None:
    page = SourcePage(PageId("p"), PurePosixPath("p.txt"), "", PageFacts(), tuple(text.split("\n")))
    said = [f"{p.line} {p.role} {p.text}".rstrip() for p in roles(blocks(page))]
    assert said == expected.strip().split("\n")


@pytest.mark.parametrize(
    ("raw", "rows"),
    [
        ("<table><tr><td>村名</td><td>产量</td></tr><tr><td>河湾村</td><td>三百斤</td></tr></table>", 2),
        (
            "<table><thead><tr><th>村</th><th>产量</th></tr></thead> <tr><td></td><td>三百斤</td></tr></table>",
            2,
        ),
        ("<tr><td>河湾村</td><td>三百斤</td></tr>", 1),
    ],
)
def test_a_table_on_one_line_keeps_its_rows_and_cells(raw: str, rows: int) -> None:
    page = SourcePage(PageId("p"), PurePosixPath("p.txt"), "", PageFacts(), (raw,))
    (part,) = (p for p in roles(blocks(page)) if p.role == "table")
    assert [row.count("\t") for row in part.text.split("\n")] == [1] * rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("晨光日报记者 李大山", ("李大山",)),
        ("本报见习记者 李大山 通讯员 周小雨", ("李大山", "周小雨")),
        ("记者 李大山、周小雨 文/图", ("李大山", "周小雨")),
        ("新华社记者 买买提·艾力", ("买买提·艾力",)),
        ("本报记者", ()),
        ("（本报晴川、约翰内斯堡、云梦7月19日电记者李大山、周小雨）", ("李大山", "周小雨")),
        ("（晴川、云梦7月19日电 记者李大山）", ("李大山",)),
        ("（本报晴川7月26日电 记者李大山、周小雨 本报云梦7月26日电 记者马小禾）", ("李大山", "周小雨", "马小禾")),
        ("（记者李大山参与采写）", ("李大山",)),
        ("（作者为某大学教授，本报记者李大山采访整理）", ("李大山",)),
        ("（作者为本报云梦分社记者）", ()),
        ("（资料图片）", ()),
        ("云梦分社", ()),
    ],
)
def test_names(text: str, expected: tuple[str, ...]) -> None:
    assert names(text) == expected
