"""YAML files read safely, with the line of every key (the one module that knows PyYAML)."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from gzdaily_site.errors import ConfigError, UserError

SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WORDS = ("int", "float", "timestamp")  # kinds of values that are also what somebody wrote: 05, 3.10, 2025-06-12


def _resolvers(*left_out: str) -> dict[str | None, list[tuple[str, re.Pattern[str]]]]:
    """Which words are what, by their first character, but for these kinds."""
    tags = {f"tag:yaml.org,2002:{kind}" for kind in left_out}
    given = SafeLoader.yaml_implicit_resolvers
    return {first: [rule for rule in rules if rule[0] not in tags] for first, rules in given.items()}


class Loader(SafeLoader):  # type: ignore[misc]  # chosen at run time
    """010 is no eight and 1:30 no ninety: a whole number is one as people write it, all else is a text."""

    yaml_implicit_resolvers = _resolvers("int")


Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789"))


class Verbatim(SafeLoader):  # type: ignore[misc]  # as above
    """Numbers and days are texts, as they are written."""

    yaml_implicit_resolvers = _resolvers(*WORDS)


MOST_ALIASES = 100  # beyond this a file is an alias bomb, not something a person wrote
FEW_ALIASES = 20  # below this nothing can grow large
MOST_GROWN = 100_000  # values a file may stand for, its aliases written out


def parse(text: str, place: str) -> Any:
    """The value of a YAML text; UserError with the line where it is broken, or where a key stands a second time."""
    return _parsed(text, place, Loader)


def words(text: str, place: str) -> Any:
    """The same with numbers and days as the texts they are written as: 05 is `05`."""
    return _parsed(text, place, Verbatim)


def _parsed(text: str, place: str, loader: type[Any]) -> Any:
    if text.count("*") > FEW_ALIASES and "&" in text and (grown := _bomb(text)):
        raise UserError(f"{place}:{grown}", "far too many YAML aliases", "write the values out")
    try:
        return _value(loader(text), place)
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark
        line = f":{mark.line + 1}" if mark else ""
        raise UserError(place + line, f"not valid YAML ({e.problem})", "mend the line or quote the text") from e
    except (ValueError, AttributeError, TypeError, KeyError, OverflowError) as e:  # while a value is made of its words
        trouble = f"holds a value that cannot be read ({e})"
        raise UserError(place, trouble, "write a date as 2025-06-12; put other text in quotes") from e
    except (yaml.YAMLError, RecursionError) as e:
        raise UserError(place, "not valid YAML", str(e).splitlines()[0]) from e


def _value(loader: Any, place: str) -> Any:
    try:
        node = loader.get_single_node()
        if twice := sorted(_twice(node)):
            said = (f"{place}:{line}: the key `{key}` stands in line {first} already" for line, key, first in twice)
            raise ConfigError([f"{trouble}: keep one of the two" for trouble in said])
        return None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _twice(root: yaml.Node | None) -> Iterator[tuple[int, str, int]]:
    """Every key that a mapping has already: its line, the key, the line of the first."""
    seen, waiting = set[int](), [root]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, yaml.CollectionNode) or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)
            continue
        first: dict[tuple[str, str], int] = {}
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                line, name = key.start_mark.line + 1, (key.tag, key.value)
                if name in first:
                    yield line, key.value, first[name]
                first.setdefault(name, line)
            waiting.append(value)


def read(path: Path, shown: str) -> Any:
    """The value of a YAML file; `shown` is how messages name it."""
    return parse(_text(path, shown), shown)


def read_words(path: Path, shown: str) -> Any:
    """The same with numbers and days as the texts they are written as."""
    return words(_text(path, shown), shown)


def _text(path: Path, shown: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as e:
        raise UserError(shown, f"cannot be read ({e.strerror})", "check the path and its permissions") from e
    except UnicodeDecodeError as e:
        raise UserError(shown, "is not UTF-8", "save it as UTF-8") from e


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
