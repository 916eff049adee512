"""What an author sees of an own review."""

from dataclasses import dataclass
from typing import Final

from resonanz.agencies.service import AgencyRef
from resonanz.kernel.clock import site_day, today
from resonanz.kernel.i18n import format_day, format_moment, gettext, lazy

from ..domain import (
    EDITABLE_STATES,
    OPEN_REVISIONS,
    PROVABLE_STATES,
    PUBLIC_STATES,
    Part,
    RevisionState,
    State,
)
from ..domain.late_feedback import OPEN_LATE, LateLine
from ..service import LateOffer, Reply, ReviewRecord, Revision
from .conduct import conduct_lines
from .replies import ReplyView, public_reply
from .review import STATES, ReviewView, review_view


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message of the moderation, or of the author."""

    from_moderation: bool
    text: str
    moment: str


@dataclass(frozen=True, slots=True)
class MyEditView:
    """An edit of an own review: what happens with it, and how it would look.

    `returned` says that it is the author's turn, `open` that it can be taken back.
    """

    words: str
    sent_on: str
    due_on: str
    returned: bool
    open: bool
    review: ReviewView


@dataclass(frozen=True, slots=True)
class MyReviewView:
    """An own review with its state.

    `editable`: an edit can be begun. `asked`: its agency calls a fact wrong,
    `offered`: it offers late feedback.
    """

    public_id: str
    agency_name: str
    agency_slug: str
    agency_listed: bool
    state: str
    state_words: str
    sent_on: str
    due_on: str
    not_before: str
    public: bool
    returned: bool
    editable: bool
    edit: MyEditView | None
    ended: bool
    provable: bool
    answerable: bool
    conduct: tuple[tuple[str, str], ...]
    asked: bool
    offered: bool
    review: ReviewView
    messages: tuple[MessageView, ...]


@dataclass(frozen=True, slots=True)
class MyReviewsView:
    """All own reviews."""

    reviews: tuple[MyReviewView, ...]


@dataclass(frozen=True, slots=True)
class StatusView:
    """One own review, signed in (`own`) or by its status link.

    `earlier` says that a second one led here, `refused` that members of agencies can't review,
    `other_draft` names the agency of a draft that an edit would replace. Each of the `parts` is
    shown by its own template, which finds its view as `shown`. `waiting` says how long checks take
    now while they take longer than promised.
    """

    review: MyReviewView
    own: bool
    earlier: bool = False
    refused: bool = False
    other_draft: str = ""
    secret: str = ""
    link_sent: bool = False
    waiting: str = ""
    parts: tuple[Part, ...] = ()


def my_review_view(
    record: ReviewRecord,
    agency: AgencyRef,
    reply: Reply | None = None,
    edit: Revision | None = None,
    *,
    edited: RevisionState | None = None,
    offer: LateOffer | None = None,
) -> MyReviewView:
    """Build the view of an own review with its newest edit, of which a list knows the state."""
    open_edit = edit is not None and edit.state in OPEN_REVISIONS
    return MyReviewView(
        public_id=record.public_id,
        agency_name=agency.name,
        agency_slug=agency.slug,
        agency_listed=agency.state == "listed",
        state=record.state.value,
        state_words=_state_words(record, agency, edited),
        sent_on=format_day(site_day(record.submitted_at or record.created_at)),
        due_on=format_day(site_day(record.due_at)) if record.due_at else "",
        not_before=format_day(record.publish_after) if record.publish_after else "",
        public=record.state in PUBLIC_STATES and agency.state == "listed",
        returned=record.state is State.RETURNED,
        editable=record.state in EDITABLE_STATES and not open_edit,
        edit=_edit_view(edit, record.state) if edit else None,
        ended=record.state is State.WITHDRAWN,
        provable=record.state in PROVABLE_STATES and not record.contact_proven,
        answerable=record.state in PROVABLE_STATES,
        conduct=conduct_lines(record.conduct),
        asked=bool(record.disputed_lines),
        offered=offer is not None and offer.state in OPEN_LATE and offer.public,
        review=record_view(
            record, public_reply(reply, coarse=record.coarse), offer.late if offer else None
        ),
        messages=tuple(
            MessageView(m.sender == "moderation", m.text, format_moment(m.created_at))
            for m in record.messages
        ),
    )


def _state_words(record: ReviewRecord, agency: AgencyRef, edited: RevisionState | None) -> str:
    if record.state in PUBLIC_STATES and agency.state != "listed":
        return gettext("nicht zu sehen, weil die Agentur nicht mehr im Verzeichnis steht")
    if record.state is State.WITHDRAWN and record.submitted_at is None:
        return gettext("nicht eingereicht")
    words = str(STATES[record.state])
    return f"{words} · {_EDITED[edited]}" if edited in _EDITED else words


_EDITED: Final = {
    RevisionState.PRE_CHECK: lazy("Änderung wird geprüft"),
    RevisionState.RETURNED: lazy("Änderung zurückgegeben: bitte überarbeiten"),
    RevisionState.APPROVED: lazy("Änderung angenommen, noch nicht veröffentlicht"),
    RevisionState.REJECTED: lazy("Änderung abgelehnt"),
}
_CHECKED: Final = {
    State.HIDDEN_INTERIM: lazy(
        "Ihre Änderung wird geprüft; die Bewertung bleibt so lange ausgeblendet."
    ),
    State.REMOVED: lazy(
        "Ihre Änderung wartet: Die Bewertung ist entfernt. Kommt sie zurück, prüfen wir die "
        "Änderung."
    ),
}
_WORDS: Final = {
    RevisionState.PRE_CHECK: lazy(
        "Ihre Änderung wird geprüft, der bisherige Text bleibt so lange sichtbar."
    ),
    RevisionState.RETURNED: lazy(
        "Wir bitten Sie, Ihre Änderung zu überarbeiten. Warum, steht oben in der Nachricht."
    ),
    RevisionState.APPROVED: lazy(
        "Ihre Änderung ist angenommen und erscheint mit der nächsten Veröffentlichung."
    ),
    RevisionState.REJECTED: lazy(
        "Wir haben Ihre Änderung abgelehnt, der bisherige Text bleibt. Die Begründung steht oben."
    ),
}


def _edit_view(edit: Revision, state: State) -> MyEditView:
    words = _WORDS[edit.state]
    if edit.state is RevisionState.PRE_CHECK:
        words = _CHECKED.get(state, words)
    due = edit.due_at if state in EDITABLE_STATES else None
    return MyEditView(
        words=str(words),
        sent_on=format_day(site_day(edit.created_at)),
        due_on=format_day(site_day(due)) if due else "",
        returned=edit.state is RevisionState.RETURNED and state in EDITABLE_STATES,
        open=edit.state in OPEN_REVISIONS,
        review=record_view(edit.review),
    )


def record_view(
    record: ReviewRecord, reply: ReplyView | None = None, late: LateLine | None = None
) -> ReviewView:
    """The public view of a stored review, before it is public too."""
    return review_view(
        public_id=record.public_id,
        value=record.value,
        role=record.role,
        job_field=record.job_field,
        remote=record.remote,
        last_stage=record.last_stage,
        ledger=[line.to_dict() for line in record.lines],
        ratings=record.ratings,
        text=record.text,
        language=record.language,
        coarse=record.coarse,
        published_on=record.published_on or today(),
        proven=record.contact_proven,
        invited=record.invited,
        contested=record.state is State.CONTESTED,
        edited_on=record.edited_on,
        disputed=record.disputed_lines,
        corrected_on=record.corrected_on,
        late=late,
        reply=reply,
    )
