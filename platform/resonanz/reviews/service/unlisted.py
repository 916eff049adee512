"""The reviews of an agency whose listing ends, or comes back (TRUST 26).

Their state stays: they are neither removed nor withdrawn, they only have no page to stand on.
"""

import datetime as dt

from resonanz.kernel import db
from resonanz.scoring import service as scoring

from .. import queries
from .publishing import rated


async def leave_with_agency(agency_id: int, now: dt.datetime) -> None:
    """Take an agency's public reviews out of every count; joins the caller's transaction."""
    await scoring.take_out(agency_id, now)


async def return_with_agency(agency_id: int, now: dt.datetime) -> None:
    """Let an agency's public reviews count again, each with the day of its publication."""
    rows = await queries.public_rows_of(agency_id)
    await scoring.put_back(agency_id, [rated(row, row["published_on"]) for row in rows], now)


async def public_ids_of(agency_id: int) -> dict[int, str]:
    """The public ids of an agency's public reviews by their id, oldest first."""
    return {row["id"]: row["public_id"] for row in await queries.public_rows_of(agency_id)}


async def tell(public_id: str, text: str, now: dt.datetime) -> None:
    """Write a message of the moderation to a review's author."""
    async with db.transaction():
        row = await queries.review_by_public_id(public_id)
        if row is not None:
            await queries.add_message(row["id"], "moderation", text, now)
