"""Use cases of the public site: what its pages read."""

import base64
import datetime as dt
import hmac
from typing import Any

from resonanz.agencies import service as agencies
from resonanz.agencies.domain.profiles import Change, ChangeState
from resonanz.agencies.queries.profiles import changes
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import crypto
from resonanz.kernel.errors import GoneError, NotFoundError

from ..queries import lists, profiles
from .finding import PAGE, first

Row = dict[str, Any]

HISTORY = 100
LATEST = 6
TOP = 6


async def profile(slug: str, after: str = "") -> tuple[Row, list[Row]] | None:
    """An agency and its reviews, one more than a page; None if it is not listed.

    Raises NotFoundError as `reviews_behind` does.
    """
    row = await profiles.agency(slug)
    if row is None:
        return None
    if not (row["reviews"] or after):
        return row, []
    return row, await reviews_behind(row["id"], after, PAGE + 1)


async def agency(slug: str) -> Row | None:
    """An agency as its profile shows it; None if it is not listed."""
    return await profiles.agency(slug)


async def reviews_behind(agency_id: int, after: str, limit: int) -> list[Row]:
    """Public reviews of an agency, newest first, behind the one with a public id; "" for all.

    Raises NotFoundError if the agency had no such review.
    """
    before = await profiles.review_key(agency_id, after) if after else None
    if after and before is None:
        raise NotFoundError("review")
    return await profiles.reviews(agency_id, before, limit)


async def profile_history(
    slug: str,
) -> tuple[AgencyRef, list[Change], list[tuple[dt.date, str]]] | None:
    """A listed agency, what it changed in its profile, and which entries were merged into it.

    None if it is not listed.
    """
    agency = await agencies.find_for_review(slug)
    if agency is None or agency.state != "listed":
        return None
    states = (ChangeState.PUBLIC, ChangeState.REVERTED)
    merged = await profiles.merged(agency.id)
    return agency, await changes(agency.id, states=states, limit=HISTORY), merged


async def moved_to(slug: str) -> str | None:
    """Where an agency went whose slug changed."""
    return await agencies.current_slug(slug)


async def home(country: str) -> tuple[Row, list[Row], list[Row]]:
    """Totals, first agencies of the list, newest reviews."""
    return await lists.totals(), await first(country, TOP), await lists.latest(LATEST)


async def latest(limit: int) -> list[Row]:
    """The newest public reviews with their agencies."""
    return await lists.latest(limit)


async def figures(agency_id: int) -> Row | None:
    """The stored figures of an agency; None if it is not listed."""
    return await profiles.figures(agency_id)


async def badge(slug: str) -> Row | None:
    """What a badge shows of an agency; None if it is not listed."""
    return await profiles.badge(slug)


def badge_code(slug: str, score: str, reviews: int, day: dt.date) -> str:
    """The code printed in a badge, eight characters: a made-up number has none that fits."""
    value = crypto.digest("badge", f"{slug} {score} {reviews} {day.isoformat()}")
    return base64.b32encode(bytes.fromhex(value)[:5]).decode()


def badge_code_fits(slug: str, score: str, reviews: int, day: dt.date, code: str) -> bool:
    """Whether a code was printed with these numbers."""
    typed = code.strip().upper().encode("utf-8", "replace")
    return hmac.compare_digest(badge_code(slug, score, reviews, day).encode(), typed)


async def taken_down(slug: str) -> bool:
    """Whether the agency at an address, present or former, was taken down."""
    return await agencies.taken_down(slug)


async def review(public_id: str) -> Row | None:
    """One public review; raises GoneError if its agency was taken down."""
    row = await profiles.review(public_id)
    if row is None and await profiles.went_with_agency(public_id):
        raise GoneError("review")
    return row
