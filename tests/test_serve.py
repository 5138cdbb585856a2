import http.client
import socket
from pathlib import Path

import pytest

from gzdaily_site.commands import hosting
from gzdaily_site.commands import serve as command
from gzdaily_site.commands.hosting import Folder, server
from gzdaily_site.errors import UserError
from tools.crawl import get


@pytest.fixture
def output(tmp_path):
    (tmp_path / "about").mkdir()
    (tmp_path / "bare").mkdir()
    (tmp_path / "index.html").write_text("home")
    (tmp_path / "404.html").write_text("not here")
    (tmp_path / "about" / "index.html").write_text("about")
    (tmp_path / "文.html").write_text("wen")
    return tmp_path


def test_a_page_is_found_with_and_without_its_last_slash(output, serving):
    with serving(output) as there:
        assert get(there + "about/")[2] == b"about"
        assert get(there + "about")[2] == b"about"
        assert get(there + "%E6%96%87.html")[2] == b"wen"


@pytest.mark.parametrize("path", ["none", "bare/", "none/deep/er/", "..%2f..%2fetc/passwd", "%00"])
def test_a_miss_is_the_404_page_with_status_404(output, serving, path):
    with serving(output) as there:
        assert get(there + path)[::2] == (404, b"not here")


def test_without_a_404_page_a_miss_is_still_a_miss(output, serving):
    (output / "404.html").unlink()
    with serving(output) as there:
        assert get(there + "none")[0] == 404


def test_the_site_stands_under_its_base_path_and_nowhere_else(output, serving):
    with serving(output, "/repo/") as there:
        root = there.removesuffix("repo/")
        assert get(there)[2] == b"home"
        assert get(root)[2] == b"home"  # led on to the base path
        assert get(there.rstrip("/"))[2] == b"home"
        assert get(root + "about/")[0] == 404
        assert get(there + "about")[2] == b"about"


def test_what_is_asked_for_stays_as_it_was_when_a_slash_is_added(output, serving):
    (output / "文 名").mkdir()
    (output / "文 名" / "index.html").write_text("name")
    with serving(output) as there:
        asked = http.client.HTTPConnection(there.split("/")[2])
        for path in ("/about?q=a+b&x=%2B", "/%E6%96%87%20%E5%90%8D?q=%E6%96%87"):
            asked.request("GET", path)
            answer = asked.getresponse()
            answer.read()
            name, query = path.split("?")
            assert (answer.status, answer.headers["Location"]) == (301, f"{name}/?{query}")
        asked.close()


def test_a_name_that_no_file_can_have_is_a_miss(output, serving):
    with serving(output) as there:
        assert get(there + "a" * 3000)[0] == 404


def test_head_says_the_same_without_the_text(output, serving):
    with serving(output) as there:
        asked = http.client.HTTPConnection(there.split("/")[2])
        for path, status in (("/", 200), ("/none", 404)):
            asked.request("HEAD", path)
            answer = asked.getresponse()
            assert (answer.status, answer.read()) == (status, b"")
        asked.close()


def test_a_taken_port_is_told_with_another():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UserError, match=f"{port}: is taken: name another: --port {port + 1}"):
            server(Folder(Path()), "/", "127.0.0.1", port)


def test_a_host_that_is_not_ours_is_told():
    with pytest.raises(UserError, match="cannot be listened on"):
        server(Folder(Path()), "/", "192.0.2.1", 0)


def test_serve_builds_opens_the_browser_and_stops_when_told(site, monkeypatch, capsys):
    opened = []
    monkeypatch.setattr(command.webbrowser, "open", opened.append)

    def interrupted(listening):
        assert (site / "build" / "index.html").is_file()
        raise KeyboardInterrupt

    monkeypatch.setattr(hosting.ThreadingHTTPServer, "serve_forever", interrupted)
    command.serve(site, "127.0.0.1", 0, open_browser=True)
    assert opened[0].startswith("http://127.0.0.1:")
    assert opened[0] in capsys.readouterr().err
