"""Record… → the files of pairs in two segments, most articles and the newest, so that a new issue renews few files."""

from __future__ import annotations

import base64
from collections.abc import Generator, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from gzdaily_site import shipped
from gzdaily_site.model import SiteFile
from gzdaily_site.morgue import Morgue, key, parcel
from gzdaily_site.search.folding import Folding
from gzdaily_site.search.occurrences import occurrences, texts
from gzdaily_site.search.postings import postings
from gzdaily_site.search.published import Record
from gzdaily_site.search.shards import shards
from gzdaily_site.spool import Spool

PARTED = 1 << 24  # characters; the postings of more are put down on the disk in parts, each for so many or fewer
TOGETHER = 1024  # files that are kept as one
NEWEST = 256  # articles; the second segment has fewer, and so often is the first one written anew


@dataclass(frozen=True, slots=True)
class Segment:
    """What the manifest says of some neighbouring articles."""

    told: dict[str, object]
    traditional: bool  # whether a text holds a character that only the table of traditional ones folds


Making = Generator[SiteFile, None, Segment]  # the files, and at the end what is said of them


def segments(records: Sequence[Record], fold: Folding, folder: Path, kept: Morgue | None = None) -> Iterator[Making]:
    """The first holds a multiple of NEWEST articles, the second those after it; one that is empty is left out.

    Where they part depends on nothing but the number of articles. The first is taken from what was `kept`, and kept
    there: as long as only the newest articles change, it stays what it was. `folder` is where much may lie meanwhile.
    """
    parted = len(records) // NEWEST * NEWEST
    if parted:
        first = _segment(records[:parted], fold, "", folder)
        yield first if kept is None else _kept(first, records[:parted], kept)
    if parted < len(records):
        yield _segment(records[parted:], fold, "n", folder)


def _kept(making: Making, records: Sequence[Record], kept: Morgue) -> Making:
    """The same, or what was kept of it, some files together: in memory there is never more."""
    name = key(shipped.code(), *(key(record.head, record.printed()) for record in records))  # no two texts at once
    known: tuple[int, Segment] | None = kept.get(name)
    done = 0
    if known:
        bundles, segment = known
        for n in range(bundles):
            files: tuple[SiteFile, ...] | None = kept.get(_bundle(name, n))
            if files is None:
                break  # what lies behind it must be made
            yield from files
            done += len(files)
        else:
            return segment
    return (yield from _keeping(making, name, kept, done))


def _keeping(making: Making, name: str, kept: Morgue, done: int) -> Making:
    """The files but for the first so many, and all of them kept."""
    told: list[Segment] = []

    def files() -> Iterator[SiteFile]:
        told.append((yield from making))

    bundles, them = 0, files()
    while bundle := tuple(islice(them, TOGETHER)):
        kept.put(_bundle(name, bundles), parcel(bundle))
        bundles += 1
        yield from bundle[max(done, 0) :]
        done -= len(bundle)
    kept.put(name, parcel((bundles, told[0])))
    kept.sweep([name, *(_bundle(name, n) for n in range(bundles))])
    return told[0]


def _bundle(name: str, number: int) -> str:
    return key(name, number)


def _segment(records: Sequence[Record], fold: Folding, name: str, folder: Path) -> Making:
    line = texts(records, fold)
    own, traditional = line.alphabet[line.common], line.traditional
    bits = (len(line.line) // PARTED).bit_length()
    pieces = postings(line, occurrences(line))
    del line  # it goes with the last piece
    with Spool(folder) if bits else nullcontext() as vault:
        cut = yield from shards(pieces, own, name, bits, vault)
    told = {
        "name": name,
        "articles": len(records),
        "common": "".join(map(chr, own)),
        "shards": cut.shards,
        "marks": base64.b64encode(cut.marks).decode(),
        "places": cut.places,
        "groups": base64.b64encode(cut.groups).decode(),
    }
    return Segment(told, traditional)
