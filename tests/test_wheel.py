import subprocess
import sys
import zipfile

import pytest

pytestmark = pytest.mark.wheel


def run(*command, **options):
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, encoding="utf-8", check=False, **options
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(repository, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, repository)
    return next(folder.glob("*.whl"))


def test_templates_static_files_and_data_travel_in_the_wheel(wheel, repository):
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    for folder in ("templates", "static"):
        here = {p.relative_to(repository).as_posix() for p in (repository / folder).rglob("*") if p.is_file()}
        assert {f"gzdaily_site/{name}" for name in here} <= names
    source = repository / "src"
    data = (p for name in ("data", "locales") for p in (source / "gzdaily_site" / name).rglob("*") if p.is_file())
    assert {p.relative_to(source).as_posix() for p in data if "__pycache__" not in p.parts} <= names


def test_an_installed_gzsite_makes_and_builds_a_site_anywhere(wheel, repository, tmp_path):
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    constraints = repository / "constraints.txt"
    python, gzsite = tmp_path / "venv/bin/python", tmp_path / "venv/bin/gzsite"
    run(python, "-m", "pip", "install", "--quiet", "-c", constraints, wheel)
    site = tmp_path / "archive"
    run(gzsite, "init", site, cwd=tmp_path)
    assert "1 page" in run(gzsite, "build", cwd=site)
    shipped = run(python, "-c", "from gzdaily_site import shipped; print(shipped.folder('templates'))", cwd=tmp_path)
    assert shipped.startswith(str(tmp_path / "venv"))
    assert "清溪村的图书角" in (site / "build/index.html").read_text(encoding="utf-8")
    assert (site / "build/en/index.html").is_file()
    assert (site / "build/static/site.css").read_bytes() == (repository / "static/site.css").read_bytes()
