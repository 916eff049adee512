"""Agencies edit what is said of them; each change of a field is kept."""

import datetime as dt

from resonanz.agencies import queries
from resonanz.agencies.domain.profiles import (
    CHECKED,
    KEPT,
    ChangeState,
    Profile,
    ProfileField,
    Stated,
    edits,
    overtaken,
)
from resonanz.agencies.queries import profiles
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError

from .revisions import bump


class ProfileChangedError(ConflictError):
    """Somebody else edited the profile meanwhile.

    `profile` is what it says now, `fields` are those in which that is not what was sent.
    """

    def __init__(self, profile: Profile, fields: tuple[ProfileField, ...]) -> None:
        super().__init__("profile")
        self.profile = profile
        self.fields = fields


async def profile(agency_id: int) -> Profile:
    """What an agency says of itself."""
    return await profiles.profile(agency_id)


async def edit(
    agency_id: int,
    new: Stated,
    revision: int,
    account_id: int | None,
    actor: str,
    now: dt.datetime,
) -> tuple[ProfileField, ...]:
    """Change what an agency says of itself; the fields that changed.

    What a moderator checks first waits; all else is public at once. `revision` is the one that
    the owner saw. Scores and orders read none of it. Raises NotFoundError, ProfileChangedError.
    """
    async with db.transaction():
        if await queries.locked_agency(agency_id) is None:
            raise NotFoundError("agency")
        known = await profiles.profile(agency_id)
        if known.revision != revision:
            since = await profiles.fields_since(agency_id, revision)
            raise ProfileChangedError(known, overtaken(since, known, new))
        found = edits(known, new)
        if not found:
            return ()
        for one in found:
            if one.field in CHECKED:
                await profiles.withdraw_waiting(agency_id, one.field, now)
            if one.state is not ChangeState.WITHDRAWN:
                await profiles.insert_change(agency_id, account_id, known.revision + 1, one, now)
        public = {one.field: one.after for one in found if one.state is ChangeState.PUBLIC}
        await profiles.put_profile(agency_id, known.revision + 1, {**known.said, **public})
        if public:
            await bump(agency_id)
        refs = await queries.agencies_by_id([agency_id])
        fields = " ".join(one.field.value for one in found)
        await audit.record(
            *(actor, "profile.edit", "agency", refs[agency_id].public_id, ""),
            {"fields": fields},
            now=now,
        )
        return tuple(one.field for one in found)


async def forget_old(now: dt.datetime) -> None:
    """Delete changes that were made long ago (TRUST 33)."""
    await profiles.forget(now - KEPT)
