"""Pieces that are dataclasses or tuples of arrays as one, in the memory of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import numpy as np

_T = TypeVar("_T")


def gathered(pieces: Iterable[_T], nothing: _T) -> _T:
    """Each array of all pieces one behind another; `nothing` where there is no piece.

    No piece is held longer than until the next: all of them, and beside them the whole, would take twice its place.
    """
    rows = [(bytearray(), array.dtype) for array in _arrays(nothing)]
    for piece in pieces:
        for (row, _), array in zip(rows, _arrays(piece), strict=True):
            row.extend(array.tobytes())
    whole: _T = _like(nothing, (np.frombuffer(row, dtype=kind) for row, kind in rows))
    return whole


def _arrays(piece: Any) -> Iterator[np.ndarray[Any, Any]]:
    if isinstance(piece, tuple):
        for it in piece:
            yield from _arrays(it)
    elif is_dataclass(piece):
        for field in fields(piece):
            yield from _arrays(getattr(piece, field.name))
    else:
        yield piece


def _like(piece: Any, arrays: Iterator[np.ndarray[Any, Any]]) -> Any:
    if isinstance(piece, tuple):
        return tuple(_like(it, arrays) for it in piece)
    if not is_dataclass(piece) or isinstance(piece, type):
        return next(arrays)
    return type(piece)(*(_like(getattr(piece, field.name), arrays) for field in fields(piece)))
