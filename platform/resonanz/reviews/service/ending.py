"""The end of revisions: by their author's wish, or because the review or its author goes."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from resonanz.kernel.events import emit

from ..domain import Event, RevisionState, RevisionWithdrawn, move_revision
from ..queries import revisions as queries


async def end_revisions(review_ids: Sequence[int], now: dt.datetime) -> None:
    """End all revisions of reviews that are locked; at least one id."""
    for row in await queries.unended_revisions(review_ids):
        await end_revision(row, now)


async def end_revision(row: dict[str, Any], now: dt.datetime) -> None:
    """End a revision whose review is locked, and forget what it held."""
    state = move_revision(RevisionState(row["state"]), Event.WITHDRAW)
    values = {"state": state.value, "due_at": None, "ended_at": now}
    await queries.update_revision(row["id"], values | queries.EMPTIED)
    await emit(RevisionWithdrawn(row["review_id"], row["version"], now))
