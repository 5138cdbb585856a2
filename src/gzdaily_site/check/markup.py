"""Check: every page's tags close, and no id stands twice."""

from __future__ import annotations

from collections import Counter

from gzdaily_site.check.site import Site, counted
from gzdaily_site.model import Finding


def markup(site: Site) -> tuple[str, tuple[Finding, ...]]:
    found = []
    for path, page in site.pages.items():
        for line, trouble in page.troubles:
            found.append(Finding("error", f"{path}:{line}" if line else path, trouble))
        twice = sorted(name for name, count in Counter(page.ids).items() if count > 1)
        found += [Finding("error", path, f"the id {name} stands twice") for name in twice]
    return counted(len(site.pages), "page"), tuple(found)
