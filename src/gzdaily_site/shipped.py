"""Where the templates, static files and data that come with the package lie."""

import re
import sys
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """`templates` or `static`: inside an installed package, else beside `src/` in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent.parent / name


def data(name: str) -> Path:
    """A file of `data/`, such as `gazetteer.yml`."""
    return PACKAGE / "data" / name


def locale(language: str) -> Path:
    """The gettext catalogue of one language, such as `en`."""
    return PACKAGE / "locales" / f"{language}.po"


@cache
def code() -> str:
    """A name for this very version of the package's code and data, of the libraries it needs, and of Python."""
    made = blake2b("\n".join((sys.version, *_libraries())).encode(), digest_size=16)
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            made.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def _libraries() -> list[str]:
    try:
        needed = metadata.requires("gzdaily-site") or []
    except metadata.PackageNotFoundError:
        return []  # run from its sources
    names = [re.split(r"[^\w.-]", text, maxsplit=1)[0] for text in needed if "extra ==" not in text]
    return [f"{name} {metadata.version(name)}" for name in sorted(names)]
