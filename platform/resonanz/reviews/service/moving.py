"""Reviews of a proposed agency that turns out to be a listed one."""

import datetime as dt

from resonanz.agencies.service import pledges
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.i18n import gettext, use_language

from .. import queries
from ..domain import LIVE_STATES, State
from ..domain.merging import ONE_REVIEW_IN
from ..queries import moving
from .submission import unseal_anchors
from .unlisted import tell


class ReviewedTwiceError(ConflictError):
    """One of the authors has a live review of the other agency already (TRUST 4)."""


async def move_reviews(agency_id: int, into_id: int, name: str, now: dt.datetime) -> None:
    """Let an agency's reviews be of another one, named `name`, and tell their authors.

    For agencies without public reviews: nothing here touches scores. Raises ReviewedTwiceError.
    """
    async with db.transaction():
        for row in await moving.reviews_of(agency_id):
            live = State(row["state"]) in LIVE_STATES
            since = row["created_at"] - ONE_REVIEW_IN
            if live and await queries.live_review(row["author_id"], into_id, since):
                raise ReviewedTwiceError(row["public_id"])
            pledge_id = None
            if row["anchors_sealed"]:
                month = unseal_anchors(row["anchors_sealed"])["month"]
                sent_at = row["submitted_at"] or row["created_at"]
                pledge_id = await pledges.falls_under(into_id, month, sent_at)
            await queries.update_review(row["id"], {"agency_id": into_id, "pledge_id": pledge_id})
            if live:
                with use_language(row["form_language"]):
                    message = gettext(
                        "Die Agentur, die Sie vorgeschlagen haben, steht schon im Verzeichnis: "
                        "%(name)s. Ihre Bewertung gehört jetzt zu ihr, sonst ändert sich nichts.",
                        name=name,
                    )
                await tell(row["public_id"], message, now)


async def reviewed(agency_ids: list[int]) -> set[int]:
    """Those of these agencies that have a review in whatever state."""
    return await moving.reviewed(agency_ids) if agency_ids else set()
