"""Many numbers at once as varints: seven bits a byte, the lowest first, the top bit set where more follow."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]
BITS = 7


def widths(numbers: npt.NDArray[np.int32]) -> Bytes:
    """How many bytes each number takes."""
    width = np.ones(len(numbers), dtype=np.uint8)
    for bits in range(BITS, 32, BITS):
        wide = numbers >= 1 << bits
        if not wide.any():
            break
        width += wide
    return width


def put(numbers: npt.NDArray[np.int32], width: Bytes, starts: Numbers, into: Bytes) -> None:
    """Write each number at its place in `into`."""
    for byte in range(int(width.max(initial=0))):
        here = np.flatnonzero(width > byte) if byte else slice(None)
        rest = (numbers[here] >> (BITS * byte)) & 0x7F
        rest |= (width[here] > byte + 1).astype(np.int32) << BITS
        into[starts[here] + byte] = rest


def stream(numbers: npt.NDArray[np.int32]) -> tuple[Bytes, Bytes]:
    """The numbers one after another, and the width of each."""
    width = widths(numbers)
    ends = np.cumsum(width, dtype=np.int64)
    into = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    put(numbers, width, ends - width, into)
    return into, width


def one(number: int) -> bytes:
    made = bytearray()
    while number >= 1 << BITS:
        made.append(number & 0x7F | 0x80)
        number >>= BITS
    made.append(number)
    return bytes(made)
