"""All that a moderator gets to know of a case."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from resonanz.accounts.queries import accounts
from resonanz.agencies import service as agencies
from resonanz.agencies.domain.profiles import Change
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import settings
from resonanz.kernel.errors import ForbiddenError
from resonanz.reviews import service as reviews
from resonanz.reviews.service import Reply, ReviewRecord

from .. import queries
from ..domain import RULES, Actor, CaseState, NoticeGround, Step, SubjectType, is_live
from ..domain.deadlines import MOST_HEARINGS
from . import evidence
from .absence import author_is_gone
from .case_claims import foreign_case, require_second_human
from .case_edits import EditStanding, edit_standing, reviewed, rival
from .colleagues import Colleague, colleague
from .complaints import ComplaintRecord, complaints_in
from .conversation import TeamNote, notes_in_case
from .errors import Moderator
from .history import History, history_of
from .profile_checks import changed_in
from .records import CaseRecord, NoticeRecord, notices_of

_HANDLED = (
    Step.KEEP,
    Step.REMOVE,
    Step.LABEL,
    Step.SETTLE_EDITED,
    Step.OPEN_HEARING,
    Step.ASK_MORE,
    Step.FORWARD,
    Step.HIDE,
    Step.BOUNCE,
)
"""What a moderator can do with an open case, in the order in which it is offered."""


@dataclass(frozen=True, slots=True)
class CaseEventRecord:
    """A move of a case; `by` is None where no account acted."""

    at: dt.datetime
    event: str
    actor: str
    detail: str
    by: Colleague | None


@dataclass(frozen=True, slots=True)
class CaseMessageRecord:
    """What somebody wrote to somebody."""

    sender: str
    to_whom: str
    text: str
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with what helps to judge it.

    `review` is the rejected edit where that is what the case is about, `rival` the newer review
    that keeps it from coming back, `change` what it is about on a profile. `documents` are empty
    for everybody but the assigned moderator (step 4), `alike` the agencies of what is like them.
    `author_gone`: nobody can be asked any more. `steps` are what its state allows the moderator;
    `barred` says that somebody else must decide (TRUST 16), `solo`
    that the operator is alone and says so (TRUST 16a).
    """

    case: CaseRecord
    agency: AgencyRef | None
    review: ReviewRecord | None
    reply: Reply | None
    change: Change | None
    edit: EditStanding
    rival: str | None
    author_gone: bool
    history: History
    notices: tuple[NoticeRecord, ...]
    messages: tuple[CaseMessageRecord, ...]
    team: tuple[TeamNote, ...]
    events: tuple[CaseEventRecord, ...]
    complaints: tuple[ComplaintRecord, ...]
    documents: evidence.CaseFiles
    alike: Mapping[int, AgencyRef]
    steps: tuple[Step, ...]
    claimed_by: Colleague | None
    claimed_until: dt.datetime | None
    barred: bool
    solo: bool


async def case_file(public_id: str, moderator: Moderator, now: dt.datetime) -> CaseFile:
    """A case for a moderator; raises NotFoundError, ForbiddenError for whoever is part of it."""
    return await file_of(await foreign_case(public_id, moderator), moderator, now)


async def file_of(record: CaseRecord, moderator: Moderator, now: dt.datetime) -> CaseFile:
    """The file of a case that the reader may see."""
    review = await reviewed(record)
    edit = await edit_standing(record, review)
    refs = await agencies.agencies_by_id([record.agency_id] if record.agency_id else [])
    claim = await queries.case_claim_of(record.id)
    live = claim is not None and is_live(claim["expires_at"], now)
    documents = evidence.CaseFiles((), ())
    if record.assigned_account_id == moderator.account_id:
        documents = await evidence.of_case(record.id)
    barred, solo = await _second_human(record, moderator)
    gone = await author_is_gone(record)
    return CaseFile(
        case=record,
        agency=refs.get(record.agency_id or 0),
        review=review,
        reply=await _reply(record),
        change=await changed_in(record.subject_key),
        edit=edit,
        rival=await rival(record, review),
        author_gone=gone,
        history=await history_of(review, record.agency_id, now, other_than=record.id),
        notices=tuple(await notices_of(record)),
        messages=tuple(
            CaseMessageRecord(row["sender"], row["to_whom"], row["text"], row["created_at"])
            for row in await queries.case_messages(record.id)
            if row["sender"] != "team"
        ),
        team=await notes_in_case(record, moderator),
        events=await _events(record, moderator),
        complaints=tuple(await complaints_in(record)),
        documents=documents,
        alike=await agencies.agencies_by_id(one.other_agency_id for one in documents.alerts),
        steps=steps_of(record, author_gone=gone, edited=edit is EditStanding.READY),
        claimed_by=await colleague(claim["account_id"], moderator) if claim and live else None,
        claimed_until=claim["expires_at"] if claim and live else None,
        barred=barred,
        solo=solo,
    )


async def _reply(record: CaseRecord) -> Reply | None:
    """What a case about an agency's reply is about."""
    if record.subject_type is not SubjectType.REPLY or record.review_id is None:
        return None
    return (await reviews.replies_to([record.review_id])).get(record.review_id)


def steps_of(
    record: CaseRecord, *, author_gone: bool = False, edited: bool = False
) -> tuple[Step, ...]:
    """What a moderator can do now; nothing but waiting where it is others' turn."""
    found = []
    for step in _HANDLED:
        rule = RULES.get((record.state, step))
        if rule is None or Actor.MODERATOR not in rule.by or record.kind not in rule.kinds:
            continue
        if rule.only_reviews and not record.about_review:
            continue
        # A profile holds facts of public registers only: they are corrected; the listing itself
        # goes where its owner objects to it (TRUST 26).
        if record.subject_type is SubjectType.PROFILE and (
            step is Step.LABEL or (step is Step.REMOVE and record.ground != NoticeGround.LISTING)
        ):
            continue
        if author_gone and step in {Step.OPEN_HEARING, Step.ASK_MORE}:
            continue
        if step is Step.SETTLE_EDITED and not edited:
            continue
        if step is Step.HIDE and record.interim_hidden:
            continue
        if step is Step.ASK_MORE and record.hearings >= MOST_HEARINGS:
            continue
        running = record.state is CaseState.AUTHOR_HEARING and record.bounced_at is None
        if step is Step.OPEN_HEARING and running:
            continue
        if step is Step.BOUNCE and not running:
            continue
        found.append(step)
    return tuple(found)


async def _second_human(record: CaseRecord, moderator: Moderator) -> tuple[bool, bool]:
    if not record.second_human_needed:
        return False, False
    try:
        return False, await require_second_human(record, moderator)
    except ForbiddenError:
        return True, settings.current().solo_moderator


async def _events(record: CaseRecord, moderator: Moderator) -> tuple[CaseEventRecord, ...]:
    rows = await queries.events_of(record.id)
    team: dict[str, Colleague | None] = {}
    for name in {row["actor"] for row in rows}:
        account = await accounts.by_public_id(name)
        me = name == moderator.public_id
        team[name] = Colleague(account.email, me) if account else None
    return tuple(
        CaseEventRecord(
            row["at"], row["event"], row["actor"], row["detail"], team.get(row["actor"])
        )
        for row in rows
    )
