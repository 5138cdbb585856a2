"""Many numbers written at once are those written one by one."""

import numpy as np
import pytest

from gzdaily_site.search import varints

TOPS = (1, 127, 128, 16_383, 16_384, (1 << 21) - 1, 1 << 21, (1 << 28) - 1, 1 << 28, (1 << 31) - 1)


@pytest.mark.parametrize("kind", [np.int32, np.int64])
@pytest.mark.parametrize("top", TOPS)
def test_a_stream_is_its_numbers_one_by_one(kind, top):
    dice = np.random.default_rng(1)
    numbers = np.concatenate([dice.integers(0, top + 1, 500), dice.integers(0, 200, 500), [top, 0, top]]).astype(kind)
    alone = [varints.one(int(number)) for number in numbers]
    content, width = varints.stream(numbers)
    assert content.tobytes() == b"".join(alone)
    assert width.tolist() == [len(one) for one in alone]


def test_a_stream_of_nothing_is_empty():
    content, width = varints.stream(np.zeros(0, dtype=np.int64))
    assert len(content) == len(width) == 0
