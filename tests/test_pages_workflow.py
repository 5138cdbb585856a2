import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tools.crawl import crawl

STANDS_AT = "http://127.0.0.1/repo/"
EXPRESSION = re.compile(r"\$\{\{ *steps\.pages\.outputs\.base_url *\}\}")


@pytest.fixture(scope="module")
def workflow(repository):
    return yaml.safe_load((repository / ".github/workflows/pages.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def published(workflow, repository, tmp_path_factory):
    """What the workflow's own build step makes of a copy of this repository's site folder."""
    copy = tmp_path_factory.mktemp("checkout")
    shutil.copy(repository / "gzsite.yml", copy)
    for folder in ("seeds", "templates", "static"):
        shutil.copytree(repository / folder, copy / folder)
    step = next(s for s in workflow["jobs"]["build"]["steps"] if s.get("name") == "Build")
    script, replaced = EXPRESSION.subn(STANDS_AT, step["run"])
    assert replaced == 1
    assert "${{" not in script
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    subprocess.run(["bash", "-e", "-c", script], cwd=copy, env=os.environ | {"PATH": path}, check=True)
    upload = next(s for s in workflow["jobs"]["build"]["steps"] if "upload-pages-artifact" in s.get("uses", ""))
    return copy / upload["with"]["path"]


def test_every_link_of_the_published_site_resolves_under_its_base_path(published, serving):
    with serving(published, "/repo/") as there:
        pages, dead = crawl(there, STANDS_AT)
    assert dead == []
    html = {p.relative_to(published).as_posix() for p in published.rglob("*.html")} - {"404.html", "en/404.html"}
    reached = {re.sub(r"(^|/)$", r"\1index.html", url.removeprefix(there)) for url in pages}
    assert html <= reached, "pages that no link leads to"


def test_every_link_of_the_404_page_resolves_at_any_depth(published, serving):
    with serving(published, "/repo/") as there:
        links = re.findall(r'(?:href|src)="([^"#]+)"', (published / "404.html").read_text(encoding="utf-8"))
        assert links
        assert all(link.startswith(("/repo/", STANDS_AT)) for link in links)
        assert crawl(there, STANDS_AT, "404.html")[1] == []


def test_hidden_files_are_published(workflow, published):
    upload = next(s for s in workflow["jobs"]["build"]["steps"] if "upload-pages-artifact" in s.get("uses", ""))
    assert upload["with"]["include-hidden-files"] is True
    assert (published / ".nojekyll").is_file()
    hidden = [p for p in published.rglob("*") if p.name.startswith((".", "_")) and p.name != ".nojekyll"]
    assert hidden == []


def test_the_right_to_publish_is_given_to_the_job_that_publishes(workflow):
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["permissions"] == {"contents": "read"}
