"""Files of the index: how they are packed, and the names that their content gives them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from struct import pack
from typing import Any

from isal import isal_zlib

from gzdaily_site.model import SiteFile

FOLDER = "search"
MARK = 3  # bytes of a content hash: enough to tell two versions of one file apart, and short in the manifest
LEVEL = 1  # of ISA-L, which takes less than half of zlib's time for a hundredth more bytes; 2 finds little more
TEXTS, NUMBERS = -13, -12  # bits of the bytes that it looks back; raw deflate
GROUP = 64  # numbered files whose marks share a file, so that the manifest, which all load, does without
_STORED = 0xFFFF  # bytes of a stored block
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def packed(content: bytes) -> bytes:
    """Raw deflate, which every browser unpacks by itself."""
    return _squeezed(content, TEXTS)


def packed_numbers(content: bytes, noise: bytes = b"") -> bytes:
    """The same, for numbers, in which little recurs.

    `noise` follows as it is, in blocks that deflate has for it: every byte is as likely as the next, and would make the
    codes of the others longer.
    """
    if not noise:
        return _squeezed(content, NUMBERS)
    squeeze = isal_zlib.compressobj(LEVEL, isal_zlib.DEFLATED, NUMBERS)
    start: bytes = squeeze.compress(content) + squeeze.flush(isal_zlib.Z_SYNC_FLUSH)
    return start + b"".join(_stored(noise))


def _squeezed(content: bytes, window: int) -> bytes:
    squeeze = isal_zlib.compressobj(LEVEL, isal_zlib.DEFLATED, window)
    made: bytes = squeeze.compress(content) + squeeze.flush()
    return made


def _stored(content: bytes) -> Iterator[bytes]:
    """Blocks of raw deflate that hold bytes as they are (RFC 1951, 3.2.4); the last ends the stream."""
    for at in range(0, len(content), _STORED):
        part = content[at : at + _STORED]
        yield pack("<BHH", at + _STORED >= len(content), len(part), len(part) ^ _STORED) + part


def mark_of(content: bytes) -> bytes:
    """The hash of what a file says, not of how it is packed: another library gives the same names."""
    return blake2b(content, digest_size=MARK).digest()


def named(stem: str, content: bytes) -> tuple[bytes, SiteFile]:
    """The mark of a file, and the file under the name made of stem and mark: it may be cached for ever."""
    mark = mark_of(content)
    return mark, SiteFile(f"{FOLDER}/{stem}-{mark.hex()}.bin", packed(content))


def counted(stem: str, content: bytes, noise: bytes = b"") -> tuple[bytes, SiteFile]:
    """As `named`, for numbers."""
    mark = mark_of(content + noise)
    return mark, SiteFile(f"{FOLDER}/{stem}-{mark.hex()}.bin", packed_numbers(content, noise))


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
