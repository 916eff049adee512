"""Moderators decide claims: queue, lock, pages, decision."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from resonanz.accounts.queries import accounts
from resonanz.agencies import service as agencies
from resonanz.agencies.domain.claims import ClaimState, DocumentKind, Shortfall, Way
from resonanz.agencies.queries import claims as stored
from resonanz.agencies.queries.claims import Claim
from resonanz.agencies.queries.members import Member, members_of
from resonanz.agencies.service import AgencyRef, claims
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.clock import day_end
from resonanz.kernel.errors import ForbiddenError, NotFoundError

from ...domain.claims import CLAIM_LIFETIME
from ...domain.evidence import may_look
from ...domain.work import Tally, tally
from ...queries import claim_documents as queries
from ..errors import ClaimedError, DecidedError, Moderator
from ..evidence import Vault
from ..interests import require_independent
from ..reach import Reach
from ..waiting_cases import holder

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class WaitingClaim:
    """A claim that waits for its decision; `claim` is "", `me` or `other`."""

    public_id: str
    agency: AgencyRef
    way: Way
    succeeds: bool
    due_at: dt.datetime
    claim: str


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    """A page of a document; where it is shown is the page's to say."""

    document: str
    number: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """A claim to decide; `lock` is `free`, `me`, `other`, or `closed` once it is decided.

    `owners` are those it is to follow. `sheets` are for whoever took it over.
    """

    claim: Claim
    agency: AgencyRef
    website: str
    claimant: str
    owners: tuple[Member, ...]
    lock: str
    until: dt.datetime | None
    sheets: tuple[ClaimSheet, ...]


async def queue(reach: Reach, moderator: Moderator, now: dt.datetime) -> tuple[WaitingClaim, ...]:
    """The claims that wait, by due date, without those about agencies of the moderator's own."""
    rows = [one for one in await stored.waiting(MOST) if one.agency_id not in reach.barred]
    refs = await agencies.agencies_by_id(one.agency_id for one in rows)
    return tuple(
        WaitingClaim(
            one.public_id,
            refs[one.agency_id],
            one.way,
            one.succeeds,
            one.due_at or one.created_at,
            holder(_holds(one, now), moderator),
        )
        for one in rows
    )


def tallies(waiting: tuple[WaitingClaim, ...], now: dt.datetime) -> Tally:
    """How many claims wait."""
    return tally((one.due_at for one in waiting), now, day_end(now))


async def show(public_id: str, moderator: Moderator, now: dt.datetime) -> ClaimFile:
    """A claim; its pages are for whoever took it over. Raises NotFoundError, ForbiddenError."""
    claim = await _independent(public_id, moderator)
    agency = (await agencies.agencies_by_id([claim.agency_id]))[claim.agency_id]
    account = await accounts.by_id(claim.account_id)
    mine = may_look(moderator.account_id, claim.assigned_account_id, claim.assigned_until, now)
    waiting = claim.state is ClaimState.WAITING
    rows = await queries.of_claim(claim.id) if mine and waiting else []
    return ClaimFile(
        claim=claim,
        agency=agency,
        website=await claims.website_of(claim.agency_id),
        claimant=account.email if account else "",
        owners=tuple(
            one
            for one in await members_of(claim.agency_id)
            if one.role == "owner" and one.account_id != claim.account_id
        ),
        lock=(holder(_holds(claim, now), moderator) or "free") if waiting else "closed",
        until=claim.assigned_until if mine else None,
        sheets=tuple(
            ClaimSheet(row["public_id"], row["number"], row["width"], row["height"]) for row in rows
        ),
    )


async def take(public_id: str, moderator: Moderator, now: dt.datetime) -> None:
    """Take a claim over for fifteen minutes, or keep it longer.

    Raises NotFoundError, ForbiddenError, ClaimedError, DecidedError.
    """
    async with db.transaction():
        claim = await _independent(public_id, moderator)
        if claim.state is not ClaimState.WAITING:
            raise DecidedError(public_id)
        if not await stored.take(claim.id, moderator.account_id, now, now + CLAIM_LIFETIME):
            raise ClaimedError(public_id)
        await audit.record(moderator.public_id, "claim.taken", "agency_claim", public_id, now=now)


async def release(public_id: str, moderator: Moderator) -> None:
    """Leave a claim to others; one that is not the moderator's stays as it is."""
    claim = await _independent(public_id, moderator)
    await stored.give_back(claim.id, moderator.account_id)


async def image(document: str, number: int, moderator: Moderator, now: dt.datetime) -> bytes:
    """A page (WebP) for the moderator who has the claim; each look and each refusal is logged.

    Raises NotFoundError, ForbiddenError.
    """
    row = await queries.page(document, number)
    claim = await stored.by_id(row["claim_id"]) if row else None
    if row is None or claim is None:
        raise NotFoundError("page")
    allowed = may_look(moderator.account_id, claim.assigned_account_id, claim.assigned_until, now)
    act = "claim.page_viewed" if allowed else "claim.page_denied"
    await audit.record(
        *(moderator.public_id, act, "agency_claim", claim.public_id, ""),
        {"page": number},
        now=now,
    )
    if not allowed:
        raise ForbiddenError("not assigned")
    return Vault(document, bytes(row["key_sealed"])).open(number, bytes(row["sealed"]))


async def decide(
    public_id: str, moderator: Moderator, found: DocumentKind | Shortfall, now: dt.datetime
) -> None:
    """Decide: a kind of proof grants the claim, a shortfall refuses it; documents are destroyed.

    Where the agency got owners meanwhile, they are asked first. Raises NotFoundError,
    ForbiddenError, ClaimedError, DecidedError.
    """
    account = await accounts.by_id(moderator.account_id)
    async with db.transaction():
        claim = await _independent(public_id, moderator, lock=True)
        if claim.state is not ClaimState.WAITING:
            raise DecidedError(public_id)
        if claim.assigned_account_id != moderator.account_id:
            raise ClaimedError(public_id)
        if isinstance(found, Shortfall):
            await claims.refuse(claim, found, now, account)
        elif not claim.succeeds and await claims.follows_owners(claim.agency_id, claim.account_id):
            await claims.ask_owners(claim, now, proven_at=None)
        else:
            await claims.grant(claim, now, account, found)


def _holds(claim: Claim, now: dt.datetime) -> int | None:
    until = claim.assigned_until
    return claim.assigned_account_id if until is not None and now < until else None


async def _independent(public_id: str, moderator: Moderator, *, lock: bool = False) -> Claim:
    claim = await stored.by_public_id(public_id, lock=lock)
    if claim is None or claim.state in {ClaimState.CHECKING, ClaimState.ASKING}:
        raise NotFoundError("claim")
    if claim.account_id == moderator.account_id:
        raise ForbiddenError("own claim")
    await require_independent(claim.agency_id, moderator.account_id)
    return claim
