"""Facts of a page: front matter with its slips, sidecars, what a value may be."""

from datetime import date
from pathlib import Path

import pytest

from gzdaily_site.errors import UserError
from gzdaily_site.model import PageFacts, SourcePage
from gzdaily_site.source import read_page


def page(site: Path, content: str, sidecar: str = "") -> SourcePage:
    path = site / "seeds" / "a.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    if sidecar:
        path.with_suffix(".yml").write_text(sidecar, encoding="utf-8")
    return read_page(path, site, site / "seeds")


def told(site: Path, content: str, sidecar: str = "") -> list[str]:
    with pytest.raises(UserError) as caught:
        page(site, content, sidecar)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ("date： 2025-06-12", "2: `date` has a full-width colon (：): write `date: 2025-06-12`"),
        ("newspaper: 晨报\ndate：2025-06-12", "3: `date` has a full-width colon (：): write `date: 2025-06-12`"),
        ("Page_Name： 要闻", "2: `Page_Name` has a full-width colon (：): write `Page_Name: 要闻`"),
        ("date:1999-01-01", "2: `date` has no blank behind its colon: write `date: 1999-01-01`"),
        ("今天的报\ndate: 2025-06-12", "3: not valid YAML (mapping values are not allowed in this context)"),
        ("- 甲\n- date: 乙\nname: 丙", "4: not valid YAML"),
        ("newspaper: 晨报\ndaet: 2025-06-12", "3: unknown key `daet`: did you mean `date`?"),
        ("Date: 2025-06-12", "2: unknown key `Date`: did you mean `date`?"),
        ("zzzz: 1", "2: unknown key `zzzz`: known keys are newspaper, date, "),
        ("newspaper: 晨报\ndate: soon", "3: date is 'soon': write it as 2025-06-12"),
        ("date: 2025-02-30", "2: date is '2025-02-30': write it as 2025-06-12"),
        ("newspaper: 晨报\n\npage_number: five", '4: page_number is "five": write a whole number'),
        ("newspaper: {zh: 晨报, en: Morning}", "2: `newspaper` is {'en': 'Morning', 'zh': '晨报'}: write a text"),
        ("newspaper: [晨报, 晚报]", "2: `newspaper` is ['晨报', '晚报']: write a text"),
        ("page_name: yes", "2: `page_name` is true: write a text, in quotes"),
        ("page: 3\npage_number: 5", "3: `page_number` says otherwise than `page`, which is the same fact"),
        ("name: 甲\nscan: a.jpg\nname: 乙", "4: the key `name` stands in line 2 already: keep one of the two"),
    ],
)
def test_a_slip_in_front_matter_is_told_with_its_line_and_nothing_becomes_text(
    tmp_path: Path, block: str, problem: str
) -> None:
    (said,) = told(tmp_path, f"---\n{block}\n---\n\n# 题\n")
    assert said.startswith(f"seeds/a.txt:{problem}")


@pytest.mark.parametrize(
    "block",
    [
        '"date": 2025-06-12',
        "'date': 2025-06-12",
        "{date: 2025-06-12}",
        "# 这一版的日期\ndate: 2025-06-12",
        "\n\ndate: 2025-06-12\n",
        "date: 2025-06-12 08:00:00",
    ],
)
@pytest.mark.parametrize("above", ["", "\n", "\n  \n"])
def test_front_matter_may_have_quotes_remarks_and_blank_lines(tmp_path: Path, block: str, above: str) -> None:
    text = f"{above}---\n{block}\n---\n\n# 题\n"
    read = page(tmp_path, text)
    assert read.facts == PageFacts(date=date(2025, 6, 12))
    assert [line for line in read.lines[read.first - 1 :] if line] == ["# 题"]


@pytest.mark.parametrize(
    "block", ["清早，第一辆班车开过新桥。", "# 要闻", "记者：王小明", "date palms are planted here", "", "- 甲\n- 乙"]
)
def test_text_between_two_rules_stays_text(tmp_path: Path, block: str) -> None:
    read = page(tmp_path, f"---\n{block}\n---\n\n# 题\n")
    assert (read.facts, read.first) == (PageFacts(), 1)


@pytest.mark.parametrize(
    ("sidecar", "problem"),
    [
        ("date： 2025-06-12\n", "1: `date` has a full-width colon (：): write `date: 2025-06-12`"),
        ("name: 甲\ndate:2025-06-12\n", "2: `date` has no blank behind its colon: write `date: 2025-06-12`"),
        ("- date\n", "1: is not a list of keys and values: write lines such as `date: 2025-06-12`"),
        ("name: 甲\ndate: [\n", "3: not valid YAML"),
    ],
)
def test_a_slip_in_a_sidecar_is_told_with_its_line(tmp_path: Path, sidecar: str, problem: str) -> None:
    (said,) = told(tmp_path, "# 题\n", sidecar)
    assert said.startswith(f"seeds/a.yml:{problem}")


def test_every_problem_of_a_page_and_its_sidecar_is_told_at_once(tmp_path: Path) -> None:
    said = told(tmp_path, "---\ndate: soon\nnmae: 甲\n---\n", "\nscan: [a]\n")
    assert [line.rpartition("/")[2].split(":")[:2] for line in said] == [["a.txt", "2"], ["a.txt", "3"], ["a.yml", "2"]]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("5", "5"),
        ("010", "10"),
        ("08", "8"),
        ("A1", "A1"),
        ("T03", "T03"),
        ("'05'", "5"),
        ("第三版", "第三版"),
        ("０５", "０５"),
    ],
)
def test_a_page_number_is_read_as_it_is_written_without_its_zeros(tmp_path: Path, written: str, number: str) -> None:
    assert page(tmp_path, f"---\npage_number: {written}\n---\n").facts.number == number
    assert page(tmp_path, "# 题\n", f"page: {written}\n").facts.number == number


@pytest.mark.parametrize("written", ["012", "3.10", "1_000", "12:30", "2025-06-12", "1e3", "0x1F"])
def test_a_name_is_the_text_that_was_written(tmp_path: Path, written: str) -> None:
    assert page(tmp_path, f"---\npage_name: {written}\n---\n").facts.name == written


@pytest.mark.parametrize("written", ["five", "5-8", "1234", "-5", "5.0"])
def test_a_page_number_that_is_none_is_told(tmp_path: Path, written: str) -> None:
    (said,) = told(tmp_path, "# 题\n", f"date: 2025-06-12\nnumber: {written}\n")
    assert said.startswith(f'seeds/a.yml:2: number is "{written}": write a whole number, or one with a letter such as')


def test_a_page_whose_name_leaves_no_room_for_what_may_lie_beside_it_is_read(tmp_path: Path) -> None:
    name = "报" * 80
    (tmp_path / "seeds").mkdir()
    (tmp_path / f"seeds/{name}.md").write_text("# 题\n", encoding="utf-8")
    assert read_page(tmp_path / f"seeds/{name}.md", tmp_path, tmp_path / "seeds").id == name
