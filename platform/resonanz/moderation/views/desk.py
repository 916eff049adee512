"""What an agency's members see."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from resonanz.agencies.service import AgencyRef
from resonanz.kernel.clock import site_day
from resonanz.kernel.fields import Typed
from resonanz.kernel.i18n import LazyText, format_day, format_moment, gettext
from resonanz.reviews.views.dates import shown_date

from ..domain import OPEN_STATES, CaseState, NoticeGround, Source, SubjectType
from ..service import CaseRecord
from ..service.desk import DeskCase, DeskReview
from ..service.notice_wording import NOTICE_GROUNDS
from ..service.own_cases import Said
from .hearing import SaidView, case_words
from .notices import error_texts, grounds


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """A dispute in a list; `mine` says that the agency is asked."""

    number: str
    about: str
    state: str
    opened_on: str
    due_on: str
    mine: bool


@dataclass(frozen=True, slots=True)
class DeskReviewView:
    """A review that is disputed."""

    public_id: str
    date: str
    language: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisputeView:
    """The form of a dispute; `opens` says from when on there is one."""

    review: DeskReviewView
    agency_name: str
    agency_slug: str
    grounds: tuple[tuple[str, str], ...]
    opens: str
    typed: Typed
    error: Typed
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DeskCaseView:
    """A dispute for its agency; `turn` says that a rejoinder is awaited."""

    number: str
    agency_name: str
    agency_slug: str
    ground: str
    state: str
    opened_on: str
    turn: bool
    open: bool
    hearing: bool
    due_on: str
    said: tuple[SaidView, ...]
    pages: tuple[tuple[str, str, int, int], ...]
    status: str
    typed: Typed
    notice: str
    error: Typed
    errors: tuple[tuple[str, str], ...]


def dispute_view(
    review: DeskReview,
    agency: AgencyRef,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
    opens_at: dt.datetime | None = None,
) -> DisputeView:
    """Build the form of a dispute."""
    found = errors or {}
    return DisputeView(
        review=_review(review),
        agency_name=agency.name,
        agency_slug=agency.slug,
        opens=format_moment(opens_at) if opens_at else "",
        grounds=grounds(SubjectType.REVIEW),
        typed=typed or Typed(),
        error=error_texts(found),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def desk_case_view(
    desk: DeskCase,
    typed: Typed | None = None,
    errors: Mapping[str, LazyText | str] | None = None,
    notice: str = "",
) -> DeskCaseView:
    """Build a dispute's page."""
    record, found = desk.case, errors or {}
    line = dispute_line(record)
    return DeskCaseView(
        number=record.public_id,
        agency_name=desk.agency.name,
        agency_slug=desk.agency.slug,
        ground=line.about,
        state=line.state,
        opened_on=line.opened_on,
        turn=line.mine,
        open=record.state in OPEN_STATES,
        hearing=record.state is CaseState.AUTHOR_HEARING,
        due_on=line.due_on,
        said=tuple(_said(one) for one in desk.said),
        pages=tuple(
            (
                f"/desk/cases/{record.public_id}/pages/{page.number}",
                gettext("Seite %(page)s", page=page.number),
                page.width,
                page.height,
            )
            for page in desk.extract
        ),
        status=f"/notices/{desk.secret}" if desk.secret else "",
        typed=typed or Typed(),
        notice=notice,
        error=error_texts(found),
        errors=tuple((name, str(text)) for name, text in found.items()),
    )


def _review(one: DeskReview) -> DeskReviewView:
    return DeskReviewView(
        public_id=one.public_id,
        date=shown_date(one.published_on, one.coarse),
        language=one.language,
        paragraphs=tuple(part for part in one.text.split("\n") if part),
    )


def may_dispute(newest: CaseRecord | None) -> bool:
    """Whether a review may be disputed (again) after the agency's newest dispute of it."""
    return newest is None or newest.state not in OPEN_STATES


def dispute_line(record: CaseRecord) -> DisputeLine:
    """A dispute in a list."""
    mine = record.state is CaseState.AGENCY_REJOINDER
    due = record.rejoinder_due_at
    return DisputeLine(
        number=record.public_id,
        about=_ground(record),
        state=case_words(record),
        opened_on=format_day(site_day(record.opened_at)),
        due_on=format_day(site_day(due)) if mine and due else "",
        mine=mine,
    )


def _ground(record: CaseRecord) -> str:
    """The agency's own ground: a case that others opened first does not tell theirs."""
    if record.source is Source.AGENCY:
        return str(NOTICE_GROUNDS[NoticeGround(record.ground)])
    return (
        str(NOTICE_GROUNDS[NoticeGround.NO_CONTACT])
        if record.no_contact
        else gettext("Beanstandung")
    )


def _said(one: Said) -> SaidView:
    match one.sender:
        case "agency":
            who = gettext("Ihre Antwort")
        case "author":
            who = gettext("Von der Autorin oder vom Autor freigegeben")
        case _:
            who = gettext("Moderation")
    return SaidView(who, format_moment(one.created_at), one.text)
