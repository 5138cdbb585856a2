"""Record… → the files of pairs in two segments, most articles and the newest, so that a new issue renews few files."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from gzdaily_site import shipped
from gzdaily_site.model import SiteFile
from gzdaily_site.morgue import Morgue, key, parcel
from gzdaily_site.search.folding import Folding
from gzdaily_site.search.occurrences import occurrences, texts
from gzdaily_site.search.postings import postings
from gzdaily_site.search.published import Record
from gzdaily_site.search.shards import shards

NEWEST = 256  # articles; the second segment has fewer, and so often is the first one written anew


@dataclass(frozen=True, slots=True)
class Segment:
    """The files of some neighbouring articles, and what the manifest says of them."""

    files: tuple[SiteFile, ...]
    told: dict[str, object]
    traditional: bool  # whether a text holds a character that only the table of traditional ones folds


def segments(records: Sequence[Record], fold: Folding, kept: Morgue | None = None) -> tuple[Segment, ...]:
    """The first holds a multiple of NEWEST articles, the second those after it; one that is empty is left out.

    Where they part depends on nothing but the number of articles. The first is taken from what was `kept`, and kept
    there: as long as only the newest articles change, it stays what it was.
    """
    parted = len(records) // NEWEST * NEWEST
    first = [_first(records[:parted], fold, kept)] if parted else []
    return (*first, *([_segment(records[parted:], fold, "n")] if parted < len(records) else []))


def _first(records: Sequence[Record], fold: Folding, kept: Morgue | None) -> Segment:
    if kept is None:
        return _segment(records, fold, "")
    name = key(shipped.code(), *((record.head, record.printed()) for record in records))
    segment: Segment | None = kept.get(name)
    if segment is None:
        segment = _segment(records, fold, "")
        kept.put(name, parcel(segment))
        kept.sweep([name])
    return segment


def _segment(records: Sequence[Record], fold: Folding, name: str) -> Segment:
    line = texts(records, fold)
    own, traditional = line.alphabet[line.common], line.traditional
    posted = postings(line, occurrences(line))
    del line
    cut = shards(posted, own, name)
    told = {
        "name": name,
        "articles": len(records),
        "common": "".join(map(chr, own)),
        "shards": cut.shards,
        "marks": base64.b64encode(cut.marks).decode(),
        "places": cut.places,
        "groups": base64.b64encode(cut.groups).decode(),
    }
    return Segment(cut.files, told, traditional)
