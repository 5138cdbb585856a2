"""Record… → the text of each article in a file of its own, named by its number and by what its neighbours say too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gzdaily_site.model import Region, SiteFile
from gzdaily_site.search.packing import FOLDER, dense, listed, mark_of, named, packed
from gzdaily_site.search.published import Record

ROLL = 16  # articles whose texts share a mark, so that the manifest can hold them all: a hit shown is one request
INLINE = 1024  # rolls whose marks the manifest holds itself (4 KB)
IDS = 1024  # articles a file of ids only, for those who ask for all there are


def rolls(records: Sequence[Record], regions: Mapping[str, Region], *, english: bool) -> tuple[bytes, list[SiteFile]]:
    """What the manifest says of the rolls, and all files."""
    files: list[SiteFile] = []
    marks: list[bytes] = []
    for at in range(0, len(records), ROLL):
        texts = [dense(_text(record, regions, english=english)) for record in records[at : at + ROLL]]
        marks.append(mark_of(b"\n".join(texts)))
        name = marks[-1].hex()
        files += [SiteFile(f"{FOLDER}/t/{at + n:x}-{name}.bin", packed(text)) for n, text in enumerate(texts)]
    told, groups = listed("t/", marks, INLINE)
    return told, files + groups


def ids(records: Sequence[Record]) -> tuple[bytes, list[SiteFile]]:
    """The ids alone, one a line: the marks of the files in order, and the files."""
    lines = ["\n".join(r.id for r in records[at : at + IDS]).encode() for at in range(0, len(records), IDS)]
    made = [named(f"i/{number:x}", content) for number, content in enumerate(lines)]
    return b"".join(mark for mark, _ in made), [file for _, file in made]


def _text(record: Record, regions: Mapping[str, Region], *, english: bool) -> dict[str, object]:
    """What is shown of a hit: `head` and `text` as they were indexed, part by part."""
    facts, region = record.facts, regions.get(record.region)
    known = {
        "id": record.id,
        "column": record.column,
        "kicker": record.kicker,
        "headline": record.headline,
        "text": record.text,
        "date": facts.date.isoformat() if facts.date else "",
        "number": facts.number or "",
        "name": facts.name or "",
        "page": record.page,
        "place": region.name if region else "",
        "place_en": region.en if region and english else "",
    }
    return {key: value for key, value in known.items() if value}
