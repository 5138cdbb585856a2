"""What lies among the pages under a name that nobody reads."""

from pathlib import Path

import pytest

from gzdaily_site.errors import UserError
from gzdaily_site.source import read_pages


def told(site: Path, *names: str, **more: object) -> list[str]:
    """What is said of these files beside seeds/a.md."""
    (site / "seeds").mkdir(exist_ok=True)
    (site / "seeds/a.md").write_text("# 题\n", encoding="utf-8")
    for name in names:
        (site / "seeds" / name).parent.mkdir(exist_ok=True)
        (site / "seeds" / name).write_text("", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        read_pages(site, "seeds", **more)  # type: ignore[arg-type]  # what a test asks for
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("a.yaml", "a.yml"),
        ("a.corrections.yaml", "a.corrections.yml"),
        ("a.en.yaml", "a.en.yml"),
        ("a.correction.yml", "a.corrections.yml"),
        ("a.Corrections.yml", "a.corrections.yml"),
        ("a.EN.yml", "a.en.yml"),
        ("a.eng.yml", "a.en.yml"),
        ("A.yml", "a.yml"),
        ("a.YML", "a.yml"),
        ("a.md.yml", "a.yml"),
        ("a.md.corrections.yml", "a.corrections.yml"),
    ],
)
def test_a_name_that_is_slightly_wrong_is_told_with_the_right_one(tmp_path: Path, name: str, meant: str) -> None:
    assert told(tmp_path, name) == [f"seeds/{name}: is read by nobody: did you mean {meant}?"]


def test_what_no_page_is_there_for_is_told(tmp_path: Path) -> None:
    remedy = "name it as its page is named, or take it away; there is no"
    assert told(tmp_path, "b.yml", "2025/a.en.yml") == [
        f"seeds/2025/a.en.yml: lies beside no page: {remedy} a.txt",
        f"seeds/b.yml: lies beside no page: {remedy} b.txt",
    ]
    (tmp_path / "seeds/pages.md").write_text("# 题\n", encoding="utf-8")
    assert told(tmp_path, "page.corrections.yml")[-1].endswith("no page.txt, or did you mean pages.corrections.yml?")


def test_a_language_that_the_site_has_not_is_told(tmp_path: Path) -> None:
    remedy = "put it into `languages:` in gzsite.yml, or take the file away; there are zh, en"
    said = told(tmp_path, "a.fr.yml")
    assert said == [f"seeds/a.fr.yml: is read by nobody: `fr` is no language of this site: {remedy}"]
    (tmp_path / "seeds/a.fr.yml").write_text("articles: []\n", encoding="utf-8")
    assert len(read_pages(tmp_path, "seeds", ("zh", "fr"))) == 1


def test_any_other_name_is_told_with_those_there_may_be(tmp_path: Path) -> None:
    names = "a.yml, a.corrections.yml, a.zh.yml, a.en.yml"
    assert told(tmp_path, "a.remarks.yml") == [f"seeds/a.remarks.yml: is read by nobody: beside a.md may lie {names}"]


def test_what_the_settings_name_and_what_is_hidden_may_lie_among_the_pages(tmp_path: Path) -> None:
    assert len(told(tmp_path, "topics.yml", ".hidden/x.yml", ".x.yml", "b.yml", named=["seeds/topics.yml"])) == 1


def test_problems_of_all_pages_are_told_at_once_and_no_more_than_can_be_read(tmp_path: Path) -> None:
    for n in range(24):
        (tmp_path / "seeds").mkdir(exist_ok=True)
        (tmp_path / f"seeds/b{n:02}.md").write_text("---\ndate: soon\n---\n", encoding="utf-8")
    said = told(tmp_path, "a.yaml")
    assert said[0] == "seeds/b00.md:2: date is 'soon': write it as 2025-06-12"
    assert (len(said), said[-1]) == (21, "and 5 more")
