"""Contact that was proven: the review's flag, its weight and its mark change together."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from resonanz.agencies import service as agencies
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.errors import NotFoundError

from .. import mails, queries
from ..domain import PUBLIC_STATES, State
from ..queries import contact
from .authoring import EMAIL_PURPOSE, status_secret
from .publishing import count, rated


@dataclass(frozen=True, slots=True)
class ReviewBrief:
    """Whose review it is, and of which agency; without account its author erased it."""

    id: int
    public_id: str
    agency_id: int
    state: State
    language: str
    author_id: int
    account_id: int | None


async def briefs(review_ids: Collection[int]) -> dict[int, ReviewBrief]:
    """Briefs by review id."""
    rows = await contact.briefs(review_ids)
    return {row["id"]: ReviewBrief(**row | {"state": State(row["state"])}) for row in rows}


async def prove_contact(public_id: str, actor: str, now: dt.datetime) -> None:
    """Mark a review's contact as proven, in the caller's transaction with the check's record.

    A public review weighs more from now on, and readers see the mark. Raises NotFoundError.
    """
    async with db.transaction():
        row = await queries.review_by_public_id(public_id, lock=True)
        if row is None:
            raise NotFoundError("review")
        if row["contact_proven"]:
            return
        await queries.update_review(row["id"], {"contact_proven": True})
        if State(row["state"]) in PUBLIC_STATES:
            await count(rated(row | {"contact_proven": True}, row["published_on"]), now)
            await agencies.bump(row["agency_id"])
        await audit.record(actor, "review.contact_proven", "review", public_id, now=now)


async def tell_result(public_id: str, text: str, now: dt.datetime) -> None:
    """Write to a review's author what came of the check, and mail where it stands."""
    async with db.transaction():
        row = await queries.review_by_public_id(public_id)
        if row is None:
            raise NotFoundError("review")
        await queries.add_message(row["id"], "moderation", text, now)
        if row["email_sealed"] is not None:
            email = crypto.unseal(EMAIL_PURPOSE, row["email_sealed"]).decode()
            await mails.proof_checked(email, row["form_language"], status_secret(public_id))
