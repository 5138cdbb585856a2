"""Bytes of a page file read as text: which encoding they are in, or why they are no text at all."""

from __future__ import annotations

import codecs
import re

from gzdaily_site.errors import UserError

MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x1f\x8b\x08": "a gzip archive",
}
MARKS = {  # the longer first: the mark of UTF-32 begins as that of UTF-16 does
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Of a Chinese text in GB18030 or Big5 hardly a pair of bytes is valid UTF-8, of a damaged UTF-8 text nearly all are.
STILL_UTF8 = 0.8
PLAIN = 0.9  # of the characters of a newspaper page are Chinese, Latin or their punctuation
NEWSPAPER = re.compile(
    r"[\t\n\r -~\u00a0-\u00ff\u2010-\u203b\u2460-\u24ff\u25a0-\u25ff\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
)
PRIVATE = re.compile(r"[\ue000-\uf8ff]")
SAMPLE = 20_000  # bytes that are enough to tell an encoding by
LATIN_NULS = 0.3  # of the bytes: a text that is valid UTF-8 too is UTF-16 only if it is mostly Latin, half of it NUL


def decode(content: bytes, shown: str) -> str:
    """UTF-8, UTF-16 and UTF-32 with their marks, UTF-8 and UTF-16 without, GB18030, Big5; UserError for the rest."""
    for magic, name in MAGIC.items():
        if content.startswith(magic):
            raise UserError(shown, f"is {name}, not a text", "put the page's text there, as a layout model read it")
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return _marked(content, encoding, shown)
    wide = _unmarked_utf16(content)
    if wide:
        return content.decode(wide)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as e:
        if _mostly_utf8(content):
            raise _broken(content, e.start, "is UTF-8 but for some bytes", shown) from e
    return _chinese(content, shown)


def _marked(content: bytes, encoding: str, shown: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as e:
        name = encoding.removesuffix("-sig").upper()
        raise _broken(content, e.start, f"begins as {name} does, and is not", shown) from e


def _unmarked_utf16(content: bytes) -> str:
    """UTF-16 without a mark: there are NUL bytes, as of its line ends, and one order of bytes reads as a page does."""
    head = content[:SAMPLE]
    nuls = head.count(0)
    if not nuls or len(content) % 2 or (nuls < LATIN_NULS * len(head) and _reads(content, "utf-8")):
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head.decode(encoding, "ignore")
        if len(NEWSPAPER.findall(text)) >= PLAIN * len(text) and _reads(content, encoding):
            return encoding
    return ""


def _mostly_utf8(content: bytes) -> bool:
    head = content[:SAMPLE]
    wide = sum(b >= 0x80 for b in head)
    return wide - head.decode("utf-8", "replace").count("\ufffd") >= STILL_UTF8 * wide


def _chinese(content: bytes, shown: str) -> str:
    """GB18030; Big5 where GB18030 makes private characters of the commas and full stops, or does not read it."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as e:
        if _reads(content, "big5hkscs"):
            return content.decode("big5hkscs")
        raise _broken(content, e.start, "is neither UTF-8 nor GB18030", shown) from e
    return content.decode("big5hkscs") if PRIVATE.search(text) and _reads(content, "big5hkscs") else text


def _reads(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _broken(content: bytes, at: int, trouble: str, shown: str) -> UserError:
    line = content.count(b"\n", 0, at) + 1
    return UserError(f"{shown}:{line}", f"{trouble} (byte {at} is 0x{content[at]:02x})", "save the page as UTF-8")
