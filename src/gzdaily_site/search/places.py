"""Occurrences of pairs → where they stand in each article, put together by the character that follows, as bytes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gzdaily_site.search import varints
from gzdaily_site.search.hashing import bucket
from gzdaily_site.search.occurrences import (
    END,
    Flags,
    Keys,
    Numbers,
    Occurrences,
    Points,
    Ranks,
    Small,
    Texts,
    lengths,
    starts_of,
)
from gzdaily_site.search.varints import Bytes, Stream

READ = 8  # articles of a segment; what no more may hold is checked on their texts, so these pairs need no places
PART = 256  # articles of a pair; from so many on it has its places in several lists
PARTS = 6  # bits: at most so many lists, which lie in shards of one group
HIGH = 3  # bits of a place beside its lowest eight, which go into one number with the gap before it
FAR = (1 << HIGH) - 1  # of a place that needs more bits: what is more stands apart
_CHARACTER = np.uint64(16)  # bits of a rank
_LAST = np.uint64(1 << 63)  # above every key that is wanted


@dataclass(frozen=True, slots=True)
class Places:
    """Each field has an entry a list: a pair before some characters, those of one part.

    For each of these characters, where the three stand side by side, as often as `times` has it: the lowest byte of
    each place in `low`; in `high` the gap to the article before, 0 in the same, << HIGH, and the bits above, or FAR
    when what these are more is in `far`. Articles go by their rank among those of the pair.
    """

    first: Points
    second: Points
    part: Numbers
    following: Stream[np.uint32]
    times: Stream[np.uint8]  # as varints
    low: Stream[np.uint8]
    high: Stream[np.uint8]  # as varints
    far: Stream[np.uint8]  # as varints


@dataclass(frozen=True, slots=True)
class Order:
    """END, and the characters in the order in which those of one part stand together, whatever the number of parts."""

    points: Points
    parts: Numbers  # the part of each, of 1 << PARTS
    turned: Ranks  # by rank: the place in this order
    line: Ranks  # of all articles, by rank


def order_of(texts: Texts) -> Order:
    parts = bucket(texts.alphabet, np.full_like(texts.alphabet, END), 1 << PARTS)
    parts[0] = -1  # END, which is in none
    ranks = np.argsort(parts, kind="stable")
    turned = np.empty(len(parts), dtype=np.uint16)
    turned[ranks] = np.arange(len(parts), dtype=np.uint16)
    return Order(texts.alphabet[ranks], parts[ranks], turned, texts.line)


def parts_of(articles: Numbers) -> Numbers:
    """How many lists a pair has, as bits: the length of a number, counted as readers count it."""
    _, length = np.frexp(articles // PART)
    return np.minimum(length, PARTS).astype(np.int64)


def places(order: Order, them: Occurrences, new: Flags) -> Places:
    """Of the pairs that more than READ articles hold, what stands before another character.

    `new` tells the first occurrence of a pair in an article.
    """
    if not (them.second != END).any():
        return none()
    articles = np.add.reduceat(new, them.starts, dtype=np.int64)
    asked = (them.second != END) & (articles > READ)
    if not asked.any():
        return none()
    group, turn = _sorted(order, them, asked)
    if not len(turn):
        return none()
    at = starts_of(group)
    its = (group[at] >> _CHARACTER).astype(np.int64)
    character = (group[at] & np.uint64(0xFFFF)).astype(np.int64)
    part = order.parts[character] >> (PARTS - parts_of(articles)[its])
    starts = starts_of(its, part)
    times, wide = varints.stream(lengths(at, len(turn)))
    lists, place = at[starts], them.place[turn]
    before = (np.cumsum(articles) - articles).astype(np.int32)[its]
    high, width, far = _high(np.cumsum(new, dtype=np.int32)[turn], before, place >> 8, at, lists)
    return Places(
        first=them.first[its[starts]],
        second=them.second[its[starts]],
        part=part[starts],
        following=Stream(order.points[character], lengths(starts, len(at))),
        times=Stream(times, np.add.reduceat(wide, starts, dtype=np.int64)),
        low=Stream(place.astype(np.uint8), lengths(lists, len(turn))),
        high=Stream(high, np.add.reduceat(width, lists, dtype=np.int64)),
        far=far,
    )


def none() -> Places:
    points, numbers = np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int64)
    nothing = Stream(np.zeros(0, dtype=np.uint8), numbers)
    return Places(points, points, numbers, Stream(points, numbers), nothing, nothing, nothing, nothing)


def _sorted(order: Order, them: Occurrences, asked: Flags) -> tuple[Keys, Numbers]:
    """Of the occurrences of pairs that are asked, with a character after them: pair << 16 | character, rising.

    And which occurrence each is. All in one sort of plain numbers, several times as fast as sorting by keys.
    """
    number = len(them.article)
    bits = np.uint64(number.bit_length())
    pairs = np.arange(len(asked), dtype=np.uint64) << (_CHARACTER + bits)
    pairs[~asked] = _LAST
    after = order.turned.take(order.line.take(them.at + np.uint32(2)))
    keys = np.repeat(pairs, lengths(them.starts, number))
    keys |= after.astype(np.uint64) << bits
    keys |= np.arange(number, dtype=np.uint64)
    keys[after == 0] = _LAST  # END
    keys.sort()
    keys = keys[: np.searchsorted(keys, _LAST)]
    return keys >> bits, (keys & ((np.uint64(1) << bits) - np.uint64(1))).view(np.int64)


def _high(
    count: Small, before: Small, bits: Small, starts: Numbers, lists: Numbers
) -> tuple[Bytes, Bytes, Stream[np.uint8]]:
    """The numbers of all occurrences, their widths, and what is far.

    `count` are the articles up to an occurrence, over all pairs; `starts` are the first of each character, and `before`
    the articles of the pairs before it.
    """
    numbers = np.empty_like(count)
    numbers[1:] = count[1:] - count[:-1]
    numbers[starts] = count[starts] - before
    numbers <<= HIGH
    numbers += np.minimum(bits, FAR)
    high, width = varints.stream(numbers)
    where = np.flatnonzero(bits >= FAR)
    more, wide = varints.stream(bits[where] - FAR)
    sizes = np.bincount(np.searchsorted(lists, where, side="right") - 1, weights=wide, minlength=len(lists))
    return high, width, Stream(more, sizes.astype(np.int64))
