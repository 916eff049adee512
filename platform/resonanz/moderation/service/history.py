"""What is known of the author and the agency of something that is to be decided."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.kernel.clock import site_day
from resonanz.reviews import service as reviews
from resonanz.reviews.domain.late_feedback import LateState
from resonanz.reviews.service import AgencyReviews, AuthorHistory, ReviewRecord

from .. import queries
from ..domain.misuse import WARNING_DAYS
from ..queries import misuse
from .misuse_suspension import agency_party, author_party
from .records import CaseRecord

SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """A warning or suspension that counts now; `until` is None where it has no end."""

    suspended: bool
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class AgencyHistory:
    """An agency's reviews, other disputes (their results, the newest), and late feedback."""

    reviews: AgencyReviews
    disputes: int
    kept: int
    removed: int
    latest: tuple[CaseRecord, ...]
    late: Mapping[LateState, int]
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class History:
    """What stands beside a case; `agencies` are those of the author's other reviews."""

    author: AuthorHistory | None
    author_standing: Standing | None
    agencies: Mapping[int, AgencyRef]
    agency: AgencyHistory | None


async def history_of(
    review: ReviewRecord | None, agency_id: int | None, now: dt.datetime, *, other_than: int = 0
) -> History:
    """The history of a review's author and of an agency, without the case at hand."""
    author = await reviews.author_history(review.public_id) if review else None
    standing = None
    if review is not None and review.account_id is not None:
        standing = await _standing(author_party(review.account_id), now)
    others = {one.agency_id for one in author.latest} if author else set()
    return History(
        author,
        standing,
        await agencies.agencies_by_id(others),
        await _agency(agency_id, other_than, now) if agency_id else None,
    )


async def _agency(agency_id: int, other_than: int, now: dt.datetime) -> AgencyHistory:
    counts = await queries.dispute_outcomes(agency_id, other_than)
    latest = [
        CaseRecord.from_row(row)
        for row in await queries.cases_of_agency(agency_id, None, SHOWN + 1)
    ]
    return AgencyHistory(
        await reviews.agency_reviews(agency_id),
        sum(counts.values()),
        counts.get("kept", 0) + counts.get("restored", 0) + counts.get("author_edited", 0),
        counts.get("removed", 0),
        tuple(one for one in latest if one.id != other_than)[:SHOWN],
        await reviews.late_outcomes(agency_id),
        await _standing(agency_party(agency_id), now),
    )


async def _standing(party: str, now: dt.datetime) -> Standing | None:
    row = await misuse.suspended_until(party, site_day(now))
    if row is not None:
        return Standing(suspended=True, until=row["until"])
    if await misuse.warned_since(party, now - dt.timedelta(days=WARNING_DAYS)):
        return Standing(suspended=False, until=None)
    return None
