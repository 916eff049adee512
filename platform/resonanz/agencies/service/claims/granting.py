"""A claim is proven: the account becomes an owner, or its agency's owners are asked first."""

import datetime as dt
from typing import cast

from resonanz.accounts.queries import accounts as account_queries
from resonanz.accounts.queries.accounts import AccountRow
from resonanz.accounts.service import AddressConfirmed
from resonanz.audit import service as audit
from resonanz.kernel import db, settings
from resonanz.kernel.clock import SITE_ZONE
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.i18n import Language, use_language
from resonanz.kernel.workdays import add_working_days

from ... import mails, queries
from ...domain.claims import (
    AGAIN,
    CHECK_WORKING_DAYS,
    OWNERS_ANSWER,
    ClaimState,
    DocumentKind,
    End,
    Shortfall,
    Way,
)
from ...domain.domains import Refusal
from ...domain.members import Change, MemberRole
from ...domain.records import AgencyRef
from ...queries import claims, members, proofs
from ...queries.claims import Claim
from ...queries.proofs import Proof
from .. import bump, domains
from .. import members as joining
from .asking import Claimant, admissible, follows_owners, log, own_domain, owners, supersede
from .ending import end
from .wording import SHORTFALLS


async def confirm_mail(event: AddressConfirmed) -> None:
    """A link at the agency's domain was used: its account has proven the domain.

    In the transaction of the confirmation. Nothing happens if the agency, its website or what
    speaks against a membership changed meanwhile; the page of the claim says so.
    """
    agency = await queries.agency_by_public_id(str(event.payload.get("agency", "")))
    if agency is None or agency.state != "listed":
        return
    own = await own_domain(agency.id)
    if not isinstance(own, str) or domains.refuse_mail(event.email, own) is not None:
        return
    if await members.role_in(agency.id, event.account_id) is None and (
        found := await joining.objection(agency.id, event.account_id)
    ):
        await mails.not_a_member(event.email, event.language, agency, found)
        return
    await supersede(await claims.open_of(agency.id, event.account_id), event.at)
    claim = await claims.insert(
        agency.id,
        event.account_id,
        Way.MAIL,
        ClaimState.CHECKING,
        event.at,
        domain=own,
        succeeds=await follows_owners(agency.id, event.account_id),
        proven_at=event.at,
    )
    await proven(claim, event.at)


async def proven(claim: Claim, now: dt.datetime) -> None:
    """A domain is proven: grant the claim, or ask the owners whom it is to follow."""
    async with db.transaction():
        await queries.locked_agency(claim.agency_id)
        if await follows_owners(claim.agency_id, claim.account_id):
            await ask_owners(claim, now, proven_at=now)
        else:
            await grant(claim, now)


async def ask_owners(claim: Claim, now: dt.datetime, *, proven_at: dt.datetime | None) -> None:
    """Ask the present owners whether they still act for the agency; they have fourteen days."""
    agency, account = await parties(claim)
    until = now + OWNERS_ANSWER
    await claims.move(claim.id, ClaimState.ASKING, succeeds=True, proven_at=proven_at, due_at=until)
    await mails.owners_asked(await owners(agency.id), agency, account.email, until)
    await _tell_contacts(agency, claim)
    await log(claim, "system", "owners_asked", now)


async def by_document(agency: AgencyRef, who: Claimant, now: dt.datetime) -> Claim:
    """Claim by a document, which the caller keeps for the moderator who decides.

    Present owners are asked first. Raises ObjectionError.
    """
    async with db.transaction():
        await queries.locked_agency(agency.id)
        await admissible(agency, who.account_id)
        await supersede(await claims.open_of(agency.id, who.account_id), now)
        claim = await claims.insert(
            agency.id,
            who.account_id,
            Way.DOCUMENT,
            ClaimState.WAITING,
            now,
            due_at=decision_due(now),
        )
        await log(claim, who.public_id, "asked", now)
        if await follows_owners(agency.id, who.account_id):
            await ask_owners(claim, now, proven_at=None)
    return claim


async def let_moderators_decide(claim: Claim, now: dt.datetime) -> None:
    """Put a claim into the moderators' queue, due after three working days."""
    await claims.move(
        claim.id,
        ClaimState.WAITING,
        succeeds=claim.succeeds,
        proven_at=None,
        due_at=decision_due(now),
    )


def decision_due(now: dt.datetime) -> dt.datetime:
    """When a moderator has to have decided."""
    local = now.astimezone(SITE_ZONE)
    due = add_working_days(local, CHECK_WORKING_DAYS, settings.current().holidays)
    return due.astimezone(dt.UTC)


async def grant(
    claim: Claim,
    now: dt.datetime,
    decided_by: AccountRow | None = None,
    shown_by: DocumentKind | None = None,
) -> bool:
    """Make the claimant an owner, say so on the profile, and tell everybody at the domain.

    Owners who were asked and did not answer are followed: their memberships end. False if
    something speaks against the membership meanwhile; the claimant is told.
    """
    agency, account = await parties(claim)
    actor = decided_by.public_id if decided_by else "system"
    async with db.transaction():
        await queries.locked_agency(agency.id)
        former = await owners(agency.id) if claim.succeeds else []
        refused = await joining.join(
            agency, claim.account_id, MemberRole.OWNER, account.public_id, now
        )
        language = cast(Language, account.language)
        if refused:
            await end(claim, ClaimState.ENDED, End.ACCOUNT, now)
            await mails.not_a_member(account.email, language, agency, refused)
            return False
        for one in former:
            if one.account_id != claim.account_id:
                await joining.end(agency, one, Change.REMOVED, actor, now)
        await _prove(claim, now)
        await end(claim, ClaimState.GRANTED, shown_by, now, decided_by.id if decided_by else None)
        await mails.claim_granted(account.email, language, agency)
        await _tell_contacts(agency, claim)
        await log(claim, actor, "granted", now)
    return True


async def refuse(
    claim: Claim, reason: Shortfall, now: dt.datetime, decided_by: AccountRow | None = None
) -> None:
    """Refuse a claim and tell the claimant why."""
    agency, account = await parties(claim)
    actor = decided_by.public_id if decided_by else "system"
    async with db.transaction():
        await end(claim, ClaimState.REFUSED, reason, now, decided_by.id if decided_by else None)
        language = cast(Language, account.language)
        with use_language(language):
            why = str(SHORTFALLS[reason])
        await mails.claim_refused(account.email, language, agency, why)
        await log(claim, actor, "refused", now)


async def owners_asked_until(agency_id: int) -> dt.datetime | None:
    """Until when the agency's owners can say that they are still there; None if nobody asks.

    They still can while a moderator has not decided.
    """
    asked = [one for one in await claims.others_open(agency_id) if _asks_owners(one)]
    return min((one.due_at for one in asked if one.due_at is not None), default=None)


def _asks_owners(claim: Claim) -> bool:
    return claim.succeeds and claim.state is not ClaimState.CHECKING


async def owners_answered(agency: AgencyRef, actor: str, now: dt.datetime) -> int:
    """An owner says to be still there: whoever was to follow is refused; how many."""
    async with db.transaction():
        asked = [one for one in await claims.others_open(agency.id) if _asks_owners(one)]
        for claim in asked:
            await refuse(claim, Shortfall.OWNERS_ACTIVE, now)
        await audit.record(actor, "claim.owners_answered", "agency", agency.public_id, now=now)
    return len(asked)


async def parties(claim: Claim) -> tuple[AgencyRef, AccountRow]:
    """The agency and the claimant."""
    account = await account_queries.by_id(claim.account_id)
    agency = (await queries.agencies_by_id([claim.agency_id])).get(claim.agency_id)
    if account is None or agency is None:
        raise NotFoundError("claim")
    return agency, account


async def _prove(claim: Claim, now: dt.datetime) -> None:
    """Keep what the claim rests on. A profile that was managed all the time stays so since then.

    With another owner the time begins anew, and with it the wait before disputes.
    """
    by_domain = claim.way is not Way.DOCUMENT
    await proofs.put(
        Proof(
            claim.agency_id,
            claim.way.value,
            claim.domain,
            claim.challenge if claim.way in {Way.DNS, Way.FILE} else None,
            now,
            now + AGAIN if by_domain else None,
            0,
        )
    )
    if claim.succeeds or await proofs.claimed_at(claim.agency_id) is None:
        await proofs.set_claimed(claim.agency_id, now)
        await bump(claim.agency_id)


async def _tell_contacts(agency: AgencyRef, claim: Claim) -> None:
    """All members of agencies with an address at the agency's domain learn of a new claim."""
    own = claim.domain or await own_domain(agency.id)
    if isinstance(own, Refusal):
        return
    by_document = claim.way is Way.DOCUMENT
    for row in await claims.contacts_at(domains.spellings(own)):
        if row["id"] != claim.account_id:
            await mails.claimed(row["email"], row["language"], agency, own, by_document=by_document)
