"""YAML files read safely, with the line of every key (the one module that knows PyYAML)."""

from pathlib import Path
from typing import Any

import yaml

from gzdaily_site.errors import UserError

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_ALIASES = 100  # beyond this a file is an alias bomb, not something a person wrote


def parse(text: str, place: str) -> Any:
    """The value of a YAML text; UserError with the line where it is broken."""
    if text.count("*") > MOST_ALIASES and text.count("&") > 0 and _bomb(text):
        raise UserError(place, "far too many YAML aliases", "write the values out")
    try:
        return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader, in C where there is one
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark
        line = f":{mark.line + 1}" if mark else ""
        raise UserError(place + line, f"not valid YAML ({e.problem})", "mend the line or quote the text") from e
    except (yaml.YAMLError, ValueError, RecursionError) as e:
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


def _bomb(text: str) -> bool:
    aliases = 0
    for event in yaml.parse(text, Loader=Loader):
        aliases += isinstance(event, yaml.AliasEvent)
        if aliases > MOST_ALIASES:
            return True
    return False
