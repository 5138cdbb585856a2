"""What the site says in each language: the one module that knows Babel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import GNUTranslations
from io import BytesIO

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from gzdaily_site import shipped

# Of the forms of English, Babel's plain `en` writes `June 12, 2025`; the site writes `12 June 2025`.
_LOCALES = {"zh": "zh_Hans", "en": "en_GB"}
HTML_LANG = {"zh": "zh-Hans", "en": "en"}
LANGUAGE_NAMES = {"zh": "中文", "en": "English"}


def mark(message: str) -> str:
    """The message itself; tells the catalogue test that it is said somewhere through a variable."""
    return message


@dataclass(frozen=True, slots=True)
class Texts:
    """The words, numbers and dates of one language."""

    language: str
    catalogue: GNUTranslations

    @property
    def lang(self) -> str:
        """For the `lang` attribute."""
        return HTML_LANG[self.language]

    def say(self, message: str, **words: str) -> str:
        """The message in this language, `%(name)s` filled with `words`."""
        return self.catalogue.gettext(message) % words

    def count(self, one: str, many: str, number: int) -> str:
        """The message for a number; `%(num)s` stands for the number as this language writes it."""
        return self.catalogue.ngettext(one, many, number) % {"num": self.number(number)}

    def number(self, number: int) -> str:
        return str(format_decimal(number, locale=_LOCALES[self.language]))

    def percent(self, share: float) -> str:
        """A confidence from 0 to 1 in whole per cent."""
        return f"{round(share * 100)}%"

    def day(self, day: date | None) -> str:
        """2025年6月12日, 12 June 2025; an unknown date says so."""
        if day is None:
            return self.say("undated")
        return str(format_date(day, format="long", locale=_LOCALES[self.language]))


@cache
def texts(language: str) -> Texts:
    """The catalogue of a language, read once."""
    with shipped.locale(language).open("rb") as file:
        compiled = BytesIO()
        write_mo(compiled, read_po(file, locale=language, abort_invalid=True))
    compiled.seek(0)
    return Texts(language, GNUTranslations(compiled))
