"""Inviting people by mail to act for an agency; the link makes the account of its address one."""

import datetime as dt
from typing import Any, Final

from resonanz.accounts import service as accounts
from resonanz.accounts.domain import email_key
from resonanz.accounts.queries import accounts as account_queries
from resonanz.accounts.service import AddressConfirmed
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.i18n import Language

from .. import mails, queries
from ..domain.members import INVITATION_LIFETIME, MemberRole
from ..domain.records import AgencyRef
from ..queries import invitations, members
from . import branches
from . import members as joining

LINK_PURPOSE: Final = "agency_invitation"


class AlreadyMemberError(ConflictError):
    """The address belongs to a member; its owners see that in their list anyway."""


async def invite(
    agency: AgencyRef,
    email: str,
    role: MemberRole,
    language: Language,
    actor: str,
    now: dt.datetime,
    branch: str = "",
) -> None:
    """Mail a link to an address; an earlier invitation to it does not count any more.

    `branch` is the public id of the one branch that a responder is to answer for. The same happens
    whether the address has an account or not. Raises AlreadyMemberError, NotFoundError for a
    branch that is gone, ValueError for an owner of a branch.
    """
    key = email_key(email)
    async with db.transaction():
        if any(one.email == key for one in await members.members_of(agency.id)):
            raise AlreadyMemberError("member")
        branch_id = await joining.branch_for(agency.id, role, branch)
        public_id = await invitations.put(
            agency.id, key, role.value, branch_id, now, now + INVITATION_LIFETIME
        )
        payload = {"invitation": public_id, "next": f"/desk/invited/{agency.slug}"}
        token = await accounts.create_link(
            key, language, LINK_PURPOSE, payload, INVITATION_LIFETIME, now
        )
        given = await branches.branch_of(agency.id, branch_id)
        await mails.invited(email.strip(), language, agency, role.value, token, given)
        await _log(agency, "invited", public_id, actor, now, role=role.value)


async def withdraw(agency: AgencyRef, public_id: str, actor: str, now: dt.datetime) -> None:
    """Take an invitation back; its link signs in and does nothing else. Raises NotFoundError."""
    async with db.transaction():
        if not await invitations.delete(agency.id, public_id):
            raise NotFoundError("invitation")
        await _log(agency, "invitation_withdrawn", public_id, actor, now)


async def accept(event: AddressConfirmed) -> None:
    """A link was used: the account becomes a member, unless something speaks against it.

    Then its person learns why, and the agency nothing: who wrote a review stays unknown. In the
    transaction of the confirmation.
    """
    public_id = str(event.payload.get("invitation", ""))
    found = await invitations.by_public_id(public_id, event.at)
    if found is None or found.email != event.email:
        return
    agency = (await queries.agencies_by_id([found.agency_id]))[found.agency_id]
    account = await account_queries.by_id(event.account_id)
    assert account is not None
    refused = await joining.join(
        agency,
        event.account_id,
        MemberRole(found.role),
        account.public_id,
        event.at,
        found.branch_id,
    )
    if refused:
        await mails.not_a_member(event.email, event.language, agency, refused)
    else:
        await invitations.delete(agency.id, public_id)


async def forget_expired(now: dt.datetime) -> None:
    """Forget invitations that were not accepted in time."""
    await invitations.delete_expired(now)


async def _log(
    agency: AgencyRef, act: str, public_id: str, actor: str, now: dt.datetime, **detail: Any
) -> None:
    await audit.record(
        actor,
        f"member.{act}",
        "agency",
        agency.public_id,
        "",
        {"invitation": public_id} | detail,
        now=now,
    )
