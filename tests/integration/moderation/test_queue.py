"""The queue: who waits, in which order, and who works on what."""

import datetime as dt
from collections.abc import Awaitable, Callable

from resonanz.agencies import service as agencies
from resonanz.moderation import service
from resonanz.moderation.domain import Verdict
from resonanz.moderation.domain.work import WorkKind
from resonanz.moderation.service import Moderator
from resonanz.moderation.service.next_work import today
from resonanz.moderation.service.queue import PAGE

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)

Queue = Callable[..., Awaitable[str]]


async def test_one_star_and_five_stars_wait_alike(mira: Moderator, queue_review: Queue) -> None:
    """TRUST 10: the due date alone orders the queue."""
    sent = [(1, 3), (5, 1), (3, 2), (5, 4)]
    ids = {at: await queue_review(stars=stars, at=NOW + at * HOUR) for stars, at in sent}
    page = await service.queue_page(mira, None, NOW)
    assert [item.review.public_id for item in page.items] == [ids[at] for at in (1, 2, 3, 4)]
    delays = {item.review.due_at - NOW for item in page.items}
    assert delays == {dt.timedelta(days=5) + at * HOUR for at in (1, 2, 3, 4)}


async def test_what_is_due_today_and_overdue_is_counted_apart(
    mira: Moderator, queue_review: Queue
) -> None:
    await queue_review(at=NOW)
    await queue_review(at=NOW + 6 * HOUR)
    await queue_review(at=NOW + dt.timedelta(days=1))
    due_day = NOW + dt.timedelta(days=5, hours=3)
    counts = (await today(mira, due_day)).tallies[WorkKind.REVIEW]
    assert (counts.overdue, counts.due_today, counts.waiting) == (1, 1, 3)


async def test_pages_follow_one_another_without_gap_or_repetition(
    mira: Moderator, queue_review: Queue
) -> None:
    ids = [await queue_review(at=NOW) for _ in range(PAGE + 2)]
    first = await service.queue_page(mira, None, NOW)
    assert first.next is not None
    second = await service.queue_page(mira, first.next, NOW)
    assert second.next is None
    seen = [item.review.public_id for item in (*first.items, *second.items)]
    assert seen == ids


async def test_next_case_skips_what_others_work_on(
    mira: Moderator, milo: Moderator, queue_review: Queue
) -> None:
    one, two = [await queue_review(at=NOW + n * HOUR) for n in range(2)]
    assert await service.claim_next(mira, NOW) == one
    assert await service.claim_next(milo, NOW) == two
    assert await service.claim_next(mira, NOW) == one
    page = await service.queue_page(mira, None, NOW)
    assert [item.claim for item in page.items] == ["me", "other"]
    await service.decide(one, mira, Verdict.APPROVE, None, "", NOW)
    assert await service.claim_next(mira, NOW) is None
    await service.release(two, milo)
    assert await service.claim_next(mira, NOW) == two


async def test_giving_back_takes_nothing_from_others(
    mira: Moderator, milo: Moderator, queue_review: Queue
) -> None:
    public_id = await queue_review()
    await service.claim(public_id, milo, NOW)
    await service.release(public_id, mira)
    case = await service.case(public_id, mira, NOW)
    assert case.claimed_by is not None
    assert case.claimed_by.email == "milo@example.org"


async def test_own_reviews_are_not_in_the_queue(
    mira: Moderator, milo: Moderator, queue_review: Queue
) -> None:
    await queue_review(by=mira.account_id, email="mira@example.org")
    own = await service.queue_page(mira, None, NOW)
    assert own.items == ()
    assert (await today(mira, NOW)).tallies[WorkKind.REVIEW].waiting == 0
    assert len((await service.queue_page(milo, None, NOW)).items) == 1


async def test_a_proposed_agency_comes_with_listed_ones_like_it(
    mira: Moderator, queue_review: Queue
) -> None:
    proposed = await agencies.propose(
        "Nordlicht Personl", "DE", "Kiel", "https://nordlicht.example", NOW
    )
    public_id = await queue_review(agency_id=proposed)
    case = await service.case(public_id, mira, NOW)
    assert case.proposal is not None
    assert (case.proposal.city, case.proposal.website) == ("Kiel", "nordlicht.example")
    assert [one.agency.name for one in case.proposal.similar] == ["Nordlicht Personal"]


async def test_the_authors_other_reviews_are_counted(
    mira: Moderator, queue_review: Queue, settings: object
) -> None:
    first = await queue_review(email="alex@example.org")
    author = (await service.case(first, mira, NOW)).review.account_id
    other = await agencies.propose("Spree Recruiting", "DE", None, None, NOW)
    second = await queue_review(by=author, email="alex@example.org", agency_id=other)
    case = await service.case(second, mira, NOW)
    assert case.history.author is not None
    assert (case.history.author.all, case.history.author.published) == (1, 0)
    assert [one.public_id for one in case.history.author.latest] == [first]
    assert case.history.agency is not None
    assert case.history.agency.reviews.waiting == 1
    assert case.author_is_member is False
