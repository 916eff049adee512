"""The forms about a proposed agency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.agencies.domain.names import clean_name, clean_text
from resonanz.agencies.domain.rows import PLACE_LENGTH
from resonanz.agencies.domain.websites import website_domain
from resonanz.kernel.fields import FieldErrors, Fields, clean
from resonanz.kernel.i18n import lazy

from ..domain import Ground, Verdict, faults
from .checks import FAULTS


@dataclass(frozen=True, slots=True)
class CorrectedAgency:
    """A proposed agency as it is called, where it is, its website or ""."""

    name: str
    city: str
    website: str


def read_corrected(
    form: Mapping[str, Sequence[str]],
) -> tuple[CorrectedAgency | None, FieldErrors]:
    """Read name, city and website; only the name is needed."""
    fields = Fields(form)
    name, city, website = fields.text("name"), clean(fields.raw("city")), fields.raw("website")
    try:
        name = clean_name(name) if name else ""
    except ValueError:
        fields.errors.add("name", lazy("Diesen Namen können wir so nicht annehmen."))
    try:
        city = clean_text(city, PLACE_LENGTH)
    except ValueError:
        fields.errors.add("city", lazy("Diesen Ort können wir so nicht annehmen."))
    website = clean(website)
    if website and website_domain(website) is None:
        fields.errors.add(
            "website", lazy("Bitte nur die Adresse der Website, zum Beispiel agentur.de.")
        )
    return (None if fields.errors else CorrectedAgency(name, city, website)), fields.errors


def read_refusal(form: Mapping[str, Sequence[str]]) -> tuple[str | None, FieldErrors]:
    """What authors read beside the ground; may be empty."""
    fields = Fields(form)
    explanation = clean(fields.raw("explanation"))
    for name, fault in faults(Verdict.REJECT, Ground.NO_AGENCY, explanation, "").items():
        fields.errors.add(name, FAULTS[fault])
    return (None if fields.errors else explanation), fields.errors
