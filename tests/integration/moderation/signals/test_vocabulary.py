"""The agency's own vocabulary is learnt from what it says in public, and from nothing else."""

import factories
import pytest
from cast import ALEX, OTTO, RENA

from resonanz.agencies.service import AgencyRef
from resonanz.kernel import clock
from resonanz.moderation.domain.signals import SignalKey
from resonanz.moderation.service import signals
from resonanz.reviews import service as reviews

pytestmark = pytest.mark.usefixtures("database")

REPLY = (
    "Unsere persönliche Betreuung begleitet Fachkräfte zuverlässig durch jeden Schritt, und die "
    "passgenaue Vermittlung technischer Talente liegt uns besonders am Herzen."
)
PRAISE = (
    "Die persönliche Betreuung begleitet Fachkräfte wirklich, und die passgenaue Vermittlung "
    "technischer Talente kann ich nur bestätigen."
)


async def keys(of: AgencyRef) -> set[SignalKey]:
    """What points at a review that repeats the agency's words."""
    review = await factories.queued_review(of, OTTO, factories.submission(text=PRAISE))
    await signals.remark_waiting(20, clock.now())
    record = await reviews.record(review)
    assert record is not None
    found = await signals.stored_signals([record.id])
    return {one.signal.key for one in found.get(record.id, ())}


async def replied() -> tuple[AgencyRef, str]:
    """An agency, and its reply that waits for the check."""
    of = await factories.agency()
    await factories.member(of, RENA, "responder")
    review = await factories.published_review(of, ALEX)
    return of, await factories.sent_reply(of, review, RENA, REPLY, clock.now())


async def test_a_review_in_the_words_of_a_public_reply_is_pointed_at() -> None:
    of, reply = await replied()
    await reviews.apply_reply_verdict(reply, "approve", "", clock.now())
    assert SignalKey.VOCABULARY in await keys(of)


async def test_what_is_not_public_teaches_nothing() -> None:
    of, _ = await replied()
    assert SignalKey.VOCABULARY not in await keys(of)


async def test_the_words_of_other_agencies_are_everybodys() -> None:
    _, reply = await replied()
    await reviews.apply_reply_verdict(reply, "approve", "", clock.now())
    assert SignalKey.VOCABULARY not in await keys(await factories.agency("Südwind Personal"))
