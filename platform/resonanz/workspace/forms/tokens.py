"""The form that makes a token."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import lazy

from ..domain.tokens import NAME_LIMIT, Scope


@dataclass(frozen=True, slots=True)
class TokenInput:
    """What a token is called, and what it may do."""

    name: str
    scopes: frozenset[Scope]


def read_token(form: Mapping[str, Sequence[str]]) -> tuple[TokenInput | None, FieldErrors]:
    """Read a new token; it must be able to do something."""
    fields = Fields(form)
    name = fields.text("name", most=NAME_LIMIT)
    chosen = frozenset(scope for scope in Scope if scope.value in form.get("scopes", ()))
    if not chosen:
        fields.errors.add("scopes", lazy("Bitte wählen Sie, was der Schlüssel darf."))
    return (None if fields.errors else TokenInput(name, chosen)), fields.errors
