"""What may lie beside a page file, by its name, and what lies among the pages that nobody reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from gzdaily_site.errors import UserError

SUFFIXES = (".txt", ".md", ".markdown")  # of page files
CORRECTIONS = "corrections"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
YAML = re.compile(r"\.ya?ml$", re.IGNORECASE)
LIKE = 0.8  # of two names, by difflib, so that one may be meant by the other: a letter or two


def names(page: str, languages: Iterable[str]) -> Iterator[str]:
    """All that may lie beside the page file of this path: facts, corrections, translations."""
    stem = page.removesuffix(Path(page).suffix)
    yield from (f"{stem}{'.' if kind else ''}{kind}.yml" for kind in ("", CORRECTIONS, *languages))


def unread(files: Iterable[Path], folder: Path, pages: Sequence[Path], languages: tuple[str, ...]) -> Iterator[str]:
    """What is wrong with each YAML file of the seeds folder that nobody reads: what is in it would be lost unseen."""
    read = {name for page in pages for name in names(str(page), languages)}
    for path in files:
        if YAML.search(path.name) and str(path) not in read:
            beside = [page.name for page in pages if page.parent == path.parent]
            trouble, remedy = _meant(path.name, beside, languages)
            yield str(UserError(f"{folder.name}/{path.relative_to(folder).as_posix()}", trouble, remedy))


def _meant(name: str, pages: Sequence[str], languages: tuple[str, ...]) -> tuple[str, str]:
    """What is wrong with a name, and what to do about it."""
    whole = YAML.sub("", name)
    head, _, tail = whole.rpartition(".")
    if page := _page(whole, pages):
        return "is read by nobody", f"did you mean {_stem(page)}.yml?"
    if page := _page(head, pages):
        kinds = {kind.lower(): kind for kind in (CORRECTIONS, *languages)}
        near = get_close_matches(tail.lower(), kinds, 1)
        if near and (near[0] == CORRECTIONS or len(tail) <= len(near[0]) + 1):
            return "is read by nobody", f"did you mean {_stem(page)}.{kinds[near[0]]}.yml?"
        if LANGUAGE.fullmatch(tail):
            remedy = f"put it into `languages:` in gzsite.yml, or take the file away; there are {', '.join(languages)}"
            return f"is read by nobody: `{tail}` is no language of this site", remedy
        return "is read by nobody", f"beside {page} may lie {', '.join(names(page, languages))}"
    kind = next((k for k in (CORRECTIONS, *languages) if tail == k), "")
    stem = head if kind else whole
    near = get_close_matches(stem, [_stem(page) for page in pages], 1, LIKE)
    also = f", or did you mean {near[0]}{'.' if kind else ''}{kind}.yml?" if near else ""
    remedy = f"name it as its page is named, or take it away; there is no {stem}.txt{also}"
    return "lies beside no page", remedy


def _page(stem: str, pages: Iterable[str]) -> str:
    """The page that is called so, with its suffix or without, in whatever letters; empty where none is."""
    want = stem.lower()
    return next((page for page in pages if want and want in (page.lower(), _stem(page).lower())), "")


def _stem(page: str) -> str:
    return page.removesuffix(Path(page).suffix)
