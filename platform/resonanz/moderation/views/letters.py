"""What moderators see who enter a letter."""

from collections.abc import Mapping
from dataclasses import dataclass

from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, gettext
from resonanz.reviews.views.screens import LANGUAGE_NAMES

from ..domain import Source
from .notices import error_texts, grounds


@dataclass(frozen=True, slots=True)
class LetterView:
    """The form."""

    sources: tuple[tuple[str, str], ...]
    grounds: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EnteredView:
    """The case's number, and the address for the answer to who wrote."""

    number: str
    status: str


def letter_view(
    typed: Typed | None = None, errors: Mapping[str, LazyText | str] | None = None
) -> LetterView:
    """Build the form."""
    found = errors or {}
    return LetterView(
        sources=(
            (Source.LETTER.value, gettext("Brief")),
            (Source.MAIL.value, gettext("E-Mail")),
        ),
        grounds=grounds(),
        languages=tuple((code, str(name)) for code, name in LANGUAGE_NAMES.items()),
        typed=typed or Typed(),
        error=error_texts(found),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )
