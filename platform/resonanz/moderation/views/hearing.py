"""What authors see of the cases about their reviews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resonanz.agencies.service import AgencyRef
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_day, format_moment, gettext
from resonanz.reviews.domain import EDITABLE_STATES, OPEN_REVISIONS

from ..domain import OPEN_STATES, CaseKind, CaseState
from ..domain.evidence import FILES_LIMIT, PAGES_LIMIT
from ..service import CaseRecord
from ..service.correction_records import CorrectionRecord
from ..service.notice_wording import NOTICE_GROUNDS, OUTCOMES, STATES
from ..service.own_cases import OwnCase, Said
from .corrections import OwnCorrectionLine, QuestionView, ended, questions
from .evidence import ShownFile, shown_files
from .notices import error_texts


@dataclass(frozen=True, slots=True)
class SaidView:
    """Something that was written."""

    who: str
    moment: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list."""

    number: str
    about: str
    state: str
    opened_on: str
    due_on: str
    mine: bool


@dataclass(frozen=True, slots=True)
class OwnCasesView:
    """All cases about an author's reviews, and what agencies say against single facts."""

    cases: tuple[CaseLine, ...]
    questions: tuple[QuestionView, ...]
    corrections: tuple[OwnCorrectionLine, ...]


@dataclass(frozen=True, slots=True)
class HearingView:
    """A case for its author; `turn` says that an answer is awaited, `preview` shows the extract.

    `edit` is `offer` where the author may edit the review, `sent` where an edit is on its way.
    """

    number: str
    agency_name: str
    review_id: str
    dispute: bool
    no_contact: bool
    grounds: str
    state: str
    turn: bool
    open: bool
    edit: str
    due_on: str
    outcome: str
    complaint: str
    said: tuple[SaidView, ...]
    files: tuple[ShownFile, ...]
    room: bool
    limit_files: int
    limit_pages: int
    preview: bool
    typed: Typed
    notice: str
    error: Typed
    errors: tuple[tuple[str, str], ...]


def own_cases_view(
    records: Sequence[CaseRecord],
    corrections: Sequence[CorrectionRecord],
    agencies: Mapping[int, AgencyRef],
) -> OwnCasesView:
    """Build the list of an author's cases."""
    return OwnCasesView(
        tuple(case_line(one, agencies[one.agency_id].name) for one in records if one.agency_id),
        questions(corrections, agencies),
        ended(corrections, agencies),
    )


def case_line(record: CaseRecord, about: str) -> CaseLine:
    """Build a case's line."""
    mine = record.state is CaseState.AUTHOR_HEARING
    return CaseLine(
        number=record.public_id,
        about=about,
        state=case_words(record),
        opened_on=format_day(site_day(record.opened_at)),
        due_on=_due(record) if mine else "",
        mine=mine,
    )


def case_words(record: CaseRecord) -> str:
    """Where a case stands, with its result."""
    words = str(STATES[record.state])
    if record.outcome is None or record.state in OPEN_STATES:
        return words
    return f"{words}: {OUTCOMES[record.outcome]}"


def hearing_view(
    own: OwnCase,
    complaint: str,
    *,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
    preview: bool = False,
    notice: str = "",
) -> HearingView:
    """Build the author's page; `complaint` is the secret page of state and complaint."""
    record = own.case
    turn = record.state is CaseState.AUTHOR_HEARING
    pages = sum(len(file.pages) for file in own.files)
    found = errors or {}
    return HearingView(
        number=record.public_id,
        agency_name=own.agency.name,
        review_id=own.review.public_id,
        dispute=record.kind is CaseKind.DISPUTE,
        no_contact=record.no_contact,
        grounds=", ".join(str(NOTICE_GROUNDS[ground]) for ground in own.grounds),
        state=_own_state(record),
        turn=turn,
        open=record.state in OPEN_STATES,
        edit=_edit(own),
        due_on=_due(record) if turn else "",
        outcome=str(OUTCOMES[record.outcome]) if record.outcome else "",
        complaint="" if record.state in OPEN_STATES and not record.interim_hidden else complaint,
        said=tuple(said_view(one) for one in own.said),
        files=shown_files(own.files),
        room=turn and len(own.files) < FILES_LIMIT and pages < PAGES_LIMIT,
        limit_files=FILES_LIMIT,
        limit_pages=PAGES_LIMIT,
        preview=preview,
        typed=typed or Typed(),
        notice=notice,
        error=error_texts(found),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def _edit(own: OwnCase) -> str:
    if own.case.state not in OPEN_STATES:
        return ""
    if own.edit in OPEN_REVISIONS:
        return "sent"
    return "offer" if own.review.state in EDITABLE_STATES else ""


def said_view(one: Said) -> SaidView:
    """A message for its author or its reader, told from where the author stands."""
    match one.sender, one.to_whom:
        case "moderation", _:
            who = gettext("Frage der Moderation")
        case _, "agency":
            who = gettext("Ihr Text für die Agentur")
        case _:
            who = gettext("Ihre Antwort an die Moderation")
    return SaidView(who, format_moment(one.created_at), one.text)


def _own_state(record: CaseRecord) -> str:
    match record.state:
        case CaseState.AUTHOR_HEARING:
            return gettext("Wir warten auf Ihre Antwort")
        case CaseState.EVIDENCE_CHECK:
            return gettext("Wir prüfen den Fall")
        case _:
            return case_words(record)


def _due(record: CaseRecord) -> str:
    return format_day(site_day(record.hearing_due_at)) if record.hearing_due_at else ""
