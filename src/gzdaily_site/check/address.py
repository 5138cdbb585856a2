"""Check: the address for which the site was built, as its own files tell it, is the one it is meant for."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from gzdaily_site.check.site import Site
from gzdaily_site.model import Finding


def address(site: Site) -> tuple[str, tuple[Finding, ...]]:
    """One finding, and not one for each link, where a site was built for another address."""
    summary = f"built for {site.own}" if site.own else "built for any folder"
    if not site.meant or _alike(site.own, site.meant):
        return summary, ()
    trouble = f"was {summary}, not for {site.meant}: run gzsite build --base-url {site.meant}"
    return summary, (Finding("error", "index.html", trouble),)


def built_for(output: Path) -> str | None:
    """`https://user.github.io/repo/`, a bare `/repo/`, or empty for a site that works anywhere; None: not told."""
    if whole := _told(output / "index.html", r'<link rel="canonical" href="([^"]*)"'):
        return whole
    path = _told(output / "404.html", r'<link rel="stylesheet" href="([^"]*/)static/site\.css"')
    return "" if path == "/" else path  # such a site has no word of where it stands


def _told(page: Path, pattern: str) -> str | None:
    try:
        found = re.search(pattern, page.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return unescape(found[1]) if found else None


def _alike(own: str, meant: str) -> bool:
    """A bare path is held to the path alone."""
    one, other = (urlsplit(it.rstrip("/") + "/") for it in (own, meant))
    return one.path == other.path and (not other.netloc or one[:2] == other[:2])
