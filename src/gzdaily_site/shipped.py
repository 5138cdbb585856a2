"""Where the templates, static files and data that come with the package lie."""

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
