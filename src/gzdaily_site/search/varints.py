"""Many numbers at once as varints: seven bits a byte, the lowest first, the top bit set where more follow."""

from __future__ import annotations

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


def stream(numbers: npt.NDArray[np.int32] | npt.NDArray[np.int64]) -> tuple[Bytes, Bytes]:
    """The numbers one after another, and how many bytes each takes.

    The first byte of each is repeated as often as it has bytes; then the others of those that have more are put in.
    """
    more = numbers >= 1 << BITS
    first = numbers.astype(np.uint8)
    width = np.ones(len(numbers), dtype=np.uint8)
    long = np.flatnonzero(more)
    if not len(long):
        return first, width
    first |= more.view(np.uint8) << np.uint8(BITS)
    rest = numbers.take(long) >> BITS
    beyond = np.ones(len(long), dtype=np.int64)  # bytes beside the first
    for bits in range(BITS, int(rest.max()).bit_length(), BITS):
        beyond += rest >= 1 << bits
    width[long] += beyond.astype(np.uint8)
    content = np.repeat(first, width)
    at = long + np.cumsum(beyond) - beyond + 1
    while len(rest):
        goes_on = rest >= 1 << BITS
        content[at] = (rest & (1 << BITS) - 1) | goes_on.astype(rest.dtype) << BITS
        rest, at = rest[goes_on] >> BITS, at[goes_on] + 1
    return content, width


_SHORT = [bytes([number]) for number in range(1 << BITS)]


def one(number: int) -> bytes:
    if number < 1 << BITS:
        return _SHORT[number]
    made = bytearray()
    while number >= 1 << BITS:
        made.append(number & 0x7F | 0x80)
        number >>= BITS
    made.append(number)
    return bytes(made)
