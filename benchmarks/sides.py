"""The sides of a comparison: each sets up its site from the corpus, builds it, and takes an edit."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from queue import Queue
from typing import Self

import newsmaker
from attic import Attic
from timing import FailedError, Run, timed

from gzdaily_site import shipped
from gzdaily_site.check.shipped_index import ShippedIndex

HERE = Path(__file__).parent
PEERS = HERE / ".venv"
SETTINGS = """title: {zh: 旧报新读}
newspaper: {zh: 旧报}
description: {zh: 文字由程序写成，只为计时。}
languages: [zh]
base_url: https://example.org/
"""
END_OF_ARTICLE = "</article>"  # stands in the article templates of both sides; an edit goes before it
PATIENCE = 600  # seconds to wait for a preview


class Gzsite:
    """Everything on, one language."""

    name = "gzsite"
    articles = "articles/*/index.html"

    def __init__(self, corpus: Path, folder: Path, attic: Attic) -> None:
        self.site, self.output, self.attic = folder / "gzsite", folder / "gzsite" / "build", attic
        self.command = Path(sys.executable).parent / "gzsite"
        self.template = self.site / "templates/article.html"
        shutil.copytree(corpus / "pages", self.site / "seeds")
        self.template.parent.mkdir()
        shutil.copy(shipped.folder("templates") / "article.html", self.template)
        (self.site / "gzsite.yml").write_text(SETTINGS, encoding="utf-8")

    def clear(self) -> None:
        self.attic.take(self.output)
        self.attic.take(self.site / ".gzsite-cache")

    def build(self) -> Run:
        return timed([self.command, "build", "--stats", "stats.json"], self.site)

    def take(self, page: list[dict], _: dict) -> None:
        path = self.site / "seeds" / f"{self.page_id(page)}.txt"
        path.write_text(newsmaker.as_printed(page), encoding="utf-8")

    @staticmethod
    def page_id(page: list[dict]) -> str:
        return f"{page[0]['date'].replace('-', '/')}/{page[0]['page']:02d}"

    def help(self) -> Run:
        return timed([self.command, "--help"], self.site)

    def inspect(self) -> Run:
        first = min((self.site / "seeds").rglob("*.txt"))
        return timed([self.command, "inspect", first], self.site)

    def finds(self, text: str) -> int:
        """Articles that the search of the finished site finds for a text."""
        index = ShippedIndex(self.output / "search")
        return len(index.find(index.fold(text)))

    def check(self, queries: int) -> Run:
        return timed([self.command, "check", "--queries", str(queries)], self.site)


class Hugo:
    """The same articles, in one language, with fewer kinds of lists and without a search."""

    name = "hugo"
    articles = "news/*/*/index.html"

    def __init__(self, corpus: Path, folder: Path, attic: Attic) -> None:
        self.site, self.output, self.attic = folder / "hugo", folder / "hugo" / "public", attic
        self.command = _binary("hugo/binaries/hugo")
        self.template = self.site / "layouts/page.html"
        shutil.copytree(HERE / "hugo", self.site)
        shutil.copytree(corpus / "hugo", self.site / "content")

    def clear(self) -> None:
        for made in ("public", "resources", "cache"):
            self.attic.take(self.site / made)

    def build(self) -> Run:
        return timed([self.command, "build", "--quiet", "--cacheDir", self.site / "cache"], self.site)

    def take(self, _: list[dict], row: dict) -> None:
        path = self.site / "content/news" / row["date"].replace("-", "") / f"{newsmaker.name_of(row)}.md"
        path.write_text(newsmaker.as_markdown(row), encoding="utf-8")


class Pagefind:
    """The search of Hugo's output; it has no memory of an earlier run, so each run costs the same."""

    name = "pagefind"

    def __init__(self, hugo: Hugo) -> None:
        self.hugo, self.output = hugo, hugo.site / "search"
        self.command = _binary("pagefind_bin_extended/pagefind_extended")

    def build(self) -> Run:
        self.hugo.attic.take(self.output)
        where = ["--site", self.hugo.output, "--glob", "news/**/*.html", "--output-path", self.output]
        return timed([self.command, *where, "--force-language", "zh", "--quiet"], self.hugo.site)


class Served:
    """A side's own preview, as people use it: what it says is heard line by line."""

    def __init__(self, command: list[object], folder: Path, ready: str) -> None:
        self.process = subprocess.Popen(
            list(map(str, command)), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.ready, self.said = ready, ""
        self.lines: Queue[str] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Self:
        self.said = self.heard(self.ready)
        time.sleep(1)  # its watcher must be at its post
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait()

    def heard(self, sign: str) -> str:
        last = time.monotonic() + PATIENCE
        while line := self.lines.get(timeout=max(0.1, last - time.monotonic())):
            if sign in line:
                return line
        raise FailedError(f"{self.process.args} ended before it said {sign!r}")

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self.lines.put(line)
        self.lines.put("")


class HugoServer(Served):
    """Renders anew what was changed, and a list when somebody asks for it."""

    def __init__(self, hugo: Hugo) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        where = ["--bind", "127.0.0.1", "--port", port, "--cacheDir", hugo.site / "cache"]
        super().__init__([hugo.command, "server", *where], hugo.site, "Press Ctrl+C")

    def rebuilt(self) -> float:
        """Seconds of the rebuild after an edit, as Hugo states them: without the time its watcher waits for more."""
        return int(self.heard("Total in ").split()[-2]) / 1000


class GzsiteServer(Served):
    """Reads and enriches anew what was changed, and makes a page when somebody asks for it."""

    def __init__(self, gzsite: Gzsite) -> None:
        super().__init__([gzsite.command, "serve", "--no-open", "--port", "0"], gzsite.site, "stop with Ctrl-C")

    def rebuilt(self) -> float:
        """Seconds until the change is shown, as gzsite states them: without the time its watcher waits for more."""
        return float(self.heard("shown after ").split()[-2])

    def shows(self, path: str, text: str) -> bool:
        address = self.said.split()[0] + path
        with urllib.request.urlopen(address, timeout=PATIENCE) as page:  # noqa: S310 - our own http address
            return text in page.read().decode()


def change_template(side: Gzsite | Hugo, text: str) -> None:
    """The article template gets a line before its end."""
    before, end, after = side.template.read_text(encoding="utf-8").rpartition(END_OF_ARTICLE)
    side.template.write_text(f"{before}<p>{text}</p>\n{end}{after}", encoding="utf-8")


def _binary(name: str) -> Path:
    """The program itself, without the Python that starts it in its wheel."""
    return next(PEERS.glob(f"lib/python*/site-packages/{name}"))
