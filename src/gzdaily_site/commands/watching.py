"""A site folder watched: what changes in it is shown at once, and its output follows."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event
from typing import TYPE_CHECKING

from gzdaily_site import config, standing
from gzdaily_site.commands.hosting import Files, Folder, News
from gzdaily_site.errors import UserError

if TYPE_CHECKING:
    from gzdaily_site.galley import Proof

PAUSE = 0.2  # seconds between two looks at least
SHARE = 20  # looks take at most a twentieth of the time
SETTLED = 0.05  # seconds in which nothing more may change: editors write a file in more than one step


class Shown:
    """The files that are shown: first the output as it lies, then whatever was pulled last."""

    def __init__(self, output: Path) -> None:
        self._files: Files = Folder(output)

    def show(self, files: Files) -> None:
        self._files = files

    def has(self, path: str) -> bool:
        return self._files.has(path)

    def content(self, path: str) -> bytes | None:
        return self._files.content(path)


class Follower:
    """Builds the output anew in a process of its own, as often as needed and never two at a time."""

    def __init__(self, site: Path, echo: Callable[[str], None]) -> None:
        self._command = [sys.executable, "-m", "gzdaily_site", "build", "--site", str(site)]
        self._echo = echo
        self._running: subprocess.Popen[bytes] | None = None
        self._behind = False
        self._said = TemporaryFile()  # noqa: SIM115 - for good; a pipe would be full before anybody reads it

    def follow(self) -> None:
        """The output is behind what is shown."""
        self._behind = True
        self.look()

    def look(self) -> None:
        """Begin what is to be done, and end what is done."""
        if self._running and self._running.poll() is not None:
            self._done(self._running)
        if self._behind and not self._running:
            self._behind = False
            self._said.seek(0)
            self._said.truncate()
            # In a session of its own, so that Ctrl-C, which ends the preview, lets it finish.
            self._running = subprocess.Popen(  # noqa: S603 - this very program
                self._command, stdout=subprocess.DEVNULL, stderr=self._said, start_new_session=True
            )

    @property
    def busy(self) -> bool:
        return self._behind or self._running is not None

    def finish(self) -> None:
        """Wait until the output has everything; interrupted, what is not finished is left as it was before."""
        try:
            while self.busy:
                self.look()
                if self._running:
                    self._done(self._running)
        finally:
            if self._running:
                self._running.terminate()
                self._running.wait()

    def _done(self, process: subprocess.Popen[bytes]) -> None:
        code = process.wait()
        self._running = None
        self._said.seek(0)
        if code:
            self._echo(self._said.read().decode(errors="replace").strip() or f"gzsite build ended with {code}")


class Watch:
    """Looks at a site folder again and again, and shows what changed."""

    def __init__(self, site: Path, shown: Shown, news: News, echo: Callable[[str], None]) -> None:
        self._site, self._shown, self._news, self._echo = site, shown, news, echo
        self._base_path = config.load(site).base_path
        self._pull: Callable[[], Proof] | None = None
        self.follower = Follower(site, echo)
        self._lies = self._look()  # taken before the site is built: what changes meanwhile is seen

    def run(self, stop: Event) -> None:
        """Until told to stop."""
        pause = PAUSE
        while not stop.wait(pause):
            started = time.perf_counter()
            self.follower.look()
            lies = self._look()
            pause = max(PAUSE, SHARE * (time.perf_counter() - started))
            if lies != self._lies:
                while not stop.wait(SETTLED) and lies != (lies := self._look()):
                    pass
                self._lies = lies
                self._changed()

    def _look(self) -> str:
        """A name for how everything lies that the site is made of; empty while that cannot be told."""
        try:
            return standing.made_of(self._site, self._more(), None)
        except OSError:
            return ""  # a file went away while it was looked at

    def _more(self) -> list[str]:
        try:
            settings = config.load(self._site)
        except UserError:
            return []  # told when it is read for a proof
        return [name for name in (settings.seeds, settings.gazetteer, settings.topics, settings.font) if name]

    def _changed(self) -> None:
        try:
            self._show()
        except UserError as e:
            self._news.tell(str(e))
            self._echo(f"gzsite: {e}")
        except Exception as e:  # noqa: BLE001 - a fault of ours is told, and does not end the preview
            self._news.tell(f"a fault of gzsite itself: {e!r}")
            self._echo(traceback.format_exc())

    def _show(self) -> None:
        started = time.perf_counter()
        proof = self._pulled()
        self._shown.show(proof)
        self._news.tell()
        self._echo(f"shown after {time.perf_counter() - started:.2f} s")
        proof.prepare()
        self.follower.follow()
        gc.freeze()  # what an archive is made of lasts until the next: to look for garbage among it finds none

    def _pulled(self) -> Proof:
        if config.load(self._site).base_path != self._base_path:
            raise UserError("gzsite.yml", "`base_url` has another path now", "stop gzsite serve, and start it again")
        if self._pull is None:
            from gzdaily_site.galley import Galley  # noqa: PLC0415 - slow to import, and who only looks needs none

            galley = Galley(self._site)
            self._pull = lambda: galley.pull().proof
        return self._pull()
