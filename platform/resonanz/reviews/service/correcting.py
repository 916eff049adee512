"""Facts that an agency calls wrong: marked while their author is asked, changed if they agree."""

import datetime as dt
from typing import Any

import msgspec

from resonanz.agencies import service as agencies
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.scoring.domain.ledger import LedgerLine, Stage

from .. import queries
from ..domain import LIVE_STATES, PUBLIC_STATES, State, outcome_of
from ..queries import revisions
from .publishing import count, rated


async def mark_line(public_id: str, stage: Stage) -> tuple[LedgerLine, ...]:
    """Mark a line of a public review as disputed; all its lines. The score stays as it is.

    Raises NotFoundError for an unknown review or stage, ConflictError if it is not public.
    """
    async with db.transaction():
        row = await _locked(public_id)
        lines = _lines(row)
        if stage not in {line.stage for line in lines}:
            raise NotFoundError("stage")
        if State(row["state"]) not in PUBLIC_STATES:
            raise ConflictError(row["state"])
        await _mark(row, _marked(row) | {stage.value}, {})
    return lines


async def unmark_line(public_id: str, stage: Stage) -> None:
    """Let a line stand as its author gave it."""
    async with db.transaction():
        row = await _locked(public_id)
        await _mark(row, _marked(row) - {stage.value}, {})


async def correct_line(public_id: str, line: LedgerLine, now: dt.datetime) -> None:
    """Put another line in the place of its stage's, as its author agreed; the score follows.

    The review's day stays. An edit that waits and says there what the review said says the new
    line too. Raises NotFoundError, ConflictError if the review has no such line (any more) or has
    ended.
    """
    async with db.transaction():
        row = await _locked(public_id)
        old = next((one for one in _lines(row) if one.stage is line.stage), None)
        if State(row["state"]) not in LIVE_STATES or old is None:
            raise ConflictError("line")
        values = _replaced(row, old, line)
        if State(row["state"]) in PUBLIC_STATES:
            await count(rated(row | values, row["published_on"]), now)
        await _mark(
            row, _marked(row) - {line.stage.value}, values | {"corrected_on": site_day(now)}
        )
        for edit in await revisions.unended_revisions([row["id"]]):
            if old in _lines(edit):
                await revisions.update_revision(edit["id"], _replaced(edit, old, line))
        await audit.record(
            row["author_public_id"], "review.correct", "review", public_id, line.stage, now=now
        )


def _replaced(row: dict[str, Any], old: LedgerLine, new: LedgerLine) -> dict[str, Any]:
    """The columns of a review or an edit with one line in the place of another."""
    lines = [new if one == old else one for one in _lines(row)]
    return {
        "ledger": msgspec.json.encode([one.to_dict() for one in lines]).decode(),
        "outcome": outcome_of(lines[-1].stage.value, lines[-1].answer.value).value,
    }


async def _locked(public_id: str) -> dict[str, Any]:
    row = await queries.review_by_public_id(public_id, lock=True)
    if row is None:
        raise NotFoundError("review")
    return row


def _lines(row: dict[str, Any]) -> tuple[LedgerLine, ...]:
    return tuple(LedgerLine.from_dict(line) for line in msgspec.json.decode(row["ledger"]))


def _marked(row: dict[str, Any]) -> set[str]:
    return set(row["disputed_lines"].split())


async def _mark(row: dict[str, Any], stages: set[str], values: dict[str, Any]) -> None:
    changed = {"disputed_lines": " ".join(sorted(stages)), **values}
    await queries.update_review(row["id"], changed)
    # Also while the review is hidden: the profile counts corrections by their result.
    await agencies.bump(row["agency_id"])
