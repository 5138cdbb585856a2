"""seeds/ on disk read into SourcePages: front matter, sidecars, path dates, corrections."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from reprlib import repr as short  # a value may be huge
from typing import Any, overload

from gzdaily_site import readyaml, shipped
from gzdaily_site.beside import SUFFIXES, names, unread
from gzdaily_site.charset import decode
from gzdaily_site.config import LANGUAGES
from gzdaily_site.errors import ConfigError, UserError, unreadable
from gzdaily_site.facts import facts, front_matter
from gzdaily_site.forme import Touched, is_file, touched
from gzdaily_site.model import Correction, PageId, SourcePage
from gzdaily_site.morgue import Folded, Morgue, Vault, key, parcel, put_away
from gzdaily_site.translations import translations

# The texts each correction takes: those that must be there, those that may.
VERBS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "move": (("to",), ("through", "after", "why")),
    "join": ((), ("why",)),
    "split": (("at",), ("headline", "why")),
    "retitle": ((), ("headline", "kicker", "deck", "why")),
    "attribute": (("names",), ("why",)),
    "mend": (("better",), ("in", "why")),
}
AS_PRINTED = "/printed"  # below its address a page is shown as it was printed
MOST_TOLD = 20  # problems of all pages
LISTED = ("join", "names")  # what may be several texts
LINE_ENDS = re.compile(r"\r\n|\n|\r")


# Page files that were read, and how they lay then, with all that lay beside them.
Seen = dict[Path, tuple[tuple[object, ...], SourcePage]]


def read_pages(
    site: Path,
    seeds: str,
    languages: tuple[str, ...] = LANGUAGES,
    seen: Seen | None = None,
    vault: Vault | None = None,
    named: Iterable[str] = (),
) -> tuple[SourcePage, ...]:
    """Every page below the seeds folder, by path; UserError for a missing folder, and for what is wrong with all pages,
    two of one id, and what lies among them that nobody reads. `named` are files of the site that somebody else reads.

    A page that was `seen` is read again only when one of its files lies otherwise; what is read is put there. Lines
    lie in the vault where there is one.
    """
    folder = site / seeds
    if not folder.is_dir():
        raise UserError(f"{folder}", "no such folder", "put the page files there, or name another with `seeds:`")

    def read(path: Path) -> SourcePage:
        page = read_page(path, site, folder, languages)
        return _put_away(page, vault) if vault else page

    known: Seen = {} if seen is None else seen
    there, files = folder.resolve(), _files(folder)
    found = tuple(path for path in files if path.suffix.lower() in SUFFIXES and (path.is_symlink() or path.is_file()))

    def known_or_read(path: Path) -> SourcePage:
        _refuse_broken(path, folder)
        return read(path) if seen is None else _seen(path, (there, languages), known, read)

    pages, problems = _collected(found, known_or_read)
    problems += _in_the_way(pages)
    elsewhere = {site / name for name in (*named, "gzsite.yml")}
    problems += unread((path for path in files if path not in elsewhere), folder, found, languages)
    if problems:
        more = [f"and {len(problems) - MOST_TOLD} more"] if len(problems) > MOST_TOLD else []
        raise ConfigError([*problems[:MOST_TOLD], *more])
    for path in known.keys() - set(found):
        del known[path]
    if not pages:
        raise UserError(f"{folder}", "holds no page", f"put page files there ({', '.join(SUFFIXES)})")
    return tuple(pages)


def _collected(paths: Iterable[Path], read: Callable[[Path], SourcePage]) -> tuple[list[SourcePage], list[str]]:
    """What is read of them, and what is wrong with those that cannot be, or have the id of another."""
    pages: dict[str, SourcePage] = {}
    problems: list[str] = []
    for path in paths:
        try:
            page = read(path)
        except UserError as e:
            problems += str(e).splitlines()
            continue
        twin = pages.setdefault(page.id.lower(), page)
        if twin is not page:
            trouble = f"has the page id `{page.id}`, as {twin.path} has"
            problems.append(str(UserError(str(page.path), trouble, "rename one of them")))
    return [*pages.values()], problems


def _in_the_way(pages: Iterable[SourcePage]) -> Iterator[str]:
    """Pages that would stand where another is shown as it was printed."""
    ids = {page.id.lower(): page for page in pages}
    for id_, page in ids.items():
        if id_.endswith(AS_PRINTED) and (other := ids.get(id_.removesuffix(AS_PRINTED))):
            trouble = f"would stand where {other.path} is shown as it was printed"
            yield str(UserError(str(page.path), trouble, "rename one of them"))


def _refuse_broken(path: Path, folder: Path) -> None:
    if path.is_symlink() and not path.exists():
        trouble = f"is a link to {path.readlink()}, which is not there"
        raise UserError(f"{folder.name}/{path.relative_to(folder).as_posix()}", trouble, "mend it, or take it away")


def read_changed(
    site: Path, seeds: str, languages: tuple[str, ...], kept: Morgue, vault: Vault, named: Iterable[str] = ()
) -> tuple[SourcePage, ...]:
    """The same, but pages that lie as they did the last time are taken from what was kept of them. Their lines are read
    when they are asked for.
    """
    name, forget = key(shipped.code(), sys.version), partial(kept.sweep, ())
    known: Seen = kept.get(name) or {}
    before = {
        path: (lies, replace(page, lines=Unread(path, page.sha256, forget))) for path, (lies, page) in known.items()
    }
    seen: Seen = dict(before)
    pages = read_pages(site, seeds, languages, seen, vault, named)
    if seen.keys() != before.keys() or any(before[path] is not it for path, it in seen.items()):
        kept.put(name, parcel({path: (lies, replace(page, lines=())) for path, (lies, page) in seen.items()}))
        kept.sweep([name])
    return pages


class Unread(Sequence[str]):
    """The lines of a page file, read each time they are asked for. UserError where it says something else by now; then
    what was kept of it is forgotten, so that the next build reads it.
    """

    __slots__ = ("_forget", "_path", "_sha256")

    def __init__(self, path: Path, sha256: str, forget: Callable[[], None] = lambda: None) -> None:
        self._path, self._sha256, self._forget = path, sha256, forget

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...

    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        return self._read()[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __reduce__(self) -> tuple[type[tuple[str, ...]], tuple[tuple[str, ...]]]:
        return tuple, (self._read(),)  # a worker may be on a machine that has no such file

    def _read(self) -> tuple[str, ...]:
        content = _content(self._path, str(self._path))
        if hashlib.sha256(content).hexdigest() != self._sha256:
            self._forget()
            raise UserError(str(self._path), "was changed while the site was built", "build again")
        return _lines(content, str(self._path))


def _lines(content: bytes, shown: str) -> tuple[str, ...]:
    return tuple(LINE_ENDS.split(decode(content, shown)))


def _put_away(page: SourcePage, vault: Vault) -> SourcePage:
    lines = Folded.of(page.lines)
    put_away((lines,), vault)
    return replace(page, lines=lines)


def _files(folder: Path) -> list[Path]:
    """Every file below a folder that is not hidden, by path."""

    def untold(e: OSError) -> None:
        raise unreadable(str(e.filename), e) from e

    found: list[Path] = []
    for root, folders, inside in os.walk(folder, onerror=untold):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(root, name) for name in inside if not name.startswith(".")]
    return sorted(found, key=lambda path: path.as_posix())


def _seen(
    path: Path, asked: tuple[Path, tuple[str, ...]], seen: Seen, read: Callable[[Path], SourcePage]
) -> SourcePage:
    """`asked` are the folder of all pages, where it really lies, and the languages."""
    leads = path.resolve() if path.is_symlink() else None
    # Before they are read: a later change is seen next time.
    lies = (*asked, leads, *map(_touched, (str(path), *names(str(path), asked[1]))))
    before = seen.get(path)
    if not before or before[0] != lies:
        seen[path] = before = lies, read(path)
    return before[1]


def _touched(path: str) -> Touched | None:
    try:
        return touched(os.stat(path))  # noqa: PTH116 - six times a page, and a Path takes as long to make
    except OSError:
        return None


def scans(pages: Iterable[SourcePage]) -> frozenset[str]:
    """Where the scans that pages name may lie, by their paths from the site folder; not what no scan may be called."""
    found: set[str] = set()
    for page in pages:
        name = PurePosixPath(page.facts.scan or "/")
        if "://" not in (page.facts.scan or "") and not name.is_absolute() and ".." not in name.parts:
            found |= {name.as_posix(), (page.path.parent / name).as_posix()}
    return frozenset(found)


def read_page(path: Path, site: Path, folder: Path, languages: tuple[str, ...] = LANGUAGES) -> SourcePage:
    """One page file with all that lies beside it."""
    shown = _shown(path, site)
    content = _content(path, shown)
    lines = _lines(content, shown)
    matter = front_matter(lines, shown)
    return SourcePage(
        id=page_id(path, folder),
        path=PurePosixPath(shown),
        sha256=hashlib.sha256(content).hexdigest(),
        facts=facts(path, folder, matter, lambda beside: _shown(beside, site)),
        lines=lines,
        first=matter.first,
        corrections=tuple(_corrections(path.with_suffix(".corrections.yml"), site)),
        translations=translations(path, languages, lambda beside: _shown(beside, site)),
    )


def page_id(path: Path, folder: Path) -> PageId:
    """The path below the seeds folder without its suffix, made URL-safe."""
    inside = path.relative_to(folder) if path.is_relative_to(folder) else Path(path.name)
    parts = inside.with_suffix("").parts
    return PageId("/".join(re.sub(r"[^\w.-]+", "-", p).strip("-._") or "page" for p in parts))


def _shown(path: Path, site: Path) -> str:
    whole, root = path.resolve(), site.resolve()
    return (whole.relative_to(root) if whole.is_relative_to(root) else path).as_posix()


def _content(path: Path, shown: str) -> bytes:
    try:
        return path.read_bytes()
    except IsADirectoryError as e:
        raise UserError(shown, "is a folder", "name a page file") from e
    except FileNotFoundError as e:
        raise UserError(shown, "no such file", "name a page file of this site, such as seeds/PAGE.txt") from e
    except OSError as e:
        raise unreadable(shown, e) from e


def _corrections(path: Path, site: Path) -> Iterator[Correction]:
    if not is_file(path):
        return
    shown = _shown(path, site)
    value = readyaml.read_words(path, shown)
    entries = value.get("corrections") if isinstance(value, dict) else None
    if not isinstance(entries, list) or len(value) > 1:
        raise UserError(shown, "is not a list under `corrections:`", "see README, Corrections")
    lines = readyaml.entry_lines(path.read_text(encoding="utf-8-sig"), "corrections")
    problems: list[str] = []
    made = [_correction(e, f"{shown}:{n}", problems) for e, n in zip(entries, lines, strict=True)]
    if problems:
        raise ConfigError(problems)
    yield from (c for c in made if c)


def _unfit(entry: Mapping[str, Any], what: str, must: tuple[str, ...], may: tuple[str, ...]) -> str:
    """What is wrong with the words of a correction; empty when nothing is."""
    takes = f"it takes {', '.join((what, *must, *may))}"
    if wrong := [k for k in entry if k not in (what, *must, *may)]:
        return f"`{what}` and `{wrong[0]}` do not fit: {takes}"
    if missing := [k for k in must if k not in entry]:
        return f"`{what}` needs `{missing[0]}`: {takes}"
    if empty := [k for k, v in entry.items() if v is None or (k in (what, *must) and v in ("", []))]:
        return f"`{empty[0]}` says nothing: write its text, or take it out"
    if untold := [k for k, v in entry.items() if not isinstance(v, str) and not (k in LISTED and _texts(v))]:
        also = ", or a list of texts" if untold[0] in LISTED else ""
        return f"`{untold[0]}` is {short(entry[untold[0]])}: write a text{also}"
    return ""


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _correction(entry: Any, place: str, problems: list[str]) -> Correction | None:
    verbs = [v for v in VERBS if isinstance(entry, dict) and v in entry]
    if len(verbs) != 1:
        problems.append(f"{place}: a correction needs one of {', '.join(VERBS)}: write, say, `move: the first words`")
        return None
    what = verbs[0]
    must, may = VERBS[what]
    problem = _unfit(entry, what, must, may)
    if problem:
        problems.append(f"{place}: {problem}")
        return None
    fields = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    if what == "join" and (isinstance(fields["join"], str) or len(fields["join"]) != 2):
        problems.append(f"{place}: `join` takes two texts: write [the end of one line, the start of another]")
        return None
    return Correction(what=what, fields=fields, place=place)  # type: ignore[arg-type]  # `what` is a key of VERBS
