"""Telling that what the public sees of an agency changed."""

from resonanz.agencies import queries
from resonanz.agencies.domain.records import AgenciesChanged
from resonanz.kernel import db
from resonanz.kernel.events import emit


async def bump(*agency_ids: int) -> int:
    """Say that what the public sees of these agencies changed; the site's new revision.

    Two statements in the caller's transaction; whoever bumps next waits until that ends.
    """
    if not agency_ids:
        raise ValueError("There is nothing to bump.")
    async with db.transaction():
        revision = await queries.bump(agency_ids)
        await emit(AgenciesChanged(revision, agency_ids))
        return revision
