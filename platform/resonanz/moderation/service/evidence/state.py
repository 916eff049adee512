"""Where an author's voluntary proof stands."""

import datetime as dt
from dataclasses import dataclass

from resonanz.reviews.service import ReviewRecord

from ...domain.evidence import Outcome, Purpose
from ...queries import contact_checks
from ...queries import evidence as queries
from .own import is_offered, own_review
from .records import File, with_pages


@dataclass(frozen=True, slots=True)
class ProofState:
    """A review's proof: `files` are drafts, or what is being checked until `due_at`.

    `outcome` is that of the last check, None if there was none or it is open.
    """

    review: ReviewRecord
    offered: bool
    files: tuple[File, ...]
    due_at: dt.datetime | None
    outcome: Outcome | None


async def proof_state(review_public_id: str, account_id: int) -> ProofState:
    """Where the proof of an author's own review stands; raises NotFoundError."""
    record = await own_review(review_public_id, account_id)
    latest = await contact_checks.latest_of(record.id)
    open_check = latest is not None and latest["outcome"] is None
    files = await with_pages(await queries.of_review(record.id, None, Purpose.VOLUNTARY.value))
    return ProofState(
        review=record,
        offered=await is_offered(record),
        files=tuple(file for file in files if (file.sent_at is not None) == open_check),
        due_at=latest["due_at"] if latest is not None and open_check else None,
        outcome=Outcome(latest["outcome"]) if latest is not None and latest["outcome"] else None,
    )
