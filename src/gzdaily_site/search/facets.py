"""Record… → what results are narrowed by: region, topic, column, reporter, as columns of small numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gzdaily_site.config import Settings
from gzdaily_site.model import Archive, Region, SiteFile
from gzdaily_site.search import varints
from gzdaily_site.search.packing import compact, named
from gzdaily_site.search.published import Record


def facets(records: Sequence[Record], archive: Archive, settings: Settings) -> tuple[bytes, SiteFile]:
    """A line of JSON that names the values of each facet, then for each article the numbers of its values.

    A number is the place of the value in its list, from 1; an article has a count and then its values.
    """
    facet: dict[str, list[tuple[str, ...]]] = {
        "region": [(record.region,) if record.region else () for record in records],
        "topic": [record.topics for record in records],
        "column": [(record.column,) if record.column else () for record in records],
        "reporter": [record.people for record in records],
    }
    names = {
        "region": _regions(facet["region"], archive.regions),
        "topic": [[slug, topic.zh, topic.en] for slug, topic in archive.topics.items()],
        "column": [[name, name, _english(name, settings)] for name in _used(facet["column"])],
        "reporter": [[name, name, ""] for name in _used(facet["reporter"])],
    }
    columns = [_column(facet[kind], [row[0] for row in names[kind]]) for kind in facet]
    return named("facets", b"\n".join([compact(names), b"".join(columns)]))


def _column(rows: Sequence[tuple[str, ...]], values: Sequence[str]) -> bytes:
    """Of each article how many values it has, and their numbers; those that have the same are worked out once."""
    number = {value: varints.one(n) for n, value in enumerate(values)}
    known = {row: [number[value] for value in row if value in number] for row in set(rows)}
    written = {row: b"".join([varints.one(len(its)), *its]) for row, its in known.items()}
    return b"".join([written[row] for row in rows])


def _used(rows: Iterable[tuple[str, ...]]) -> list[str]:
    return sorted({value for row in rows for value in row})


def _regions(rows: Sequence[tuple[str, ...]], regions: Mapping[str, Region]) -> list[list[str]]:
    """Those of an article and those above them, in the gazetteer's order: code, name, English name, code above."""
    wanted = set(_used(rows))
    for code in list(wanted):
        above = regions[code].parent if code in regions else None
        while above and above in regions:
            wanted.add(above)
            above = regions[above].parent
    known = [region for region in regions.values() if region.code in wanted]
    return [[region.code, region.name, region.en, region.parent or "", region.slug, region.short] for region in known]


def _english(name: str, settings: Settings) -> str:
    words = settings.columns.get(name)
    return words.en if words else ""
