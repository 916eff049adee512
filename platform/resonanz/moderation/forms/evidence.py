"""Forms about evidence."""

from collections.abc import Mapping, Sequence
from typing import Final

from resonanz.kernel.fields import Fields
from resonanz.kernel.i18n import lazy

from ..domain.evidence import DocumentKind, Shortfall

NO_FILE: Final = lazy("Bitte wählen Sie mindestens eine Datei aus.")
NO_FINDING: Final = lazy("Bitte wählen Sie, was der Nachweis zeigt.")


def read_finding(form: Mapping[str, Sequence[str]]) -> DocumentKind | Shortfall | None:
    """What a proof shows: the kind of document that proves contact, or what is missing."""
    group, _, key = Fields(form).raw("finding").partition(":")
    if group == "kind" and key in list(DocumentKind):
        return DocumentKind(key)
    if group == "shortfall" and key in list(Shortfall):
        return Shortfall(key)
    return None
