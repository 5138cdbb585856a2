"""Record… → the text of each article in a file of its own, and the rolls that say which article has which number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gzdaily_site.model import Region, SiteFile
from gzdaily_site.search.packing import compact, dense, listed, named
from gzdaily_site.search.published import Record

ROLL = 32  # articles a roll: a page of hits needs as many rolls as there are hits, so a roll is small
IDS = 1024  # articles a file of ids only, for those who ask for all there are


def rolls(records: Sequence[Record], regions: Mapping[str, Region]) -> tuple[bytes, list[SiteFile]]:
    """What the manifest says of the rolls, and all files."""
    files: list[SiteFile] = []
    marks: list[bytes] = []
    for at in range(0, len(records), ROLL):
        rows = records[at : at + ROLL]
        texts = [named(f"t/{record.id}", dense(_text(record, regions))) for record in rows]
        files += [file for _, file in texts]
        roll = compact([[record.id, mark.hex()] for record, (mark, _) in zip(rows, texts, strict=True)])
        mark, file = named(f"r/{at // ROLL:x}", roll)
        marks.append(mark)
        files.append(file)
    told, groups = listed("r/", marks)
    return told, files + groups


def ids(records: Sequence[Record]) -> tuple[bytes, list[SiteFile]]:
    """The ids alone, one a line: the marks of the files in order, and the files."""
    lines = ["\n".join(r.id for r in records[at : at + IDS]).encode() for at in range(0, len(records), IDS)]
    made = [named(f"i/{number:x}", content) for number, content in enumerate(lines)]
    return b"".join(mark for mark, _ in made), [file for _, file in made]


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
