"""Check: the site is no larger than the host takes for which most are built, GitHub Pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gzdaily_site.check.site import Site, counted
from gzdaily_site.model import Finding

# https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits
SITE = 10**9  # bytes
# https://docs.github.com/repositories/working-with-files/managing-large-files/about-large-files-on-github
FILE = 100 << 20  # bytes; a push with a larger one is refused


def limits(site: Site) -> tuple[str, tuple[Finding, ...]]:
    sizes = [(path, (site.output / path).stat().st_size) for path in sorted(site.files)]
    return f"{counted(len(sizes), 'file')}, {told(sum(size for _, size in sizes))}", tuple(beyond(sizes))


def beyond(sizes: Iterable[tuple[str, int]]) -> Iterator[Finding]:
    """Warnings: another host may take more. The files that are too large, then the site itself."""
    total = 0
    for path, size in sizes:
        total += size
        if size > FILE:
            yield Finding("warning", path, f"has {told(size)}: GitHub takes no file of more than {told(FILE)}")
    if total > SITE:
        trouble = f"the site has {told(total)}: GitHub Pages shows none of more than {told(SITE)}"
        yield Finding("warning", "index.html", f"{trouble}; another host may, or several volumes")


def told(size: int) -> str:
    """Bytes as people say them, in powers of ten."""
    for unit, bytes_ in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= bytes_:
            return f"{size / bytes_:.1f} {unit}"
    return counted(size, "byte")
