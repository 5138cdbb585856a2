"""Corrections: what a person says of a page wins, or fails loudly."""

from pathlib import Path

import pytest

from gzdaily_site.build import read
from gzdaily_site.errors import UserError
from gzdaily_site.model import PageReading
from gzdaily_site.source import read_page

PAGE = """## 河水清了

连着三年治理之后，从上游的水库到下游的渡口，河湾村的河水一天比一天清，住在两岸的村民见了人都说

好。大家很高兴。

河边种上了柳树。

## 茶香满山

茶山上一片绿。

柳树下又有人钓鱼了。

采茶的人多了起来。
"""


def corrected(folder: Path, corrections: str) -> PageReading:
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    (folder / "page.corrections.yml").write_text("corrections:\n" + corrections, encoding="utf-8")
    return read(read_page(folder / "page.txt", folder, folder), {})


def test_move(tmp_path: Path) -> None:
    page = corrected(tmp_path, "  - move: 柳树下\n    to: 河水清了\n    after: 河边种上\n    why: 说的是河\n")
    river, tea = page.articles
    assert [b.lines for b in river.body] == [(3, 5), (7,), (13,)]
    assert [b.lines for b in tea.body] == [(11,), (15,)]
    assert river.moves[0].lines == (13,)
    assert river.moves[0].confidence == 1.0
    assert river.moves[0].signals[0].detail == "说的是河"


def test_split(tmp_path: Path) -> None:
    page = corrected(tmp_path, "  - split: 茶香满山\n    at: 柳树下\n    headline: 钓鱼人\n")
    assert [a.headline.text for a in page.articles if a.headline] == ["河水清了", "茶香满山", "钓鱼人"]
    assert page.ledger.holds


def test_join(tmp_path: Path) -> None:
    page = corrected(tmp_path, '  - join: ["大家很高兴。", "河边种上了"]\n')
    assert page.articles[0].body[0].lines == (3, 5, 7)
    assert page.articles[0].body[0].joins[-1].confidence == 1.0


def test_retitle_and_attribute(tmp_path: Path) -> None:
    page = corrected(
        tmp_path, "  - retitle: 茶香满山\n    kicker: 青山村\n  - attribute: 茶香满山\n    names: [周小雨]\n"
    )
    tea = page.articles[1]
    assert tea.kicker
    assert tea.kicker.text == "青山村"
    assert tea.byline
    assert tea.byline.names == ("周小雨",)
    assert page.ledger.holds


def test_mend_keeps_both_readings(tmp_path: Path) -> None:
    page = corrected(tmp_path, "  - mend: 一片绿\n    better: 一片新绿\n    why: 漏一字\n")
    block = page.articles[1].body[0]
    assert block.text == "茶山上一片绿。"
    assert [(m.at, m.seen, m.better) for m in block.mends] == [(3, "一片绿", "一片新绿")]


@pytest.mark.parametrize(
    ("entry", "trouble"),
    [
        ("  - move: 杨柳下又有人\n    to: 河水清了\n", "nearest is “柳树下又有人钓鱼了。”"),
        ("  - move: 柳树下\n    to: 湖水清了\n", "fits 0 articles"),
        ("  - move: 柳树下\n    to: 茶香满山\n", "stands in that article already"),
        ("  - mend: 山\n    better: 岭\n    in: 河水清了\n", "stands 0 times"),
        ("  - join: [大家很高兴。, 茶山上]\n", "0 lines end with"),
        ("  - join: [一个]\n", "two texts"),
        ("  - remove: 柳树下\n", "a correction needs one of"),
        ("  - move: 柳树下\n", "`to` do not fit"),
    ],
)
def test_what_does_not_fit_names_its_place(tmp_path: Path, entry: str, trouble: str) -> None:
    with pytest.raises(UserError) as caught:
        corrected(tmp_path, entry)
    assert "page.corrections.yml:2: " in str(caught.value)
    assert trouble in str(caught.value)
