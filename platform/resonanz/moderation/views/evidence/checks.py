"""What moderators see of voluntary proofs."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from resonanz.agencies.service import AgencyRef
from resonanz.kernel.fields import FieldErrors, Typed
from resonanz.kernel.i18n import format_moment, format_month, gettext
from resonanz.reviews.views.mine import record_view
from resonanz.reviews.views.review import ReviewView
from resonanz.reviews.views.screens import LANGUAGE_NAMES

from ...domain.evidence import Match, Outcome
from ...service.evidence import DOCUMENT_KINDS, SHORTFALLS, Alert, Check, WaitingCheck
from ..conversation import SaidView, said_views
from ..history import HistoryView, history_view
from ..queue import QueueRow, due_words, proof_row
from .author import ShownFile, shown_files

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class QueueView:
    """The proofs that wait."""

    rows: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class AlertView:
    """A document of somebody else that is alike; `path` is without its language."""

    text: str
    agency: str
    path: str


@dataclass(frozen=True, slots=True)
class CheckView:
    """A proof to check; `claim` is free, me, other or closed."""

    public_id: str
    agency_name: str
    due: str
    late: bool
    claim: str
    until: str
    result: str
    contact: Options
    review: ReviewView
    files: tuple[ShownFile, ...]
    alerts: tuple[AlertView, ...]
    kinds: Options
    shortfalls: Options
    team: tuple[SaidView, ...]
    history: HistoryView
    agency_slug: str
    typed: Typed
    error: Mapping[str, str]
    errors: Options
    notice: str


def queue_view(
    checks: tuple[WaitingCheck, ...], agencies: Mapping[int, AgencyRef], now: dt.datetime
) -> QueueView:
    """Build the list of proofs that wait."""
    return QueueView(
        tuple(proof_row(check, agencies[check.agency_id].name, now) for check in checks)
    )


def check_view(
    check: Check,
    agencies: Mapping[int, AgencyRef],
    now: dt.datetime,
    *,
    typed: Typed | None = None,
    errors: FieldErrors | None = None,
    notice: str = "",
) -> CheckView:
    """Build the page of a check; `agencies` are those of the alerts."""
    review = record_view(check.review)
    wrong = {name: str(text) for name, text in (errors or {}).items()}
    return CheckView(
        public_id=check.public_id,
        agency_name=check.agency.name,
        due=due_words(check.due_at, now) if check.claim != "closed" else "",
        late=check.claim != "closed" and check.due_at < now,
        claim=check.claim,
        until=format_moment(check.until) if check.until else "",
        result=_result(check.outcome),
        contact=_contact(check),
        review=review,
        files=shown_files(check.files, own=False),
        alerts=alert_views(check.alerts, agencies),
        kinds=tuple((f"kind:{kind}", str(text)) for kind, text in DOCUMENT_KINDS.items()),
        shortfalls=tuple((f"shortfall:{key}", str(text)) for key, text in SHORTFALLS.items()),
        team=said_views(check.team),
        history=history_view(check.history),
        agency_slug=check.agency.slug if check.agency.state == "listed" else "",
        typed=typed or Typed(),
        error=wrong,
        errors=tuple(wrong.items()),
        notice=notice,
    )


def alert_views(
    alerts: tuple[Alert, ...], agencies: Mapping[int, AgencyRef]
) -> tuple[AlertView, ...]:
    """What is like the documents at hand; `agencies` are those of the alerts."""
    return tuple(
        AlertView(
            _alert(alert),
            agencies[alert.other_agency_id].name,
            f"/moderation/reviews/{alert.other_review}",
        )
        for alert in alerts
    )


def _result(outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    return {
        Outcome.PROVEN: gettext("Der Kontakt ist belegt."),
        Outcome.NOT_ENOUGH: gettext("Der Nachweis genügte nicht."),
        Outcome.WITHDRAWN: gettext("Die Prüfung ist nicht mehr nötig."),
    }[outcome]


def _contact(check: Check) -> Options:
    record = check.review
    month = gettext("länger als zwei Jahre her")
    if record.month and record.month != "older":
        month = format_month(dt.date.fromisoformat(f"{record.month}-01"))
    return (
        (gettext("Agentur"), check.agency.name),
        (gettext("Letzter Kontakt"), month),
        (gettext("Sprache"), LANGUAGE_NAMES[record.form_language]),
    )


def _alert(alert: Alert) -> str:
    if alert.match is Match.IDENTICAL:
        return gettext("Dasselbe Dokument kam schon von einer anderen Person.")
    return gettext(
        "Ein sehr ähnliches Dokument kam von einer anderen Person. Es kann ein Serienbrief der "
        "Agentur sein."
    )
