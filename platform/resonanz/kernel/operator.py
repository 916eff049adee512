"""Who runs the site: what the legal pages have to name, as settings of their own."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

NONE: Final = "none"
"""What an operator says where there is nothing to name, such as no register."""
EUROPEAN: Final = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
    "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""The European Economic Area: an operator elsewhere names a legal representative (DSA 13)."""


def setting(help_text: str, default: Any = dataclasses.MISSING, *, secret: bool = False) -> Any:
    """A field of the settings with what it does."""
    return field(default=default, metadata={"help": help_text, "secret": secret})


@dataclass(frozen=True, slots=True)
class Operator:
    """What an operator says about itself; "none" where there is nothing of the kind."""

    operator_name: str = setting(
        "Legal pages: name of the operator, with its legal form where it has one.", ""
    )
    operator_address: str = setting(
        "Legal pages: street, postcode and city, the parts separated by commas.", ""
    )
    operator_country: str = setting(
        "Legal pages: country of the operator as a code of two letters, such as DE.", ""
    )
    operator_represented_by: str = setting(
        "Legal pages: who represents the operator, or none for a person.", ""
    )
    operator_phone: str = setting("Legal pages: telephone, with +49 or the like.", "")
    operator_register: str = setting("Legal pages: court and number of the register, or none.", "")
    operator_vat_id: str = setting("Legal pages: VAT identification number, or none.", "")
    editor: str = setting(
        "Legal pages: name and address of who answers for the guides (§ 18 MStV).", ""
    )
    contact_languages: tuple[str, ...] = setting(
        "Legal pages: comma-separated languages in which authorities and users are answered: "
        "de, en, es (DSA Art. 11 and 12).",
        (),
    )
    eu_representative: str = setting(
        "Legal pages: name, address, e-mail and telephone of the legal representative in the EU; "
        "needed if operator_country is outside (DSA Art. 13).",
        "",
    )
    privacy_contact: str = setting("Legal pages: data protection officer with e-mail, or none.", "")
    privacy_authority: str = setting(
        "Legal pages: name and address of the data protection authority.", ""
    )
    processors: str = setting(
        "Legal pages: who processes data for you, as What: Name, Place; What: Name, Place "
        "(hosting, mail), with the ground of a transfer where a place is outside the EEA; or none.",
        "",
    )
    accessibility_authority: str = setting(
        "Legal pages: name and address of the authority that enforces accessibility.", ""
    )
    legal_dir: str = setting(
        "Folder with legal texts of your own, such as de/imprint.md or de/terms/2.md; they go "
        "before those that ship. Empty: those that ship.",
        "",
    )

    def outside_europe(self) -> bool:
        """Whether the operator needs a legal representative in the EU (DSA 13)."""
        return self.operator_country.upper() not in EUROPEAN


OPTIONAL: Final = frozenset({"legal_dir", "eu_representative"})
REQUIRED: Final = tuple(
    one.name for one in dataclasses.fields(Operator) if one.name not in OPTIONAL
)

INVENTED: Final[dict[str, Any]] = {
    "operator_name": "Resonanz Beispiel gGmbH",
    "operator_address": "Musterstraße 1, 10115 Berlin",
    "operator_country": "DE",
    "operator_represented_by": "Renate Beispiel",
    "operator_phone": "+49 30 0000000",
    "operator_register": "Amtsgericht Musterstadt, HRB 000000",
    "operator_vat_id": "DE000000000",
    "editor": "Renate Beispiel, Musterstraße 1, 10115 Berlin",
    "contact_languages": ("de", "en", "es"),
    "privacy_contact": "Dario Muster, datenschutz@demo.example",
    "privacy_authority": "Datenschutzaufsicht Musterland, Musterplatz 2, 10115 Berlin",
    "processors": "Hosting: Musterhost GmbH, Berlin; Mail: Musterpost GmbH, Berlin",
    "accessibility_authority": "Marktüberwachung Barrierefreiheit Musterland, Musterweg 3, "
    "10115 Berlin",
    "contact_email": "kontakt@demo.example",
}
"""What a demo shows, marked as invented."""


def unfilled(operator: Operator) -> Iterator[str]:
    """The settings that the legal pages need and that are empty."""
    for name in REQUIRED:
        if not getattr(operator, name):
            yield name
    if operator.operator_country and operator.outside_europe() and not operator.eu_representative:
        yield "eu_representative"
