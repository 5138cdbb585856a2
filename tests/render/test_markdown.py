"""An article as Markdown: whatever was printed is shown as it was, and nothing of it is taken for a mark."""

from dataclasses import replace
from pathlib import PurePosixPath

import newspaper
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gzdaily_site.render import render
from gzdaily_site.render.markdown import plain

PRINTED = [
    "<b>粗</b> 与 *星* 和 _线_",
    "# 不是标题",
    "1. 不是第一条",
    "12) 也不是",
    "- 不是一项",
    "--- ",
    "=== ",
    "> 不是引文",
    "[山](河) ![图](a.png) `码` ~~划~~ &amp; | 竖 \\ 斜",
    "+ 加",
]


def shown(text):
    """What a reader of Markdown sees."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    (inline,) = [token for token in tokens if token.type == "inline"]
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in inline.children} <= {"text", "text_special"}
    return "".join(child.content for child in inline.children)


@pytest.mark.parametrize("printed", PRINTED)
def test_what_was_printed_is_no_mark(printed):
    assert shown(plain(printed)) == printed.strip()


@given(st.text("桥 #>-+=1.)(*_[]<&~|\\`!b/;", min_size=1).filter(str.strip))
def test_nothing_that_can_be_printed_is_a_mark(printed):
    assert shown(plain(printed)) == " ".join(printed.split())


def test_a_better_reading_stands_in_the_text_and_the_printed_one_behind_it(build):
    text = build()["articles/bridge/index.md"]
    assert "桥长三十米，造福百姓们（原作：姓信 — 字形相近）。" in text


def test_the_rows_of_a_table_stand_together(tmp_path):
    rows = [newspaper.paragraph((30 + n, f"品名{n}\t<{n}>"), kind="table") for n in range(2)]
    page = newspaper.archive().pages[0]
    article = replace(newspaper.ESSAY, body=(*newspaper.ESSAY.body, *rows))
    archive = replace(newspaper.archive(), pages=(replace(page, articles=(article, newspaper.BRIDGE)),))
    files = {file.path: file for file in render(archive, newspaper.settings(tmp_path))}
    assert "```\n品名0\t<0>\n品名1\t<1>\n```\n" in files["articles/essay/index.md"].make().decode()


def test_a_page_file_is_called_by_its_path_below_the_folder_of_all(tmp_path):
    page = newspaper.archive().pages[0]
    lying = replace(page, source=replace(page.source, path=PurePosixPath("seeds/2024/03/11/05.txt")))
    archive = replace(newspaper.archive(), pages=(lying,))
    files = {file.path: file for file in render(archive, newspaper.settings(tmp_path))}
    assert "\n2024/03/11/05.txt: " in files["articles/bridge/index.md"].make().decode()
    assert "2024/03/11/05.txt" in files["pages/a/1/index.html"].make().decode().replace("<wbr>", "")
