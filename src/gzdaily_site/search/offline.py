"""The whole archive as one script, for a copy opened as files, where a browser lets no module or shard load."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from gzdaily_site.model import SiteFile
from gzdaily_site.search.packing import FOLDER

MOST = 2_000_000  # bytes of packed texts; a larger archive is searched where it is served
ENTRY = "search.js"
_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./([^"]*)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async function|function|class|const) (\w+))", re.MULTILINE)


def offline(files: Sequence[SiteFile], static: Path) -> Iterator[SiteFile]:
    """`offline.js`: the packed files by name, then the modules of the reader, each in a function of its own.

    Nothing for an archive whose packed files are larger than MOST together.
    """
    if sum(len(file.content) for file in files) > MOST:
        return
    packed = {file.path.removeprefix(f"{FOLDER}/"): file.content for file in files}
    rows = ",\n".join(f'"{name}":"{base64.b64encode(packed[name]).decode()}"' for name in sorted(packed))
    reader = "".join(_modules(static, ENTRY, {}))
    script = (
        f'"use strict";\n(() => {{\nglobalThis.gzsiteFiles = {{\n{rows}\n}};\nconst modules = {{}};\n{reader}}})();\n'
    )
    yield SiteFile(f"{FOLDER}/offline.js", script.encode())


def _modules(static: Path, name: str, done: dict[str, None]) -> Iterator[str]:
    """A module after those that it needs, as plain script."""
    if name in done:
        return
    done[name] = None
    text = (static / name).read_text(encoding="utf-8")
    folder = name.rpartition("/")[0]
    for _, other in _IMPORT.findall(text):
        yield from _modules(static, _path(folder, other), done)
    body = _IMPORT.sub(lambda m: f'const {m[1]} = modules["{_path(folder, m[2])}"];\n', text)
    names = ", ".join(name for _, name in _EXPORT.findall(text))
    yield f'modules["{name}"] = (() => {{\n{_EXPORT.sub(lambda m: m[1], body)}return {{ {names} }};\n}})();\n'


def _path(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
