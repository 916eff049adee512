"""Several people from one network or browser on one day (TRUST 30: digests only, for days only)."""

import datetime as dt
from typing import Any

import pytest

from resonanz.accounts.service import demo
from resonanz.agencies import service as agencies
from resonanz.kernel import db
from resonanz.kernel.settings import Settings
from resonanz.moderation.domain.signals import SignalKey
from resonanz.moderation.service import signals
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import Role, Wait
from resonanz.reviews.service.origins import Origin, forget_origins
from resonanz.scoring.domain.ledger import Answer, Criterion, LedgerLine, Stage

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
FOUR = (Criterion.FEEDBACK, Criterion.RESPECT, Criterion.HONESTY, Criterion.AVAILABILITY)
SUBMISSION = reviews.Submission(
    role=Role.APPLICANT,
    month="2026-10",
    last_stage=Stage.FIRST_INTERVIEW,
    job_field=None,
    remote=None,
    place=None,
    lines=(LedgerLine(Stage.FIRST_INTERVIEW, Answer.NOTHING),),
    ratings=dict.fromkeys(FOUR, 3),
    text="",
    coarse=False,
    wait=Wait.NONE,
    language="de",
)


@pytest.fixture
def hand_in(settings: Settings) -> Any:
    async def send(email: str, agency_id: int, network: str, device: str | None) -> str:
        account_id = await demo.create_account(settings, email, "drei müde Kraniche", "de")
        return await reviews.submit(
            draft_token=await reviews.save_draft(None, {}, NOW),
            submission=SUBMISSION,
            agency_id=agency_id,
            email=email,
            account_id=account_id,
            now=NOW,
            origin=Origin(network, device),
        )

    return send


async def found(public_id: str) -> dict[SignalKey, str]:
    record = await reviews.record(public_id)
    assert record is not None
    stored = (await signals.stored_signals([record.id])).get(record.id, ())
    return {one.signal.key: one.signal.kind for one in stored}


async def test_others_from_one_network_and_browser_are_pointed_out(
    hand_in: Any, agency: int
) -> None:
    other = await agencies.propose("Südwind Personal", "DE", "Kiel", None, NOW)
    alone = await hand_in("a@example.org", agency, "n1", "d1")
    elsewhere = await hand_in("b@example.org", other, "n2", "d2")
    same_network = await hand_in("c@example.org", agency, "n2", "d3")
    both = await hand_in("d@example.org", agency, "n2", "d3")
    await signals.remark_waiting(10, NOW)
    assert await found(alone) == {}
    assert await found(elsewhere) == {}
    assert await found(same_network) == {
        SignalKey.NETWORK_BURST: "agency",
        SignalKey.SAME_DEVICE: "",
    }
    assert SignalKey.SAME_DEVICE in await found(both)


async def test_where_a_review_came_from_is_forgotten(hand_in: Any, agency: int) -> None:
    """TRUST 30, 33."""
    await hand_in("a@example.org", agency, "n1", None)
    await hand_in("b@example.org", agency, "n1", "d1")
    await forget_origins(NOW + dt.timedelta(days=8))
    kept = "SELECT COUNT(*) AS n FROM review WHERE network IS NOT NULL OR device IS NOT NULL"
    assert await db.row(kept) == {"n": 2}
    await forget_origins(NOW + dt.timedelta(days=8, seconds=1))
    assert await db.row(kept) == {"n": 0}
