"""A site folder watched: what changes in it is shown at once, and its output follows."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event
from typing import IO, TYPE_CHECKING

from gzdaily_site import aliases, config, inventory, standing
from gzdaily_site.commands.hosting import Files, Folder, News
from gzdaily_site.commands.progress import progress
from gzdaily_site.errors import UserError

if TYPE_CHECKING:
    from gzdaily_site.galley import Galley

PAUSE = 0.2  # seconds between two looks at least
SHARE = 20  # looks take at most a twentieth of the time
SETTLED = 0.05  # seconds in which nothing more may change: editors write a file in more than one step
LONGEST = 2.0  # seconds to wait for that: some file may be written all the time
OURS = tuple(name for name in standing.OURS if name != aliases.NAME)  # which builds write as the output follows
NAMED = 3  # pages that are named when they were read


# With a session of its own it goes on when Ctrl-C ends the preview; this is how Windows calls it.
APART = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


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
        self._command = [sys.executable, "-P", "-m", "gzdaily_site", "build", "--preview", "--site", str(site)]
        self._echo = echo
        self._running: tuple[subprocess.Popen[bytes], IO[bytes]] | None = None
        self._behind = False

    def follow(self) -> None:
        """The output is behind what is shown."""
        self._behind = True
        self.look()

    def look(self) -> None:
        """Begin what is to be done, and end what is done."""
        if self._running and self._running[0].poll() is not None:
            self._done(*self._running)
        if self._behind and not self._running:
            self._behind = False
            said = TemporaryFile()  # noqa: SIM115 - closed when the build is done; a pipe would be full before
            self._running = (
                subprocess.Popen(  # noqa: S603 - this very program
                    self._command, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True, creationflags=APART
                ),
                said,
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
                    self._done(*self._running)
        finally:
            if self._running:
                self._running[0].terminate()
                self._done(*self._running)

    def _done(self, process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
        code = process.wait()
        self._running = None
        with said:
            said.seek(0)
            if code > 0:  # not ended by us
                self._echo(said.read().decode(errors="replace").strip() or f"gzsite build ended with {code}")


class Watch:
    """Looks at a site folder again and again, and shows what changed."""

    def __init__(self, site: Path, shown: Shown, news: News, echo: Callable[[str], None]) -> None:
        self._site, self._shown, self._news, self._echo = site, shown, news, echo
        self._output = site / "build"
        self._base_path = config.load(site).base_path
        self._scans: frozenset[str] = frozenset()
        self._gone = False  # the output was taken away, and that was told
        self.follower = Follower(site, echo)
        self._lies = self._look()  # taken before the site is built: what changes meanwhile is seen

    def run(self, stop: Event) -> None:
        """Until told to stop; what was changed last is then built, if not shown."""
        from gzdaily_site.galley import Galley  # noqa: PLC0415 - slow to import: now, while nobody waits

        galley, pause = Galley(self._site), PAUSE
        while not stop.wait(pause):
            started = time.perf_counter()
            try:
                self.follower.look()
                self._missed()
                lies = self._look()
                pause = max(PAUSE, SHARE * (time.perf_counter() - started))
                if lies != self._lies:
                    self._lies = self._settled(lies, stop)
                    self._show(galley)
            except UserError as e:
                self._tell(str(e), f"gzsite: {e}")
            except Exception as e:  # noqa: BLE001 - a fault of ours is told, and does not end the preview
                self._tell(f"a fault of gzsite itself: {e!r}", traceback.format_exc())
        if self._look() != self._lies or not inventory.lies(self._output):
            self.follower.follow()

    def _missed(self) -> None:
        """An output that is taken away while it is shown is written again, once."""
        gone = not (self._output / "index.html").is_file()
        if gone and not self._gone and not self.follower.busy:
            self._echo(f"{self._output} was taken away, and is built again")
            self.follower.follow()
        self._gone = gone

    def _tell(self, trouble: str, said: str) -> None:
        if self._news.now()[1] != trouble:
            self._news.tell(trouble)
            self._echo(said)

    def _settled(self, lies: str, stop: Event) -> str:
        """How everything lies when nobody writes any more, or after a while."""
        last = time.monotonic() + LONGEST
        while time.monotonic() < last and not stop.wait(SETTLED) and lies != (lies := self._look()):
            pass
        return lies

    def _look(self) -> str:
        """A name for how everything lies that the site is made of; empty while that cannot be told."""
        try:
            return standing.made_of(self._site, self._more(), None, linked=lambda: 0, ours=OURS)
        except (OSError, UserError):
            return ""  # a file went away while it was looked at, or none may look at it: told when it is read

    def _more(self) -> list[str]:
        try:
            return [*self._scans, *config.load(self._site).named]
        except UserError:
            return [*self._scans]  # told when it is read for a proof

    def _show(self, galley: Galley) -> None:
        started = time.perf_counter()
        if config.load(self._site).base_path != self._base_path:
            raise UserError("gzsite.yml", "`base_url` has another path now", "stop gzsite serve, and start it again")
        try:
            with progress() as say:
                pulled = galley.pull(say)
        finally:
            self._know(galley.scans)  # also those that are not there yet
        self._shown.show(pulled.proof)
        self._news.tell()
        self._echo(f"{_told(pulled.read)} shown after {time.perf_counter() - started:.2f} s")
        pulled.proof.prepare()
        self.follower.follow()
        gc.freeze()  # what an archive is made of lasts until the next: to look for garbage among it finds none

    def _know(self, scans: frozenset[str]) -> None:
        """From here on these pictures are watched, too: to know of another is no change."""
        unchanged = scans != self._scans and self._look() == self._lies
        self._scans = scans
        if unchanged:
            self._lies = self._look()


def _told(read: Sequence[str]) -> str:
    """The time of day, and which pages were read anew."""
    named = ", ".join(read[:NAMED]) + (f" and {len(read) - NAMED} more" if len(read) > NAMED else "")
    return f"{time.strftime('%H:%M:%S')} {named or 'a change'}"
