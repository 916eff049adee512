"""A listing ends after an objection of its owner (GDPR Art. 21, TRUST 26), and can come back."""

import datetime as dt

from resonanz.agencies import queries
from resonanz.kernel import db
from resonanz.kernel.errors import NotFoundError

from .revisions import bump


async def is_listed(agency_id: int) -> bool:
    """Whether the agency is listed; it stays so until the caller's transaction ends."""
    agency = await queries.locked_agency(agency_id)
    return agency is not None and agency.state == "listed"


async def take_down(agency_id: int, now: dt.datetime) -> None:
    """Take a listed agency off the site; whoever calls takes its reviews out of the scores.

    Twice is fine. Raises NotFoundError if there is none.
    """
    async with db.transaction():
        agency = await queries.locked_agency(agency_id)
        if agency is None:
            raise NotFoundError(f"agency {agency_id}")
        if agency.state == "listed":
            await queries.set_listing(agency_id, "refused", now)
            await bump(agency_id)


async def bring_back(agency_id: int) -> None:
    """List an agency again that was taken down; nothing happens to others."""
    async with db.transaction():
        agency = await queries.locked_agency(agency_id)
        if agency is not None and await queries.taken_down(agency.slug):
            await queries.set_listing(agency_id, "listed", None)
            await bump(agency_id)
