"""An agency's pledge for its owners: how things stand, and what a choice would mean."""

import datetime as dt
from dataclasses import dataclass

from resonanz.agencies.domain.pledges import Pledge, in_force, next_on
from resonanz.agencies.queries.pledges import history
from resonanz.scoring import queries as scoring
from resonanz.scoring.domain.statistics import AgencyStatistics
from resonanz.scoring.views.figures import statistics_of


@dataclass(frozen=True, slots=True)
class PledgeDesk:
    """All pledges of an agency, oldest first, and its figures; None without a review."""

    history: tuple[Pledge, ...]
    figures: AgencyStatistics | None

    @property
    def present(self) -> Pledge | None:
        """The pledge in force."""
        return in_force(self.history)

    def blocked_until(self, today: dt.date) -> dt.date | None:
        """The first day on which the next pledge may be made; None if that is today."""
        allowed = next_on(self.history)
        return allowed if allowed is not None and allowed > today else None


async def pledge_desk(agency_id: int) -> PledgeDesk:
    """How things stand; two statements."""
    stored = await scoring.stored_score(agency_id)
    figures = statistics_of(stored[0].statistics) if stored else None
    return PledgeDesk(await history(agency_id), figures)
