import pytest
import yaml

from gzdaily_site import config
from gzdaily_site.commands.init import init
from gzdaily_site.errors import UserError

LAID = {
    "gzsite.yml",
    "README.md",
    "requirements.txt",
    ".gitignore",
    "seeds/2025/06/12/05.md",
    ".github/workflows/pages.yml",
}


def tree(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_a_new_folder_holds_settings_a_page_and_a_workflow(tmp_path):
    init(tmp_path / "new" / "archive")
    assert tree(tmp_path / "new" / "archive") == LAID
    assert config.load(tmp_path / "new" / "archive").title["zh"] == "我的报纸档案"


def test_a_folder_with_other_things_keeps_them(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    init(tmp_path)
    assert tree(tmp_path) == LAID | {"notes.txt"}


@pytest.mark.parametrize("name", sorted(LAID))
def test_nothing_is_overwritten_and_then_nothing_is_written(tmp_path, name):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(UserError, match="is there already: name a new folder"):
        init(tmp_path)
    assert tree(tmp_path) == {name}
    assert (tmp_path / name).read_text() == "mine"


@pytest.mark.parametrize("name", ["archive", "archive/seeds"])
def test_a_file_in_the_way_is_told(tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(UserError, match=r"is a file|cannot be written|is there already"):
        init(tmp_path / "archive")


def test_the_workflow_is_this_repositorys_but_for_where_gzsite_comes_from(tmp_path, repository):
    init(tmp_path)
    theirs, ours = (
        yaml.safe_load((folder / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
        for folder in (tmp_path, repository)
    )
    for workflow in (theirs, ours):
        install = next(s for s in workflow["jobs"]["build"]["steps"] if s.get("name") == "Install")
        assert install.pop("run").startswith("pip install")
    assert theirs == ours


def test_the_new_site_builds(tmp_path, gzsite):
    assert gzsite("init", tmp_path / "archive").returncode == 0
    done = gzsite("build", "--site", tmp_path / "archive")
    assert (done.returncode, done.stderr) == (0, "")
    home = (tmp_path / "archive" / "build" / "index.html").read_text(encoding="utf-8")
    assert "清溪村的图书角" in home
