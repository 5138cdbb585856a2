"""gzsite serve: builds, serves the site under its base path, and shows every change of the site folder."""

from __future__ import annotations

import signal
import webbrowser
from pathlib import Path
from threading import Event, Thread
from urllib.parse import quote, unquote

import click

from gzdaily_site import config
from gzdaily_site.commands.building import built, notes
from gzdaily_site.commands.hosting import News, server
from gzdaily_site.commands.watching import Shown, Watch
from gzdaily_site.drafts import begin_preview


def serve(site: Path, host: str, port: int, *, open_browser: bool) -> None:
    """Build and serve until interrupted; a taken port is told before the build."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also in the background of a script, where it is ignored
    settings = config.load(site)
    output = site / "build"
    shown, news, stop = Shown(output), News(), Event()
    with server(shown, settings.base_path, host, port, news) as listening:
        watch = Watch(site, shown, news, lambda text: click.echo(text, err=True))
        report = built(site)
        begin_preview(output)
        name, path = f"[{host}]" if ":" in host else host, quote(unquote(settings.base_path))
        address = f"http://{name}:{listening.server_port}{path}"
        click.echo(f"{address} (shows what you change; stop with Ctrl-C)", err=True)
        notes(report)
        if open_browser:
            webbrowser.open(address)
        watching = Thread(target=watch.run, args=(stop,), daemon=True)
        watching.start()
        try:
            listening.serve_forever()
        except KeyboardInterrupt:
            stop.set()
            watching.join()
            if watch.follower.busy:
                click.echo(f"bringing {output} up to date (Ctrl-C again to leave it)", err=True)
                _finish(watch, output)
            click.echo("stopped", err=True)


def _finish(watch: Watch, output: Path) -> None:
    try:
        watch.follower.finish()
    except KeyboardInterrupt:
        click.echo(f"{output} is not up to date: gzsite build makes it so", err=True)
