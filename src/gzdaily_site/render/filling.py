"""Contexts poured into templates: the one module that knows Jinja2."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from gzdaily_site import shipped
from gzdaily_site.errors import UserError
from gzdaily_site.render.contexts import TEMPLATES, Context
from gzdaily_site.render.texts import Texts
from gzdaily_site.render.typography import clean

# What a template may read beside its context: the translator's two words, and `zh`, the `lang`
# attribute of the newspaper's own words on a page in another language.
PRINTED = "zh-Hans"  # what the newspaper is written in
GLOBALS = frozenset({"_", "gettext", "ngettext", "zh"})


class Press:
    """Templates of a site folder before the shipped ones, file by file, in one language."""

    def __init__(self, site: Path, texts: Texts) -> None:
        self._environment = environment(site, texts)

    def fill(self, context: Context) -> bytes:
        """The finished page; UserError when a template of the site folder does not fit."""
        name = TEMPLATES[type(context)]
        values = {part.name: getattr(context, part.name) for part in fields(context)}
        try:
            return clean(self._environment.get_template(name).render(values)).encode()
        except TemplateError as error:
            place = f"{getattr(error, 'filename', None) or name}:{getattr(error, 'lineno', 1)}"
            raise UserError(place, str(error.message), "compare the template with the one shipped") from error


def environment(site: Path, texts: Texts) -> Environment:
    folders = (site / "templates", shipped.folder("templates"))
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it at run time
        texts.catalogue.gettext, texts.catalogue.ngettext, newstyle=True
    )
    made.globals["zh"] = Markup("") if texts.lang == PRINTED else Markup(f' lang="{PRINTED}"')  # noqa: S704 - a constant
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return made
