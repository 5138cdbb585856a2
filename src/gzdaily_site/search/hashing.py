"""Two characters → a number that the reader knows too: the shard of a pair, the part of a character."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_LOW = np.uint64(0xFFFFFFFF)


def bucket(first: npt.NDArray[np.uint32], second: npt.NDArray[np.uint32], number: int) -> npt.NDArray[np.int64]:
    """The one of each pair, of `number`, a power of two; in 32 bits, as a browser multiplies."""
    a, b = first.astype(np.uint64), second.astype(np.uint64)
    mixed = (a * np.uint64(0x9E3779B1) + b * np.uint64(0x85EBCA6B)) & _LOW
    mixed ^= mixed >> np.uint64(15)
    mixed = (mixed * np.uint64(0xC2B2AE35)) & _LOW
    mixed ^= mixed >> np.uint64(13)
    return (mixed & np.uint64(number - 1)).astype(np.int64)
