"""The page of the pledge, and what stands before it is published or withdrawn."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from resonanz.agencies.domain.pledges import DAYS, first_month
from resonanz.agencies.queries.members import Membership
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_day, format_month, format_percent, gettext
from resonanz.scoring.domain.ledger import DaysClass
from resonanz.scoring.domain.statistics import PERCENT_FROM, AgencyStatistics
from resonanz.scoring.views.figures import LedgerRow, unbroken
from resonanz.scoring.views.pledges import pledge_name, pledge_view

from ..service.pledge import PledgeDesk
from .frame import DeskFrame, frame


@dataclass(frozen=True, slots=True)
class PledgePageView:
    """How things stand; `blocked` says from when on the next pledge may be made, "" for now."""

    frame: DeskFrame
    present: str
    rows: tuple[LedgerRow, ...]
    options: tuple[tuple[str, ...], ...]
    blocked: str
    notice: str
    error: Typed
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PledgeStepView:
    """What happens if the owner goes on; `days` is "" for a withdrawal."""

    frame: DeskFrame
    days: str
    title: str
    consequences: tuple[str, ...]


def pledge_page_view(
    desk: PledgeDesk,
    membership: Membership,
    today: dt.date,
    *,
    notice: str = "",
    errors: Mapping[str, LazyText | str] | None = None,
) -> PledgePageView:
    """Build the page."""
    found = errors or {}
    shown = pledge_view(desk.history, desk.figures, today)
    blocked = desk.blocked_until(today)
    return PledgePageView(
        frame=frame(membership, "pledge"),
        present=pledge_name(desk.present) if desk.present else "",
        rows=shown.rows if shown else (),
        options=tuple(
            (str(days), gettext("%(days)s Werktagen", days=days), *_so_far(desk.figures, days))
            for days in DAYS
            if desk.present is None or days != desk.present.days
        ),
        blocked=format_day(blocked) if blocked else "",
        notice=notice,
        error=Typed((name, str(text)) for name, text in found.items()),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def pledge_step_view(
    desk: PledgeDesk, membership: Membership, days: int, today: dt.date
) -> PledgeStepView:
    """Build what stands before a pledge is published."""
    consequences = [
        gettext(
            "Die Zusage steht sofort auf Ihrem Profil und in der Liste der Agenturen, mit dem "
            "Tag, an dem Sie sie gegeben haben."
        ),
        gettext(
            "Daneben steht, wie oft Sie sie hielten, sobald drei Bewertungen darunterfallen. Es "
            "zählen Bewertungen, deren letzter Kontakt im %(month)s oder später war.",
            month=format_month(first_month(today)),
        ),
        gettext(
            "Schweigen, ein bloßer Zwischenstand und jede spätere Antwort zählen als nicht "
            "gehalten, auch wenn der Kunde schwieg."
        ),
        gettext("An Ihrem Wert, Ihrem Rang und Ihrem Platz in Listen ändert die Zusage nichts."),
        gettext(
            "Zurückziehen können Sie sie jederzeit. Sie gilt dann noch bis zum Ende des Monats und "
            "bleibt mit ihrem Ergebnis zwölf Monate sichtbar."
        ),
        gettext("Ändern können Sie sie frühestens in 30 Tagen."),
    ]
    if desk.present is not None:
        consequences.insert(
            1,
            gettext(
                "Sie löst Ihre bisherige Zusage ab (%(pledge)s). Die bleibt mit ihrem Ergebnis "
                "zwölf Monate sichtbar; für Stufen, die jetzt offen sind, gilt die strengere.",
                pledge=pledge_name(desk.present),
            ),
        )
    return PledgeStepView(
        frame=frame(membership, "pledge"),
        days=str(days),
        title=gettext("Antwort innerhalb von %(days)s Werktagen zusagen?", days=days),
        consequences=tuple(consequences),
    )


def withdrawal_view(desk: PledgeDesk, membership: Membership) -> PledgeStepView:
    """Build what stands before the pledge in force is withdrawn."""
    return PledgeStepView(
        frame=frame(membership, "pledge"),
        days="",
        title=gettext("Zusage zurückziehen?"),
        consequences=(
            gettext(
                "Auf dem Profil steht dann zwölf Monate lang, dass die Zusage zurückgezogen ist, "
                "mit dem Tag und mit dem, was bis dahin gehalten wurde."
            ),
            gettext(
                "Bis zum Ende des Monats gilt sie noch: Wer in dieser Zeit ein Gespräch hatte, hat "
                "sich darauf verlassen."
            ),
            gettext("Eine neue Zusage ist frühestens 30 Tage nach der letzten möglich."),
        ),
    )


def _so_far(figures: AgencyStatistics | None, days: int) -> tuple[str, ...]:
    """Which share of all stages was answered in that time so far; nothing below ten."""
    if figures is None or figures.times.n < PERCENT_FROM:
        return ()
    shares = zip(DaysClass, figures.times.shares(), strict=True)
    share = next(share for own, share in shares if own.days == days)
    if share is None:
        return ()
    said = gettext(
        "bisher nach %(share)s aller Stufen, n = %(n)s",
        share=format_percent(share),
        n=figures.times.n,
    )
    return (unbroken(said),)
