"""Where the templates, static files and data that come with the package lie."""

import sys
from functools import cache
from hashlib import blake2b
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
    """A name for this very version of the package's code and data, and of the Python it runs on."""
    made = blake2b(sys.version.encode(), digest_size=16)
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            made.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()
