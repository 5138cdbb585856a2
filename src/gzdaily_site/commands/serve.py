"""gzsite serve: builds, then serves the site under its base path for a look."""

from __future__ import annotations

import errno
import shutil
import webbrowser
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import click

from gzdaily_site import config
from gzdaily_site.commands.building import built
from gzdaily_site.errors import UserError


def serve(site: Path, host: str, port: int, *, open_browser: bool) -> None:
    """Build and serve until interrupted; a taken port is told before the build."""
    settings = config.load(site)
    with server(site / "build", settings.base_path, host, port) as listening:
        built(site)
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.server_port}{quote(settings.base_path)}"
        click.echo(f"{address} (stop with Ctrl-C)", err=True)
        if open_browser:
            webbrowser.open(address)
        try:
            listening.serve_forever()
        except KeyboardInterrupt:
            click.echo("stopped", err=True)


def server(output: Path, base_path: str, host: str, port: int) -> ThreadingHTTPServer:
    """A server of `output` under `base_path` (`/`, `/repo/`), listening; port 0 takes any that is free."""
    visitor = partial(_Visit, output=output, base_path=unquote(base_path))
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

    def __init__(self, *request: Any, output: Path, base_path: str) -> None:
        self.output, self.base_path = output, base_path
        super().__init__(*request, directory=str(output))

    def translate_path(self, path: str) -> str:
        """The file below the base path; a name that no file has for anything outside."""
        asked = unquote(urlsplit(path).path)
        inside = asked.removeprefix(self.base_path)
        if inside == asked or "\0" in inside:
            return str(self.output / ".outside")
        return super().translate_path("/" + quote(inside))

    def do_GET(self) -> None:
        if unquote(urlsplit(self.path).path) in {"/", self.base_path.rstrip("/")} and self.base_path != "/":
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", quote(self.base_path))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        super().do_GET()

    def list_directory(self, path: Any) -> None:  # noqa: ARG002 - the base class hands it over
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.output / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(page.stat().st_size))
        self.end_headers()
        if self.command != "HEAD":
            with page.open("rb") as source:
                shutil.copyfileobj(source, self.wfile)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing of requests: the terminal is for messages."""
