"""Form input, a field at a time: clean values or errors by field, never an exception.

A browser sends strings and leaves out what was not chosen; "" means "not given". Control
characters but tab and line break are dropped (PostgreSQL refuses NUL), line breaks become \\n.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, TypeVar

import msgspec

from .i18n import LazyText, lazy

T = TypeVar("T")

REQUIRED = lazy("Bitte füllen Sie dieses Feld aus.")
CHOOSE = lazy("Bitte wählen Sie etwas aus.")
NOT_UNDERSTOOD = lazy("Diese Angabe haben wir nicht verstanden.")
NOT_A_NUMBER = lazy("Bitte geben Sie eine ganze Zahl an.")
TOO_LONG = lazy("Dieser Text ist zu lang.")
TOO_SHORT = lazy("Dieser Text ist zu kurz.")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """Text as people meant it: no control characters, one kind of line break, no outer blanks."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


class Typed(dict[str, str]):
    """Texts by field name; a field without one is empty."""

    def __missing__(self, _name: str) -> str:
        return ""


class FieldErrors(dict[str, LazyText | str]):
    """Messages by field name; the first one of a field stays. False when there is none."""

    def add(self, field: str, message: LazyText | str) -> None:
        """Note what is wrong with a field."""
        self.setdefault(field, message)


class Fields:
    """Reads fields from a sent form and collects what is wrong in `errors`."""

    __slots__ = ("_data", "errors")

    def __init__(self, data: Mapping[str, Sequence[str]]) -> None:
        """`data` holds all values of each name, as `resonanz.web.posted.form` gives them."""
        self._data = data
        self.errors = FieldErrors()

    def raw(self, name: str) -> str:
        """The first value as it was typed, for showing the form again; "" if there is none."""
        values = self._data.get(name)
        return values[0] if values else ""

    def text(
        self,
        name: str,
        *,
        required: bool = True,
        least: int = 0,
        most: int = 200,
        message: LazyText | str = REQUIRED,
    ) -> str:
        """A text of `least` to `most` characters; "" if not given or wrong."""
        value = clean(self.raw(name))
        if not value:
            if required:
                self.errors.add(name, message)
            return ""
        if len(value) > most:
            self.errors.add(name, TOO_LONG)
            return ""
        if len(value) < least:
            self.errors.add(name, TOO_SHORT)
            return ""
        return value

    def convert(
        self,
        name: str,
        kind: type[T] | Any,
        *,
        required: bool = True,
        message: LazyText | str = NOT_UNDERSTOOD,
        missing: LazyText | str = REQUIRED,
    ) -> Any:
        """A value of any type msgspec can make from a string; None if not given or wrong."""
        value = clean(self.raw(name))
        if not value:
            if required:
                self.errors.add(name, missing)
            return None
        try:
            return msgspec.convert(value, kind, strict=False)
        except msgspec.ValidationError:
            self.errors.add(name, message)
            return None

    def whole(
        self,
        name: str,
        *,
        least: int,
        most: int,
        required: bool = True,
        message: LazyText | str = NOT_A_NUMBER,
        missing: LazyText | str = REQUIRED,
    ) -> int | None:
        """A whole number from `least` to `most`; None if not given or wrong."""
        kind = Annotated[int, msgspec.Meta(ge=least, le=most)]
        number: int | None = self.convert(
            name, kind, required=required, message=message, missing=missing
        )
        return number

    def choice(
        self,
        name: str,
        allowed: Iterable[str],
        *,
        required: bool = True,
        message: LazyText | str = CHOOSE,
    ) -> str | None:
        """One of the allowed keys; None if not given or not among them."""
        value = self.raw(name)
        if value in allowed:
            return value
        if required or value:
            self.errors.add(name, message)
        return None

    def choices(
        self, name: str, allowed: Iterable[str], *, message: LazyText | str = CHOOSE
    ) -> tuple[str, ...]:
        """All chosen keys in the order of `allowed`; a foreign key is an error."""
        sent = set(self._data.get(name, ())) - {""}
        keys = tuple(allowed)
        if not sent <= set(keys):
            self.errors.add(name, message)
            return ()
        return tuple(key for key in keys if key in sent)

    def flag(self, name: str) -> bool:
        """Whether a box was ticked."""
        return self.raw(name) not in {"", "0", "off", "false"}
