"""The author's answer."""

from collections.abc import Mapping, Sequence
from typing import Final

from resonanz.kernel.fields import FieldErrors, Fields, clean
from resonanz.kernel.i18n import lazy

from ..domain.notices import TEXT_LIMIT
from ..service import Answer

_TOO_LONG: Final = lazy("Der Text ist zu lang: höchstens 5.000 Zeichen.")


def read_answer(form: Mapping[str, Sequence[str]]) -> tuple[Answer, FieldErrors]:
    """Read an answer: the account for the moderation, and what the agency may read."""
    fields = Fields(form)
    account = read_text(fields, "account")
    if not account:
        fields.errors.add("account", lazy("Bitte schreiben Sie, wie es war."))
    return Answer(account, read_text(fields, "released")), fields.errors


def read_text(fields: Fields, name: str) -> str:
    """A long text; one that is too long is an error, never cut."""
    text = clean(fields.raw(name))
    if len(text) > TEXT_LIMIT:
        fields.errors.add(name, _TOO_LONG)
    return text
