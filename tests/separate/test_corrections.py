"""Corrections: what a person says of a page wins, or fails loudly."""

from pathlib import Path

import pytest

from gzdaily_site.desk import read
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


def corrected(folder: Path, corrections: str, page: str = PAGE) -> PageReading:
    (folder / "page.txt").write_text(page, encoding="utf-8")
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


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("张三、李四", ("张三", "李四")),
        ("张三，李四；王小明", ("张三", "李四", "王小明")),
        ("张三 李四", ("张三", "李四")),
        ("[张三、李四, 张三]", ("张三", "李四")),
        ("Li Shan, 阿卜杜拉·买买提", ("Li Shan", "阿卜杜拉·买买提")),
    ],
)
def test_names_are_parted_as_people_list_them(tmp_path: Path, given: str, names: tuple[str, ...]) -> None:
    byline = corrected(tmp_path, f"  - attribute: 茶香满山\n    names: {given}\n").articles[1].byline
    assert byline
    assert (byline.names, byline.by_hand) == (names, True)


def test_names_that_name_nobody_are_told(tmp_path: Path) -> None:
    with pytest.raises(
        UserError, match=r"corrections.yml:2: `names` is '、', which names nobody: write them as a list"
    ):
        corrected(tmp_path, "  - attribute: 茶香满山\n    names: 、\n")


def test_mend_keeps_both_readings(tmp_path: Path) -> None:
    page = corrected(tmp_path, "  - mend: 一片绿\n    better: 一片新绿\n    why: 漏一字\n")
    block = page.articles[1].body[0]
    assert block.text == "茶山上一片绿。"
    assert [(m.at, m.seen, m.better) for m in block.mends] == [(3, "一片绿", "一片新绿")]


@pytest.mark.parametrize(
    ("entry", "trouble"),
    [
        ("  - move: 杨柳下又有人\n    to: 河水清了\n", "nearest is page.txt:13, “柳树下又有人钓鱼了。”"),
        ("  - move: 柳树下\n    to: 湖水清了\n", "fits 0 articles"),
        ("  - move: 柳树下\n    to: 茶香满山\n", "stands in that article already"),
        ("  - mend: 山\n    better: 岭\n    in: 河水清了\n", "stands 0 times"),
        ("  - join: [大家很高兴。, 茶山上]\n", "0 lines end with"),
        ("  - join: [一个]\n", "two texts"),
        ("  - remove: 柳树下\n", "a correction needs one of"),
        ("  - move: 柳树下\n", "`move` needs `to`: it takes"),
        ("  - mend: 柳树下\n    better:\n", "`better` says nothing"),
        ('  - mend: 柳树下\n    better: ""\n', "`better` says nothing"),
    ],
)
def test_what_does_not_fit_names_its_place(tmp_path: Path, entry: str, trouble: str) -> None:
    with pytest.raises(UserError) as caught:
        corrected(tmp_path, entry)
    assert "page.corrections.yml:2: " in str(caught.value)
    assert trouble in str(caught.value)


KEYS = """  - move: 柳树下又有人
    to: 河水清了
    after: 河边种上
  - join: [大家很高兴。, 河边种上了]
  - mend: 一片绿
    better: 一片新绿
  - retitle: 茶香满山
    kicker: 青山村
"""


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("retitle: 茶香满山\n    headline: {a: b}", "`headline` is {'a': 'b'}: write a text"),
        ("retitle: 茶香满山\n    headline: [a, b]", "`headline` is ['a', 'b']: write a text"),
        ("attribute: 茶香满山\n    names: {a: b}", "`names` is {'a': 'b'}: write a text, or a list of texts"),
        ("attribute: 茶香满山\n    names: [周小雨, [甲]]", "`names` is ['周小雨', ['甲']]: write a text, or a list"),
        ("mend: 柳树\n    better: yes", "`better` is True: write a text"),
        ("join: 好大", "`join` takes two texts"),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, entry: str, problem: str) -> None:
    with pytest.raises(UserError) as caught:
        corrected(tmp_path, f"  - {entry}\n")
    assert str(caught.value).startswith(f"page.corrections.yml:2: {problem}")


@pytest.mark.parametrize(
    ("first", "second", "thing"),
    [
        ("retitle: 茶香满山\n    headline: 采茶", "retitle: 茶香\n    headline: 钓鱼", "the headline of the article"),
        ("mend: 柳树下\n    better: 桃树下", "mend: 柳树下\n    better: 李树下", "“柳树下”"),
        (
            "attribute: 茶香满山\n    names: 周小雨",
            "attribute: 茶香满山\n    names: [王小明]",
            "the names of the article",
        ),
    ],
)
def test_two_corrections_that_contradict_one_another_are_told(
    tmp_path: Path, first: str, second: str, thing: str
) -> None:
    with pytest.raises(UserError) as caught:
        corrected(tmp_path, f"  - {first}\n  - {second}\n")
    told = f"page.corrections.yml:4: gives {thing} otherwise than page.corrections.yml:2 does: keep one of the two"
    assert str(caught.value) == told
    assert corrected(tmp_path, f"  - {first}\n  - {first}\n").articles  # the same said twice


def test_words_are_quoted_as_they_are_written(tmp_path: Path) -> None:
    page = corrected(tmp_path, "  - mend: 010\n    better: 2025-06-12\n", "## 茶香满山\n\n茶山上有010棵树。\n")
    assert [(m.seen, m.better) for m in page.articles[0].body[0].mends] == [("010", "2025-06-12")]


RESCANS = {
    "as it was": PAGE,
    "characters changed elsewhere": PAGE.replace("连着三年", "连著三年").replace("采茶的人", "采荼的人"),
    "punctuation of another width": PAGE.replace("，", ",").replace("柳树下又有人", "柳 树下又有人"),
    "a line that was two": PAGE.replace("茶山上一片绿。\n\n柳树下", "茶山上一片绿。柳树下"),
    "a line in two, inside a key": PAGE.replace("柳树下又有人", "柳树下\n\n又有人"),
    "a slip in two": PAGE.replace(
        "茶山上一片绿", "清明过后的几场雨下得正是时候，站在山脚下抬头望去，一层又一层的茶山上一\n\n片绿"
    ),
    "two texts in one line": PAGE.replace("大家很高兴。\n\n河边", "大家很高兴。河边"),
    "another order of lines": PAGE.replace(
        "柳树下又有人钓鱼了。\n\n采茶的人多了起来。", "采茶的人多了起来。\n\n柳树下又有人钓鱼了。"
    ),
    "another order of articles": "## 茶香满山"
    + PAGE.partition("## 茶香满山")[2]
    + "\n"
    + PAGE.partition("## 茶香满山")[0],
    "remnants of HTML": PAGE.replace("柳树下又有人钓鱼了。", "<p>柳树下又有人钓鱼了。</p>").replace(
        "茶香满山", "<b>茶香</b>满山"
    ),
}


@pytest.mark.parametrize("page", RESCANS.values(), ids=RESCANS.keys())
def test_keys_survive_a_rescan_that_keeps_their_words(tmp_path: Path, page: str) -> None:
    said = corrected(tmp_path, KEYS, page)
    river = next(a for a in said.articles if a.headline and a.headline.text == "河水清了")
    tea = next(a for a in said.articles if a.headline and a.headline.text == "茶香满山")
    text = ["".join(b.text.split()) for b in river.body]
    assert text[1].startswith("大家很高兴。河边种上了柳树。") or text[0].endswith("大家很高兴。河边种上了柳树。")
    assert "".join(text).endswith("柳树。柳树下又有人钓鱼了。")
    assert [m.better for b in tea.body for m in b.mends] == ["一片新绿"]
    assert tea.kicker
    assert "柳树" not in "".join(b.text for b in tea.body)
    assert said.ledger.holds


@pytest.mark.parametrize("page", RESCANS.values(), ids=RESCANS.keys())
def test_a_rescan_keeps_every_character_when_corrected(tmp_path: Path, page: str) -> None:
    said = corrected(tmp_path, KEYS, page)
    pieces = [p for a in said.articles for p in a.pieces] + [f.piece for f in said.furniture]
    taken = [
        (p.line, k) for p in pieces for k in range(p.start, p.end) if not said.source.lines[p.line - 1][k].isspace()
    ]
    assert len(taken) == len(set(taken)) == said.ledger.characters


def test_all_that_fail_are_told_at_once_each_with_what_comes_nearest(tmp_path: Path) -> None:
    rescan = (
        PAGE.replace("柳树下又有人钓鱼", "柳村下又有人钓鱼").replace("一片绿", "一遍绿").replace("茶香满山", "荼香满山")
    )
    with pytest.raises(UserError) as caught:
        corrected(tmp_path, KEYS, rescan)
    assert str(caught.value).splitlines() == [
        "page.corrections.yml:2: 0 lines begin with “柳树下又有人”: the nearest is page.txt:13, “柳村下又有人钓鱼了。”",
        "page.corrections.yml:6: “一片绿” stands 0 times in the text: the nearest is page.txt:11, “一遍绿。”",
        "page.corrections.yml:8: “茶香满山” fits 0 articles: the nearest is page.txt:9, “荼香满山”",
    ]


def test_words_that_fit_twice_are_told_with_their_lines(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        corrected(tmp_path, "  - move: 柳树下\n    to: 河水清了\n", PAGE + "\n柳树下没有人。\n")
    assert "2 lines begin with “柳树下” (of page.txt: 13, 17): quote more" in str(caught.value)


def test_words_like_nothing_on_the_page(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"page\.txt has nothing like it"):
        corrected(tmp_path, "  - mend: 完全无关\n    better: 字\n")


def test_a_broken_correction_among_many_pages_is_one_message(gzsite, site) -> None:  # type: ignore[no-untyped-def]
    for n in range(70):  # as many as are read by several processes
        (site / "seeds" / f"p{n}.md").write_text(PAGE, encoding="utf-8")
    keys = "corrections:\n  - mend: 没有的字\n    better: 字\n  - mend: 也没有\n    better: 字\n"
    (site / "seeds" / "p69.corrections.yml").write_text(keys, encoding="utf-8")
    done = gzsite("build", "--jobs", "2", cwd=site)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert [s.partition(": ")[0] for s in done.stderr.splitlines()] == ["gzsite", "seeds/p69.corrections.yml:4"]
    assert "seeds/p69.corrections.yml:2" in done.stderr
