"""Check: every link inside the site leads to a file, and every fragment to an id."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urldefrag, urlsplit

from gzdaily_site.check.site import Site, counted
from gzdaily_site.model import Finding


def links(site: Site) -> tuple[str, tuple[Finding, ...]]:
    found, number = [], 0
    ids = {path: frozenset(page.ids) for path, page in site.pages.items()}
    for path, page in site.pages.items():
        for link in dict.fromkeys(page.links):
            if urlsplit(link).scheme or link.startswith("//"):
                continue
            number += 1
            target, fragment = urldefrag(link)
            file = _file(site, path, unquote(urlsplit(target).path))
            if file not in site.files:
                found.append(Finding("error", path, f"the link {link} leads nowhere"))
            elif fragment and file in ids and unquote(fragment) not in ids[file]:
                found.append(Finding("error", path, f"the link {link} names an id that {file} does not have"))
    return counted(number, "link"), tuple(found)


def _file(site: Site, at: str, target: str) -> str:
    """The file that a host sends for a link on the page `at`; a path outside the site is no file."""
    if not target:
        return at
    if target.startswith("/"):
        if not target.startswith(site.base_path):
            return target
        way = target.removeprefix(site.base_path)
    else:
        way = posixpath.join(posixpath.dirname(at), target)
    folder = way.endswith("/") or not way
    joined = posixpath.normpath(way or ".")
    inside = "" if joined == "." else joined
    return posixpath.join(inside, "index.html") if folder or not inside else inside
