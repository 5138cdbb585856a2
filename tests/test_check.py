"""What gzsite check says of a site as a whole; the search has its own tests in search/."""

import json

import pytest

from gzdaily_site.check.limits import FILE, beyond, told


@pytest.fixture
def built(site, gzsite):
    assert gzsite("build", "--site", site).returncode == 0
    return site / "build"


def findings(gzsite, site, *words):
    done = gzsite("check", "--site", site, "--json", *words)
    assert done.stderr == ""
    said = json.loads(done.stdout)
    found = [(check["name"], it["place"], it["trouble"]) for check in said["checks"] for it in check["findings"]]
    assert (said["schema"], said["errors"], said["warnings"]) == (1, len(found), 0)
    assert done.returncode == bool(found)
    return found


def test_a_site_as_it_was_built_is_fine(gzsite, site, built):
    assert findings(gzsite, site) == []
    said = gzsite("check", "--site", site).stdout
    assert " written: fine\n" in said
    assert ", 1 article: fine\n" in said
    assert "address: built for any folder: fine\n" in said


def test_files_that_are_missing_or_otherwise_are_told_one_by_one(gzsite, site, built):
    (built / "robots.txt").unlink()
    (built / "data" / "articles.csv").unlink()
    feed = (built / "feed.xml").read_text(encoding="utf-8")
    (built / "feed.xml").write_text(feed + "\n", encoding="utf-8")
    styles = (built / "static" / "site.css").read_text(encoding="utf-8")
    (built / "static" / "site.css").write_text("!" + styles[1:], encoding="utf-8")
    found = {place: trouble for name, place, trouble in findings(gzsite, site) if name == "files"}
    assert found.keys() == {"robots.txt", "data/articles.csv", "feed.xml", "static/site.css"}
    assert found["robots.txt"] == "is missing: run gzsite build"
    size = len(feed.encode())
    assert found["feed.xml"] == f"was written with {size} bytes and has {size + 1}: run gzsite build"
    assert found["static/site.css"] == "says something else than was written: run gzsite build"


def test_a_file_that_was_only_touched_is_as_it_was_written(gzsite, site, built):
    (built / "robots.txt").touch()
    assert findings(gzsite, site) == []


def test_a_build_that_was_broken_off_is_told(gzsite, site, built):
    (site / ".gzsite-cache" / "build.added.json").write_text('["more.html"]', encoding="utf-8")
    assert findings(gzsite, site) == [
        ("files", "index.html", "is of a build that was broken off: run gzsite build"),
    ]


def test_files_of_others_are_counted_and_a_site_without_its_inventory_is_checked_all_the_same(gzsite, site, built):
    (built / "own.txt").write_text("mine", encoding="utf-8")
    assert ", 1 more that gzsite did not write: fine" in gzsite("check", "--site", site).stdout
    (site / ".gzsite-cache" / "build.json").unlink()
    done = gzsite("check", "--site", site)
    assert done.returncode == 0
    assert "files: what the build wrote is not known here: fine" in done.stdout


@pytest.mark.parametrize("base", ["https://example.org/repo/", "https://example.org/", "/repo/"])
def test_a_site_tells_for_which_address_it_was_built(gzsite, site, base):
    assert gzsite("build", "--site", site, "--base-url", base).returncode == 0
    assert findings(gzsite, site) == []
    assert findings(gzsite, site, "--base-url", base.rstrip("/") or "/") == []
    (one,) = findings(gzsite, site, "--base-url", "/other/")
    assert one[0] == "address"
    assert "not for /other/: run gzsite build --base-url /other/" in one[2]


def test_a_bare_path_is_held_to_the_path_alone(gzsite, site):
    assert gzsite("build", "--site", site, "--base-url", "https://example.org/repo/").returncode == 0
    assert findings(gzsite, site, "--base-url", "/repo") == []
    assert len(findings(gzsite, site, "--base-url", "https://example.com/repo/")) == 1


def test_what_a_host_does_not_take_is_a_warning():
    assert list(beyond([("a", FILE)])) == []
    large, whole = beyond([("map.tif", FILE + 1), *[("a", FILE)] * 10])
    assert (large.severity, large.place) == ("warning", "map.tif")
    assert whole.trouble.startswith("the site has 1.2 GB: GitHub Pages shows none of more than 1.0 GB")
    assert [told(size) for size in (1, 999, 1000, 2_340_000)] == ["1 byte", "999 bytes", "1.0 kB", "2.3 MB"]
