"""A host for a look at a site: answers as a static host does, and tells open pages when they have changed."""

from __future__ import annotations

import errno
import html
import json
import time
import traceback
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Condition
from typing import Any, Protocol
from urllib.parse import quote, unquote, urlsplit

from gzdaily_site import shipped
from gzdaily_site.errors import UserError

HOME, MISS = "index.html", "404.html"
LIVE = ".gzsite/"  # below the base path: what is the host's own and not the site's
BREATH = 15.0  # seconds after which a page that waits for news is shown that it is still listened to


class Files(Protocol):
    """The files of a finished site by their paths in the output folder."""

    def has(self, path: str) -> bool: ...

    def content(self, path: str) -> bytes | None:
        """The bytes of a file, None where there is none; UserError for one that cannot be made."""


class Folder:
    """A finished site on the disk."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def has(self, path: str) -> bool:
        return self._path(path) is not None

    def content(self, path: str) -> bytes | None:
        found = self._path(path)
        try:
            return found.read_bytes() if found else None
        except OSError:
            return None  # it went away just now

    def _path(self, path: str) -> Path | None:
        try:
            found = (self._root / path).resolve()
            return found if found.is_relative_to(self._root) and found.is_file() else None
        except OSError:
            return None  # a name that no file can have


class News:
    """What open pages wait for: the number of the state that is shown, and why there is no newer one.

    Numbers begin elsewhere at every start, so that a page that was left open is of none of its states.
    """

    def __init__(self) -> None:
        self._told = Condition()
        self._number, self._trouble = time.time_ns() // 1_000_000, ""

    def tell(self, trouble: str = "") -> None:
        """A new state is shown; with `trouble`, none could be, and this is why."""
        with self._told:
            self._number += not trouble
            self._trouble = trouble
            self._told.notify_all()

    def now(self) -> tuple[int, str]:
        with self._told:
            return self._number, self._trouble

    def after(self, number: int, trouble: str, seconds: float) -> tuple[int, str]:
        """The news as soon as it is other than this, at the latest after some seconds."""
        with self._told:
            self._told.wait_for(lambda: (self._number, self._trouble) != (number, trouble), seconds)
            return self._number, self._trouble


def server(files: Files, base_path: str, host: str, port: int, news: News | None = None) -> ThreadingHTTPServer:
    """A server of `files` under `base_path` (`/`, `/repo/`), listening; port 0 takes any that is free.

    With `news`, pages show by themselves what has changed.
    """
    visitor = partial(_Visit, files=files, base_path=unquote(base_path), news=news)
    try:
        return ThreadingHTTPServer((host, port), visitor)
    except OSError as e:
        trouble = "is taken" if e.errno == errno.EADDRINUSE else f"cannot be listened on ({e.strerror})"
        raise UserError(f"{host}:{port}", trouble, f"name another: --port {port + 1}, --host 127.0.0.1") from e


class _Visit(SimpleHTTPRequestHandler):
    """One request, answered as a static host does: no folder listings, 404.html for a miss."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".bib": "application/x-bibtex",
        ".js": "text/javascript",
        ".jsonl": "application/jsonl",
        ".md": "text/markdown; charset=utf-8",
        ".svg": "image/svg+xml",
    }

    def __init__(self, *request: Any, files: Files, base_path: str, news: News | None) -> None:
        self.files, self.base_path, self.news, self.shown = files, base_path, news, 0
        super().__init__(*request)

    def do_GET(self) -> None:
        if self.news and self._asked() == f"{LIVE}changes":
            self._tell(self.news)
        else:
            super().do_GET()

    def handle(self) -> None:
        with suppress(ConnectionError):  # the reader went on to another page
            super().handle()

    def send_head(self) -> BytesIO | None:
        """Status and headers; gives what follows them."""
        asked, where = self._asked(), unquote(urlsplit(self.path).path)
        if self.news:
            self.shown = self.news.now()[0]  # before anything is made: what comes meanwhile is not shown yet
        if self.base_path != "/" and where in {"/", self.base_path.rstrip("/")}:
            self._lead_on(quote(self.base_path), HTTPStatus.FOUND)
            return None
        if self.news and asked == f"{LIVE}live.js":
            return self._answer(shipped.data("live.js").read_bytes(), asked)
        try:
            return self._file(asked)
        except UserError as e:
            return self._answer(_apology(str(e)), HOME, HTTPStatus.INTERNAL_SERVER_ERROR)
        except Exception as e:  # noqa: BLE001 - a fault of ours: told here and there, and gone once it is mended
            traceback.print_exc()
            return self._answer(_apology(repr(e)), HOME, HTTPStatus.INTERNAL_SERVER_ERROR)

    def _file(self, asked: str) -> BytesIO | None:
        content = self.files.content(asked) if asked else None
        if content is not None:
            return self._answer(content, asked)
        if asked and self.files.has(f"{asked}/{HOME}"):
            address = urlsplit(self.path)  # led on as it was asked
            self._lead_on(f"{address.path}/{address.query and '?'}{address.query}", HTTPStatus.MOVED_PERMANENTLY)
            return None
        miss = self.files.content(MISS)
        if miss is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return self._answer(miss, MISS, HTTPStatus.NOT_FOUND)

    def _asked(self) -> str:
        """The path of the file that is asked for; empty for what no file can have."""
        where = unquote(urlsplit(self.path).path)
        inside = where.removeprefix(self.base_path)
        if inside == where or "\0" in inside or not {".", ".."}.isdisjoint(inside.split("/")):
            return ""
        return inside + HOME if not inside or inside.endswith("/") else inside

    def _lead_on(self, where: str, status: HTTPStatus) -> None:
        self.send_response(status)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, content: bytes, path: str, status: HTTPStatus = HTTPStatus.OK) -> BytesIO:
        kind = self.guess_type(path)
        if self.news and kind == "text/html":
            content = self._alive(content)
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind == "text/html" else kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def _alive(self, page: bytes) -> bytes:
        """The page with a script that listens for what comes after this state of it."""
        script = f'<script type="module" src="{quote(self.base_path)}{LIVE}live.js?shown={self.shown}"></script>\n'
        before, end, after = page.rpartition(b"</body>")
        return before + script.encode() + end + after if end else page + script.encode()

    def _tell(self, news: News) -> None:
        """The state that is shown, and all news from there on, as long as a page listens."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        number, trouble = -1, ""
        while True:
            found = news.after(number, trouble, BREATH)
            if found == (number, trouble):
                self.wfile.write(b": still here\n\n")
            else:
                number, trouble = found
                said = json.dumps({"number": number, "trouble": trouble}, ensure_ascii=False)
                self.wfile.write(f"data: {said}\n\n".encode())
            self.wfile.flush()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing of requests: the terminal is for messages."""


def _apology(trouble: str) -> bytes:
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>gzsite</title></head>\n<body>\n'
        f"<h1>This page cannot be made</h1>\n<pre>{html.escape(trouble)}</pre>\n</body>\n</html>\n"
    ).encode()
