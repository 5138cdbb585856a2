"""Conservation: whatever the input, no exception, and every non-blank character in exactly one place."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gzdaily_site.desk import read
from gzdaily_site.model import PageReading
from gzdaily_site.separate.marks import shown
from gzdaily_site.source import read_page

ROOT = Path(__file__).parents[2]
REAL = (ROOT / "seeds/000_06d2137520128874.txt").read_text(encoding="utf-8")
# What newspaper pages, layout models and hostile hands put into a file.
SCRAPS = st.sampled_from(
    [
        *"“”‘’（）《》【】。，、：；？！…—■●#*|<>$&-=_`~[]!\t\u3000\u200b\ufeff\x00",
        "\n",
        "\n\n",
        "  \n",
        "\r\n",
        "---\n",
        "### ■ ",
        "## ",
        "**",
        "<table><tr><td>",
        "</td></tr></table>",
        "<br>",
        "&nbsp;",
        "![](a.jpg)",
        "<!--",
        "-->",
        "| a | b |\n|---|---|\n",
        "本报讯（记者 ",
        "贵州日报天眼新闻记者 张三",
        "图为",
        "摄（影像贵州）",
        "下转第三版",
        "责任编辑：",
        "第03版",
        "毕节市",
        "如何改？",
        "新华社北京6月3日电",
        "$x^2$",
        "date: 2025-06-12",
        "𠀀",
        "😀",
        "é",
        "\u2028",
        "\x85",
        "\x0c",
        *"\\^%0３Ａ\u00ad\u2060\u202e「」『』",
        "<p>",
        "</p>",
        "<div align='center'>",
        '<span style="x>y">',
        "<h2>",
        "</h2>",
        "<table>\n<tr><td rowspan='2'>",
        "</td></tr>\n\n</table>",
        "<br/>",
        '<img src="a.jpg" alt="图为新桥。">',
        "<img alt='",
        "![图为新桥](a.jpg)",
        "![](data:image/png;base64,AAAA)",
        "&lt;b&gt;",
        "$12.5\\%$",
        "$30^{\\circ}\\mathrm{C}$",
        "$$\\text{合计}$$",
        "\\(x\\)",
        "\\textcircled{3}",
        "\\frac{1}{2}",
        "（上接第一版）",
        "（下轉Ａ０３版）",
        "【下转5版】",
        "▶▶转2版",
        "Continued on Page 5",
        "By John Smith\n",
        "GUIYANG, June 12 (Xinhua) -- ",
        "Photo by Wang He",
        "記者王小明／台北報導",
        "【本報訊】",
        "圖為",
        "陳一 攝",
        "责任编辑：孙二",
        "2025年6月12日 星期四",
        "<!-- PAGE BREAK -->\n",
        "# 第2版\n",
        "乡\n村\n振\n兴\n",
        "。",
        "。",
    ]
)
TEXTS = st.lists(st.one_of(SCRAPS, st.text(st.characters(exclude_categories=["Cs"]), max_size=12)), max_size=40).map(
    "".join
)


def reading(folder: Path, content: bytes) -> PageReading:
    path = folder / "page.txt"
    path.write_bytes(content)
    return read(read_page(path, folder, folder), {})


def conserved(page: PageReading) -> None:
    """Checked here without the ledger: each stretch of source is taken once, and shown as it is."""
    lines = page.source.lines
    taken: dict[tuple[int, int], int] = {}
    pieces = [p for a in page.articles for p in a.pieces] + [f.piece for f in page.furniture]
    for p in pieces:
        stretch = lines[p.line - 1][p.start : p.end]
        assert p.text == shown(stretch)
        for k, c in enumerate(stretch, p.start):
            if not c.isspace():
                taken[p.line, k] = taken.get((p.line, k), 0) + 1
    whole = {(n, k) for n, s in enumerate(lines, 1) for k, c in enumerate(s) if not c.isspace()}
    assert set(taken) == whole
    assert set(taken.values()) <= {1}
    assert page.ledger.holds
    assert page.ledger.characters == len(whole)
    for article in page.articles:
        for block in article.body:
            assert "".join(block.text.split()) == "".join("".join(p.text for p in block.pieces).split())


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_any_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    text = text.lstrip("-\ufeff")  # front matter that says nonsense is the user's to mend, and has tests of its own
    conserved(reading(tmp_path_factory.mktemp("any"), text.encode()))


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("how", ["delete", "double", "shuffle", "truncate", "unblank"])
def test_mutilations_of_the_real_page(tmp_path: Path, how: str, seed: int) -> None:
    dice, lines = random.Random(seed), REAL.split("\n")
    match how:
        case "delete":
            lines = [s for s in lines if dice.random() > 0.2]
        case "double":
            lines = [x for s in lines for x in ([s, s] if dice.random() < 0.2 else [s])]
        case "shuffle":
            dice.shuffle(lines)
        case "truncate":
            lines = [s[: dice.randrange(len(s) + 1)] if dice.random() < 0.3 else s for s in lines]
        case _:
            lines = [s for s in lines if s.strip()]
    conserved(reading(tmp_path, "\n".join(lines).encode()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_read_alike(tmp_path: Path, encoding: str, end: str) -> None:
    page = reading(tmp_path, REAL.replace("\n", end).encode(encoding))
    conserved(page)
    assert page.articles[0].headline
    assert page.articles[0].headline.text == "让老房子住得舒适安心"
    assert len(page.articles) == 8


def test_nul_and_control_characters_are_kept(tmp_path: Path) -> None:
    conserved(reading(tmp_path, REAL.replace("。", "\x00。\x07").encode()))


UNITS = [
    "字",
    "“",
    "（《",
    "a ",
    "<b>",
    "**",
    "$",
    "$a",
    "$a_$",
    "&amp;",
    "本报记者 张三、",
    "<br>",
    "字。<br>",
    "<img '",
    "![](",
    "\\(",
    "\\",
]


@pytest.mark.parametrize("unit", UNITS)
def test_ten_megabytes_of_one_line(tmp_path: Path, unit: str) -> None:
    content = (unit * (10_000_000 // len(unit.encode()))).encode()
    page = reading(tmp_path, content)
    assert page.ledger.holds


@pytest.mark.parametrize(
    "unit", [*UNITS, "\\(", "\\", "$a", "<h2>", "<td>", "# ", "乡\n", "（上接第一版）", "——转2版", "字\f"]
)
def test_a_line_just_short_enough_to_be_read(tmp_path: Path, unit: str) -> None:
    conserved(reading(tmp_path, (unit * (19_000 // len(unit)) + "\n").encode()))


def test_a_page_of_very_many_short_lines(tmp_path: Path) -> None:
    conserved(reading(tmp_path, ("## 题目\n\n一段话说完了。\n\n又一行\n\n" * 800).encode()))


@pytest.mark.parametrize("rest", ["### ■ ", "###", " ■", "**", "$"])
def test_what_is_not_shown_behind_a_dateline_is_accounted_for(rest, tmp_path):
    conserved(reading(tmp_path, f"新华社北京6月3日电{rest}".encode()))
