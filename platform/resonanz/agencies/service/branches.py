"""Branches of an agency: owners name them, authors may say which one they met.

No score and no public page reads them.
"""

import datetime as dt
from typing import Final

from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.errors import ConflictError, NotFoundError

from .. import queries
from ..domain.records import AgencyRef
from ..queries import branches
from ..queries.branches import Branch

MOST: Final = 100
"""So many branches of an agency (ours)."""
NAME_LIMIT: Final = 80


class SameBranchError(ConflictError):
    """The agency has a branch of this name."""


class TooManyBranchesError(ConflictError):
    """The agency has as many branches as it may."""


class BranchInUseError(ConflictError):
    """Somebody answers for this branch alone, or is asked to."""


async def branches_of(agency_id: int) -> list[Branch]:
    """An agency's branches, by name."""
    return await branches.of_agency(agency_id)


async def id_of(agency_id: int, public_id: str) -> int | None:
    """The branch that an author chose; None for none, one that is gone, or another agency's."""
    if not public_id:
        return None
    found = (one for one in await branches.of_agency(agency_id) if one.public_id == public_id)
    return next((one.id for one in found), None)


async def public_id_of(agency_id: int, branch_id: int | None) -> str:
    """How a form names a branch; "" for none."""
    found = await branch_of(agency_id, branch_id)
    return found.public_id if found else ""


async def branch_of(agency_id: int, branch_id: int | None) -> Branch | None:
    """An agency's branch; None for none."""
    if branch_id is None:
        return None
    found = (one for one in await branches.of_agency(agency_id) if one.id == branch_id)
    return next(found, None)


async def add(agency: AgencyRef, name: str, place: str, actor: str, now: dt.datetime) -> None:
    """Add a branch. Raises SameBranchError, TooManyBranchesError."""
    async with db.transaction():
        known = await _locked(agency)
        if len(known) >= MOST:
            raise TooManyBranchesError("branches")
        _require_new(known, name)
        await branches.insert(agency.id, crypto.public_id(), name, place)
        await _log(agency, "add", actor, now)


async def rename(
    agency: AgencyRef, public_id: str, name: str, place: str, actor: str, now: dt.datetime
) -> None:
    """Give a branch another name or place. Raises NotFoundError, SameBranchError."""
    async with db.transaction():
        known = await _locked(agency)
        one = _branch(known, public_id)
        _require_new([other for other in known if other is not one], name)
        await branches.update(one.id, name, place)
        await _log(agency, "rename", actor, now)


async def remove(agency: AgencyRef, public_id: str, actor: str, now: dt.datetime) -> None:
    """Remove a branch: its reviews stay with the agency.

    Raises NotFoundError, BranchInUseError while somebody answers for it alone or is asked to.
    """
    async with db.transaction():
        one = _branch(await _locked(agency), public_id)
        if await branches.in_use(one.id):
            raise BranchInUseError("branch")
        await branches.delete(one.id)
        await _log(agency, "remove", actor, now)


async def _locked(agency: AgencyRef) -> list[Branch]:
    if await queries.locked_agency(agency.id) is None:
        raise NotFoundError("agency")
    return await branches.of_agency(agency.id)


def _branch(known: list[Branch], public_id: str) -> Branch:
    found = next((one for one in known if one.public_id == public_id), None)
    if found is None:
        raise NotFoundError("branch")
    return found


def _require_new(known: list[Branch], name: str) -> None:
    if any(one.name.casefold() == name.casefold() for one in known):
        raise SameBranchError(name)


async def _log(agency: AgencyRef, change: str, actor: str, now: dt.datetime) -> None:
    await audit.record(actor, f"branch.{change}", "agency", agency.public_id, "", now=now)
