"""The form by which a moderator decides a claim."""

from collections.abc import Mapping, Sequence
from typing import Final

from resonanz.agencies.domain.claims import DocumentKind, Shortfall
from resonanz.kernel.fields import Fields
from resonanz.kernel.i18n import lazy

NO_CHOICE: Final = lazy("Bitte wählen Sie, was der Nachweis zeigt.")


def read_decision(form: Mapping[str, Sequence[str]]) -> DocumentKind | Shortfall | None:
    """What showed that somebody acts for the agency, or what is missing."""
    group, _, key = Fields(form).raw("finding").partition(":")
    if group == "kind" and key in list(DocumentKind):
        return DocumentKind(key)
    if group == "shortfall" and key in list(Shortfall):
        return Shortfall(key)
    return None
