"""What a suspended party reads instead of a form: why, until when, and how to complain."""

from dataclasses import dataclass
from typing import Final

from resonanz.kernel.i18n import format_day, gettext, lazy

from ..domain.misuse import PartyKind
from ..service.misuse_reasons import FACTS
from ..service.misuse_suspension import Suspension

_TITLES: Final = {
    PartyKind.AGENCY: lazy("Gerade bearbeiten wir keine Beanstandungen Ihrer Agentur"),
    PartyKind.NOTIFIER: lazy("Gerade bearbeiten wir keine Meldungen von Ihrer Adresse"),
    PartyKind.AUTHOR: lazy("Gerade nehmen wir keine Bewertungen von Ihnen an"),
}
_STAYS: Final = {
    PartyKind.AGENCY: lazy("Antworten und richtigstellen können Sie weiterhin."),
    PartyKind.NOTIFIER: lazy("Bei Gefahr für Leib oder Leben rufen Sie bitte die Polizei."),
    PartyKind.AUTHOR: lazy("Was von Ihnen veröffentlicht ist, bleibt stehen."),
}


@dataclass(frozen=True, slots=True)
class SuspendedView:
    """The page; `complaint` is the path of the complaint without its language, "" if it is not
    to be shown to whoever looks.
    """

    title: str
    until: str
    why: str
    stays: str
    complaint: str
    complaint_until: str


def suspended_view(suspension: Suspension, *, known: bool) -> SuspendedView:
    """Build the page; `known` says that the reader is the party and not just somebody who typed
    its address: all others read neither the reasons nor the link.
    """
    until = gettext("Das gilt auf Dauer.")
    if suspension.until:
        until = gettext(
            "Das gilt bis zum %(day)s. Danach geht es von selbst weiter.",
            day=format_day(suspension.until),
        )
    words = f"{FACTS[suspension.kind]} {suspension.explanation}".strip()
    end = suspension.complaint_until
    return SuspendedView(
        title=str(_TITLES[suspension.kind]),
        until=until,
        why=words if known else "",
        stays=str(_STAYS[suspension.kind]),
        complaint=f"/complaints/{suspension.secret}" if known else "",
        complaint_until=format_day(end) if end else "",
    )
