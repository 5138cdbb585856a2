"""The finished site held against itself: site folder → Finding…, one check a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gzdaily_site.check.address import address, built_for
from gzdaily_site.check.complete import complete
from gzdaily_site.check.external import external
from gzdaily_site.check.limits import limits
from gzdaily_site.check.links import links
from gzdaily_site.check.markup import markup
from gzdaily_site.check.search import search
from gzdaily_site.check.site import Site, Wish, opened
from gzdaily_site.model import Finding


@dataclass(frozen=True, slots=True)
class Result:
    """What a check looked at, in one sentence, and what it found."""

    name: str
    summary: str
    findings: tuple[Finding, ...]


# In the order in which they are told.
CHECKS: Mapping[str, Callable[[Site], tuple[str, tuple[Finding, ...]]]] = {
    "files": complete,
    "address": address,
    "markup": markup,
    "links": links,
    "search": search,
    "limits": limits,
}


ON_REQUEST: Mapping[str, Callable[[Site], tuple[str, tuple[Finding, ...]]]] = {"external": external}


def check(output: Path, base_url: str, wish: Wish) -> Iterator[Result]:
    """Every check of the site in `output`, meant for `base_url`; UserError when there is no site."""
    site = opened(output, built_for(output), base_url, wish)
    for name, run in {**CHECKS, **(ON_REQUEST if wish.external else {})}.items():
        summary, findings = run(site)
        yield Result(name, summary, findings)
