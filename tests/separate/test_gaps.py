"""Where a sentence breaks off: what is told of it, and paragraphs that a picture's words stand in the middle of."""

from pathlib import Path

import pytest

from gzdaily_site.desk import read
from gzdaily_site.model import Article
from gzdaily_site.source import read_page

HEAD = "## 新桥通了\n\n本报记者 林小禾\n\n清早，第一辆班车开过新桥，村民站在桥头看了很久才回家。\n\n"
LONG = "这座桥从动工到通车用了三年零两个月，桥工们在河谷里架起四十八米高的桥墩，冬天河风大，大家把绳子系在腰上，一块"
REST = "一块地把桥面铺到了对岸，没有一个人因为怕冷而下山。"


def article(folder: Path, body: str) -> Article:
    (folder / "page.md").write_text(HEAD + body, encoding="utf-8")
    (found,) = read(read_page(folder / "page.md", folder, folder), {}).articles
    return found


def cut(found: Article) -> list[int]:
    return [gap.after_line for gap in found.gaps if gap.kind == "cut_sentence"]


def test_a_sentence_that_never_ends_is_a_gap(tmp_path: Path) -> None:
    found = article(tmp_path, f"{LONG}\n")
    assert cut(found) == [7]


@pytest.mark.parametrize(
    "line",
    [
        "【关键词】修路",
        "【人物】桥工李大山",
        "桥修好了，人心也齐了——",
        "以路为媒，让山里的茶走出去",
        "他说：",
    ],
)
def test_a_label_a_dash_or_a_line_worded_as_heads_are_is_none(tmp_path: Path, line: str) -> None:
    found = article(tmp_path, f"{line}\n\n路修好了，还要有人养护，这话年年都要说。\n")
    assert cut(found) == []


def test_a_paragraph_goes_on_behind_a_picture_and_its_words(tmp_path: Path) -> None:
    found = article(tmp_path, f"{LONG[:-2]}\n\n图为村民走过新桥。\n\n周小雨摄\n\n{REST}\n")
    (whole,) = [block for block in found.body if block.lines[0] == 7]
    assert whole.text == LONG[:-2] + REST
    assert [block.kind for block in found.body] == ["paragraph", "paragraph", "caption", "credit"]
    assert [join.after_line for join in whole.joins] == [7]
    assert cut(found) == []


def test_a_whole_paragraph_does_not_swallow_the_one_behind_a_picture(tmp_path: Path) -> None:
    found = article(tmp_path, f"{LONG[:-3]}。\n\n图为村民走过新桥。\n\n{REST}\n")
    assert [block.kind for block in found.body] == ["paragraph", "paragraph", "caption", "paragraph"]


def test_what_was_not_sure_enough_to_be_joined_is_told_with_its_share(tmp_path: Path) -> None:
    pages = [article(tmp_path, f"{LONG[:-2]}\n\n{below}\n") for below in ("桥头的茶摊今天也开张了。", REST)]
    doubtful = [gap for found in pages for gap in found.gaps if gap.kind == "cut_sentence"]
    assert all(0 <= gap.perhaps < 1 for gap in doubtful)
    assert all(gap.before_line == 9 for gap in doubtful)


def test_lines_of_a_poem_are_neither_joined_nor_broken_off(tmp_path: Path) -> None:
    lines = ["山色清早入窗来，", "新桥一夜过江开。", "班车载得春风去，", "带回茶香满客怀。"]
    found = article(tmp_path, "\n\n".join(lines) + "\n")
    assert [block.text for block in found.body][1:] == lines
    assert not any(block.joins for block in found.body)
    assert cut(found) == []


def test_a_person_may_join_what_is_read_as_a_caption(tmp_path: Path) -> None:
    (tmp_path / "page.corrections.yml").write_text("corrections:\n- join: [一块, 图为了]\n", encoding="utf-8")
    found = article(tmp_path, f"{LONG}\n\n图为了看新桥，孩子们跑来了。\n\n路修好了，话也说完了。\n")
    (whole,) = [block for block in found.body if 7 in block.lines]
    assert (whole.text, whole.lines) == (f"{LONG}图为了看新桥，孩子们跑来了。", (7, 9))
    assert whole.joins[0].signals[0].name == "correction"
