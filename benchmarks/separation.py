"""Times how pages are read: python benchmarks/separation.py [PAGE...]

Without pages, those of the tests' newsroom: 20 a level. Prints milliseconds a page and a thousand characters on one
core after the start, which it prints too, and the same for ever longer pages (articles laid end to end), whose cost a
character should stay what it is. Nothing is written.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path, PurePosixPath
from statistics import median

START = time.perf_counter()
sys.path.insert(0, str(Path(__file__).parents[1] / "tests/separate"))

import newsroom

from gzdaily_site.blocks import blocks
from gzdaily_site.dictionary import keep_whole
from gzdaily_site.model import PageFacts, PageId, SourcePage
from gzdaily_site.separate import separate
from gzdaily_site.separate.learning import forget_texts
from gzdaily_site.source import read_page

LONG = (5_000, 20_000, 70_000, 200_000, 400_000)  # characters


def main() -> None:
    keep_whole()
    print(f"start {time.perf_counter() - START:.2f} s")
    pages = [read_page(Path(p), Path(), Path()) for p in sys.argv[1:]] or list(_made())
    seconds = [_seconds(page) for page in pages]
    characters = [sum(map(len, page.lines)) for page in pages]
    print(f"{len(pages)} pages: median {1000 * median(seconds):.1f} ms, longest {1000 * max(seconds):.1f} ms,"
          f" {1e6 * sum(seconds) / sum(characters):.2f} ms a thousand characters")  # fmt: skip
    lines = [line for page in pages for line in (*page.lines, "")]
    for size in LONG:
        page = _of(_first(lines, size))
        seconds_of = _seconds(page)
        n = sum(map(len, page.lines))
        print(f"one page of {n} characters: {1000 * seconds_of:.0f} ms, {1e6 * seconds_of / n:.2f} ms a thousand")


def _made():
    for level in newsroom.LEVELS:
        for number in range(20):
            yield _of(newsroom.page(level, number).text.split("\n"))


def _of(lines: list[str]) -> SourcePage:
    return SourcePage(PageId("p"), PurePosixPath("p.txt"), "", PageFacts(), tuple(lines))


def _first(lines: list[str], size: int) -> list[str]:
    out, count = [], 0
    while count < size:
        for line in lines:
            out.append(line)
            count += len(line)
            if count >= size:
                break
    return out


def _seconds(page: SourcePage) -> float:
    """Of this process, with nothing remembered of other pages."""
    forget_texts()
    start = time.process_time()
    separate(page, blocks(page), {}, corrections=False)
    return time.process_time() - start


if __name__ == "__main__":
    main()
