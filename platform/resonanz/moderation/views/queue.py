"""The queue page."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from babel.dates import format_timedelta

from resonanz.kernel.i18n import format_day, format_number, gettext, lazy, locale, ngettext
from resonanz.reviews.views.screens import LANGUAGE_NAMES

from ..domain import CaseKind
from ..domain.work import WorkKind, minutes_owed
from ..service import QueueItem, QueuePage, position_text
from ..service.authorities import AuthorityRequest
from ..service.evidence import WaitingCheck
from ..service.next_work import Today
from ..service.notice_wording import NOTICE_GROUNDS, STATES
from ..service.reply_checks import ReplyItem
from ..service.waiting_cases import WaitingCase
from .signals import chips_of

_TITLES: Final = {
    CaseKind.NOTICE: lazy("Meldung"),
    CaseKind.DISPUTE: lazy("Beanstandung"),
    CaseKind.REJECTION: lazy("Ablehnung"),
    CaseKind.SANCTION: lazy("Sperre"),
}


_SENDERS: Final = {
    WorkKind.REQUEST: lazy("Anfrage einer Behörde"),
    WorkKind.LETTER: lazy("Brief einer Anwaltskanzlei"),
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """Something that waits; `path` is without its language, `claim` is "", `me` or `other`."""

    path: str
    title: str
    agency: str
    due: str
    due_iso: str
    late: bool
    chips: tuple[str, ...]
    signals: tuple[str, ...]
    claim: str


@dataclass(frozen=True, slots=True)
class Section:
    """What waits of some kinds; `key` makes ids."""

    key: str
    title: str
    rows: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue; `next` is the query of the following page, "" on the last one.

    `owed` is due until tonight and takes about so many `minutes`, `parts` says of what kinds it
    is; `others` says what waits for somebody else, `proposals` and `merges` how many
    agencies are proposed, or wait to be merged or split by a second moderator.
    """

    owed: str
    minutes: str
    overdue: str
    waiting: str
    parts: tuple[str, ...]
    others: tuple[str, ...]
    proposals: str
    merges: str
    sections: tuple[Section, ...]
    rows: tuple[QueueRow, ...]
    first: bool
    next: str


def queue_view(
    page: QueuePage,
    today: Today,
    now: dt.datetime,
    *,
    first: bool,
    requests: Sequence[AuthorityRequest] = (),
    cases: Sequence[WaitingCase] = (),
    proofs: Sequence[tuple[WaitingCheck, str]] = (),
    replies: Sequence[ReplyItem] = (),
    claims: Sequence[QueueRow] = (),
    profiles: Sequence[QueueRow] = (),
    proposals: int = 0,
    merges: int = 0,
) -> QueueView:
    """Build the queue page; `proofs` come with the names of their agencies."""
    tallies = today.tallies
    overdue = sum(one.overdue for one in tallies.values())
    minutes = minutes_owed(tallies)
    sections = (
        Section(
            "requests",
            gettext("Behörden und Anwaltsbriefe"),
            tuple(_request_row(one, now) for one in requests),
        ),
        Section(
            "cases",
            gettext("Meldungen, Beanstandungen, Beschwerden"),
            tuple(_case_row(one, now) for one in cases),
        ),
        Section(
            "proofs",
            gettext("Nachweise"),
            tuple(proof_row(one, agency, now) for one, agency in proofs),
        ),
        Section(
            "replies",
            gettext("Antworten von Agenturen"),
            tuple(_reply_row(one, now) for one in replies),
        ),
        Section("claims", gettext("Wer verwaltet eine Agentur?"), tuple(claims)),
        Section("profiles", gettext("Name und Orte von Agenturen"), tuple(profiles)),
    )
    return QueueView(
        owed=format_number(sum(one.owed for one in tallies.values())),
        minutes=ngettext("etwa eine Minute", "etwa %(num)s Minuten", minutes) if minutes else "",
        overdue=ngettext("%(num)s davon überfällig", "%(num)s davon überfällig", overdue)
        if overdue
        else "",
        waiting=format_number(sum(one.waiting for one in tallies.values())),
        parts=tuple(_part(kind, one.owed) for kind, one in tallies.items() if one.owed),
        others=tuple(_others(today)),
        proposals=ngettext(
            "%(num)s vorgeschlagene Agentur", "%(num)s vorgeschlagene Agenturen", proposals
        )
        if proposals
        else "",
        merges=ngettext(
            "%(num)s Zusammenführung oder Trennung",
            "%(num)s Zusammenführungen oder Trennungen",
            merges,
        )
        if merges
        else "",
        sections=tuple(one for one in sections if one.rows),
        rows=tuple(_row(item, now) for item in page.items),
        first=first,
        next=position_text(page.next) if page.next else "",
    )


def _part(kind: WorkKind, owed: int) -> str:
    match kind:
        case WorkKind.REQUEST:
            return ngettext("%(num)s Behördenanfrage", "%(num)s Behördenanfragen", owed)
        case WorkKind.LETTER:
            return ngettext("%(num)s Anwaltsbrief", "%(num)s Anwaltsbriefe", owed)
        case WorkKind.COMPLAINT:
            return ngettext("%(num)s Beschwerde", "%(num)s Beschwerden", owed)
        case WorkKind.CASE:
            return ngettext("%(num)s Fall", "%(num)s Fälle", owed)
        case WorkKind.PROOF:
            return ngettext("%(num)s Nachweis", "%(num)s Nachweise", owed)
        case WorkKind.AGENCY:
            return ngettext("%(num)s Antrag", "%(num)s Anträge", owed)
        case WorkKind.REVIEW:
            return ngettext("%(num)s Bewertung", "%(num)s Bewertungen", owed)
        case WorkKind.REPLY:
            return ngettext("%(num)s Antwort", "%(num)s Antworten", owed)
        case WorkKind.PROFILE:
            return ngettext("%(num)s Name oder Ort", "%(num)s Namen oder Orte", owed)


def _others(today: Today) -> Iterator[str]:
    """What waits for somebody else, so that the team knows whom it lacks."""
    for language, count in today.unread.items():
        match language:
            case "de":
                yield ngettext(
                    "%(num)s auf Deutsch wartet auf jemanden, der Deutsch liest.",
                    "%(num)s auf Deutsch warten auf jemanden, der Deutsch liest.",
                    count,
                )
            case "en":
                yield ngettext(
                    "%(num)s auf Englisch wartet auf jemanden, der Englisch liest.",
                    "%(num)s auf Englisch warten auf jemanden, der Englisch liest.",
                    count,
                )
            case _:
                yield ngettext(
                    "%(num)s auf Spanisch wartet auf jemanden, der Spanisch liest.",
                    "%(num)s auf Spanisch warten auf jemanden, der Spanisch liest.",
                    count,
                )
    if today.barred:
        yield ngettext(
            "%(num)s betrifft eine Agentur, mit der Sie verbunden sind, und wartet auf andere.",
            "%(num)s betreffen Agenturen, mit denen Sie verbunden sind, und warten auf andere.",
            today.barred,
        )


def _request_row(one: AuthorityRequest, now: dt.datetime) -> QueueRow:
    chips = [] if one.due_on else [gettext("ohne genannte Frist")]
    return QueueRow(
        path=f"/moderation/authorities/{one.public_id}",
        title=str(_SENDERS[one.work]),
        agency=one.agency.name if one.agency else "",
        due=gettext("Frist %(day)s", day=format_day(one.owed_on)),
        due_iso=one.owed_on.isoformat(),
        late=one.owed_at < now,
        chips=tuple(chips),
        signals=(),
        claim=one.claim,
    )


def proof_row(one: WaitingCheck, agency: str, now: dt.datetime) -> QueueRow:
    """A proof that waits."""
    return QueueRow(
        path=f"/moderation/proofs/{one.public_id}",
        title=gettext("Nachweis prüfen"),
        agency=agency,
        due=due_words(one.due_at, now),
        due_iso=one.due_at.isoformat(timespec="seconds"),
        late=one.due_at < now,
        chips=(),
        signals=(),
        claim=one.claim,
    )


def _case_row(one: WaitingCase, now: dt.datetime) -> QueueRow:
    chips = [str(STATES[one.state])]
    if one.ground:
        chips.insert(0, str(NOTICE_GROUNDS[one.ground]))
    if one.priority:
        chips.append(gettext("zuerst"))
    if one.bounced:
        chips.append(gettext("Mail kam zurück"))
    return QueueRow(
        path=f"/moderation/cases/{one.public_id}",
        title=gettext("Beschwerde") if one.work is WorkKind.COMPLAINT else str(_TITLES[one.kind]),
        agency=one.agency.name if one.agency else "",
        due=due_words(one.due_at, now),
        due_iso=one.due_at.isoformat(timespec="seconds"),
        late=one.due_at < now,
        chips=tuple(chips),
        signals=(),
        claim=one.claim,
    )


def _row(item: QueueItem, now: dt.datetime) -> QueueRow:
    review = item.review
    chips = [
        gettext("Feedback: %(stars)s von 5", stars=review.ratings["feedback"]),
        LANGUAGE_NAMES[review.language],
    ]
    if not review.has_text:
        chips.append(gettext("ohne Text"))
    if item.agency.state == "proposed":
        chips.append(gettext("neue Agentur"))
    return QueueRow(
        path=f"/moderation/reviews/{review.public_id}",
        title=_title(item),
        agency=item.agency.name,
        due=due_words(review.due_at, now),
        due_iso=review.due_at.isoformat(timespec="seconds"),
        late=review.due_at < now,
        chips=tuple(chips),
        signals=chips_of(item.signals),
        claim=item.claim,
    )


def _reply_row(item: ReplyItem, now: dt.datetime) -> QueueRow:
    reply = item.reply
    return QueueRow(
        path=f"/moderation/replies/{reply.public_id}",
        title=gettext("Neue Antwort") if reply.number == 1 else gettext("Geänderte Antwort"),
        agency=item.agency.name,
        due=due_words(reply.due_at, now),
        due_iso=reply.due_at.isoformat(timespec="seconds"),
        late=reply.due_at < now,
        chips=(LANGUAGE_NAMES[reply.language],),
        signals=chips_of(item.signals),
        claim=item.claim,
    )


def _title(item: QueueItem) -> str:
    if item.review.edit:
        return gettext("Änderung einer Bewertung")
    return gettext("Neue Bewertung") if item.review.version == 1 else gettext("Erneut gesendet")


def due_words(due_at: dt.datetime, now: dt.datetime) -> str:
    """When something is or was due, seen from now: "in 5 Stunden fällig"."""
    return gettext(
        "%(when)s fällig",
        when=format_timedelta(due_at - now, add_direction=True, locale=locale()),
    )
