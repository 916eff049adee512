"""An agency offers late feedback; the author chooses, and says whether it came."""

import datetime as dt
from collections.abc import Awaitable, Callable, Iterator

import factories
import pytest
from cast import ALEX, OLU, OTTO, Person

from resonanz.agencies.queries.members import Membership
from resonanz.agencies.service import AgencyRef
from resonanz.directory.queries import profiles
from resonanz.kernel import db
from resonanz.kernel.clock import next_morning
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.mail import service as mail
from resonanz.reviews import jobs, service
from resonanz.reviews.domain.late_feedback import (
    ANSWER_DAYS,
    CONFIRM_DAYS,
    LATE_RULES,
    OFFERS_A_DAY,
    OPEN_LATE,
    LateLine,
    LateMove,
    LateRefusal,
    LateState,
    Release,
    Seen,
)
from resonanz.reviews.service import late_answers

from .conftest import NOW

DAY = dt.timedelta(days=1)
RELEASE = Release("Sachbearbeitung, Kennziffer 4711", "2026-05")


@pytest.fixture
async def alex(agency: AgencyRef) -> int:
    return await factories.account(ALEX)


@pytest.fixture
async def review(agency: AgencyRef, alex: int) -> str:
    await factories.member(agency, OLU)
    return await factories.published_review(agency, ALEX, factories.silent_submission(), NOW)


@pytest.fixture
async def offer(review: str, agency: AgencyRef) -> str:
    return await service.offer_late(review, agency.id, "olu", NOW)


async def seen(review: str, agency: AgencyRef, now: dt.datetime) -> Seen:
    found = (await service.offerable(review, agency.id, now)).offer
    assert found is not None
    return found.seen(now)


async def letters() -> list[tuple[str, str]]:
    rows = await db.rows("SELECT kind, sealed FROM outbox ORDER BY id")
    found = [(row["kind"], mail.unseal(row["sealed"])[0]) for row in rows]
    return [one for one in found if one[0].startswith("late_")]


async def untouched(review: str) -> list[object]:
    """Everything that late feedback must leave alone: facts, stars, values, order, score."""
    return [
        await db.row(
            "SELECT ratings, ledger, text, state, published_on, published_at, edited_on, version "
            "FROM review WHERE public_id = {}",
            review,
        ),
        await db.rows("SELECT * FROM rated_review ORDER BY review_id"),
        await db.rows("SELECT * FROM agency_score ORDER BY agency_id"),
    ]


async def test_the_author_is_asked_and_the_agency_sees_that_nothing_is_released(
    review: str, agency: AgencyRef, alex: int, offer: str
) -> None:
    assert await letters() == [("late_offered", ALEX.email)]
    assert await seen(review, agency, NOW) is Seen.WAITING
    assert (await late_answers.own_offer(offer, alex)).state is LateState.OFFERED
    row = await db.row("SELECT acted_at FROM agency WHERE id = {}", agency.id)
    assert row == {"acted_at": NOW}, "nothing is published right after it"
    with pytest.raises(NotFoundError):
        await late_answers.own_offer(offer, await factories.account(OTTO))


async def test_a_release_is_sealed_told_the_next_morning_and_forgotten_with_the_answer(
    review: str, agency: AgencyRef, alex: int, offer: str
) -> None:
    await late_answers.choose_named(offer, alex, RELEASE, NOW)
    row = await db.row("SELECT release_sealed FROM late_feedback")
    assert row is not None
    assert b"4711" not in bytes(row["release_sealed"])
    morning = next_morning(NOW)
    await jobs.keep_deadlines(morning - dt.timedelta(minutes=1))
    assert [kind for kind, _ in await letters()] == ["late_offered"]
    for _ in range(2):
        await jobs.keep_deadlines(morning)
    assert [kind for kind, _ in await letters()] == ["late_offered", "late_named"], "once"
    assert (await letters())[-1] == ("late_named", OLU.email)
    assert await seen(review, agency, NOW) is Seen.WAITING
    with pytest.raises(ConflictError):
        await service.deliver_late(review, agency.id, "olu", NOW)
    found = (await service.offerable(review, agency.id, morning)).offer
    assert found is not None
    assert (found.seen(morning), found.release) == (Seen.DELIVER, RELEASE)
    olu = Membership(agency, 0, "owner", several=False)
    assert await service.late_to_deliver([olu], morning) == {agency.id: 1}
    await service.deliver_late(review, agency.id, "olu", morning)
    assert await service.late_to_deliver([olu], morning) == {agency.id: 0}
    assert (await letters())[-1] == ("late_asked", ALEX.email)
    await late_answers.came(offer, alex, 4, 3, morning + DAY)
    assert await db.row("SELECT release_sealed FROM late_feedback") == {"release_sealed": None}


async def test_a_release_that_is_taken_back_before_the_morning_was_never_named(
    review: str, agency: AgencyRef, alex: int, offer: str
) -> None:
    """TRUST 29: no mail, and the desk reads as if nobody had answered."""
    await late_answers.choose_named(offer, alex, RELEASE, NOW)
    await late_answers.decline(offer, alex, NOW)
    await jobs.keep_deadlines(next_morning(NOW))
    assert [kind for kind, _ in await letters()] == ["late_offered"]
    assert await seen(review, agency, next_morning(NOW)) is Seen.WAITING


async def test_what_came_stands_beside_the_fact_for_everybody(
    review: str, agency: AgencyRef, alex: int, offer: str
) -> None:
    before = await db.row("SELECT revision FROM agency WHERE id = {}", agency.id)
    await late_answers.choose_self(offer, alex, NOW)
    await late_answers.came(offer, alex, 4, 3, NOW + DAY)
    public = await profiles.review(review)
    assert public is not None
    assert (public["late_days"], public["late_concreteness"]) == (4, 3)
    own = await service.public_review(agency.id, review)
    assert own is not None
    assert own.late == LateLine("first_interview", 4, 3)
    profile = await profiles.agency(agency.slug)
    assert profile is not None
    assert (profile["late_came"], profile["late_missed"]) == (1, 0)
    after = await db.row("SELECT revision FROM agency WHERE id = {}", agency.id)
    assert before is not None
    assert after is not None
    assert after["revision"] > before["revision"]


def ways(state: LateState = LateState.OFFERED) -> Iterator[tuple[LateMove, ...]]:
    """Every way from a state to an end."""
    if state not in OPEN_LATE:
        yield ()
    for (before, move), (after, _) in LATE_RULES.items():
        if before is state:
            yield from ((move, *rest) for rest in ways(after))


@pytest.mark.parametrize("way", list(ways()), ids="-".join)
async def test_no_way_through_it_changes_a_fact_a_star_or_a_score(
    review: str, agency: AgencyRef, alex: int, way: tuple[LateMove, ...]
) -> None:
    """Issue 4: the ledger shows it as late; no fact and no star changes by it."""
    for number in range(3):
        await factories.published_review(agency, Person(f"Kim{number}"), at=NOW)
    before = await untouched(review)
    number = await service.offer_late(review, agency.id, "olu", NOW)
    now = NOW
    acts: dict[LateMove, Callable[[], Awaitable[object]]] = {
        LateMove.CHOOSE_SELF: lambda: late_answers.choose_self(number, alex, now),
        LateMove.CHOOSE_NAMED: lambda: late_answers.choose_named(number, alex, RELEASE, now),
        LateMove.DECLINE: lambda: late_answers.decline(number, alex, now),
        LateMove.TAKE_BACK: lambda: late_answers.decline(number, alex, now),
        LateMove.DELIVER: lambda: service.deliver_late(review, agency.id, "olu", now),
        LateMove.CAME: lambda: late_answers.came(number, alex, 4, 4, now),
        LateMove.MISSED: lambda: late_answers.missed(number, alex, now),
        LateMove.LAPSE: lambda: jobs.keep_deadlines(now),
    }
    for move in way:
        now += CONFIRM_DAYS * DAY if move is LateMove.LAPSE else DAY
        await acts[move]()
    assert (await late_answers.own_offer(number, alex)).state not in OPEN_LATE
    assert await untouched(review) == before


async def test_a_no_looks_like_silence_to_the_last_day(
    review: str, agency: AgencyRef, alex: int, offer: str
) -> None:
    await late_answers.decline(offer, alex, NOW)
    assert {kind for kind, _ in await letters()} == {"late_offered"}
    assert await seen(review, agency, NOW + DAY) is Seen.WAITING
    assert await seen(review, agency, NOW + (ANSWER_DAYS + 1) * DAY) is Seen.CLOSED
    with pytest.raises(ConflictError):
        await late_answers.choose_self(offer, alex, NOW)


async def test_authors_are_reminded_once_a_date_and_what_nobody_answers_ends(
    alex: int, offer: str
) -> None:
    for days in (1, 8, 9):
        await jobs.keep_deadlines(NOW + days * DAY)
    assert [kind for kind, _ in await letters()] == ["late_offered", "late_offered"]
    await late_answers.choose_self(offer, alex, NOW + 10 * DAY)
    for days in (11, 21, 22, 34, 35):
        await jobs.keep_deadlines(NOW + days * DAY)
    assert [kind for kind, _ in await letters()][2:] == ["late_asked", "late_asked"]
    await jobs.keep_deadlines(NOW + 41 * DAY)
    assert (await late_answers.own_offer(offer, alex)).state is LateState.UNCONFIRMED


async def test_one_offer_a_review_of_the_own_agency_and_so_many_a_day(
    review: str, agency: AgencyRef, offer: str
) -> None:
    """TRUST 42."""
    other = await factories.agency("Südwind Personal")
    with pytest.raises(NotFoundError):
        await service.offer_late(review, other.id, "fay", NOW)
    with pytest.raises(service.LateRefusedError) as refused:
        await service.offer_late(review, agency.id, "olu", NOW)
    assert refused.value.refusal is LateRefusal.OFFERED
    answered = await factories.published_review(agency, OTTO, at=NOW)
    with pytest.raises(service.LateRefusedError) as refused:
        await service.offer_late(answered, agency.id, "olu", NOW)
    assert refused.value.refusal is LateRefusal.ANSWERED
    silent = factories.silent_submission()
    for number in range(OFFERS_A_DAY):
        one = await factories.published_review(agency, Person(f"Kim{number}"), silent, NOW)
        if number < OFFERS_A_DAY - 1:
            await service.offer_late(one, agency.id, "olu", NOW)
    with pytest.raises(service.LateRefusedError) as refused:
        await service.offer_late(one, agency.id, "olu", NOW)
    assert refused.value.refusal is LateRefusal.TOO_MANY
    await service.offer_late(one, agency.id, "olu", NOW + 2 * DAY)


@pytest.mark.parametrize("days", [-1, 5])
async def test_classes_that_the_ledger_does_not_know_are_refused(
    alex: int, offer: str, days: int
) -> None:
    await late_answers.choose_self(offer, alex, NOW)
    with pytest.raises(ValueError, match="class"):
        await late_answers.came(offer, alex, days, 0, NOW)
    with pytest.raises(ValueError, match="class"):
        await late_answers.came(offer, alex, 4, 5, NOW)


async def test_it_goes_with_a_withdrawn_review_and_ends_with_a_removed_one(
    review: str, agency: AgencyRef, alex: int, offer: str
) -> None:
    await late_answers.choose_named(offer, alex, RELEASE, NOW)
    await service.contest(review, "mira", NOW)
    await service.remove(review, "", "mira", NOW)
    assert await db.row("SELECT state, release_sealed FROM late_feedback") == {
        "state": "unconfirmed",
        "release_sealed": None,
    }
    with pytest.raises(ConflictError):
        await late_answers.came(offer, alex, 4, 4, NOW)
    await service.withdraw(review, alex, NOW)
    assert await db.rows("SELECT id FROM late_feedback") == []


async def test_who_leaves_and_lets_the_review_stay_is_asked_no_more(
    review: str, agency: AgencyRef, alex: int, offer: str
) -> None:
    """TRUST 28."""
    await late_answers.choose_named(offer, alex, RELEASE, NOW)
    await service.erase_author(alex, keep_public=True, now=NOW)
    assert await db.row("SELECT state, release_sealed FROM late_feedback") == {
        "state": "unconfirmed",
        "release_sealed": None,
    }
