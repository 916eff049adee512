"""What moderators make of changes of profiles, and what comes back after a complaint."""

import datetime as dt

from resonanz.agencies import queries
from resonanz.agencies.domain.profiles import (
    CHECKED,
    Change,
    ChangeState,
    Profile,
    ProfileField,
    place_of,
    places_of,
    revertible,
)
from resonanz.agencies.queries import profiles
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError

from .imports import placed
from .revisions import bump


async def approve(public_id: str, now: dt.datetime) -> None:
    """Make public what waited. Raises NotFoundError, and ConflictError if it waits no more."""
    async with db.transaction():
        change, known = await _locked(public_id)
        if change.state is not ChangeState.WAITING:
            raise ConflictError(change.state)
        await profiles.settle(change.id, ChangeState.PUBLIC, "", known.revision + 1, now)
        await _put(change, known, change.after)


async def refuse(public_id: str, message: str, now: dt.datetime) -> None:
    """Refuse what waited, with reasons. Raises as `approve`."""
    async with db.transaction():
        change, known = await _locked(public_id)
        if change.state is not ChangeState.WAITING:
            raise ConflictError(change.state)
        await profiles.settle(change.id, ChangeState.REFUSED, message, known.revision + 1, now)
        await profiles.put_profile(change.agency_id, known.revision + 1, known.said)


async def revert(public_id: str, message: str, now: dt.datetime) -> None:
    """Put back what stood there before, with reasons.

    Raises NotFoundError, and ConflictError if a newer change stands on it.
    """
    async with db.transaction():
        change, known = await _locked(public_id)
        if not revertible(change, known.stated):
            raise ConflictError(change.state)
        await profiles.settle(change.id, ChangeState.REVERTED, message, known.revision + 1, now)
        await _put(change, known, change.before)


async def restore(public_id: str, now: dt.datetime) -> None:
    """Make public what was refused or taken back; newer words of the agency's own stand."""
    async with db.transaction():
        change, known = await _locked(public_id)
        if change.state not in {ChangeState.REFUSED, ChangeState.REVERTED}:
            return
        await profiles.settle(
            change.id, ChangeState.PUBLIC, change.message, known.revision + 1, now
        )
        if known.stated.get(change.field, "") == change.before:
            await _put(change, known, change.after)


async def _locked(public_id: str) -> tuple[Change, Profile]:
    """The change and its profile; the agency's row is the lock of both."""
    found = await profiles.change(public_id)
    if found is None or await queries.locked_agency(found.agency_id) is None:
        raise NotFoundError("change")
    change = await profiles.change(public_id)
    assert change is not None
    return change, await profiles.profile(change.agency_id)


async def _put(change: Change, known: Profile, value: str) -> None:
    if change.field in CHECKED:
        agency = (await queries.agencies_by_id([change.agency_id]))[change.agency_id]
        if change.field is ProfileField.NAME:
            await profiles.rename(change.agency_id, agency.name, value)
        elif lines := places_of(value):
            parts = [place_of(line) for line in lines]
            places = [placed(agency.country, name, postcode) for postcode, name in parts]
            await profiles.set_places(change.agency_id, agency.country, places)
    said = {**known.said, change.field: value}
    await profiles.put_profile(change.agency_id, known.revision + 1, said)
    await bump(change.agency_id)
