"""What the link of an invitation shows where it does not open the desk."""

from dataclasses import dataclass
from typing import Final

from resonanz.accounts.views import add_link_page
from resonanz.agencies.domain.members import Objection
from resonanz.agencies.service import AgencyRef
from resonanz.agencies.service.invitations import LINK_PURPOSE
from resonanz.kernel.i18n import gettext, lazy

OBJECTIONS: Final = {
    Objection.AUTHOR: lazy(
        "Mit diesem Konto haben Sie diese Agentur bewertet. Wer eine Agentur bewertet hat, kann "
        "nicht für sie handeln. Die Agentur erfährt davon nichts: weder, dass es eine Bewertung "
        "gibt, noch warum Sie nicht dazugekommen sind."
    ),
    Objection.STAFF: lazy(
        "Dieses Konto gehört zur Moderation. Wer moderiert, kann nicht für eine Agentur handeln."
    ),
}


add_link_page(
    LINK_PURPOSE,
    lazy("Für eine Agentur handeln"),
    lazy("Ein Klick noch, dann sind Sie angemeldet und gehören zu der Agentur, die Sie einlädt."),
    lazy("Einladung annehmen"),
)


@dataclass(frozen=True, slots=True)
class InvitedView:
    """Why there is no desk behind the link."""

    title: str
    text: str
    author: bool


def invited_view(agency: AgencyRef | None, objection: Objection | None) -> InvitedView:
    """Build the page."""
    if agency is None or objection is None:
        return InvitedView(
            gettext("Diese Einladung gilt nicht mehr"),
            gettext(
                "Sie wurde zurückgezogen oder ist abgelaufen. Fragen Sie bei der Agentur nach."
            ),
            False,
        )
    return InvitedView(
        gettext("Dieses Konto kann kein Mitglied sein"),
        str(OBJECTIONS[objection]),
        objection is Objection.AUTHOR,
    )
