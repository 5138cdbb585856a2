"""Files of the index: how they are packed, and the names that their content gives them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import PurePosixPath
from struct import pack
from typing import Any

from gzdaily_site.model import SiteFile

FOLDER = PurePosixPath("search")
MARK = 3  # bytes of a content hash: enough to tell two versions of one file apart, and short in the manifest
LEVEL = 3  # of zlib: 6 takes a fifth more time for one per cent of the texts
# Bits of the bytes that zlib looks back, and how much memory it takes (its usual: 15, 8). With some 2 KB a file, a
# third of its work would be to clear tables that are never filled.
TEXTS, NUMBERS = (-13, 6), (-12, 6)
GROUP = 64  # numbered files whose marks share a file, so that the manifest, which all load, does without
_STORED = 0xFFFF  # bytes of a stored block
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def packed(content: bytes) -> bytes:
    """Raw deflate, which every browser unpacks by itself."""
    squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, *TEXTS)
    return squeeze.compress(content) + squeeze.flush()


def packed_numbers(content: bytes, noise: bytes = b"") -> bytes:
    """The same: what recurs in numbers recurs by chance, and looking for it is most of the work.

    `noise` follows as it is, in blocks that deflate has for it: every byte is as likely as the next, and would make the
    codes of the others longer.
    """
    squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, *NUMBERS, zlib.Z_RLE)
    start = squeeze.compress(content)
    if not noise:
        return start + squeeze.flush()
    return start + squeeze.flush(zlib.Z_SYNC_FLUSH) + b"".join(_stored(noise))


def _stored(content: bytes) -> Iterator[bytes]:
    """Blocks of raw deflate that hold bytes as they are (RFC 1951, 3.2.4); the last ends the stream."""
    for at in range(0, len(content), _STORED):
        part = content[at : at + _STORED]
        yield pack("<BHH", at + _STORED >= len(content), len(part), len(part) ^ _STORED) + part


def mark_of(content: bytes) -> bytes:
    """The hash of what a file says, not of how it is packed: another zlib gives the same names."""
    return blake2b(content, digest_size=MARK).digest()


def named(stem: str, content: bytes) -> tuple[bytes, SiteFile]:
    """The mark of a file, and the file under the name made of stem and mark: it may be cached for ever."""
    mark = mark_of(content)
    return mark, SiteFile(FOLDER / f"{stem}-{mark.hex()}.bin", packed(content))


def counted(stem: str, content: bytes, noise: bytes = b"") -> tuple[bytes, SiteFile]:
    """As `named`, for numbers."""
    mark = mark_of(content + noise)
    return mark, SiteFile(FOLDER / f"{stem}-{mark.hex()}.bin", packed_numbers(content, noise))


def listed(stem: str, marks: Sequence[bytes], most: int) -> tuple[bytes, list[SiteFile]]:
    """What the manifest says of numbered files: their marks, or, of more than `most`, those of `grouped`."""
    return (b"".join(marks), []) if len(marks) <= most else grouped(stem, marks)


def grouped(stem: str, marks: Sequence[bytes]) -> tuple[bytes, list[SiteFile]]:
    """The marks in files, GROUP a file, and the marks of these."""
    starts = range(0, len(marks), GROUP)
    made = [counted(f"{stem}g{at // GROUP:x}", b"".join(marks[at : at + GROUP])) for at in starts]
    return b"".join(mark for mark, _ in made), [file for _, file in made]


def dense(value: Any) -> bytes:
    """JSON in GBK, where a Chinese character takes two bytes, not three; with others in it, UTF-8 with its mark."""
    text = _COMPACT.encode(value)
    try:
        return text.encode("gbk")
    except UnicodeEncodeError:
        return text.encode("utf-8-sig")


def compact(value: Any) -> bytes:
    """JSON without a blank, in UTF-8."""
    return _COMPACT.encode(value).encode()
