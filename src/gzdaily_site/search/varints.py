"""Many numbers at once as varints: seven bits a byte, the lowest first, the top bit set where more follow."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
BITS = 7


def stream(numbers: npt.NDArray[np.int32]) -> tuple[Bytes, Bytes]:
    """The numbers one after another, and how many bytes each takes.

    Every number is written as wide as the widest; then the bytes that it does without are left out in one go.
    """
    width = np.ones(len(numbers), dtype=np.uint8)
    deep = max(1, -(-int(numbers.max(initial=0)).bit_length() // BITS))
    if deep == 1:
        return numbers.astype(np.uint8), width
    table = np.empty((len(numbers), deep), dtype=np.uint8)
    keep = np.ones((len(numbers), deep), dtype=np.bool_)
    for byte in range(deep):
        table[:, byte] = (numbers >> (BITS * byte)) & 0x7F
        if byte + 1 < deep:
            more = numbers >= 1 << (BITS * (byte + 1))
            table[:, byte] |= more.view(np.uint8) << BITS
            keep[:, byte + 1] = more
            width += more
    return table[keep], width


def one(number: int) -> bytes:
    made = bytearray()
    while number >= 1 << BITS:
        made.append(number & 0x7F | 0x80)
        number >>= BITS
    made.append(number)
    return bytes(made)
