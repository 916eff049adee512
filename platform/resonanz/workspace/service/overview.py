"""All figures of an agency's desk, for its page, its exports and its mails.

Everything in it can be read on public pages too, or is coarser (TRUST 29).
"""

import asyncio
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from resonanz.agencies import queries as agencies
from resonanz.agencies.domain.pledges import Pledge
from resonanz.agencies.queries import pledges
from resonanz.agencies.queries.members import Membership
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import db
from resonanz.kernel.paths import PACKAGE
from resonanz.reviews import service as reviews
from resonanz.scoring import service as scoring
from resonanz.scoring.service import Development

from ..domain.peers import Standing, standing
from ..domain.visits import Snapshot, Visits, visited
from ..domain.words import CommonWord, ReviewText, common_words
from ..queries import visits

_STOP_WORDS: Final = PACKAGE / "workspace" / "data" / "stop_words"


@dataclass(frozen=True, slots=True)
class Figures:
    """What an agency's reviews add up to on a day; `development` is None without one."""

    agency: AgencyRef
    today: dt.date
    development: Development | None
    standing: Standing | None
    words: tuple[CommonWord, ...]
    pledges: tuple[Pledge, ...]

    @property
    def snapshot(self) -> Snapshot:
        """The few figures in which a change is told."""
        found = self.development
        if found is None:
            return Snapshot()
        return Snapshot(
            reviews=found.score.reviews,
            score=found.score.score if found.score.published else None,
            answered=found.statistics.answered.count,
            judged=found.statistics.answered.n,
        )


async def figures(agency: AgencyRef, today: dt.date) -> Figures:
    """The figures of an agency; six statements."""
    texts = await reviews.public_texts(agency.id)
    found = await scoring.development(agency.id, {one.id for one in texts if one.coarse}, today)
    values: Mapping[int, float] = found.values if found else {}
    words = await asyncio.to_thread(
        common_words,
        [ReviewText(one.language, one.text, values.get(one.id)) for one in texts],
        stop_words(),
    )
    regions = await agencies.regions_of_kind(agency.kind, agency.country)
    return Figures(
        agency=agency,
        today=today,
        development=found,
        standing=standing(agency.id, regions, await scoring.published_scores()),
        words=words,
        pledges=await pledges.history(agency.id),
    )


@cache
def stop_words() -> Mapping[str, frozenset[str]]:
    """Words that say nothing about an agency, by language."""
    return {
        path.stem: frozenset(path.read_text(encoding="utf-8").split())
        for path in _STOP_WORDS.glob("*.txt")
    }


async def visit(membership: Membership, now: Snapshot, today: dt.date) -> tuple[Visits, str | None]:
    """Note that a member looked, as a session notes its last use: once a day, nothing else.

    The visits with this one, and how often figures are mailed to the member.
    """
    agency_id, account_id = membership.agency.id, membership.account_id
    async with db.transaction():
        before, mailed = await visits.visits(agency_id, account_id)
        found = visited(before, now, today)
        if found != before:
            await visits.put_visits(agency_id, account_id, found)
    return found, mailed
