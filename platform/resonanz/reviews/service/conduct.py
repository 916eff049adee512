"""Answers about data conduct: given, changed and taken back by a review's author."""

import datetime as dt

import msgspec

from resonanz.agencies import service as agencies
from resonanz.audit import service as audit
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError

from .. import queries
from ..domain import PROVABLE_STATES, PUBLIC_STATES, State
from ..domain.conduct import Answers, Conduct, read_answers
from .authoring import own_review


def stored_answers(text: str) -> dict[Conduct, bool]:
    """Answers from a review's column."""
    return read_answers(msgspec.json.decode(text, type=dict[str, bool]))


def column_of(answers: Answers) -> str:
    """What a review's column holds of answers."""
    return msgspec.json.encode({one.value: said for one, said in answers.items()}).decode()


async def answer_conduct(
    public_id: str, account_id: int, answers: Answers, now: dt.datetime
) -> None:
    """Put these answers in the place of all earlier ones.

    Raises NotFoundError for a review of somebody else, ConflictError for one that has ended.
    """
    async with db.transaction():
        row = await own_review(public_id, account_id)
        state = State(row["state"])
        if state not in PROVABLE_STATES:
            raise ConflictError("the review has ended")
        if stored_answers(row["conduct"]) == answers:
            return
        await queries.update_review(row["id"], {"conduct": column_of(answers)})
        await audit.record(row["author_public_id"], "review.conduct", "review", public_id, now=now)
        if state in PUBLIC_STATES:
            await agencies.bump(row["agency_id"])
