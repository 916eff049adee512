"""Edits by authors in the cases about their reviews: one settles a case, one was rejected."""

from enum import StrEnum

from resonanz.reviews import service as reviews
from resonanz.reviews.domain import RevisionState
from resonanz.reviews.service import ReviewRecord

from .. import queries
from ..domain import OPEN_STATES, CaseKind, CaseState, Outcome
from .records import CaseRecord


class EditStanding(StrEnum):
    """What a moderator must know of an edit: in an open case, or with a complaint about one."""

    NONE = "none"
    WAITING = "waiting"
    RETURNED = "returned"
    READY = "ready"
    REJECTED = "rejected"
    REPLACED = "replaced"


async def reviewed(record: CaseRecord) -> ReviewRecord | None:
    """What a case is about: the review, or the edit whose rejection opened it."""
    if record.review_public_id is None:
        return None
    rejected = await rejected_edit(record)
    return rejected or await reviews.record(record.review_public_id)


async def rejected_edit(record: CaseRecord) -> ReviewRecord | None:
    """The edit whose rejection opened a case, if it was one and is still kept."""
    if record.kind is not CaseKind.REJECTION:
        return None
    revision_id = await queries.rejected_revision(record.id)
    return None if revision_id is None else await reviews.record_of_revision(revision_id)


async def edit_settles(record: CaseRecord) -> bool:
    """Whether an edit by the author is approved, or was published since the case began."""
    if record.review_id is None or not record.about_review:
        return False
    return await reviews.edit_settles(record.review_id, record.opened_at)


async def edit_standing(record: CaseRecord, review: ReviewRecord | None) -> EditStanding:
    """How it stands with an edit of what a case is about, as `reviewed` gave it."""
    if review is None or not record.about_review:
        return EditStanding.NONE
    newest = await reviews.newest_revision(review.replaces or review)
    if review.replaces is not None:
        newer = newest is None or newest.review.revision_id != review.revision_id
        return EditStanding.REPLACED if newer else EditStanding.REJECTED
    if record.state not in OPEN_STATES:
        return EditStanding.NONE
    if await edit_settles(record):
        return EditStanding.READY
    known = {
        RevisionState.PRE_CHECK: EditStanding.WAITING,
        RevisionState.RETURNED: EditStanding.RETURNED,
    }
    return known.get(newest.state, EditStanding.NONE) if newest else EditStanding.NONE


async def rival(record: CaseRecord, review: ReviewRecord | None) -> str | None:
    """The newer review that keeps a restricted one from coming back (TRUST 4), if one does."""
    restricted = record.outcome in {Outcome.REMOVED, Outcome.REJECTED}
    if review is None or record.state is not CaseState.COMPLAINT or not restricted:
        return None
    if not record.about_review or review.replaces is not None:
        return None
    return await reviews.rival_of(review.public_id, review.created_at)
