"""gzsite.yml read into Settings: frozen, closed, every problem reported at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from gzdaily_site import readyaml
from gzdaily_site.errors import ConfigError, UserError

LANGUAGES = ("zh", "en")  # unless `languages` says otherwise; the first stands at the root of the site
KINDS = ("news", "feature", "commentary", "photo", "profile", "brief")


@dataclass(frozen=True, slots=True)
class ColumnSettings:
    """What a person says of a column: its English name, the kind of its articles, its slug."""

    en: str = ""
    kind: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Volume:
    """Another site that holds a part of the same archive, such as another year: where it stands, ending in a slash,
    and its name.
    """

    url: str
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Settings:
    """A site folder's settings; two-language texts map `zh` and `en`."""

    site: Path
    title: Mapping[str, str]
    newspaper: Mapping[str, str]
    description: Mapping[str, str]
    base_url: str = ""
    seeds: str = "seeds"
    columns: Mapping[str, ColumnSettings] = field(default_factory=dict)
    gazetteer: str = ""
    topics: str = ""
    languages: tuple[str, ...] = LANGUAGES
    offline: bool = False
    font: str = ""
    volumes: tuple[Volume, ...] = ()

    @property
    def base_path(self) -> str:
        """The path part of base_url, ending in a slash: `/`, `/repo/`."""
        return urlsplit(self.base_url).path.rstrip("/") + "/"

    @property
    def named(self) -> list[str]:
        """The files and folders of the site that the settings name."""
        return [name for name in (self.seeds, self.gazetteer, self.topics, self.font) if name]

    @property
    def others(self) -> tuple[Volume, ...]:
        """The volumes but this one: the same list may stand in the settings of all of them."""
        own = self.base_url.rstrip("/") + "/"
        return tuple(volume for volume in self.volumes if urljoin(own, volume.url) != own)


DEFAULTS: dict[str, Any] = {
    "title": {"zh": "报纸档案", "en": "Newspaper Archive"},
    "newspaper": {"zh": "", "en": ""},
    "description": {"zh": "", "en": ""},
    "base_url": "",
    "seeds": "seeds",
    "columns": {},
    "gazetteer": "",
    "topics": "",
    "languages": list(LANGUAGES),
    "offline": False,
    "font": "",
    "volumes": [],
}


def load(site: Path) -> Settings:
    """The settings of a site folder; ConfigError names every problem with its line."""
    path = site / "gzsite.yml"
    if not site.is_dir():
        raise UserError(str(site), "no such folder", "name a site folder with --site, or make one: gzsite init DIR")
    if not path.is_file():
        raise UserError(str(path), "not found", "run gzsite in a site folder, or make one: gzsite init DIR")
    given = readyaml.read(path, str(path)) or {}
    if not isinstance(given, dict):
        raise UserError(f"{path}:1", "is not a list of keys and values", "write lines such as `title: My archive`")
    problems = _Problems(str(path), readyaml.key_lines(path.read_text(encoding="utf-8-sig")))
    settings = _settings(site, given, problems)
    if problems.found:
        raise ConfigError(problems.found)
    return settings


def with_base(settings: Settings, base_url: str | None) -> Settings:
    """The settings with the address of the command line, when one is given there."""
    if base_url is None:
        return settings
    problem = base_url_problem(base_url)
    if problem:
        raise UserError("--base-url", problem, "write an address such as https://user.github.io/repo/")
    return replace(settings, base_url=base_url)


class _Problems:
    """Collects what is wrong, each with its line."""

    def __init__(self, path: str, lines: Mapping[str, int]) -> None:
        self.path, self.lines, self.found = path, lines, list[str]()

    def add(self, key: str, trouble: str, remedy: str) -> None:
        self.found.append(f"{self.path}:{self.lines.get(key, 1)}: {trouble}: {remedy}")


def _settings(site: Path, given: Mapping[str, Any], problems: _Problems) -> Settings:
    for key in given:
        if key not in DEFAULTS:
            near = get_close_matches(str(key), DEFAULTS, 1)
            remedy = f"did you mean `{near[0]}`?" if near else f"known keys are {', '.join(DEFAULTS)}"
            problems.add(str(key), f"unknown key `{key}`", remedy)
    languages = _languages(given, problems)
    settings = Settings(
        site=site,
        title=_texts("title", given, problems, languages),
        newspaper=_texts("newspaper", given, problems, languages),
        description=_texts("description", given, problems, languages),
        base_url=_base_url(given, problems),
        seeds=_text("seeds", given, problems),
        columns=_columns(given, problems),
        gazetteer=_text("gazetteer", given, problems),
        topics=_text("topics", given, problems),
        languages=languages,
        offline=_flag("offline", given, problems),
        font=_text("font", given, problems),
        volumes=_volumes(given, problems, languages),
    )
    own = set(settings.title.values())
    others = settings.others if not problems.found else ()  # which asks for an address that is one
    for title in sorted({title for it in others for title in it.title.values() if title in own}):
        problems.add("volumes", f"a volume is called {title!r}, as this site is", "write another `title` for it")
    return settings


def _languages(given: Mapping[str, Any], problems: _Problems) -> tuple[str, ...]:
    value = given.get("languages", DEFAULTS["languages"])
    tag = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
    if isinstance(value, list) and value and all(isinstance(v, str) and tag.fullmatch(v) for v in value):
        return tuple(dict.fromkeys(value))
    problems.add("languages", f"`languages` is {value!r}", "write language tags, such as [zh, en]")
    return LANGUAGES


def _flag(key: str, given: Mapping[str, Any], problems: _Problems) -> bool:
    value = given.get(key, DEFAULTS[key])
    if isinstance(value, bool):
        return value
    problems.add(key, f"`{key}` is {value!r}", "write true or false")
    return False


def _text(key: str, given: Mapping[str, Any], problems: _Problems) -> str:
    value = given.get(key, DEFAULTS[key])
    if isinstance(value, str) and "\0" not in value:
        return value
    problems.add(key, f"`{key}` is {value!r}", "write a text")
    return ""


def _base_url(given: Mapping[str, Any], problems: _Problems) -> str:
    value = _text("base_url", given, problems)
    problem = base_url_problem(value)
    if problem:
        problems.add("base_url", f"`base_url` {problem}", "write an address such as https://user.github.io/repo/")
    return value


def base_url_problem(value: str) -> str:
    """What is wrong with a base address; empty when nothing is. A bare path such as `/repo/` will do."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return f"is no address: {value!r}"
    whole = parts.scheme in ("http", "https") and bool(parts.netloc)
    bare = not parts.scheme and not parts.netloc and (not value or value.startswith("/"))
    return "" if (whole or bare) and not parts.query and not parts.fragment else f"is no address: {value!r}"


def _volumes(given: Mapping[str, Any], problems: _Problems, languages: tuple[str, ...]) -> tuple[Volume, ...]:
    value = given.get("volumes") or []
    if not isinstance(value, list):
        problems.add("volumes", f"`volumes` is {value!r}", "write a list of addresses, or of `url` and `title`")
        return ()
    found: dict[str, Volume] = {}
    for it in value:
        words = {"url": it} if isinstance(it, str) else it
        if not (
            isinstance(words, dict) and {"url"} <= set(words) <= {"url", "title"} and isinstance(words["url"], str)
        ):
            problems.add("volumes", f"volume {it!r}", "write its address, or `url` and `title`")
            continue
        url = words["url"].rstrip("/") + "/"
        problem = base_url_problem(f"/{url}" if url.startswith("../") else url)
        if problem:
            remedy = "write https://user.github.io/1951/, or ../1951/ for one that stands beside this site"
            problems.add("volumes", f"volume {problem}", remedy)
        elif url in found:
            problems.add("volumes", f"volume {words['url']!r} is named twice", "take one out")
        else:
            parts = urlsplit(url)
            title = _worded(words.get("title") or parts.path.strip("/").rpartition("/")[2] or parts.netloc or url)
            found[url] = Volume(url, _texts("volumes", {"volumes": title}, problems, languages))
    for language in languages:  # by its title a reader chooses
        titles = [volume.title[language] for volume in found.values()]
        for title in sorted({title for title in titles if titles.count(title) > 1}):
            problems.add("volumes", f"two volumes are called {title!r}", "write a `title` for each")
    return tuple(found.values())


def _worded(title: Any) -> Any:
    """`title: 1951` is a number to YAML."""
    if isinstance(title, dict):
        return {language: _worded(text) for language, text in title.items()}
    return str(title) if isinstance(title, int) else title


def _texts(key: str, given: Mapping[str, Any], problems: _Problems, languages: tuple[str, ...]) -> Mapping[str, str]:
    value = given.get(key, DEFAULTS[key])
    if isinstance(value, str):
        return dict.fromkeys(languages, value)
    known = {*LANGUAGES, *languages}
    if isinstance(value, dict) and set(value) <= known and all(isinstance(v, str) for v in value.values()):
        first = next(iter(value.values()), "")
        return {language: value.get(language, first) for language in languages}
    problems.add(key, f"`{key}` is {value!r}", "write a text, or one for `zh` and one for `en`")
    return dict.fromkeys(languages, "")


def _columns(given: Mapping[str, Any], problems: _Problems) -> Mapping[str, ColumnSettings]:
    value = given.get("columns") or {}
    if not isinstance(value, dict):
        problems.add("columns", f"`columns` is {value!r}", "write a column's name and below it `en`, `kind`, `slug`")
        return {}
    return {str(name): _column(str(name), words, problems) for name, words in value.items()}


def _column(name: str, words: Any, problems: _Problems) -> ColumnSettings:
    known = {"en", "kind", "slug"}
    if not isinstance(words, dict) or not set(words) <= known or not all(isinstance(v, str) for v in words.values()):
        problems.add("columns", f"column `{name}` is {words!r}", "it takes the texts `en`, `kind` and `slug`")
        return ColumnSettings()
    if words.get("kind", KINDS[0]) not in KINDS:
        problems.add("columns", f"column `{name}` has the kind {words['kind']!r}", f"one of {', '.join(KINDS)}")
    return ColumnSettings(**words)
