"""What notifiers and complaining parties see."""

from collections.abc import Mapping
from dataclasses import dataclass

from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_day

from ..domain import CaseState, NoticeGround, SubjectType, grounds_for
from ..service.complaints import ComplaintRecord
from ..service.notice_wording import NOTICE_GROUNDS, OUTCOMES, STATES
from ..service.records import CaseRecord, NoticeRecord


@dataclass(frozen=True, slots=True)
class NoticeFormView:
    """The form of a notice about a review or a profile; `listing`: one can object to it."""

    about: str
    address: str
    query: str
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]
    grounds: tuple[tuple[str, str], ...]
    listing: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of the case with its date; `done` if it is past."""

    words: str
    day: str
    done: bool


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """A complaint and what became of it."""

    text: str
    sent_on: str
    due_on: str
    decided: bool
    upheld: bool
    answer: str
    solo: bool


@dataclass(frozen=True, slots=True)
class CaseStatusView:
    """A case for one of its parties, behind a secret link.

    `reasons` are the statement's paragraphs for whoever owns what was restricted, where no page of
    their own shows them.
    """

    number: str
    address: str
    thanks: bool
    ground: str
    sent_on: str
    state: str
    due_on: str
    decided: bool
    outcome: str
    reasons: tuple[str, ...]
    steps: tuple[StepView, ...]
    complaints: tuple[ComplaintView, ...]
    may_complain: bool
    complain_until: str
    secret: str
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]
    for_author: bool


_ORDER = (
    CaseState.RECEIVED,
    CaseState.AUTHOR_HEARING,
    CaseState.EVIDENCE_CHECK,
    CaseState.AGENCY_REJOINDER,
    CaseState.DECIDED,
)
_ENDED = frozenset({CaseState.DECIDED, CaseState.COMPLAINT, CaseState.FINAL, CaseState.PURGED})


def grounds(subject: SubjectType | None = None) -> tuple[tuple[str, str], ...]:
    """The grounds of a notice about a thing, all without one, in the order they are asked in."""
    chosen = grounds_for(subject) if subject else tuple(NoticeGround)
    return tuple((ground.value, str(NOTICE_GROUNDS[ground])) for ground in chosen)


def error_texts(errors: Mapping[str, LazyText | str]) -> Typed:
    """Error messages by field."""
    return Typed((name, str(text)) for name, text in errors.items())


def case_status_view(
    case: CaseRecord,
    notice: NoticeRecord | None,
    complaints: tuple[ComplaintRecord, ...],
    *,
    secret: str,
    may_complain: bool,
    reasons: str = "",
    thanks: bool = False,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
) -> CaseStatusView:
    """Build the status of a case; a private notifier's name is in none of it (TRUST, step 2)."""
    errors = errors or {}
    decided = case.state in _ENDED
    ground = notice.ground if notice else _notice_ground(case.ground)
    return CaseStatusView(
        number=case.public_id,
        address=notice.address if notice and notice.address.startswith("http") else "",
        thanks=thanks,
        ground=str(NOTICE_GROUNDS[ground]) if ground else "",
        sent_on=format_day(site_day(notice.created_at if notice else case.opened_at)),
        state=str(STATES[case.state]),
        due_on=format_day(site_day(case.due_at)) if case.due_at and not decided else "",
        decided=decided,
        outcome=str(OUTCOMES[case.outcome]) if decided and case.outcome else "",
        reasons=tuple(reasons.splitlines()),
        steps=_steps(case),
        complaints=tuple(_complaint(one) for one in complaints),
        may_complain=may_complain,
        complain_until=format_day(case.complaint_until) if case.complaint_until else "",
        secret=secret,
        typed=typed or Typed(),
        error=error_texts(errors),
        errors=tuple((name, str(text)) for name, text in errors.items()),
        for_author=notice is None,
    )


def _notice_ground(ground: str) -> NoticeGround | None:
    return NoticeGround(ground) if ground in {one.value for one in NoticeGround} else None


def _steps(case: CaseRecord) -> tuple[StepView, ...]:
    ended = case.state in _ENDED
    present = len(_ORDER) - 1 if ended else _ORDER.index(case.state)
    heard = case.hearings > 0
    return tuple(
        StepView(str(STATES[state]), _day(case, state), index <= present)
        for index, state in enumerate(_ORDER)
        if state in {CaseState.RECEIVED, CaseState.DECIDED} or heard or index == present
    )


def _day(case: CaseRecord, state: CaseState) -> str:
    if state is CaseState.RECEIVED:
        return format_day(site_day(case.opened_at))
    if state is CaseState.DECIDED and case.decided_at:
        return format_day(site_day(case.decided_at))
    return format_day(site_day(case.state_since)) if state is case.state else ""


def _complaint(one: ComplaintRecord) -> ComplaintView:
    return ComplaintView(
        text=one.text,
        sent_on=format_day(site_day(one.created_at)),
        due_on=format_day(site_day(one.due_at)) if one.due_at else "",
        decided=one.upheld is not None,
        upheld=bool(one.upheld),
        answer=one.answer or "",
        solo=bool(one.solo),
    )
