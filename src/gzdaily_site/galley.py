"""The galley: the site as a build would make it, pulled for a look; each file is made when somebody asks for it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from itertools import chain
from pathlib import Path

from gzdaily_site import aliases, config
from gzdaily_site.build import collecting_nothing, learnt_of, put_together, refuse_among_pages
from gzdaily_site.config import Settings
from gzdaily_site.crew import ALONE
from gzdaily_site.desk import Shift, leaves
from gzdaily_site.enrich import Scope, relations, scope
from gzdaily_site.forme import name_of
from gzdaily_site.model import Archive, Planned, Reel
from gzdaily_site.morgue import FOLDER, Later, Memory, Morgue
from gzdaily_site.render import Imposition
from gzdaily_site.report import Say
from gzdaily_site.search import index
from gzdaily_site.search.packing import FOLDER as SEARCH
from gzdaily_site.source import Seen, read_pages, scans
from gzdaily_site.spool import Spool
from gzdaily_site.stopwatch import Stopwatch


class Proof:
    """One state of the site. Whatever is asked of it is of this state, also when another has come since.

    What takes long is done when it is asked for: what articles share, the lists, the index of search.
    """

    def __init__(
        self, archive: Archive, settings: Settings, morgue: Callable[[str], Morgue | None], led: aliases.Led
    ) -> None:
        self._related = Later(partial(relations, archive, morgue("passages")))
        whole = replace(archive, related_to=self._related)
        self._imposed = imposed = Imposition(whole, settings)
        self._shared = _by_path(imposed.shared())
        self._lists = Later(lambda: _by_path(chain(imposed.lists(), imposed.aliases(led))))
        self._index = Later(lambda: _by_path(index(whole, settings, morgue("index"))))

    def has(self, path: str) -> bool:
        return self._planned(path) is not None

    def content(self, path: str) -> bytes | None:
        """The bytes of a file, by its path in the output folder; None where the site has none."""
        planned = self._planned(path)
        if isinstance(planned, Reel):
            return b"".join(stretch.make() for stretch in planned.stretches())
        return planned.make() if planned else None

    def paths(self) -> set[str]:
        """Of all files."""
        leaves = (plate for quire in self._imposed.leaves() for plate in quire.plates())
        return {*_by_path(leaves), *self._shared, *self._lists, *self._index}

    def prepare(self) -> None:
        """Do now what the next reader would have to wait for."""
        self._related.now()
        self._lists.now()

    def _planned(self, path: str) -> Planned | None:
        found = self._imposed.leaf(path) or self._shared.get(path) or self._lists.get(path)
        return found or (self._index.get(path) if path.startswith(f"{SEARCH}/") else None)


def _by_path(files: Iterable[Planned]) -> Mapping[str, Planned]:
    return {file.path: file for file in files}


@dataclass(frozen=True, slots=True)
class Pulled:
    """A proof, and the pages that were read for it."""

    proof: Proof
    read: tuple[str, ...]


class Galley:
    """Keeps what was read and enriched, so that the next proof takes only what changed since.

    What a build has kept in the site folder is read; what pages are read to be is not written there.
    """

    def __init__(self, site: Path) -> None:
        self._site = site
        self._seen: Seen = {}
        self.scans: frozenset[str] = frozenset()  # where the pages read last may have pictures, from the site folder
        self._morgue = lru_cache(maxsize=None)(partial(Memory, site))
        self._about: tuple[Settings, str, Scope] | None = None

    @cached_property
    def _vault(self) -> Spool:
        return Spool(self._site / FOLDER)

    @collecting_nothing()
    def pull(self, say: Say = lambda *_: None) -> Pulled:
        """The site as it is now. UserError as from a build; then the galley is as it was."""
        settings = config.load(self._site)
        refuse_among_pages(settings, self._site / "build")
        languages, seen = settings.languages, self._seen
        found = read_pages(self._site, settings.seeds, languages, seen, self._vault, settings.named)
        self.scans = scans(found)
        about = self._scope(settings)
        # This process may run threads, and is not copied.
        shift = Shift(ALONE, say, Stopwatch(), self._morgue, self._vault)
        desk = leaves(found, settings, about, shift, learnt=learnt_of(self._site))
        led = aliases.read(self._site)
        pulled = Pulled(Proof(put_together(desk, about), settings, self._morgue, led), desk.read)
        gc.freeze()  # it lasts until the next, and who looks for garbage in it finds none
        return pulled

    def _scope(self, settings: Settings) -> Scope:
        """As before where neither the settings nor the files they name changed."""
        lie = " ".join(name_of(self._site / name) for name in (settings.gazetteer, settings.topics) if name)
        if not self._about or self._about[:2] != (settings, lie):
            self._about = settings, lie, scope(settings)
        return self._about[2]
