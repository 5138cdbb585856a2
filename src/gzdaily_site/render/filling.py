"""Contexts poured into templates: the one module that knows Jinja2."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.ext import Extension
from jinja2.meta import find_referenced_templates
from jinja2.runtime import Macro
from markupsafe import Markup

from gzdaily_site import shipped, standing
from gzdaily_site.errors import ConfigError, UserError, unreadable
from gzdaily_site.morgue import key
from gzdaily_site.render.contexts import TEMPLATES, Context
from gzdaily_site.render.texts import Texts
from gzdaily_site.render.typography import clean
from gzdaily_site.render.views import Chrome

# What a template may read beside its context: the translator's two words; `zh`, the `lang` attribute of the
# newspaper's own words on a page in another language; `once`, which renders what a section has alike one time.
PRINTED = "zh-Hans"  # what the newspaper is written in
SAID = re.compile(r"""{{ _\((?:"([^"\\]+)"|'([^'\\]+)')\) }}""")  # a text without variables
CALLS = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)")
LEFT = re.compile(r"^[.#]|[~#]$")
REMEDY = "compare the template with the one shipped"
GLOBALS = frozenset({"_", "gettext", "ngettext", "zh", "once"})


def refuse_uncalled(site: Path) -> None:
    """ConfigError for templates of a site folder that neither replace a shipped one nor are called by another, and for
    folders that may be meant for those that are read.
    """
    problems = [
        str(UserError(f"{name}/", "is read by nobody", f"did you mean {meant}/?"))
        for name, meant in standing.misnamed(site).items()
    ]
    ours, own = _templates(shipped.folder("templates")), _templates(site / "templates")
    strays = sorted(own.keys() - ours.keys())
    called = _called(ours | own, strays) if strays else set()
    for name in strays:
        if called is not None and name not in called:
            near = get_close_matches(_stem(name).lower(), map(_stem, ours), 1)
            remedy = f"did you mean {near[0]}.html?" if near else "take it away, or call it from one that is read"
            problems.append(str(UserError(f"templates/{name}", "is called by no other, and replaces none", remedy)))
    if problems:
        raise ConfigError(problems)


def _stem(name: str) -> str:
    return name.removesuffix(".html")


def _templates(folder: Path) -> dict[str, Path]:
    """By name; not what is hidden, nor what editors leave beside a file."""
    files = (path for path in folder.rglob("*") if path.is_file() and not LEFT.search(path.name))
    return {path.relative_to(folder).as_posix(): path for path in files}


def _called(templates: Mapping[str, Path], strays: Collection[str]) -> set[str] | None:
    """Whatever templates call by name; None where that cannot be known."""
    called: set[str | None] = set()
    reader = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for name, path in templates.items():
        try:
            called |= {*find_referenced_templates(reader.parse(path.read_text(encoding="utf-8")))} - {name}
        except (TemplateError, UnicodeDecodeError, OSError):
            if name not in strays:
                return None  # told when a page is filled with it
    return None if None in called else {name for name in called if name}


class Press:
    """Templates of a site folder before the shipped ones, file by file, in one language."""

    def __init__(self, site: Path, texts: Texts) -> None:
        self._site = site
        self._environment = environment(site, texts)
        self._keys: dict[str, str] = {}

    def key(self, kind: type[Context]) -> str:
        """Changes with the template of a kind of page, and with those it calls."""
        first = TEMPLATES[kind]
        if first not in self._keys:
            texts: dict[str, str] = {}
            names = [first]
            while names:
                name = names.pop()
                if name not in texts:
                    texts[name] = self._source(name)
                    names += CALLS.findall(texts[name])
            self._keys[first] = key(sorted(texts.items()))[:12]
        return self._keys[first]

    def ready(self) -> None:
        """Compile what is going to be asked for often, here, so that copies of this process have it."""
        for name in TEMPLATES.values():
            with suppress(TemplateError, UnicodeDecodeError, OSError):  # told when the page is filled
                self._environment.get_template(name)

    def _source(self, name: str) -> str:
        loader = self._environment.loader
        try:
            return loader.get_source(self._environment, name)[0] if loader else ""
        except (TemplateError, UnicodeDecodeError, OSError):
            return ""  # told when the page is filled

    def fill(self, context: Context) -> bytes:
        """The finished page; UserError when a template of the site folder does not fit."""
        name = TEMPLATES[type(context)]
        values = {part.name: getattr(context, part.name) for part in fields(context)}
        try:
            return clean(self._environment.get_template(name).render(values)).encode()
        except UnicodeDecodeError as error:
            raise UserError(f"templates/{name}", f"it, or what it calls, is not UTF-8 ({error})", REMEDY) from error
        except PermissionError as error:
            raise unreadable(_own(Path(error.filename or name), self._site), error) from error
        except Exception as error:
            place = _place(error, self._site)
            if not place:
                raise  # a fault of a shipped template, which is ours
            raise UserError(place, _trouble(error), REMEDY) from error


def _place(error: Exception, site: Path) -> str:
    """The line of a site folder's own template where something went wrong; empty where none took part."""
    own = site / "templates"
    frames = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError) and error.filename:
        frames.append((Path(error.filename), error.lineno))
    told = [(path, line) for path, line in frames if path.is_relative_to(own)]
    return f"templates/{told[-1][0].relative_to(own).as_posix()}:{told[-1][1]}" if told else ""


def _own(path: Path, site: Path) -> str:
    return path.relative_to(site).as_posix() if path.is_relative_to(site) else str(path)


def _trouble(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"calls {error.name}, which is not there"
    return str(error.message) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"


class _SaidAtOnce(Extension):
    """Texts without variables, and `zh`, are put in when a template is compiled: a page has some forty of each."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        texts: Texts = self.environment.texts  # type: ignore[attr-defined]  # set when the environment is made
        said = SAID.sub(lambda found: texts.catalogue.gettext(found[1] or found[2]) % {}, source)
        return said.replace("{{ zh }}", self.environment.globals["zh"])  # type: ignore[arg-type]  # a Markup


def _once() -> Callable[[Macro, Chrome], str]:
    """Of a macro and a chrome, what the one makes of the other; a site has some ten chromes a language."""
    rendered: dict[tuple[str, Chrome], str] = {}

    def once(macro: Macro, chrome: Chrome) -> str:
        if (macro.name, chrome) not in rendered:
            rendered[macro.name, chrome] = macro(chrome)
        return rendered[macro.name, chrome]

    return once


def environment(site: Path, texts: Texts) -> Environment:
    folders = (site / "templates", shipped.folder("templates"))
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # a build makes its own environment, and asks for a template forty thousand times
        extensions=["jinja2.ext.i18n"],
    )
    made.texts = texts  # type: ignore[attr-defined]  # for the extension
    made.add_extension(_SaidAtOnce)
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it at run time
        texts.catalogue.gettext, texts.catalogue.ngettext, newstyle=True
    )
    made.globals["zh"] = Markup("") if texts.lang == PRINTED else Markup(f' lang="{PRINTED}"')  # noqa: S704 - a constant
    made.globals["once"] = _once()
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return made
