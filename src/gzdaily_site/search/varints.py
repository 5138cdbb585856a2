"""Many numbers at once as varints: seven bits a byte, the lowest first, the top bit set where more follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
BITS = 7
Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Stream(Generic[Kind]):
    """Bytes, or characters, of all lists one after another, and how many each has."""

    content: npt.NDArray[Kind]
    sizes: npt.NDArray[np.int64]

    @classmethod
    def of(cls, streams: Sequence[Stream[Kind]]) -> Stream[Kind]:
        """Several as one."""
        return cls(np.concatenate([s.content for s in streams]), np.concatenate([s.sizes for s in streams]))


def stream(numbers: npt.NDArray[np.int32] | npt.NDArray[np.int64]) -> tuple[Bytes, Bytes]:
    """The numbers one after another, and how many bytes each takes.

    Every number is written as wide as the widest, in one machine word; then the bytes it does without are left out.
    """
    width = np.ones(len(numbers), dtype=np.uint8)
    deep = max(1, -(-int(numbers.max(initial=0)).bit_length() // BITS))
    if deep == 1:
        return numbers.astype(np.uint8), width
    size = 1 << (deep - 1).bit_length()
    word = np.dtype(f"<u{size}")
    given = numbers.astype(word)
    words = given & word.type(0x7F)
    keep = np.zeros((len(numbers), size), dtype=np.bool_)
    keep[:, 0] = True
    for byte in range(1, deep):
        more = given >= word.type(1 << (BITS * byte))
        words |= more.astype(word) << word.type(8 * byte - 1)
        words |= ((given >> word.type(BITS * byte)) & word.type(0x7F)) << word.type(8 * byte)
        keep[:, byte] = more
        width += more
    return words.view(np.uint8)[keep.ravel()], width


def one(number: int) -> bytes:
    made = bytearray()
    while number >= 1 << BITS:
        made.append(number & 0x7F | 0x80)
        number >>= BITS
    made.append(number)
    return bytes(made)
