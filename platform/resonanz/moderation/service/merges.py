"""Merges of listed agencies and their splits: two moderators where ranks move, no open case."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from resonanz.agencies import service as agencies
from resonanz.agencies.queries import merges as entries
from resonanz.agencies.queries.members import members_of
from resonanz.agencies.service import AgencyRef
from resonanz.audit import service as audit
from resonanz.kernel import crypto, db, settings
from resonanz.kernel.errors import ConflictError, ForbiddenError, NotFoundError

from ..domain.merges import MergeKind, MergeState, Needed, may_confirm, needed
from ..queries import Row
from ..queries import merges as held
from ..queries import proposals as cases
from . import merge_acts
from .colleagues import Colleague, colleague
from .duplicates import listed_pair
from .errors import Moderator, OpenCasesError
from .interests import require_independent
from .merge_records import Merge, Preview, manifest_of
from .reach import Reach

SHOWN: Final = 50
REASON_LIMIT: Final = 1000
_AGENCIES: Final = ("agency_id", "into_id")
_PEOPLE: Final = ("asked_by", "decided_by")


class OwnedError(ConflictError):
    """The entry that goes is managed by its agency, the other one is not: the other way round."""


class UnfinishedError(ConflictError):
    """A claim or a change of the profile of the entry that goes waits for its decision."""


class MergeWaitingError(ConflictError):
    """A merge or split of one of the two waits for its second moderator."""


class StaleMergeError(ConflictError):
    """The merge is decided already, undone, or the entry it led to has gone itself."""


async def preview(gone: str, stays: str, moderator: Moderator) -> Preview:
    """What a merge would do. Raises NotFoundError, ForbiddenError for agencies of one's own."""
    agency, into = await listed_pair(gone, stays, moderator)
    return await merge_acts.preview(agency, into)


async def propose_merge(
    gone: str, stays: str, reason: str, moderator: Moderator, now: dt.datetime
) -> Merge:
    """Merge a listed agency into another one, by slugs; it waits if a second one has to agree.

    Raises NotFoundError, ForbiddenError, OpenCasesError, OwnedError, UnfinishedError,
    MergeWaitingError, ValueError without a reason.
    """
    async with db.transaction():
        agency, into = await listed_pair(gone, stays, moderator)
        await _require_mergeable(agency, into)
        moving = (await held.public_reviews([agency.id])).get(agency.id, 0)
        return await _ask(MergeKind.MERGE, agency, into, moving, reason, moderator, now)


async def propose_split(
    public_id: str, reason: str, moderator: Moderator, now: dt.datetime
) -> Merge:
    """Undo a merge; it waits if a second one has to agree.

    Raises NotFoundError, ForbiddenError, OpenCasesError, MergeWaitingError, StaleMergeError,
    ValueError without a reason.
    """
    async with db.transaction():
        one = await merge(public_id, moderator)
        await _require_splittable(one)
        moving = await held.public_among([*one.manifest.reviews.moved, *one.manifest.asleep])
        return await _ask(MergeKind.SPLIT, one.agency, one.into, moving, reason, moderator, now)


async def _ask(
    kind: MergeKind,
    agency: AgencyRef,
    into: AgencyRef,
    moving: int,
    reason: str,
    moderator: Moderator,
    now: dt.datetime,
) -> Merge:
    if not reason or len(reason) > REASON_LIMIT:
        raise ValueError("reason")
    if await held.waiting_about([agency.id, into.id]):
        raise MergeWaitingError(agency.public_id)
    who = needed(moving, solo=settings.current().solo_moderator)
    public_id = crypto.public_id()
    written = await held.insert_merge(
        {
            "public_id": public_id,
            "kind": kind.value,
            "agency_id": agency.id,
            "into_id": into.id,
            "state": MergeState.WAITING.value,
            "reason": reason,
            "asked_by": moderator.account_id,
            "asked_at": now,
            "alone": who is Needed.ALONE,
            "solo": who is Needed.SOLO,
            "manifest": "",
        }
    )
    if written is None:
        raise MergeWaitingError(agency.public_id)
    await _log(f"{kind}.propose", agency, into, moderator, now)
    if who is not Needed.SECOND:
        await _act(await merge(public_id, moderator), moderator, now)
    return await merge(public_id, moderator)


async def confirm(public_id: str, moderator: Moderator, now: dt.datetime) -> None:
    """Agree with what another moderator proposed, and carry it out.

    Raises NotFoundError, ForbiddenError for the own proposal, and as the proposals do.
    """
    async with db.transaction():
        one = await merge(public_id, moderator, lock=True)
        solo = settings.current().solo_moderator
        if not may_confirm(one.asked_by_id, moderator.account_id, solo=solo):
            raise ForbiddenError("own proposal")
        await _act(one, moderator, now)


async def refuse(public_id: str, moderator: Moderator, now: dt.datetime) -> None:
    """Refuse a proposal, or take the own one back. Raises NotFoundError, StaleMergeError."""
    async with db.transaction():
        one = await merge(public_id, moderator, lock=True)
        if one.state is not MergeState.WAITING:
            raise StaleMergeError(public_id)
        await held.settle(one.id, MergeState.REFUSED.value, moderator.account_id, now)
        await _log(f"{one.kind}.refuse", one.agency, one.into, moderator, now)


async def _act(one: Merge, moderator: Moderator, now: dt.datetime) -> None:
    """Carry out what waits, after looking again whether it may be."""
    if one.state is not MergeState.WAITING:
        raise StaleMergeError(one.public_id)
    if one.kind is MergeKind.MERGE:
        await _require_mergeable(one.agency, one.into)
        await merge_acts.carry_out(one, now)
    else:
        standing = await held.standing_merge(one.agency.id)
        if standing is None:
            raise StaleMergeError(one.public_id)
        undone = await merge(standing["public_id"], moderator, lock=True)
        await _require_splittable(undone)
        await merge_acts.undo(undone, now)
    await held.settle(one.id, MergeState.DONE.value, moderator.account_id, now)
    await _log(f"{one.kind}.carry_out", one.agency, one.into, moderator, now)


async def _require_mergeable(agency: AgencyRef, into: AgencyRef) -> None:
    if agency.state != "listed" or into.state != "listed":
        raise StaleMergeError(agency.public_id)
    await _require_no_case([agency.id, into.id])
    if await entries.unfinished(agency.id):
        raise UnfinishedError(agency.public_id)
    if await members_of(agency.id) and not await members_of(into.id):
        raise OwnedError(agency.public_id)


async def _require_splittable(one: Merge) -> None:
    """Only from a listed one: what went on with it is split from there first."""
    standing = one.kind is MergeKind.MERGE and one.state is MergeState.DONE
    if not standing or one.into.state != "listed":
        raise StaleMergeError(one.public_id)
    await _require_no_case([one.agency.id, one.into.id])


async def _require_no_case(agency_ids: Collection[int]) -> None:
    if numbers := tuple(row["public_id"] for row in await cases.open_cases(agency_ids)):
        raise OpenCasesError(numbers)


async def merge(public_id: str, moderator: Moderator, *, lock: bool = False) -> Merge:
    """A merge or split. Raises NotFoundError, ForbiddenError for agencies of one's own."""
    row = await held.merge(public_id, lock=lock)
    if row is None:
        raise NotFoundError("merge")
    for each in (row["agency_id"], row["into_id"]):
        await require_independent(each, moderator.account_id)
    return (await _records([row], moderator))[0]


async def waiting(reach: Reach, moderator: Moderator) -> tuple[Merge, ...]:
    """What waits for a second moderator, the oldest first."""
    return await _records(await held.waiting_merges(reach.barred, SHOWN), moderator)


async def decided(reach: Reach, moderator: Moderator) -> tuple[Merge, ...]:
    """What was decided lately."""
    return await _records(await held.decided_merges(reach.barred, SHOWN), moderator)


async def _records(rows: Sequence[Row], moderator: Moderator) -> tuple[Merge, ...]:
    """Agencies and moderators are looked up once, however many merges name them."""
    refs = await agencies.agencies_by_id(row[key] for row in rows for key in _AGENCIES)
    people = {row[key] for row in rows for key in _PEOPLE}
    known = {account_id: await colleague(account_id, moderator) for account_id in people}
    return tuple(_record(row, refs, known) for row in rows)


def _record(
    row: Row, refs: Mapping[int, AgencyRef], known: Mapping[int | None, Colleague]
) -> Merge:
    return Merge(
        id=row["id"],
        public_id=row["public_id"],
        kind=MergeKind(row["kind"]),
        agency=refs[row["agency_id"]],
        into=refs[row["into_id"]],
        state=MergeState(row["state"]),
        reason=row["reason"],
        asked_by_id=row["asked_by"],
        asked_by=known[row["asked_by"]],
        asked_at=row["asked_at"],
        decided_by=known[row["decided_by"]],
        decided_at=row["decided_at"],
        alone=row["alone"],
        solo=row["solo"],
        manifest=manifest_of(row["manifest"]),
    )


async def _log(
    action: str, agency: AgencyRef, into: AgencyRef, moderator: Moderator, now: dt.datetime
) -> None:
    """Once for each, so that the history of either tells it."""
    for one, other in ((agency, into), (into, agency)):
        detail = {"with": other.public_id}
        await audit.record(
            *(moderator.public_id, f"agency.{action}", "agency", one.public_id, "", detail), now=now
        )
