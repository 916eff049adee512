"""Who acts for an agency: joining, roles, leaving (TRUST 21, 36, 42)."""

import datetime as dt
from typing import cast

from resonanz.accounts import service as accounts
from resonanz.accounts.queries import accounts as account_queries
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.events import emit
from resonanz.kernel.i18n import Language

from .. import mails, queries
from ..domain.members import Change, MemberRole, MembershipAsked, Objection, last_owner
from ..domain.records import AgencyRef
from ..queries import invitations, members, proofs
from ..queries.branches import Branch
from ..queries.members import Member
from . import branches, bump


class LastOwnerError(ConflictError):
    """The agency would have no owner any more."""


async def objection(agency_id: int, account_id: int) -> Objection | None:
    """What speaks against an account becoming a member; None if nothing does."""
    asked = MembershipAsked(agency_id, account_id, [])
    account = await account_queries.by_id(account_id)
    if account is not None and account.roles:
        asked.objections.append(Objection.STAFF)
    await emit(asked)
    return asked.objections[0] if asked.objections else None


async def join(
    agency: AgencyRef,
    account_id: int,
    role: MemberRole,
    actor: str,
    now: dt.datetime,
    branch_id: int | None = None,
) -> Objection | None:
    """Make an account a member, or an owner of a responder; what speaks against it, if anything.

    Owners need a second factor from then on (TRUST 36). Who is an owner already stays one.
    """
    async with db.transaction():
        await _lock(agency.id)
        if found := await objection(agency.id, account_id):
            return found
        before = await members.role_in(agency.id, account_id)
        if before in {role, MemberRole.OWNER}:
            return None
        await _change(agency, account_id, role, branch_id, actor, now, joined=before is None)
    return None


async def branch_for(agency_id: int, role: MemberRole, public_id: str) -> int | None:
    """The branch that a responder is to answer for; None for the whole agency.

    Raises NotFoundError for one that is gone, ValueError for an owner of a branch.
    """
    if not public_id:
        return None
    if role is MemberRole.OWNER:
        raise ValueError("Owners act for the whole agency.")
    found = await branches.id_of(agency_id, public_id)
    if found is None:
        raise NotFoundError("branch")
    return found


async def change_role(
    agency: AgencyRef,
    member: str,
    role: MemberRole,
    actor: str,
    now: dt.datetime,
    branch: str = "",
) -> None:
    """Give a member another role, or a responder another branch (its public id, "" for all).

    Raises NotFoundError, LastOwnerError, ValueError for an owner of a branch.
    """
    async with db.transaction():
        everybody = await _lock(agency.id)
        before = _member(everybody, member)
        account_id = before.account_id
        if role is not MemberRole.OWNER:
            _require_another_owner(everybody, account_id)
        branch_id = await branch_for(agency.id, role, branch)
        if (before.role, before.branch_id) == (role, branch_id):
            return
        await _change(agency, account_id, role, branch_id, actor, now, joined=False)
        if role is not MemberRole.OWNER:
            await _spare(account_id)


async def remove(agency: AgencyRef, member: str, actor: str, now: dt.datetime) -> None:
    """End a membership: the next request of the account finds no desk any more.

    Raises NotFoundError, LastOwnerError.
    """
    async with db.transaction():
        everybody = await _lock(agency.id)
        gone = _member(everybody, member)
        _require_another_owner(everybody, gone.account_id)
        change = Change.LEFT if member == actor else Change.REMOVED
        await end(agency, gone, change, actor, now)


async def end(
    agency: AgencyRef, gone: Member, change: Change, actor: str, now: dt.datetime
) -> None:
    """End a membership, even the last owner's, in the caller's transaction."""
    await members.take(agency.id, gone.account_id)
    await _spare(gone.account_id)
    await _log(agency, change, gone.public_id, None, actor, now)
    await mails.membership_changed(gone.email, gone.language, agency, change, None)
    await _tell_owners(agency, change, actor)


async def forget_member(account_id: int) -> None:
    """Before an account is erased: an agency that is left without an owner is not managed any more.

    In the caller's transaction; the memberships go with the account.
    """
    account = await account_queries.by_id(account_id)
    if account is not None:
        await invitations.delete_of(account.email)
    for one in await members.memberships_of(account_id, asleep=True):
        everybody = await _lock(one.agency.id)
        if last_owner(account_id, _owners(everybody)):
            await unmanage(one.agency.id)


async def unmanage(agency_id: int) -> None:
    """Take the remark "managed by the agency" away, in the caller's transaction."""
    if await proofs.claimed_at(agency_id) is not None:
        await proofs.set_claimed(agency_id, None)
        await bump(agency_id)


async def _change(
    agency: AgencyRef,
    account_id: int,
    role: MemberRole,
    branch_id: int | None,
    actor: str,
    now: dt.datetime,
    *,
    joined: bool,
) -> None:
    account = await account_queries.by_id(account_id)
    if account is None:
        raise NotFoundError("account")
    await members.put(agency.id, account_id, role.value, branch_id, now)
    if role is MemberRole.OWNER:
        await accounts.require_second_factor(account_id)
    change = Change.JOINED if joined else Change.ROLE
    branch = await branches.branch_of(agency.id, branch_id)
    await _log(agency, change, account.public_id, role, actor, now, branch)
    language = cast(Language, account.language)
    await mails.membership_changed(account.email, language, agency, change, role, branch)
    await _tell_owners(agency, change, actor, account.public_id)


async def _spare(account_id: int) -> None:
    if not await members.owns_any(account_id):
        await accounts.spare_second_factor(account_id)


async def _log(
    agency: AgencyRef,
    change: Change,
    member: str,
    role: MemberRole | None,
    actor: str,
    now: dt.datetime,
    branch: Branch | None = None,
) -> None:
    detail = {"member": member, "role": role.value if role else ""}
    if branch is not None:
        detail["branch"] = branch.public_id
    await audit.record(actor, f"member.{change}", "agency", agency.public_id, "", detail, now=now)


async def _tell_owners(agency: AgencyRef, change: Change, *told: str) -> None:
    """All owners but whoever did it, and whoever it is about: that one has a mail of its own."""
    others = [
        one
        for one in await members.members_of(agency.id)
        if one.role == MemberRole.OWNER and one.public_id not in told
    ]
    await mails.members_changed(others, agency, change)


async def _lock(agency_id: int) -> list[Member]:
    """The members, kept from others' changes until the transaction ends."""
    if await queries.locked_agency(agency_id) is None:
        raise NotFoundError("agency")
    return await members.members_of(agency_id)


def _owners(everybody: list[Member]) -> frozenset[int]:
    return frozenset(one.account_id for one in everybody if one.role == MemberRole.OWNER)


def _member(everybody: list[Member], public_id: str) -> Member:
    found = next((one for one in everybody if one.public_id == public_id), None)
    if found is None:
        raise NotFoundError("member")
    return found


def _require_another_owner(everybody: list[Member], account_id: int) -> None:
    if last_owner(account_id, _owners(everybody)):
        raise LastOwnerError("owner")
