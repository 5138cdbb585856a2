"""What the site says in each language: the one module that knows Babel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from gzdaily_site import shipped
from gzdaily_site.errors import ConfigError, UserError, unreadable

# Of the forms of English, Babel's plain `en` writes `June 12, 2025`; the site writes `12 June 2025`.
_LOCALES = {"zh": "zh_Hans", "en": "en_GB"}
_COUNTRIES = {"zh": "zh_CN", "zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
_LANGS = {"zh": "zh-Hans"}
REMEDY = "compare it with locales/zh.po of the package"
VARIABLE = re.compile(r"%\((\w+)\)s")


def html_lang(language: str) -> str:
    """For `lang` and `hreflang`: `zh` is written in simplified characters."""
    return _LANGS.get(language, language)


def language_name(language: str) -> str:
    """The language's own name for itself: `中文`, `English`, `中文 (繁體)`."""
    return str(Locale.parse(language, sep="-").get_display_name()).capitalize()


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
        return html_lang(self.language)

    @property
    def locale(self) -> str:
        """Babel's name of it: `zh_Hans`, `en_GB`."""
        return _LOCALES.get(self.language, self.language.replace("-", "_"))

    @property
    def og_locale(self) -> str:
        """Open Graph's name of it, a language and a country: `zh_CN`, `en_GB`."""
        return _COUNTRIES.get(self.language, self.locale)

    def say(self, message: str, **words: str) -> str:
        """The message in this language, `%(name)s` filled with `words`."""
        return self.catalogue.gettext(message) % words

    def count(self, one: str, many: str, number: int) -> str:
        """The message for a number; `%(num)s` stands for the number as this language writes it."""
        return self.catalogue.ngettext(one, many, number) % {"num": self.number(number)}

    def number(self, number: int) -> str:
        return _decimal(number, self.locale)

    def percent(self, share: float) -> str:
        """A confidence from 0 to 1 in whole per cent; 100% is for what a person said, nothing weighed is at 0%."""
        number = 100 if share >= 1 else min(round(share * 100), 99)
        return f"{number or '<1'}%"

    def day(self, day: date | None) -> str:
        """2025年6月12日, 12 June 2025; an unknown date says so."""
        if day is None:
            return self.say("undated")
        return _long(day, self.locale)

    def month(self, year: int, month: int) -> str:
        """2025年6月, June 2025."""
        return str(format_skeleton("yMMMM", date(year, month, 1), locale=self.locale))

    def month_name(self, month: int) -> str:
        """6月, June."""
        return str(format_skeleton("MMMM", date(2000, month, 1), locale=self.locale))

    def weekdays(self) -> tuple[str, ...]:
        """The days of the week from Monday, as short as can be told apart by those who see the others."""
        names = get_day_names("narrow", context="stand-alone", locale=self.locale)
        return tuple(str(names[day]) for day in range(7))


@lru_cache(maxsize=8192)  # an archive says the same numbers and days on page after page
def _decimal(number: int, locale: str) -> str:
    return str(format_decimal(number, locale=locale))


@lru_cache(maxsize=8192)
def _long(day: date, locale: str) -> str:
    return str(format_date(day, format="long", locale=locale))


def texts(language: str, site: Path | None = None) -> Texts:
    """The catalogue of a language: the site folder's own `locales/<language>.po`, else the shipped one."""
    own = site / "locales" / f"{language}.po" if site else None
    path = own if own and own.is_file() else shipped.locale(language)
    if not path.is_file():
        raise UserError(
            "gzsite.yml", f"there is no catalogue for the language `{language}`", f"write locales/{language}.po"
        )
    try:
        content = path.read_bytes()
    except OSError as e:
        raise unreadable(f"locales/{path.name}", e) from e
    return _read(language, content)


@cache
def _read(language: str, content: bytes) -> Texts:
    """UserError, or ConfigError for texts whose variables do not fit, with the line."""
    shown = f"locales/{language}.po"
    try:
        catalogue = read_po(BytesIO(content), abort_invalid=True)
    except PoFileError as e:
        raise UserError(f"{shown}:{e.lineno + 1}", f"is no line of a catalogue ({e})", REMEDY) from e
    except UnicodeDecodeError as e:
        raise UserError(f"{shown}:{_undecodable(content, e.encoding)}", f"is not {e.encoding}", "save it so") from e
    except (ValueError, LookupError, SyntaxError) as e:
        raise UserError(shown, f"is no catalogue ({e})", REMEDY) from e
    if problems := [problem for message in catalogue if (problem := _unfilled(message, shown))]:
        raise ConfigError(problems)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Texts(language, GNUTranslations(compiled))


def _undecodable(content: bytes, encoding: str) -> int:
    """The first line that is not in this encoding."""
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            line.decode(encoding)
        except UnicodeDecodeError:
            return number
    return 1


def _unfilled(message: Message, shown: str) -> str:
    """What is wrong with a translation that cannot be filled as its message is; empty when nothing is."""
    ids, strings = (it if isinstance(it, (tuple, list)) else (it,) for it in (message.id, message.string))
    words = dict.fromkeys((name for text in ids for name in VARIABLE.findall(text)), "")
    for text in strings if message.id and not message.fuzzy else ():
        try:
            text % words
        except (KeyError, ValueError, TypeError) as e:
            known = ", ".join(f"%({name})s" for name in words) or "no %(…)s at all"
            trouble = f"the translation of {ids[0]!r} cannot be filled ({type(e).__name__}: {e})"
            return str(
                UserError(f"{shown}:{message.lineno}", trouble, f"it takes {known}; write %% for a per cent sign")
            )
    return ""
