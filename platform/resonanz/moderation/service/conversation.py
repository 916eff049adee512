"""What the team says among itself about a case; no party of the case reads it."""

import datetime as dt

from resonanz.audit import service as audit
from resonanz.kernel import db

from .. import queries
from .case_claims import foreign_case
from .errors import Moderator


async def say(public_id: str, text: str, moderator: Moderator, now: dt.datetime) -> None:
    """Add to the conversation of a case.

    Raises NotFoundError, and ForbiddenError for whoever is part of it.
    """
    record = await foreign_case(public_id, moderator)
    async with db.transaction():
        await queries.add_case_message(record.id, "team", "team", moderator.account_id, text, now)
        await audit.record(moderator.public_id, "case.say", "case", public_id, now=now)
