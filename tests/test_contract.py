"""What scripts rely on: exit codes, one message for a mistake, no traceback, never a half-written build."""

import json
import os

import pytest

TABLE = "<table>" + "<tr>" + "<td>格</td>" * 200 + "</tr>" * 200 + "</table>\n"
SOUP = "<div><p>半句<table><td></div></p>" * 500 + "<script>alert(1)</script>\n"


def text(site, name, content):
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def mistake(done, site, *words):
    """Exit code 2, one message that says these words, nothing on stdout, no build."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    for word in words:
        assert word in done.stderr
    assert not (site / "build").exists()


def fine(done, site):
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert (site / "build" / "index.html").is_file()


def test_a_build_says_what_it_did_and_the_second_time_keeps_everything(gzsite, site):
    fine(gzsite("build", cwd=site), site)
    again = gzsite("build", cwd=site)
    assert ": 0 files written, " in again.stdout
    assert again.stdout.rstrip().endswith(" 0 removed")


def test_the_numbers_are_there_for_programs(gzsite, site):
    fine(gzsite("build", "--site", site, "--stats", site / "stats.json"), site)
    stats = json.loads((site / "stats.json").read_text(encoding="utf-8"))
    assert stats["pages"] == 1
    assert set(stats["seconds"]) >= {"source", "separate", "render", "write"}


def test_the_same_input_gives_the_same_bytes(gzsite, site, tmp_path):
    for n, jobs in enumerate(("1", "2")):
        assert gzsite("build", "--site", site, "--output", tmp_path / str(n), "--jobs", jobs).returncode == 0
    one, other = (
        {p.relative_to(tmp_path / n): p.read_bytes() for p in (tmp_path / n).rglob("*") if p.is_file()}
        for n in ("0", "1")
    )
    assert one == other


def test_a_missing_folder(gzsite, site):
    mistake(gzsite("build", "--site", site / "none"), site, "no such folder", "gzsite init")


def test_a_folder_without_settings(gzsite, tmp_path):
    mistake(gzsite("build", cwd=tmp_path), tmp_path, "gzsite.yml", "not found")


def test_missing_seeds(gzsite, site):
    text(site, "gzsite.yml", "seeds: nowhere\n")
    mistake(gzsite("build", cwd=site), site, "nowhere", "no such folder")


def test_seeds_without_pages(gzsite, site):
    (site / "seeds" / "one.md").unlink()
    mistake(gzsite("build", cwd=site), site, "holds no page")


def test_an_unknown_key(gzsite, site):
    text(site, "gzsite.yml", "title: a\ntitel: b\n")
    mistake(gzsite("build", cwd=site), site, "gzsite.yml:2", "unknown key `titel`", "did you mean `title`?")


def test_broken_settings(gzsite, site):
    text(site, "gzsite.yml", "title: [\n")
    mistake(gzsite("build", cwd=site), site, "gzsite.yml", "not valid YAML")


def test_a_base_url_that_is_none(gzsite, site):
    mistake(gzsite("build", "--base-url", "repo", cwd=site), site, "--base-url", "is no address")


@pytest.mark.parametrize("twin", ["one.txt", "One.md"])
def test_two_pages_with_one_id(gzsite, site, twin):
    text(site, f"seeds/{twin}", "# 另一版\n")
    mistake(gzsite("build", cwd=site), site, "seeds/", "page id", "rename one of them")


def test_neither_utf8_nor_gb18030(gzsite, site):
    text(site, "seeds/two.md", b"\xff\xff\xff\n")
    mistake(gzsite("build", cwd=site), site, "seeds/two.md", "neither UTF-8 nor GB18030", "save the page as UTF-8")


def test_a_page_that_cannot_be_read(gzsite, site):
    page = site / "seeds" / "two.md"
    if os.geteuid() == 0:  # root may read anything; this the system itself refuses
        page.symlink_to("/proc/self/mem")
    else:
        page.write_text("字")
        page.chmod(0)
    mistake(gzsite("build", cwd=site), site, "seeds/two.md", "cannot be read", "check its permissions")


def test_a_named_page_that_is_not_there(gzsite, site):
    mistake(gzsite("inspect", "seeds/none.md", cwd=site), site, "seeds/none.md", "no such file")


def test_a_named_page_that_is_a_folder(gzsite, site):
    mistake(gzsite("inspect", "seeds", cwd=site), site, "is a folder")


def test_a_correction_that_matches_nothing(gzsite, site):
    text(site, "seeds/one.corrections.yml", "corrections:\n- mend: 没有的字\n  better: 字\n")
    mistake(gzsite("build", cwd=site), site, "seeds/one.corrections.yml:2")


def test_an_output_that_is_not_ours(gzsite, site, tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.doc").write_text("mine")
    mistake(gzsite("build", "--output", tmp_path / "thesis", cwd=site), site, "thesis", "did not write")
    assert [p.name for p in (tmp_path / "thesis").iterdir()] == ["chapter.doc"]


@pytest.mark.parametrize("output", [".", "seeds", "seeds/new", ".."])
def test_an_output_that_would_hurt_the_sources(gzsite, site, output):
    mistake(gzsite("build", "--output", output, cwd=site), site, "--output")
    assert (site / "seeds" / "one.md").is_file()


def test_a_mistake_leaves_the_earlier_build_as_it_was(gzsite, site):
    fine(gzsite("build", cwd=site), site)
    before = {p: p.read_bytes() for p in (site / "build").rglob("*") if p.is_file()}
    text(site, "seeds/two.md", b"\xff\xff\xff\n")
    assert gzsite("build", cwd=site).returncode == 2
    assert before == {p: p.read_bytes() for p in (site / "build").rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n \n\n",
        "\ufeff# 题\n\n字\n",
        "# 题\r\n\r\n字\r\n",
        "# 贵州\n\n一段文字。\n".encode("gb18030"),
        "# 题\x00\n\n字\x00字\n",
        TABLE,
        SOUP,
        "字" * 200_000,
        "---\n",
        "#\n##\n###\n",
    ],
    ids=["empty", "blank", "bom", "crlf", "gb18030", "nul", "table", "soup", "one-line", "rule", "bare-heads"],
)
def test_an_odd_page_still_makes_a_site(gzsite, site, content):
    text(site, "seeds/two.md", content)
    fine(gzsite("build", cwd=site), site)
    done = gzsite("inspect", "--json", "seeds/two.md", cwd=site)
    assert done.returncode == 0, done.stderr
    ledger = json.loads(done.stdout)["ledger"]
    assert (ledger["lost"], ledger["doubled"]) == (0, 0)
    assert ledger["characters"] == ledger["in_articles"] + ledger["in_furniture"]


def test_what_a_page_says_is_shown_not_run(gzsite, site):
    text(site, "seeds/two.md", SOUP)
    fine(gzsite("build", cwd=site), site)
    assert not [p for p in (site / "build").rglob("*.html") if "<script>alert" in p.read_text(encoding="utf-8")]


def test_inspect_shows_a_tree_and_writes_nothing(gzsite, site):
    done = gzsite("inspect", "seeds/one.md", cwd=site)
    assert done.returncode == 0
    assert "新桥通了" in done.stdout
    assert not (site / "build").exists()


def test_a_command_that_is_none_is_told(gzsite, site):
    done = gzsite("bild", cwd=site)
    assert done.returncode == 2
    assert "No such command" in done.stderr


def test_help_and_version(gzsite, tmp_path):
    assert "gzsite init" in gzsite("--help", cwd=tmp_path).stdout
    assert gzsite("--version", cwd=tmp_path).stdout.startswith("gzsite, version ")
