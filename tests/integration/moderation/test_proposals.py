"""A proposed agency turns out to be a listed one, or is left over."""

import datetime as dt
from collections.abc import Awaitable, Callable

import pytest

from resonanz.agencies import service as agencies
from resonanz.kernel import db
from resonanz.kernel.errors import ForbiddenError
from resonanz.moderation import service
from resonanz.moderation.domain.interests import InterestKind
from resonanz.moderation.queries.proposals import NEEDS
from resonanz.moderation.service import ClaimedError, DecidedError, Moderator, interests, proposals
from resonanz.piccolo_app import APP_CONFIG
from resonanz.reviews import service as reviews

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)

Queue = Callable[..., Awaitable[str]]


@pytest.fixture
async def proposed(agency: int) -> int:
    """Nearly the name of the listed one."""
    return await agencies.propose("Nordlicht Personalservice", "DE", "Hamburg", None, NOW)


async def test_the_reviews_of_a_proposal_go_to_the_listed_agency(
    mira: Moderator, queue_review: Queue, agency: int, proposed: int
) -> None:
    review = await queue_review(agency_id=proposed)
    other = await queue_review(agency_id=proposed)
    await service.claim(review, mira, NOW)
    shown = (await service.case(review, mira, NOW)).proposal
    assert shown is not None
    assert [one.agency.id for one in shown.similar] == [agency]
    await proposals.join(review, "nordlicht-personal", mira, NOW)
    for public_id in (review, other):
        record = await reviews.record(public_id)
        assert record is not None
        assert record.agency_id == agency
        assert "Nordlicht Personal" in record.messages[-1].text
    assert (await service.case(review, mira, NOW)).proposal is None
    # Old address, later drafts and the same name proposed again lead to the listed one.
    assert await agencies.current_slug("nordlicht-personalservice") == "nordlicht-personal"
    assert await agencies.standing(proposed) == agency
    again = await agencies.propose("Nordlicht Personalservice", "DE", None, None, NOW)
    assert again == agency


async def test_only_who_has_the_case_says_so(
    mira: Moderator, milo: Moderator, queue_review: Queue, proposed: int
) -> None:
    review = await queue_review(agency_id=proposed)
    await service.claim(review, milo, NOW)
    with pytest.raises(ClaimedError):
        await proposals.join(review, "nordlicht-personal", mira, NOW)


async def test_a_listed_agency_joins_none(
    mira: Moderator, queue_review: Queue, proposed: int
) -> None:
    await agencies.accept_proposal(proposed)
    review = await queue_review(agency_id=proposed)
    await service.claim(review, mira, NOW)
    with pytest.raises(DecidedError):
        await proposals.join(review, "nordlicht-personal", mira, NOW)


async def test_who_is_connected_with_the_listed_one_does_not_decide(
    mira: Moderator, queue_review: Queue, proposed: int
) -> None:
    review = await queue_review(agency_id=proposed)
    await service.claim(review, mira, NOW)
    await interests.declare(
        mira.account_id, "mira", "nordlicht-personal", InterestKind.EMPLOYER, None, NOW
    )
    with pytest.raises(ForbiddenError):
        await proposals.join(review, "nordlicht-personal", mira, NOW)


async def test_an_author_keeps_one_review_of_an_agency(
    mira: Moderator, queue_review: Queue, agency: int, proposed: int
) -> None:
    """TRUST 4: nothing moves if somebody would have two."""
    first = await queue_review(email="alex@example.org", agency_id=agency)
    account = await db.row("SELECT account_id FROM author")
    assert account
    second = await queue_review(
        by=account["account_id"], email="alex@example.org", agency_id=proposed
    )
    await service.claim(second, mira, NOW)
    with pytest.raises(reviews.ReviewedTwiceError):
        await proposals.join(second, "nordlicht-personal", mira, NOW)
    record = await reviews.record(second)
    assert first != second
    assert record is not None
    assert record.agency_id == proposed
    assert await agencies.standing(proposed) == proposed


async def test_a_proposal_nobody_sent_a_review_of_is_forgotten(
    queue_review: Queue, agency: int, proposed: int
) -> None:
    left = await agencies.propose("Nie gesendet", "DE", None, None, NOW)
    await queue_review(agency_id=proposed)
    await proposals.forget_abandoned(NOW + proposals.KEPT)
    assert len(await agencies.agencies_by_id([left])) == 1
    await proposals.forget_abandoned(NOW + proposals.KEPT + dt.timedelta(minutes=1))
    assert set(await agencies.agencies_by_id([agency, left, proposed])) == {agency, proposed}


def test_every_table_about_an_agency_is_thought_of() -> None:
    """A new table with an agency is moved with a proposal, or can only be about a listed one."""
    about = {
        table._meta.tablename
        for table in APP_CONFIG.table_classes
        if any(column._meta.name == "agency_id" for column in table._meta.columns)
    }
    assert about == {"review", *NEEDS} | _OWN | _OF_LISTED


_OWN = {"agency_name", "agency_slug", "agency_place"}
_OF_LISTED = {
    *("agency_change", "agency_claim", "agency_invitation", "agency_member", "agency_pledge"),
    "agency_merge",
    *("agency_profile", "agency_proof", "agency_score", "api_token", "correction", "desk_member"),
    "ranking_snapshot",
    *("branch", "invite_code", "invite_count", "invite_mailing", "rated_review", "webhook"),
}
