"""A statement of reasons says whether a program had pointed at the thing (DSA Art. 17(3)(c))."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest

from resonanz.kernel import db
from resonanz.moderation import service
from resonanz.moderation.domain import Ground, Verdict
from resonanz.moderation.service import Moderator, signals
from resonanz.reviews import service as reviews

Queue = Callable[..., Awaitable[str]]
NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
TEXT = "Frau Koch hat nie zurückgerufen, und das nach zwei Gesprächen."


@pytest.mark.parametrize(("ground", "said"), [(Ground.PERSON, "Yes"), (Ground.OFF_TOPIC, "No")])
async def test_a_rejection_says_whether_a_signal_had_pointed_at_it(
    queue_review: Queue, mira: Moderator, ground: Ground, said: str
) -> None:
    """TRUST 15: the statement tells the author what machines did."""
    public_id = await queue_review(text=TEXT)
    await signals.remark_waiting(10, NOW)
    await service.claim(public_id, mira, NOW)
    await service.decide(public_id, mira, Verdict.REJECT, ground, "", NOW)
    row = await db.row("SELECT fields FROM statement_of_reasons")
    assert row is not None
    fields: dict[str, Any] = msgspec.json.decode(row["fields"])
    assert fields["automated_detection"] == said
    assert fields["automated_decision"] == "AUTOMATED_DECISION_NOT_AUTOMATED"
    record = await reviews.record(public_id)
    assert record is not None
    told = record.messages[-1].text
    assert ("Ein Programm hatte" in told) is (said == "Yes")
