"""Languages: German is the source of all texts, English and Spanish are catalogues.

A catalogue is a .po file a subject under `locale/{en,es}/LC_MESSAGES/`; all of a language are
merged at first use. The language of the present request or mail is a context variable.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import Any, Literal, get_args

from babel import Locale, dates, numbers
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from .clock import SITE_ZONE
from .paths import PACKAGE

Language = Literal["de", "en", "es"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
SOURCE_LANGUAGE: Language = "de"
_LOCALES = {"de": Locale("de"), "en": Locale("en", "GB"), "es": Locale("es")}

_current: ContextVar[Language] = ContextVar("language", default=SOURCE_LANGUAGE)


def current_language() -> Language:
    """The language of the present request, mail or command."""
    return _current.get()


def set_language(language: Language) -> None:
    """Set the language for the rest of the present task (the outer layer does, once a request)."""
    _current.set(language)


@contextmanager
def use_language(language: Language) -> Iterator[None]:
    """Set the language for a block."""
    mark = _current.set(language)
    try:
        yield
    finally:
        _current.reset(mark)


def is_language(value: str) -> bool:
    """Whether the site speaks the language with this code."""
    return value in LANGUAGES


@cache
def _translations(language: Language) -> NullTranslations:
    merged = Catalog(locale=_LOCALES[language])
    folder = PACKAGE / "locale" / language / "LC_MESSAGES"
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id and message.string:
                    merged[message.id] = message
    if not len(merged):
        return NullTranslations()
    buffer = BytesIO()
    write_mo(buffer, merged)
    buffer.seek(0)
    return GNUTranslations(buffer)


def gettext(message: str, /, **values: Any) -> str:
    """Translate; values fill `%(name)s` marks."""
    text = _translations(_current.get()).gettext(message)
    return text % values if values else text


def ngettext(singular: str, plural: str, num: int, /, **values: Any) -> str:
    """Translate by number; `%(num)s` is the number in the locale's digits."""
    text = _translations(_current.get()).ngettext(singular, plural, num)
    return text % {"num": format_number(num), **values}


def raw_gettext(message: str) -> str:
    """Translate without filling marks (for the template environment)."""
    return _translations(_current.get()).gettext(message)


def raw_ngettext(singular: str, plural: str, num: int) -> str:
    """Translate by number without filling marks (for the template environment)."""
    return _translations(_current.get()).ngettext(singular, plural, num)


class LazyText:
    """A message that is translated each time it is turned into text."""

    __slots__ = ("message",)

    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return gettext(self.message)

    def __html__(self) -> str:
        from markupsafe import escape

        return str(escape(str(self)))


def lazy(message: str) -> LazyText:
    """Mark a message at module level; it is translated when it is used."""
    return LazyText(message)


def locale() -> Locale:
    """Babel's locale of the present language (British English, Spanish of Spain)."""
    return _LOCALES[_current.get()]


@lru_cache(maxsize=4096)
def _grouped(language: Language, value: int) -> str:
    return numbers.format_decimal(value, locale=_LOCALES[language])


def format_number(value: int) -> str:
    """A whole number with the locale's grouping."""
    return _grouped(_current.get(), value) if value >= 1000 else str(value)


_DECIMAL_COMMA = {"de": ",", "en": ".", "es": ","}


def format_decimal(value: float, digits: int) -> str:
    """A number with so many decimals in the locale's way: 0,8512 or 0.8512; with a true minus."""
    text = f"{value:.{digits}f}".replace("-", "−")
    return text.replace(".", _DECIMAL_COMMA[_current.get()])


def format_score(value: float) -> str:
    """A score with one decimal in the locale's way: 3,9 or 3.9."""
    return format_decimal(value, 1)


_PERCENT = {"de": "\u00a0%", "en": "%", "es": "\u00a0%"}


def format_percent(share: float) -> str:
    """A share of 0…1 as a whole percentage in the locale's way."""
    return f"{round(100 * share)}{_PERCENT[_current.get()]}"


@cache
def _month(language: Language, year: int, month: int, width: str) -> str:
    pattern = {"long": "LLLL 'de' y" if language == "es" else "LLLL y", "short": "MMM y"}[width]
    return dates.format_date(dt.date(year, month, 1), pattern, locale=_LOCALES[language])


def format_month(day: dt.date, width: Literal["long", "short"] = "long") -> str:
    """Month and year: September 2026, Sept. 2026."""
    return _month(_current.get(), day.year, day.month, width)


@cache
def _day(language: Language, day: dt.date) -> str:
    return dates.format_date(day, "long", locale=_LOCALES[language])


def format_day(day: dt.date) -> str:
    """A day written out: 22. November 2026."""
    return _day(_current.get(), day)


def format_moment(moment: dt.datetime) -> str:
    """An aware moment in the site's zone, to the minute."""
    pattern = "d. MMM y, HH:mm" if _current.get() == "de" else "d MMM y, HH:mm"
    return dates.format_datetime(moment.astimezone(SITE_ZONE), pattern, locale=locale())
