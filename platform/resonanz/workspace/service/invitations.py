"""How an agency's invitations stand: its code, whom it invited, who came; numbers only."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Final

from resonanz.agencies.domain.invites import InviteCode, InviteCount, quarter_of
from resonanz.agencies.service import invites
from resonanz.kernel.clock import site_day
from resonanz.scoring import queries as scoring

SHOWN_FROM: Final = 10
"""With fewer invited people, how many came could tell who did."""
_BACK: Final = dt.timedelta(days=380)


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """A quarter's invited people, and the reviews marked "invited" that appeared in it.

    `came` is None where too few were invited to say.
    """

    quarter: dt.date
    entered: int
    mailed: int
    came: int | None

    @property
    def invited(self) -> int:
        """All invited people."""
        return self.entered + self.mailed


@dataclass(frozen=True, slots=True)
class InvitationDesk:
    """The agency's present code, None before it began, and its figures, the newest first."""

    code: InviteCode | None
    figures: tuple[QuarterFigures, ...]


async def invitation_desk(agency_id: int, now: dt.datetime) -> InvitationDesk:
    """How things stand; three statements."""
    return InvitationDesk(await invites.current(agency_id), await figures(agency_id, site_day(now)))


async def figures(agency_id: int, today: dt.date) -> tuple[QuarterFigures, ...]:
    """The agency's figures of the last twelve months, by quarter, the newest first.

    Quarters in which nobody was invited and nobody came are left out. Two statements.
    """
    since = quarter_of(today - _BACK)
    known = {one.quarter: one for one in await invites.counts(agency_id, since)}
    came: Counter[dt.date] = Counter()
    for day, reviews in await scoring.invited_by_day(agency_id, since):
        came[quarter_of(day)] += reviews
    quarters = sorted(known.keys() | came.keys(), reverse=True)
    return tuple(_figures(known.get(first), first, came[first]) for first in quarters)


def _figures(count: InviteCount | None, first: dt.date, came: int) -> QuarterFigures:
    entered, mailed = (count.entered, count.mailed) if count else (0, 0)
    shown = came if entered + mailed >= SHOWN_FROM else None
    return QuarterFigures(first, entered, mailed, shown)
