"""What the team says among itself; no party reads it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from resonanz.audit import service as audit
from resonanz.kernel import db

from .. import queries
from ..queries import team_notes
from ..queries.checks import Row
from .case_claims import foreign_case
from .colleagues import Colleague, colleague
from .errors import Moderator, foreign_review
from .records import CaseRecord

LIMIT = 2000


@dataclass(frozen=True, slots=True)
class TeamNote:
    """What a moderator told the others."""

    text: str
    at: dt.datetime
    by: Colleague


async def say(public_id: str, text: str, moderator: Moderator, now: dt.datetime) -> None:
    """Add to the conversation about a case.

    Raises NotFoundError, and ForbiddenError for whoever is part of it.
    """
    record = await foreign_case(public_id, moderator)
    async with db.transaction():
        await queries.add_case_message(record.id, "team", "team", moderator.account_id, text, now)
        await audit.record(moderator.public_id, "case.say", "case", public_id, now=now)


async def say_about_review(
    public_id: str, text: str, moderator: Moderator, now: dt.datetime
) -> None:
    """Add to the conversation about a review, its check and its proofs.

    Raises NotFoundError, and ForbiddenError for its author and whoever is connected with the
    agency.
    """
    record = await foreign_review(public_id, moderator)
    async with db.transaction():
        await team_notes.add_note(record.id, moderator.account_id, text, now)
        await audit.record(moderator.public_id, "review.say", "review", public_id, now=now)


async def notes_on_review(review_id: int, moderator: Moderator) -> tuple[TeamNote, ...]:
    """What was said about a review, oldest first."""
    return await _notes(await team_notes.notes_on(review_id), moderator)


async def notes_in_case(record: CaseRecord, moderator: Moderator) -> tuple[TeamNote, ...]:
    """What was said about a case, and before about the review it is about, oldest first."""
    rows = [row for row in await queries.case_messages(record.id) if row["sender"] == "team"]
    if record.review_id is not None:
        rows += await team_notes.notes_on(record.review_id)
    return await _notes(rows, moderator)


async def _notes(rows: Iterable[Row], moderator: Moderator) -> tuple[TeamNote, ...]:
    found = sorted(rows, key=lambda row: row["created_at"])
    team = {
        account_id: await colleague(account_id, moderator)
        for account_id in {row["account_id"] for row in found}
    }
    return tuple(TeamNote(row["text"], row["created_at"], team[row["account_id"]]) for row in found)
