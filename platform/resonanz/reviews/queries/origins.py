"""Which reviews came from the same network or browser on the same day."""

import datetime as dt
from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]


async def shared_origin(review_id: int) -> Row | None:
    """How many reviews and other authors share a review's digests."""
    return await db.row(
        "SELECT (SELECT COUNT(*) FROM review o WHERE o.network = r.network "
        "AND o.author_id <> r.author_id) AS network, "
        "(SELECT COUNT(*) FROM review o WHERE o.network = r.network "
        "AND o.author_id <> r.author_id AND o.agency_id = r.agency_id) AS network_and_agency, "
        "(SELECT COUNT(DISTINCT o.author_id) FROM review o WHERE o.device = r.device "
        "AND o.author_id <> r.author_id) AS device FROM review r WHERE r.id = {}",
        review_id,
    )


async def forget_origins(created_before: dt.datetime) -> None:
    """Forget the digests of reviews that are old enough."""
    await db.execute(
        "UPDATE review SET network = NULL, device = NULL "
        "WHERE (network IS NOT NULL OR device IS NOT NULL) AND created_at < {}",
        created_before,
    )
