"""The end of an account: everything that belongs to the person goes (TRUST 28, GDPR Art. 17)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from resonanz.accounts import service as accounts
from resonanz.accounts.service import SignedIn
from resonanz.agencies.service import members
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.i18n import Language
from resonanz.mail import service as mail
from resonanz.moderation.service import evidence
from resonanz.moderation.service import forgetting as cases
from resonanz.reviews import service as reviews

from .. import mails, queries
from ..domain import KeepReviews


@dataclass(frozen=True, slots=True)
class PublicReview:
    """A review that could stay: of which agency, and what could speak for it afterwards.

    `pages` of a proof lie ready to be left; `checking`: one is with the moderation now.
    """

    public_id: str
    agency: str
    proven: bool
    pages: int
    checking: bool

    @property
    def leavable(self) -> bool:
        """Whether a proof can be left with it."""
        return self.pages > 0 and not self.proven


@dataclass(frozen=True, slots=True)
class BeforeErasure:
    """What the person should know first."""

    public_reviews: tuple[PublicReview, ...]
    agencies: tuple[str, ...]
    has_role: bool


async def before_erasure(present: SignedIn) -> BeforeErasure:
    """What the account has that its end would change."""
    members = await queries.memberships(present.account_id)
    return BeforeErasure(
        public_reviews=tuple(
            PublicReview(
                row["public_id"],
                row["agency"],
                bool(row["contact_proven"]),
                int(row["pages"]),
                bool(row["checks"]),
            )
            for row in await queries.public_reviews(present.account_id)
        ),
        agencies=tuple(row["agency"] for row in members),
        has_role=present.staff,
    )


async def erase(
    account_id: int,
    email: str,
    language: str,
    choice: KeepReviews,
    now: dt.datetime,
    *,
    leave: Sequence[str] = (),
) -> None:
    """End an account for good, in one transaction, and say so in a last mail.

    The author behind it is untied from account and address. With KEEP the public reviews stay
    without a link to anybody; all others are withdrawn, and the scores follow. An open case does
    not stop it; an erased author cannot answer any more (state machine 10), but for the kept
    reviews in `leave` the proof that lies ready stays sealed for a dispute. Raises ConflictError
    for an account with a role, NotFoundError if it is gone.
    """
    if await queries.roles(account_id):
        raise ConflictError("role")
    async with db.transaction():
        keep = choice is KeepReviews.KEEP
        for review in leave if keep else ():
            await evidence.leave_for_disputes(review, account_id, now)
        left = await reviews.erase_author(account_id, keep_public=keep, now=now)
        await cases.forget_person(account_id, left.withdrawn, left.kept, now)
        await members.forget_member(account_id)
        await mail.withdraw_waiting(email)
        await accounts.erase(account_id, f"reviews: {choice}")
        await mails.erased(email, cast(Language, language))
