"""Somebody says to act for an agency, and chooses how to show it (TRUST 21)."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from resonanz.accounts import service as accounts
from resonanz.accounts.domain import email_key
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.i18n import Language

from ... import mails
from ...domain.claims import ClaimState, End, Way
from ...domain.domains import Refusal
from ...domain.members import MemberRole, Objection
from ...domain.records import AgencyRef
from ...domain.websites import website_domain
from ...queries import claims, members, proofs, stored_agency
from ...queries.claims import Claim
from ...queries.proofs import Proof
from .. import domains
from ..members import objection
from .ending import end

LINK_PURPOSE: Final = "agency_claim"
LINK_LIFETIME: Final = dt.timedelta(hours=24)


class DomainRefusedError(ConflictError):
    """The domain proves nothing; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


class ObjectionError(ConflictError):
    """The account cannot be a member; `objection` says why."""

    def __init__(self, found: Objection) -> None:
        super().__init__(found)
        self.objection = found


@dataclass(frozen=True, slots=True)
class Claimant:
    """The account of somebody who says to act for an agency."""

    account_id: int
    public_id: str
    email: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account stands to an agency it may want to claim.

    `domain` is the agency's own and `host` its website, or `refusal` says why there is none to
    prove. `role` is the
    account's in the agency, `managed` says that there are owners, `claim` is its last claim.
    """

    agency: AgencyRef
    domain: str | None
    host: str
    refusal: Refusal | None
    role: MemberRole | None
    managed: bool
    objection: Objection | None
    claim: Claim | None
    proof: Proof | None


async def standing(agency: AgencyRef, account_id: int) -> Standing:
    """How an account stands to an agency."""
    stored = await stored_agency(agency.id)
    website = stored.website if stored else None
    own = domains.own_domain(website)
    role = await members.role_in(agency.id, account_id)
    return Standing(
        agency=agency,
        domain=None if isinstance(own, Refusal) else own,
        host=website_domain(website or "") or "",
        refusal=own if isinstance(own, Refusal) else None,
        role=MemberRole(role) if role else None,
        managed=bool(await owners(agency.id)),
        objection=None if role else await objection(agency.id, account_id),
        claim=await claims.latest_of(agency.id, account_id),
        proof=await proofs.of_agency(agency.id),
    )


async def own_domain(agency_id: int) -> str | Refusal:
    """The domain that only the agency controls, or why there is none."""
    stored = await stored_agency(agency_id)
    return domains.own_domain(stored.website if stored else None)


async def website_of(agency_id: int) -> str:
    """The host of the agency's website; "" if none is known."""
    stored = await stored_agency(agency_id)
    return (stored.website if stored else None) or ""


async def owners(agency_id: int) -> list[members.Member]:
    """The owners of an agency."""
    return [one for one in await members.members_of(agency_id) if one.role == MemberRole.OWNER]


async def by_mail(agency: AgencyRef, email: str, language: Language, now: dt.datetime) -> None:
    """Mail a link to an address at the agency's domain; the account of the address claims by it.

    So nobody gets a profile by a link that somebody else pressed. Raises DomainRefusedError.
    """
    own = await own_domain(agency.id)
    refusal = own if isinstance(own, Refusal) else domains.refuse_mail(email, own)
    if refusal:
        raise DomainRefusedError(refusal)
    payload = {"agency": agency.public_id, "next": f"/desk/claim/{agency.slug}"}
    async with db.transaction():
        token = await accounts.create_link(
            email_key(email), language, LINK_PURPOSE, payload, LINK_LIFETIME, now
        )
        await mails.claim_link(email.strip(), language, agency, token)


async def by_domain(agency: AgencyRef, who: Claimant, way: Way, now: dt.datetime) -> Claim:
    """Claim by a record or a file at the agency's domain, for which the worker looks.

    An open claim of the account by the same way goes on, another one ends. Raises
    DomainRefusedError, ObjectionError.
    """
    own = await own_domain(agency.id)
    if isinstance(own, Refusal):
        raise DomainRefusedError(own)
    async with db.transaction():
        await admissible(agency, who.account_id)
        present = await claims.open_of(agency.id, who.account_id)
        if present and present.way is way and present.domain == own:
            return present
        await supersede(present, now)
        succeeds = await follows_owners(agency.id, who.account_id)
        made = await claims.insert(
            agency.id,
            who.account_id,
            way,
            ClaimState.CHECKING,
            now,
            domain=own,
            succeeds=succeeds,
        )
        await log(made, who.public_id, "asked", now)
    return made


async def follows_owners(agency_id: int, account_id: int) -> bool:
    """Whether the agency has owners other than the account."""
    return any(one.account_id != account_id for one in await owners(agency_id)) and (
        await members.role_in(agency_id, account_id) != MemberRole.OWNER
    )


async def supersede(present: Claim | None, now: dt.datetime) -> None:
    """End an account's open claim before it makes another one."""
    if present is not None:
        await end(present, ClaimState.ENDED, End.SUPERSEDED, now)


async def admissible(agency: AgencyRef, account_id: int) -> None:
    """Raise ObjectionError if the account cannot be a member."""
    if await members.role_in(agency.id, account_id) is None:
        found = await objection(agency.id, account_id)
        if found:
            raise ObjectionError(found)


async def ask_for_access(agency: AgencyRef, who: Claimant, now: dt.datetime) -> None:
    """Tell the owners who asks to act for the agency too; they can invite the address.

    Raises NotFoundError if there are none.
    """
    asked = await owners(agency.id)
    if not asked:
        raise NotFoundError("owner")
    async with db.transaction():
        await mails.access_asked(asked, agency, who.email)
        await audit.record(who.public_id, "claim.access_asked", "agency", agency.public_id, now=now)


async def check_soon(agency: AgencyRef, account_id: int, now: dt.datetime) -> None:
    """Let the worker look at once for one's own claim; raises NotFoundError without one."""
    claim = await _own_claim(agency.id, account_id)
    await claims.check_now(claim.id, now)


async def withdraw(agency: AgencyRef, who: Claimant, now: dt.datetime) -> None:
    """End one's own claim; what was sealed for it is destroyed. Raises NotFoundError."""
    async with db.transaction():
        claim = await _own_claim(agency.id, who.account_id)
        await end(claim, ClaimState.ENDED, End.WITHDRAWN, now)
        await log(claim, who.public_id, "withdrawn", now)


async def _own_claim(agency_id: int, account_id: int) -> Claim:
    claim = await claims.open_of(agency_id, account_id)
    if claim is None:
        raise NotFoundError("claim")
    return claim


async def log(claim: Claim, actor: str, act: str, now: dt.datetime) -> None:
    """Write down what became of a claim."""
    detail = {"way": claim.way.value, "succeeds": claim.succeeds}
    await audit.record(actor, f"claim.{act}", "agency_claim", claim.public_id, "", detail, now=now)
