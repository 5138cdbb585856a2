"""Record… → the text of each article in a file of its own, and the rolls that say which article has which number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gzdaily_site.model import Region, SiteFile
from gzdaily_site.search.packing import compact, named
from gzdaily_site.search.published import Record

ROLL = 32  # articles a roll: a page of hits needs as many rolls as there are hits, so a roll is small


def rolls(records: Sequence[Record], regions: Mapping[str, Region]) -> tuple[bytes, list[SiteFile]]:
    """The marks of the rolls in order, and all files."""
    files: list[SiteFile] = []
    marks: list[bytes] = []
    for at in range(0, len(records), ROLL):
        rows = records[at : at + ROLL]
        texts = [named(f"t/{record.id}", compact(_text(record, regions))) for record in rows]
        files += [file for _, file in texts]
        roll = compact([[record.id, mark.hex()] for record, (mark, _) in zip(rows, texts, strict=True)])
        mark, file = named(f"r/{at // ROLL:x}", roll)
        marks.append(mark)
        files.append(file)
    return b"".join(marks), files


def _text(record: Record, regions: Mapping[str, Region]) -> dict[str, object]:
    """What is shown of a hit: `head` and `text` as they were indexed, part by part."""
    facts, region = record.facts, regions.get(record.region)
    known = {
        "column": record.column,
        "kicker": record.kicker,
        "headline": record.headline,
        "text": record.text,
        "date": facts.date.isoformat() if facts.date else "",
        "number": facts.number or "",
        "name": facts.name or "",
        "page": record.page,
        "place": region.name if region else "",
    }
    return {key: value for key, value in known.items() if value}
