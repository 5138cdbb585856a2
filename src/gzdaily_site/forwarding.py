"""Addresses of articles that went, forwarded to who they are now: found by a build, kept, and told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gzdaily_site import aliases, drafts
from gzdaily_site.errors import unwritten
from gzdaily_site.model import Archive, ArticleId
from gzdaily_site.successors import former_articles, successors
from gzdaily_site.write import put


class Forwarding:
    """What one build knows of old addresses: `led`, first as the file of the site folder has them.

    What came to be in a preview was nobody's address yet. It leaves none behind, but others lead past it.
    """

    def __init__(self, site: Path, output: Path, *, preview: bool = False) -> None:
        self._site, self._output, self._preview = site, output.resolve(), preview
        self.led = self._given = aliases.read(site)
        self.notes: tuple[str, ...] = ()
        self._drafts: set[ArticleId] = drafts.read(self._output) if preview else set()

    def look(self, paths: Iterable[str], archive: Archive) -> None:
        """Which articles of an output with these files went, and who they are now."""
        there = {article.id for page in archive.pages for article in page.articles}
        former = former_articles(paths)
        found = successors(former - there, former, archive, self._output)
        led = aliases.followed({**found, **self._given}, there)
        self.led = {old: new for old, new in led.items() if old in self._given or old not in self._drafts}
        self.notes = (*self._told(), *aliases.told(self._site, self.led, there))
        if former:
            self._drafts |= there - former

    def _told(self) -> Iterable[str]:
        for old, new in self.led.items():
            if old not in self._given:
                yield f"articles/{old} is articles/{new} now: kept in {aliases.NAME}"

    @property
    def moved(self) -> bool:
        """The file of the site folder does not say it yet."""
        return self.led != self._given

    def keep(self) -> None:
        """UserError where the site folder takes no file."""
        path = self._site / aliases.NAME
        try:
            if self.moved:
                former = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
                put(path, aliases.written(self.led, former).encode())
            if self._preview:
                put(drafts.path(self._output), drafts.written(self._drafts))
        except OSError as e:
            raise unwritten(str(path), e) from e
