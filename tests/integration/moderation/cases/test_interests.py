"""TRUST 16, Moderation: nobody decides about their own or their employer's things."""

import datetime as dt
from typing import Any

import pytest

from resonanz.kernel.errors import ForbiddenError
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround, Step, Verdict
from resonanz.moderation.domain.interests import InterestKind
from resonanz.moderation.domain.work import WorkKind
from resonanz.moderation.service import Moderator, interests
from resonanz.moderation.service.forgetting import forget_old
from resonanz.moderation.service.next_work import claim_next_work, today
from resonanz.moderation.service.waiting_cases import waiting_cases

from .conftest import NOW, report

SLUG = "nordlicht-personal"


async def declare(who: Moderator, until: dt.date | None = None) -> None:
    await interests.declare(who.account_id, who.public_id, SLUG, InterestKind.EMPLOYER, until, NOW)


async def test_whoever_works_for_the_agency_gets_none_of_its_cases(
    review: str, mira: Moderator, milo: Moderator
) -> None:
    number = await report(review, NoticeGround.INSULT)
    await declare(mira)
    with pytest.raises(ForbiddenError):
        await moderation.claim_case(number, mira, NOW)
    assert await waiting_cases(mira, NOW) == ()
    found = await today(mira, NOW)
    assert (found.tallies[WorkKind.CASE].waiting, found.barred) == (0, 1)
    assert await claim_next_work(mira, NOW) is None
    work = await claim_next_work(milo, NOW)
    assert work is not None
    assert work.public_id == number


async def test_an_interest_that_is_declared_later_ends_the_work_on_a_claimed_case(
    review: str, mira: Moderator
) -> None:
    number = await report(review)
    await moderation.claim_case(number, mira, NOW)
    await declare(mira)
    with pytest.raises(ForbiddenError):
        await moderation.decide_case(number, mira, Step.KEEP, None, "", NOW)


async def test_the_check_before_publication_goes_to_others_too(
    queue_review: Any, mira: Moderator, milo: Moderator
) -> None:
    waiting = await queue_review()
    await moderation.claim(waiting, mira, NOW)
    await declare(mira, NOW.date())
    with pytest.raises(ForbiddenError):
        await moderation.decide(waiting, mira, Verdict.APPROVE, None, "", NOW)
    with pytest.raises(ForbiddenError):
        await moderation.case(waiting, mira, NOW)
    assert await moderation.claim_next(mira, NOW) is None
    assert (await moderation.queue_page(mira, None, NOW)).items == ()
    assert (await today(mira, NOW)).barred == 1
    later = NOW + dt.timedelta(hours=1)
    await moderation.claim(waiting, milo, later)
    await moderation.decide(waiting, milo, Verdict.APPROVE, None, "", later)


async def test_24_months_after_its_end_an_interest_is_forgotten(
    review: str, mira: Moderator
) -> None:
    """TRUST 33."""
    number = await report(review)
    await declare(mira)
    (one,) = await interests.interests_of(mira.account_id)
    await interests.end(mira.account_id, mira.public_id, one.public_id, NOW)
    await forget_old(NOW + dt.timedelta(days=729))
    with pytest.raises(ForbiddenError):
        await moderation.claim_case(number, mira, NOW)
    await forget_old(NOW + dt.timedelta(days=732))
    assert await interests.interests_of(mira.account_id) == ()
    await moderation.claim_case(number, mira, NOW)


async def test_what_is_due_on_the_same_day_is_handed_out_by_lot(
    publish: Any, mira: Moderator, milo: Moderator
) -> None:
    """Nobody can wait for the dispute of a certain agency."""
    numbers = {await report(await publish()) for _ in range(5)}
    first = set()
    for _ in range(40):
        work = await claim_next_work(milo, NOW)
        assert work is not None
        first.add(work.public_id)
        await moderation.release_case(work.public_id, milo)
    assert first <= numbers
    assert len(first) > 1


async def test_the_page_takes_a_declaration_and_ends_it(
    enter: Any, mira: Moderator, agency: int
) -> None:
    browser = await enter(mira)
    page = await browser.get("/de/moderation/interests?q=Nordlicht")
    assert SLUG in page.text
    sent = await browser.post("/de/moderation/interests", agency=SLUG, kind="client")
    assert sent.status_code == 303
    (one,) = await interests.interests_of(mira.account_id)
    assert one.kind is InterestKind.CLIENT
    assert (await browser.post("/de/moderation/interests", kind="client")).status_code == 422
    await browser.post(f"/de/moderation/interests/{one.public_id}/end")
    assert (await interests.interests_of(mira.account_id))[0].until is not None
