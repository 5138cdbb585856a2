"""YAML files read safely, with the line of every key (the one module that knows PyYAML)."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from gzdaily_site.errors import UserError

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_ALIASES = 100  # beyond this a file is an alias bomb, not something a person wrote
FEW_ALIASES = 20  # below this nothing can grow large
MOST_GROWN = 100_000  # values a file may stand for, its aliases written out


def parse(text: str, place: str) -> Any:
    """The value of a YAML text; UserError with the line where it is broken."""
    if text.count("*") > FEW_ALIASES and "&" in text and (grown := _bomb(text)):
        raise UserError(f"{place}:{grown}", "far too many YAML aliases", "write the values out")
    try:
        return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader, in C where there is one
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark
        line = f":{mark.line + 1}" if mark else ""
        raise UserError(place + line, f"not valid YAML ({e.problem})", "mend the line or quote the text") from e
    except (ValueError, AttributeError, TypeError, KeyError, OverflowError) as e:  # while a value is made of its words
        trouble = f"holds a value that cannot be read ({e})"
        raise UserError(place, trouble, "write a date as 2025-06-12; put other text in quotes") from e
    except (yaml.YAMLError, RecursionError) as e:
        raise UserError(place, "not valid YAML", str(e).splitlines()[0]) from e


def read(path: Path, shown: str) -> Any:
    """The value of a YAML file; `shown` is how messages name it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as e:
        raise UserError(shown, f"cannot be read ({e.strerror})", "check the path and its permissions") from e
    except UnicodeDecodeError as e:
        raise UserError(shown, "is not UTF-8", "save it as UTF-8") from e
    return parse(text, shown)


def key_lines(text: str) -> dict[str, int]:
    """The 1-based line of each top-level key."""
    node = yaml.compose(text, Loader=Loader)
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(k.value): k.start_mark.line + 1 for k, _ in node.value}


def entry_lines(text: str, key: str) -> list[int]:
    """The 1-based line of each entry of the list under a top-level key."""
    node = yaml.compose(text, Loader=Loader)
    if not isinstance(node, yaml.MappingNode):
        return []
    for k, v in node.value:
        if k.value == key and isinstance(v, yaml.SequenceNode):
            return [e.start_mark.line + 1 for e in v.value]
    return []


def _bomb(text: str) -> int:
    """The line where the aliases of a text grow beyond what a person writes; 0 where they do not.

    Aliases of aliases multiply: nine lines of nine stand for a thousand million values.
    """
    sizes: dict[str, int] = {}
    open_: list[tuple[str | None, int]] = [(None, 0)]  # anchor and size of each collection around
    aliases = 0
    for event in _events(text):
        anchor, size = getattr(event, "anchor", None), 1
        if isinstance(event, yaml.AliasEvent):
            aliases, size, anchor = aliases + 1, sizes.get(str(event.anchor), 1), None
        elif isinstance(event, yaml.CollectionStartEvent):
            open_.append((anchor, 1))
            continue
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, size = open_.pop()
        elif not isinstance(event, yaml.ScalarEvent):
            continue
        if anchor:
            sizes[anchor] = size
        open_[-1] = (open_[-1][0], open_[-1][1] + size)
        if aliases > MOST_ALIASES or open_[-1][1] > MOST_GROWN:
            return int(event.start_mark.line) + 1
    return 0


def _events(text: str) -> Iterator[Any]:
    """As far as the text is YAML; what is not is told by whoever reads it."""
    with suppress(yaml.YAMLError):
        yield from yaml.parse(text, Loader=Loader)
