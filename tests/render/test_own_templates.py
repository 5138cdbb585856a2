"""Templates of a site folder: those that replace a shipped one, those that are called, and those that nobody reads."""

import pytest

from gzdaily_site import shipped, standing
from gzdaily_site.errors import ConfigError
from gzdaily_site.render.filling import refuse_uncalled


@pytest.fixture
def told(site):
    """What is said of these templates of a site folder, a line each."""

    def said(**files):
        for name, text in files.items():
            path = site / name.replace("__", "/").replace("_html", ".html")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        try:
            refuse_uncalled(site)
        except ConfigError as e:
            return str(e).splitlines()
        return []

    return said


@pytest.mark.parametrize("name", ["artcle", "Article", "own__article"])
def test_a_name_that_is_slightly_wrong_is_told_with_the_right_one(told, name):
    (line,) = told(**{f"templates__{name}_html": "x"})
    path = f"templates/{name.replace('__', '/')}.html"
    assert line == f"{path}: is called by no other, and replaces none: did you mean article.html?"


def test_a_template_that_nobody_calls_is_told(told):
    (line,) = told(templates__zzz_html="{% include 'zzz.html' %}", templates__about_html="x")
    assert line.endswith("replaces none: take it away, or call it from one that is read")


def test_what_replaces_a_shipped_one_or_is_called_is_fine(told):
    own = {"templates__about_html": "{% extends 'own/frame.html' %}", "templates__own__frame_html": "x"}
    assert not told(**own, **{"templates__.hidden": "", "templates__about_html~": "", "templates__#about_html#": ""})


def test_where_a_name_is_worked_out_nobody_knows_what_is_called(told):
    assert not told(templates__about_html="{% include ['zzz.html', name] %}{% include name %}", templates__yyy_html="")


def test_a_broken_template_is_told_when_a_page_is_filled_and_a_broken_one_that_nobody_calls_here(told):
    assert len(told(templates__zzz_html="{% if %}")) == 1
    assert not told(templates__about_html="{% if %}")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("template/about.html", "templates"),
        ("Templates/a.html", "templates"),
        ("statics/a.css", "static"),
        ("locale/fr.po", "locales"),
    ],
)
def test_a_folder_that_nobody_reads_is_told_with_the_right_name_and_seen_by_the_next_build(site, told, name, meant):
    before = standing.made_of(site, (), None)
    path = site / name
    path.parent.mkdir()
    assert not told()
    path.write_text("", encoding="utf-8")
    folder = path.parent.name
    assert told() == [f"{folder}/: is read by nobody: did you mean {meant}/?"]
    assert standing.made_of(site, (), None) != before


def test_folders_that_hold_something_else_are_nobodys_business(site, told):
    (site / "locale").mkdir()
    (site / "locale/notes.txt").write_text("", encoding="utf-8")
    (site / "template").mkdir()
    assert not told()
    assert shipped.folder("templates").is_dir()


def test_a_column_that_no_article_stands_in_is_said_at_the_end_of_every_build(site, gzsite):
    (site / "seeds/one.md").write_text("# ■多彩新论\n\n# 新桥通了\n\n清早，第一辆班车开过新桥。\n", encoding="utf-8")
    (site / "gzsite.yml").write_text("columns: {多采新论: {en: Comment}, 茶乡: {en: Tea}}\n", encoding="utf-8")
    for _ in range(2):
        done = gzsite("build", "--site", site)
        assert done.returncode == 0
        assert [line.partition(": ")[2] for line in done.stderr.splitlines()] == [
            "gzsite.yml: no article stands in the column `多采新论`: did you mean `多彩新论`?",
            "gzsite.yml: no article stands in the column `茶乡`: take it out of `columns:`, or correct its name",
        ]
