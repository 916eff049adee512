"""How a claim ends, whatever came of it."""

import datetime as dt
from enum import StrEnum

from resonanz.kernel.events import emit

from ...domain.claims import ClaimState
from ...domain.records import ClaimEnded
from ...queries import claims
from ...queries.claims import Claim


async def end(
    claim: Claim,
    state: ClaimState,
    reason: StrEnum | None,
    now: dt.datetime,
    decided_by: int | None = None,
) -> None:
    """End a claim, in the caller's transaction; those who keep something for it forget it."""
    await claims.close(claim.id, state, reason.value if reason else None, now, decided_by)
    await emit(ClaimEnded(claim.id, now))
