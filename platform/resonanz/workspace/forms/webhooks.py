"""The form of an address that is to be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.kernel.fields import FieldErrors, Fields
from resonanz.kernel.i18n import lazy

from ..domain.webhooks import URL_LIMIT, Kind, target


@dataclass(frozen=True, slots=True)
class EndpointInput:
    """Where to, and of what."""

    url: str
    kinds: frozenset[Kind]


def read_endpoint(form: Mapping[str, Sequence[str]]) -> tuple[EndpointInput | None, FieldErrors]:
    """Read an address; it must be told of something."""
    fields = Fields(form)
    url = fields.text("url", most=URL_LIMIT)
    if url and target(url) is None:
        fields.errors.add(
            "url",
            lazy(
                "Bitte geben Sie eine öffentliche Adresse an, die mit https:// beginnt, ohne "
                "Benutzernamen und eigenen Port."
            ),
        )
    kinds = frozenset(kind for kind in Kind if kind.value in form.get("kinds", ()))
    if not kinds:
        fields.errors.add("kinds", lazy("Bitte wählen Sie, was wir melden sollen."))
    return (None if fields.errors else EndpointInput(url, kinds)), fields.errors


def read_since(form: Mapping[str, Sequence[str]]) -> int:
    """How many days of failures are to be sent again: 1, 7 or 30."""
    chosen = Fields(form).choice("days", ("1", "7", "30"), required=False)
    return int(chosen or "30")
