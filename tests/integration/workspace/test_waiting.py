"""What waits for an agency: nothing it owes is missing, and nothing it may leave is a duty."""

import datetime as dt

import factories
import pytest
from cast import ALEX, OLU, OTTO, RENA, Person

from resonanz.agencies.domain.claims import FAILURES_END, ClaimState, Way
from resonanz.agencies.queries import claims, proofs
from resonanz.agencies.queries.branches import Branch
from resonanz.agencies.queries.members import Membership
from resonanz.agencies.queries.proofs import Proof
from resonanz.agencies.service import AgencyRef, branches, pledges
from resonanz.kernel import clock, db
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround
from resonanz.moderation.service.corrections import corrections_of_agency
from resonanz.reviews import service as reviews
from resonanz.workspace.domain.webhooks import EndpointState, Kind
from resonanz.workspace.service import webhooks
from resonanz.workspace.service.overview import figures
from resonanz.workspace.service.reviews import review_list
from resonanz.workspace.service.waiting import ToDo, waiting

from .conftest import NOW

TODAY = clock.site_day(NOW)
TEXT = "Danke für Ihre Bewertung, wir melden uns künftig früher."


@pytest.fixture
async def own(agency: AgencyRef) -> Membership:
    return Membership(agency, await factories.member(agency, OLU), "owner", several=False)


async def todo(own: Membership) -> ToDo:
    return await waiting(own, await figures(own.agency, TODAY))


def duties(found: ToDo) -> list[tuple[str, int]]:
    return [(one.kind, one.count) for one in found.duties]


def suggested(found: ToDo) -> list[tuple[str, int]]:
    return [(one.kind, one.count) for one in found.suggested]


async def test_without_a_review_nothing_waits_and_nothing_is_called_answered(
    own: Membership,
) -> None:
    assert await todo(own) == ToDo((), (), all_answered=False)


async def test_a_review_without_a_reply_is_a_suggestion_until_its_reply_is_sent(
    own: Membership,
) -> None:
    review = await factories.published_review(own.agency, ALEX, at=NOW)
    found = await todo(own)
    assert (duties(found), suggested(found)) == ([], [("unanswered", 1)])
    assert not found.all_answered
    await factories.sent_reply(own.agency, review, OLU, TEXT, NOW)
    assert await todo(own) == ToDo((), (), all_answered=True)


async def test_who_answers_for_a_branch_has_its_things_waiting_alone(own: Membership) -> None:
    """TRUST 42: counts and lists on both databases; what is about no branch is the owners'."""
    agency = own.agency
    made: dict[Branch | None, str] = {}
    for name in ("Nord", "Süd"):
        await branches.add(agency, name, "", "olu", NOW)
    north, south = await branches.branches_of(agency.id)
    olu = moderation.AgencyMember(own.account_id, "olu", OLU.email, "de")
    silent = factories.silent_submission()
    for branch, person in ((north, ALEX), (south, OTTO), (None, Person("Zoe"))):
        review = await factories.published_review(agency, person, silent, NOW)
        at = (branch.id if branch else None, review)
        await db.execute("UPDATE review SET branch_id = {} WHERE public_id = {}", *at)
        await reviews.offer_late(review, agency.id, "olu", NOW)
        await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", NOW)
        made[branch] = review
    rena = Membership(
        agency, await factories.account(RENA), "responder", several=False, branch=south
    )
    assert suggested(await todo(own)) == [("unanswered", 3)]
    assert suggested(await todo(rena)) == [("unanswered", 1)]
    assert len(await moderation.disputes_of(agency.id)) == 3
    for one in (
        await moderation.disputes_of(agency.id, branch_id=rena.branch_id),
        (await reviews.offers_of_agency(agency.id, "", branch_id=rena.branch_id)).offers,
    ):
        assert [each.review_public_id for each in one] == [made[south]]
    listed = await review_list(rena, reviews.Choice(branch=north.public_id), "")
    assert [one.review.public_id for one in listed.reviews] == [made[south]]
    assert (await corrections_of_agency(agency.id, "", branch_id=south.id)).corrections == ()


async def test_what_was_left_unanswered_long_ago_is_not_suggested_nor_called_answered(
    own: Membership,
) -> None:
    with clock.at(NOW - dt.timedelta(days=500)):
        await factories.published_review(own.agency, ALEX, at=clock.now())
    assert await todo(own) == ToDo((), (), all_answered=False)


async def test_a_review_of_a_half_year_does_not_tell_its_month_by_leaving(own: Membership) -> None:
    """TRUST 29: it is suggested as long as any other of its half-year."""
    with clock.at(dt.datetime(2026, 1, 2, 9, tzinfo=dt.UTC)):
        await factories.published_review(
            own.agency, ALEX, factories.submission(coarse=True), at=clock.now()
        )
    for day, expected in ((TODAY, 1), (dt.date(2026, 12, 31), 1), (dt.date(2027, 1, 1), 0)):
        found = await waiting(own, await figures(own.agency, day))
        assert sum(count for _, count in suggested(found)) == expected


async def test_a_returned_reply_waits_and_leads_to_its_page(own: Membership) -> None:
    review = await factories.published_review(own.agency, ALEX, at=NOW)
    sent = await factories.sent_reply(own.agency, review, OLU, TEXT, NOW)
    await reviews.apply_reply_verdict(sent, "return", "Bitte ohne Namen.", NOW)
    found = await todo(own)
    assert (duties(found), suggested(found)) == ([("reply_returned", 1)], [])
    assert found.duties[0].path == f"/desk/agencies/{own.agency.slug}/reviews/{review}/reply"
    assert not found.all_answered


async def test_a_reply_that_was_taken_back_is_not_asked_for_again(own: Membership) -> None:
    review = await factories.published_review(own.agency, ALEX, at=NOW)
    await factories.published_reply(own.agency, review, OLU, TEXT, NOW)
    await reviews.withdraw_reply(review, own.agency.id, "olu", NOW)
    assert await todo(own) == ToDo((), (), all_answered=False)


async def test_what_threatens_the_profile_waits_for_owners_alone(own: Membership) -> None:
    """The nearest day first; responders could do nothing about it."""
    agency = own.agency
    day = dt.timedelta(days=1)
    proof = Proof(agency.id, "dns", "nordlicht.example", None, NOW, NOW + 30 * day, 2)
    await proofs.put(proof)
    otto = await factories.account(OTTO)
    claim = await claims.insert(agency.id, otto, Way.DNS, ClaimState.CHECKING, NOW)
    await claims.move(
        claim.id, ClaimState.ASKING, succeeds=True, proven_at=NOW, due_at=NOW + 14 * day
    )
    hook, _ = await webhooks.add(own, "olu", "https://hook.example/", frozenset(Kind), NOW)
    await db.execute(
        "UPDATE webhook SET state = {} WHERE public_id = {}", EndpointState.FAILING.value, hook
    )
    assert [(one.kind, one.due_on) for one in (await todo(own)).duties] == [
        ("succession", TODAY + 14 * day),
        ("proof_failing", TODAY + 30 * day),
        ("webhook_off", None),
    ]
    rena = await factories.member(agency, RENA, "responder")
    assert (await todo(Membership(agency, rena, "responder", several=False))).duties == ()
    await proofs.put(Proof(agency.id, "dns", "nordlicht.example", None, NOW, None, FAILURES_END))
    assert ("proof_over", 1) in duties(await todo(own))


@pytest.mark.parametrize(("count", "expected"), [(9, []), (10, ["pledge"])])
async def test_a_pledge_that_is_mostly_broken_is_pointed_out_from_ten_on(
    own: Membership, count: int, expected: list[str]
) -> None:
    """The cast's reviews were answered after four to seven days."""
    with clock.at(NOW - dt.timedelta(days=400)):
        await pledges.make(own.agency.id, 3, "olu", clock.now())
    for number in range(count):
        who = Person(f"Gast{number}")
        sent = factories.submission(month="2026-10")
        await factories.published_review(own.agency, who, sent, at=NOW)
    found = await todo(own)
    assert [one.kind for one in found.suggested if one.kind != "unanswered"] == expected
    responder = Membership(own.agency, own.account_id, "responder", several=False)
    assert [one.kind for one in (await todo(responder)).suggested] == ["unanswered"]
