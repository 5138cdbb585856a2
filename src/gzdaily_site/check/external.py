"""Check: every link that leads out of the site is answered; asked for only on request, it needs a network."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from gzdaily_site.check.site import Site, counted
from gzdaily_site.model import Finding

PATIENCE = 15  # seconds
AT_ONCE = 8
REFUSED = (403, 405, 429, 501)  # of HEAD, or of programs: the page may well be there
AGENT = "gzsite check"


def external(site: Site) -> tuple[str, tuple[Finding, ...]]:
    """A link that fails is a warning: it may be there again tomorrow."""
    places = dict(_outward(site))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        troubles = list(pool.map(_trouble, places))
    found = [
        Finding("warning", place, f"the link {link} fails ({trouble})")
        for (link, place), trouble in zip(places.items(), troubles, strict=True)
        if trouble
    ]
    return f"{counted(len(places), 'link')} out of the site", tuple(found)


def _outward(site: Site) -> Iterator[tuple[str, str]]:
    """Each link once, with the first page that has it; the site's own address is not asked, it may not be there yet."""
    seen: set[str] = set()
    for path, page in site.pages.items():
        for link in page.links:
            outward = link.startswith(("http://", "https://")) and not (site.own and link.startswith(site.own))
            if outward and link not in seen:
                seen.add(link)
                yield link, path


def _trouble(link: str) -> str:
    for method in ("HEAD", "GET"):
        request = Request(link, method=method, headers={"User-Agent": AGENT})  # noqa: S310 - http and https only
        try:
            with urlopen(request, timeout=PATIENCE):  # noqa: S310 - as above
                return ""
        except HTTPError as answer:
            with answer:
                if answer.code not in REFUSED or method == "GET":
                    return "" if answer.code in REFUSED else f"HTTP {answer.code}"
        except (OSError, ValueError, HTTPException) as trouble:
            return str(getattr(trouble, "reason", trouble))
    return ""
