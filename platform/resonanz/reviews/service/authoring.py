"""What authors do: hand in, confirm, hand in again, withdraw."""

import datetime as dt
from typing import Any

from resonanz.accounts import service as accounts
from resonanz.accounts.domain import email_key
from resonanz.agencies import service as agencies
from resonanz.agencies.service import branches, invites, pledges
from resonanz.audit import service as audit
from resonanz.kernel import clock, crypto, db, settings
from resonanz.kernel.clock import SITE_ZONE, site_day
from resonanz.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from resonanz.kernel.events import emit
from resonanz.kernel.i18n import current_language, gettext, use_language
from resonanz.kernel.workdays import add_working_days
from resonanz.scoring import service as scoring

from .. import mails, queries
from ..domain import (
    PUBLIC_STATES,
    Event,
    IllegalTransitionError,
    PublicChange,
    ReviewChanged,
    ReviewWithdrawn,
    State,
    earliest_publication,
)
from ..domain import transition as next_state
from ..domain.merging import ONE_REVIEW_IN
from ..queries import replies
from ..queries.forgetting import STRIPPED
from .drafts import take_draft
from .ending import end_revisions
from .origins import Origin
from .submission import Submission, content_of
from .suspensions import SuspendedAuthorError, is_suspended

"""An author has one live review per agency in twelve months (TRUST 4)."""
CHECK_WORKING_DAYS = 3
LINK_LIFETIME = dt.timedelta(days=7)
LINK_PURPOSE = "review"
EMAIL_PURPOSE = "author-email"


class DraftSentError(ConflictError):
    """The draft became a review meanwhile: "send" was pressed twice."""


class EarlierReviewError(ConflictError):
    """The author has a live review of this agency (TRUST 4); `public_id` names it."""

    def __init__(self, public_id: str) -> None:
        super().__init__(public_id)
        self.public_id = public_id


class MemberError(ForbiddenError):
    """Members of any agency cannot review (TRUST 4)."""


def email_digest(email: str) -> str:
    """The keyed digest by which an address finds its author."""
    return crypto.digest("author-email", email_key(email))


def status_secret(public_id: str) -> str:
    """The secret of the link under which an author sees a review's state, without signing in."""
    return public_id + crypto.digest("review-status", public_id)[:32]


def check_due(now: dt.datetime) -> dt.datetime:
    """When a review that enters the queue must be decided: after three working days."""
    local = now.astimezone(SITE_ZONE)
    due = add_working_days(local, CHECK_WORKING_DAYS, settings.current().holidays)
    return due.astimezone(dt.UTC)


async def submit(
    *,
    draft_token: str,
    submission: Submission,
    agency_id: int,
    email: str,
    account_id: int | None,
    now: dt.datetime,
    origin: Origin | None = None,
    invite: str = "",
) -> str:
    """Take in a review: the draft becomes a review that waits for its confirmation.

    `account_id` is the signed-in account whose confirmed address `email` is: its review is queued
    at once. `invite` is the code of the agency's invitation that the author came by, as typed.
    To everybody else only a mail tells whether the address is known, belongs to a member
    of an agency or has a live review already, so that nobody learns it by trying addresses.
    Returns the review's public id. Raises DraftSentError, EarlierReviewError and MemberError; an
    error leaves the draft as it was.
    """
    public_id = crypto.public_id()
    async with db.transaction():
        if not await take_draft(draft_token, public_id, now):
            raise DraftSentError("draft")
        author = await queries.upsert_author(
            crypto.public_id(),
            email_digest(email),
            crypto.seal(EMAIL_PURPOSE, email.encode()),
            account_id,
            current_language(),
            now,
        )
        member = False
        if account_id is None:
            agency_id = await agencies.standing(agency_id)
            pledge_id = await pledges.falls_under(agency_id, submission.month, now)
        else:
            pledge_id, member, joined = await pledges.standing(
                agency_id, account_id, submission.month, now
            )
            if joined is not None:  # the agency was a proposal when the draft began
                agency_id = await agencies.standing(joined)
                pledge_id = await pledges.falls_under(agency_id, submission.month, now)
        code = await invites.taken(invite, agency_id, now)
        values = _columns(submission, pledge_id, now) | {
            "public_id": public_id,
            "agency_id": agency_id,
            "author_id": author["id"],
            "created_at": now,
            "invited": code is not None,
            "invite_code_id": code.id if code else None,
            "branch_id": await branches.id_of(agency_id, submission.branch),
            "contact_proven": False,
            "form_language": current_language(),
            "network": origin.network if origin else None,
            "device": origin.device if origin else None,
        }
        if account_id is None:
            await queries.insert_review(values | {"state": State.EMAIL_PENDING.value})
            link = await accounts.create_link(
                email,
                current_language(),
                LINK_PURPOSE,
                {"review": public_id, "next": f"/my/reviews/{public_id}/confirmed"},
                LINK_LIFETIME,
                now,
            )
            await mails.confirm(email, current_language(), link)
            await audit.record(author["public_id"], "review.submit", "review", public_id)
            return public_id
        live = await queries.live_review(author["id"], agency_id, now - ONE_REVIEW_IN)
        if live is not None:
            raise EarlierReviewError(str(live["public_id"]))
        if member:
            raise MemberError
        if await is_suspended(account_id, now):
            raise SuspendedAuthorError("suspended")
        queued = {"state": State.PRE_CHECK.value, "submitted_at": now, "due_at": check_due(now)}
        await queries.insert_review(values | queued)
        await audit.record(author["public_id"], "review.submit", "review", public_id)
    return public_id


async def claim_author(email: str, account_id: int) -> None:
    """Make an account and the author of its confirmed address one.

    The account's author follows to another address; what was sent from there before joins it. Of
    two reviews of one agency within twelve months the newer stays (TRUST 4).
    """
    digest = email_digest(email)
    async with db.transaction():
        found = await queries.authors_of(digest, account_id)
        of_address = next((row["id"] for row in found if row["email_digest"] == digest), None)
        of_account = next((row["id"] for row in found if row["account_id"] == account_id), None)
        if of_address == of_account:
            return
        if of_account is None:
            assert of_address is not None
            await queries.link_author(of_address, account_id)
            return
        if of_address is not None:
            await queries.merge_authors(of_account, of_address)
            await _keep_newest(of_account, account_id, clock.now())
        sealed = crypto.seal(EMAIL_PURPOSE, email.encode())
        await queries.readdress_author(of_account, digest, sealed)


async def _keep_newest(author_id: int, account_id: int, now: dt.datetime) -> None:
    """Withdraw what a newer review by the same hand replaces, and tell the author."""
    newest: dict[int, dt.datetime] = {}
    for row in await queries.live_reviews(author_id):
        newer = newest.setdefault(row["agency_id"], row["created_at"])
        if newer == row["created_at"] or newer - row["created_at"] >= ONE_REVIEW_IN:
            newest[row["agency_id"]] = row["created_at"]
            continue
        with use_language(row["form_language"]):
            message = gettext(
                "Sie haben diese Agentur von zwei Adressen aus bewertet. In zwölf Monaten zählt "
                "eine Bewertung je Agentur: Die neuere bleibt, diese ist zurückgezogen."
            )
        await queries.add_message(row["id"], "moderation", message, now)
        await withdraw(row["public_id"], account_id, now)


async def confirm_review(
    public_id: str, email: str, account_id: int, now: dt.datetime
) -> str | None:
    """Queue a review whose author's address is confirmed; returns the public id to show.

    That is the earlier one if the author has a live review of this agency already. None if the
    link belongs to no review of this address. Members of any agency are refused (TRUST 4).
    """
    async with db.transaction():
        await claim_author(email, account_id)
        row = await queries.review_by_public_id(public_id, lock=True)
        if row is None or row["account_id"] != account_id:
            return None
        if row["state"] != State.EMAIL_PENDING:
            return public_id
        live = await queries.live_review(row["author_id"], row["agency_id"], now - ONE_REVIEW_IN)
        if live is not None:
            await move(row, Event.WITHDRAW, {}, "superseded by the earlier review")
            return str(live["public_id"])
        if await agencies.is_member(account_id):
            await move(row, Event.WITHDRAW, {}, "member of an agency")
            await mails.refused_member(email, row["form_language"])
            return public_id
        if await is_suspended(account_id, now):
            await move(row, Event.WITHDRAW, {}, "suspended")
            await mails.refused_suspended(email, row["form_language"])
            return public_id
        due = check_due(now)
        await move(row, Event.CONFIRM, {"submitted_at": now, "due_at": due}, "")
        return public_id


async def resubmit(
    *, draft_token: str, public_id: str, submission: Submission, account_id: int, now: dt.datetime
) -> None:
    """Hand in a returned review again; its wait for publication runs from the first time.

    Raises NotFoundError for somebody else's review, ConflictError if it is not returned,
    DraftSentError.
    """
    async with db.transaction():
        if not await take_draft(draft_token, public_id, now):
            raise DraftSentError("draft")
        row = await own_review(public_id, account_id)
        pledge_id = await pledges.falls_under(row["agency_id"], submission.month, now)
        values = _columns(submission, pledge_id, row["created_at"]) | {
            "branch_id": await branches.id_of(row["agency_id"], submission.branch),
            "due_at": check_due(now),
            "version": row["version"] + 1,
        }
        await move(row, Event.RESUBMIT, values, "")


async def earlier_review(public_id: str, now: dt.datetime) -> str | None:
    """The live review of the same agency that kept this one of the author out of the queue."""
    return await queries.live_sibling(public_id, now - ONE_REVIEW_IN, now + ONE_REVIEW_IN)


async def rival_of(public_id: str, created_at: dt.datetime) -> str | None:
    """The live review with which this one, were it live, would break TRUST 4."""
    return await queries.live_sibling(
        public_id, created_at - ONE_REVIEW_IN, created_at + ONE_REVIEW_IN
    )


async def withdraw(public_id: str, account_id: int, now: dt.datetime) -> None:
    """Withdraw a review at any time (TRUST 11): it leaves the site and every score at once."""
    async with db.transaction():
        row = await own_review(public_id, account_id)
        await move(row, Event.WITHDRAW, STRIPPED, "withdrawn by its author")
        await replies.delete_replies([row["id"]])
        if row["published_at"] is not None:
            await scoring.withdraw(row["id"], row["agency_id"], now)
            await agencies.bump(row["agency_id"])
        await end_revisions([row["id"]], now)
        await emit(ReviewWithdrawn(row["id"], public_id, now))
        if State(row["state"]) in PUBLIC_STATES:
            await emit(ReviewChanged(row["agency_id"], public_id, PublicChange.REMOVED, now))


async def own_review(public_id: str, account_id: int) -> dict[str, Any]:
    """An own review, locked until the transaction ends; raises NotFoundError."""
    row = await queries.review_by_public_id(public_id, lock=True)
    if row is None or row["account_id"] != account_id:
        raise NotFoundError("review")
    return row


async def move(row: dict[str, Any], event: Event, values: dict[str, Any], reason: str) -> None:
    """Move a locked review by an event, with the audit entry; ConflictError if it may not."""
    try:
        state = next_state(State(row["state"]), event)
    except IllegalTransitionError as error:
        raise ConflictError(str(error)) from None
    await queries.update_review(row["id"], {"state": state.value, **values})
    await audit.record(
        row["author_public_id"], f"review.{event}", "review", row["public_id"], reason
    )


def _columns(
    submission: Submission, pledge_id: int | None, first_sent_at: dt.datetime
) -> dict[str, Any]:
    return content_of(submission) | {
        "publish_after": earliest_publication(site_day(first_sent_at), submission.wait.value),
        "pledge_id": pledge_id,
    }
