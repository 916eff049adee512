"""A batch for reviews without text: quick, and nothing is approved unseen."""

from typing import Any

import pytest

from resonanz.kernel import db
from resonanz.moderation import service as moderation
from resonanz.moderation.service import Moderator, batches, signals

from .conftest import NOW, state_of


@pytest.fixture
async def plain(queue_review: Any) -> list[str]:
    """Three reviews without text; the signals have looked at them."""
    made = [await queue_review(text="") for _ in range(3)]
    await signals.remark_waiting(20, NOW)
    return made


async def test_what_is_ticked_is_approved_and_audited_for_itself(
    plain: list[str], queue_review: Any, mira: Moderator
) -> None:
    written = await queue_review()
    await signals.remark_waiting(20, NOW)
    items = await batches.batch(mira, NOW)
    assert {one.review.public_id for one in items} == set(plain)
    assert written not in {one.review.public_id for one in items}
    ticked = [(one.review.public_id, one.version) for one in items[:2]]
    assert await batches.approve(ticked, mira, NOW) == (2, 0)
    states = [await state_of(public_id) for public_id, _ in ticked]
    assert states == ["approved", "approved"]
    row = await db.row("SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'moderation.approve'")
    assert row is not None
    assert row["n"] == 2
    assert len(await batches.batch(mira, NOW)) == 1


async def test_what_others_claimed_or_changed_meanwhile_stays(
    plain: list[str], mira: Moderator, milo: Moderator
) -> None:
    items = await batches.batch(mira, NOW)
    ticked = [(one.review.public_id, one.version) for one in items]
    await moderation.claim(ticked[0][0], milo, NOW)
    ticked[1] = (ticked[1][0], ticked[1][1] + 1)
    assert await batches.approve(ticked, mira, NOW) == (1, 2)


async def test_what_the_signals_have_not_seen_is_not_offered(
    queue_review: Any, mira: Moderator
) -> None:
    await queue_review(text="")
    assert await batches.batch(mira, NOW) == ()


async def test_the_page_approves_with_one_form(
    plain: list[str], mira: Moderator, enter: Any
) -> None:
    browser = await enter(mira)
    page = await browser.get("/de/moderation/batch")
    assert all(public_id in page.text for public_id in plain)
    (one, *_) = await batches.batch(mira, NOW)
    ticked = f"{one.review.public_id}~{one.version}"
    assert (await browser.post("/de/moderation/batch", review=ticked)).status_code == 303
    assert (await browser.post("/de/moderation/batch", review=ticked)).status_code == 409
    assert (await browser.post("/de/moderation/batch")).status_code == 422
