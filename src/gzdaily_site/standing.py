"""Standing type: a site that nothing was changed of, neither what it is made of nor what was made, stays as it is.

Only sizes and times of files are looked at, so that nothing slow is imported and no file is opened.
"""

from __future__ import annotations

import json
import os
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import Any

from gzdaily_site import shipped
from gzdaily_site.forme import Stand, name_of, name_of_files, name_of_stands
from gzdaily_site.morgue import FOLDER
from gzdaily_site.report import BuildReport

END = "\0"  # of what the record says, and of each path below; no path holds one
# How a folder of a site begins that may be meant for one of ours, and how the files end that such a folder holds.
MEANT = {"template": ".html", "static": "", "locale": ".po"}
OURS = ("gzsite.yml", "learnt.json.gz", "aliases.yml", "templates", "static", "locales")  # of a site folder


def told(site: Path, output: Path, base_url: str | None) -> BuildReport | None:
    """What the last build of this output said, when a build would make the same again; else None.

    Of the output only its own files are looked at: whatever else came there is found by the next build.
    """
    start = time.perf_counter()
    try:
        facts, *paths = _record(output).read_bytes().decode("utf-8", "surrogateescape").split(END)
        said: dict[str, Any] = json.loads(facts)
        if said["made_of"] != made_of(site, said["more"], base_url) or said["made"] != name_of_files(output, paths):
            return None
        report = BuildReport(output, **said["report"], seconds={"looking": round(time.perf_counter() - start, 4)})
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return report


def keep(report: BuildReport, made: Mapping[str, Stand], more: Iterable[str], name: str) -> None:
    """Remember a build that is done: `made` is how all its files lie.

    `name` is what `made_of` said before it began, `more` what it was given.
    """
    facts = asdict(report)
    known = {key: facts[key] for key in ("pages", "articles", "characters", "loose_ends", "notes")}
    known["kept"] = report.written + report.kept
    said = {"made_of": name, "more": sorted(more), "made": name_of_stands(made), "report": known}
    record = _record(report.output)
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_bytes(END.join((json.dumps(said), *made)).encode("utf-8", "surrogateescape"))


def drop(output: Path) -> None:
    """Forget: from here on the output may be half of one site and half of another."""
    _record(output).unlink(missing_ok=True)


def made_of(
    site: Path,
    more: Iterable[str],
    base_url: str | None,
    linked: Callable[[], int] = time.time_ns,
    ours: Iterable[str] = OURS,
) -> str:
    """A name for all that a build rests on, `more` being the files and folders of the site that its settings name.

    `linked` is what a link to a folder counts as, behind which nobody looks: by default, as changed every time.
    """
    lying = (site / name for name in (*ours, *sorted(more)))
    theirs = (shipped.PACKAGE, shipped.folder("templates"), shipped.folder("static"))
    libraries = os.stat(sysconfig.get_path("purelib")).st_mtime_ns  # noqa: PTH116 - changes when one is put in
    lie = (f"{root.name} {name_of(root, linked=linked)}" for root in (*lying, *theirs))
    said = "\n".join((sys.version, repr(base_url), str(libraries), *misnamed(site), *lie))
    return blake2b(said.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def misnamed(site: Path) -> dict[str, str]:
    """The folders of a site that nobody reads, and what they may be meant for: `template` for `templates`."""
    found: dict[str, str] = {}
    with suppress(OSError), os.scandir(site) as entries:
        for name in sorted(entry.name for entry in entries if entry.is_dir()):
            meant = next((it for it in OURS if it.removesuffix("s") == name.lower().removesuffix("s")), name)
            there = site / meant
            if meant != name and not (there.exists() and there.samefile(site / name)):
                suffix = MEANT[meant.removesuffix("s")]
                if any(path.name.endswith(suffix) and path.is_file() for path in (site / name).rglob("*")):
                    found[name] = meant
    return found


def _record(output: Path) -> Path:
    root = output.resolve()
    return root.parent / FOLDER / f"{root.name}.standing.json"
