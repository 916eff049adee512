"""The cases in which the moderation owes something, and complaints among them."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from resonanz.agencies import service as agencies
from resonanz.agencies.service import AgencyRef
from resonanz.kernel.clock import day_end

from .. import queries
from ..domain import CaseKind, CaseState, NoticeGround
from ..domain.work import Tally, WorkKind
from ..queries import due_cases as due
from .errors import Moderator
from .reach import Reach, reach_of

SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case in which the moderation owes something; `claim` is "", `me` or `other`."""

    public_id: str
    kind: CaseKind
    state: CaseState
    ground: NoticeGround | None
    agency: AgencyRef | None
    due_at: dt.datetime
    priority: bool
    bounced: bool
    claim: str

    @property
    def work(self) -> WorkKind:
        """Which kind of work it is."""
        return WorkKind.COMPLAINT if self.state is CaseState.COMPLAINT else WorkKind.CASE


async def waiting_cases(moderator: Moderator, now: dt.datetime) -> tuple[WaitingCase, ...]:
    """The cases that go first, without those the moderator may not or cannot handle."""
    reach = await reach_of(moderator)
    rows = await due.due_cases(reach.account_id, SHOWN, solo=reach.solo, not_in=reach.foreign)
    claims = await queries.live_case_claims([row["id"] for row in rows], now)
    refs = await agencies.agencies_by_id(row["agency_id"] for row in rows if row["agency_id"])
    grounds = {ground.value for ground in NoticeGround}
    return tuple(
        WaitingCase(
            public_id=row["public_id"],
            kind=CaseKind(row["kind"]),
            state=CaseState(row["state"]),
            ground=NoticeGround(row["ground"]) if row["ground"] in grounds else None,
            agency=refs.get(row["agency_id"]),
            due_at=row["due_at"],
            priority=bool(row["priority"]),
            bounced=row["bounced_at"] is not None,
            claim=holder(claims.get(row["id"]), moderator),
        )
        for row in rows
    )


async def case_tallies(reach: Reach, now: dt.datetime) -> dict[WorkKind, Tally]:
    """How many cases wait for a moderator, complaints apart."""
    found = {WorkKind.COMPLAINT: Tally(), WorkKind.CASE: Tally()}
    rows = await due.due_case_counts(
        reach.account_id, now, day_end(now), solo=reach.solo, not_in=reach.foreign
    )
    for row in rows:
        kind = WorkKind.COMPLAINT if row["complaint"] else WorkKind.CASE
        found[kind] = Tally(int(row["waiting"]), int(row["overdue"]), int(row["due_today"]))
    return found


def holder(account_id: int | None, moderator: Moderator) -> str:
    """Who works on something: nobody (""), `me` or `other`."""
    if account_id is None:
        return ""
    return "me" if account_id == moderator.account_id else "other"
