"""Archive → the files of the full-text index: pairs of characters, texts, what results are narrowed by."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from gzdaily_site import shipped
from gzdaily_site.config import Settings
from gzdaily_site.model import Archive, SiteFile
from gzdaily_site.morgue import FOLDER as CACHE
from gzdaily_site.morgue import Morgue
from gzdaily_site.search.facets import facets
from gzdaily_site.search.folding import folding, rules
from gzdaily_site.search.names import names
from gzdaily_site.search.offline import offline
from gzdaily_site.search.packing import FOLDER, compact, named
from gzdaily_site.search.published import Record, published
from gzdaily_site.search.rolls import IDS, ROLL, ids, rolls
from gzdaily_site.search.segments import segments

FORMAT = 3  # of the files; a reader that knows another says so
MANIFEST = f"{FOLDER}/manifest.json"


def index(archive: Archive, settings: Settings, kept: Morgue | None = None) -> Iterator[SiteFile]:
    """Every file of the index; all but the manifest are named by their content. `kept` has parts of an earlier one."""
    records = published(archive)
    fold = folding()
    pairs = []
    for making in segments(records, fold, settings.site / CACHE, kept):
        pairs.append((yield from making))  # noqa: PERF401 - no comprehension yields
    roll_marks, rolled = rolls(records, archive.regions, english="en" in settings.languages)
    id_marks, id_files = ids(records)
    facet_mark, facet_file = facets(records, archive, settings)
    name_mark, name_file = named("names", compact(names(records, archive, settings)))
    han_mark, han_file = named("han", compact({"sure": _two(fold.han), "doubtful": _two(fold.doubtful)}))
    manifest = {
        "format": FORMAT,
        "articles": len(records),
        "segments": [segment.told for segment in pairs],
        "roll": ROLL,
        "rolls": _base64(roll_marks),
        "ids": {"each": IDS, "marks": _base64(id_marks)},
        "fold": rules(),
        "traditional": any(segment.traditional for segment in pairs),
        "han": f"han-{han_mark.hex()}",
        "facets": {"mark": facet_mark.hex(), "size": len(facet_file.content)},
        "names": name_mark.hex(),
        "years": _years(records),
    }
    manifest_file = SiteFile(MANIFEST, compact(manifest))
    small = (*rolled, *id_files, facet_file, name_file, han_file, manifest_file)
    yield from small
    yield from offline(small, shipped.folder("static"))


def _two(pairs: Mapping[str, str]) -> tuple[str, str]:
    return "".join(pairs), "".join(pairs.values())


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _years(records: Sequence[Record]) -> list[tuple[int, int, int]]:
    """Year (0: undated), number of its first article, how many it has."""
    made: list[tuple[int, int, int]] = []
    for year, rows in groupby(record.year for record in records):
        made.append((year, sum(count for _, _, count in made), sum(1 for _ in rows)))
    return made
