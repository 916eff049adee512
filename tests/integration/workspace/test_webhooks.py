"""Webhooks from the act to the receiver: a name server and an HTTPS server of the test's own."""

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator
from pathlib import Path

import factories
import pytest
from cast import ALEX, FAY, MIRA, OLU, RENA
from support.internet import Internet, internet
from support.letters import letters, sent

from resonanz.agencies.queries.members import Membership
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import clock, db, outbound
from resonanz.kernel.errors import NotFoundError
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround, Step
from resonanz.reviews import service as reviews
from resonanz.reviews.domain.late_feedback import Release
from resonanz.reviews.jobs import keep_deadlines
from resonanz.reviews.service import late_answers
from resonanz.workspace.domain.webhooks import MOST_TRIES, Kind, signature
from resonanz.workspace.jobs import deliver_webhooks, forget_webhooks
from resonanz.workspace.service import webhooks

HOST = "programm.example"
URL = f"https://{HOST}/resonanz?k=1"
PATH = "/resonanz?k=1"
NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
MORNING = dt.datetime(2026, 11, 19, 7, tzinfo=dt.UTC)
"""Eight o'clock in Berlin, the day after."""


@pytest.fixture
async def net(tmp_path: Path) -> AsyncIterator[Internet]:
    async with internet(tmp_path, HOST) as made:
        made.host(HOST)
        made.page(HOST, PATH, "", 204)
        with outbound.using(made.outbound), clock.at(NOW):
            yield made


@pytest.fixture
async def own(agency: AgencyRef, net: Internet) -> Membership:
    return Membership(agency, await factories.member(agency, OLU), "owner", several=False)


async def listen(own: Membership, *kinds: Kind) -> tuple[str, str]:
    return await webhooks.add(own, "olu", URL, frozenset(kinds or Kind), NOW)


async def deliver(at: dt.datetime = NOW) -> int:
    with clock.at(at):
        return await deliver_webhooks(20)


def told(net: Internet) -> list[tuple[str, dict[str, str]]]:
    """Kind and data of what came."""
    payloads = [json.loads(one.body) for one in net.posted]
    return [(one["type"], one["data"]) for one in payloads]


async def states(own: Membership, hook: str, at: dt.datetime = NOW) -> list[str]:
    page = await webhooks.endpoint_page(own.agency.id, hook, at)
    return [one.state for one in page.messages]


async def test_a_publication_is_told_signed_and_says_no_more_than_ids(
    own: Membership, net: Internet
) -> None:
    """TRUST 29: no text, no hour, nothing of the author."""
    hook, secret = await listen(own)
    review = await factories.published_review(own.agency, ALEX)
    assert await deliver() == 1
    (came,) = net.posted
    assert (came.host, came.path) == (HOST, PATH)
    payload = json.loads(came.body)
    base = "http://localhost:8000/api/agency/v1"
    assert payload == {
        "type": "review.published",
        "timestamp": "2026-11-18T00:00:00Z",
        "data": {
            "agency": own.agency.slug,
            "review": review,
            "url": f"{base}/reviews/{review}",
        },
    }
    headers = came.headers
    assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert headers["webhook-signature"] == signature(
        secret, headers["webhook-id"], int(headers["webhook-timestamp"]), came.body
    )
    assert await states(own, hook) == ["delivered"]
    assert await deliver() == 0


async def test_what_is_rolled_back_is_not_told(own: Membership, net: Internet) -> None:
    await listen(own)
    review = await factories.approved_review(own.agency, ALEX)

    async def fail() -> None:
        async with db.transaction():
            await reviews.publish(review, NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await deliver() == 0


async def test_an_author_s_act_is_told_the_next_morning_and_unknown_before(
    own: Membership, net: Internet
) -> None:
    """TRUST 29: neither the message nor its log gives away when somebody sat at a screen."""
    hook, _ = await listen(own, Kind.REVIEW_REMOVED)
    review = await factories.published_review(own.agency, ALEX)
    await reviews.withdraw(review, await factories.account(ALEX), NOW)
    assert await deliver(MORNING - dt.timedelta(minutes=1)) == 0
    assert await states(own, hook) == []
    assert await deliver(MORNING) == 1
    assert told(net)[0][1]["review"] == review
    page = await webhooks.endpoint_page(own.agency.id, hook, MORNING)
    assert page.messages[0].created_at == MORNING
    assert json.loads(net.posted[0].body)["timestamp"] == "2026-11-19T00:00:00Z"


async def test_late_feedback_that_somebody_waits_for_is_told_with_the_mail(
    own: Membership, net: Internet
) -> None:
    """TRUST 29: a name that is taken back before the morning is never told."""
    await listen(own, Kind.LATE_FEEDBACK_NAMED)
    for author, taken_back in ((ALEX, False), (FAY, True)):
        review = await factories.published_review(
            own.agency, author, factories.silent_submission(), NOW
        )
        offer = await reviews.offer_late(review, own.agency.id, "olu", NOW)
        account = await factories.account(author)
        await late_answers.choose_named(offer, account, Release("Kennziffer 4711", ""), NOW)
        if taken_back:
            await late_answers.decline(offer, account, NOW)
        else:
            named = review
    await keep_deadlines(MORNING - dt.timedelta(minutes=1))
    assert await deliver(MORNING) == 0
    await keep_deadlines(MORNING)
    assert await deliver(MORNING) == 1
    ((kind, data),) = told(net)
    assert (kind, data["review"]) == ("late_feedback.named", named)
    assert "4711" not in str(data)


async def test_replies_disputes_and_moderation_are_told(own: Membership, net: Internet) -> None:
    await listen(own)
    review = await factories.published_review(own.agency, ALEX)
    await factories.published_reply(own.agency, review, OLU, "Wir haben angerufen.", NOW)
    member = moderation.AgencyMember(own.account_id, "olu", OLU.email, "de")
    receipt = await moderation.dispute(review, member, NoticeGround.FALSE_FACT, "Falsch.", NOW)
    mira = moderation.Moderator(await factories.account(MIRA), "mira")
    await moderation.claim_case(receipt.number, mira, NOW)
    await moderation.decide_case(receipt.number, mira, Step.KEEP, None, "Es bleibt.", NOW)
    await deliver()
    base = "http://localhost:8000/api/agency/v1"
    assert sorted((kind, data["url"].removeprefix(base)) for kind, data in told(net)) == [
        ("dispute.moved", f"/disputes/{receipt.number}"),
        ("reply.decided", f"/reviews/{review}/reply"),
        ("review.published", f"/reviews/{review}"),
    ]


async def test_only_what_was_chosen_and_only_its_own_agency_is_told(
    own: Membership, net: Internet
) -> None:
    """TRUST 42."""
    other = await factories.agency("Südwind Personal")
    fay = Membership(other, await factories.member(other, FAY), "owner", several=False)
    hook, _ = await listen(own, Kind.REPLY_DECIDED)
    await listen(fay)
    await factories.published_review(own.agency, ALEX)
    assert await deliver() == 0
    for act in (
        webhooks.endpoint_page(other.id, hook, NOW),
        webhooks.pause(fay, "fay", hook),
        webhooks.rotate(fay, "fay", hook, NOW),
        webhooks.remove(fay, "fay", hook),
        webhooks.send_test(fay, hook, NOW),
        webhooks.replay_failed(fay, hook, NOW, NOW),
    ):
        with pytest.raises(NotFoundError):
            await act


async def test_nobody_is_told_while_nobody_owns_the_profile(own: Membership, net: Internet) -> None:
    """Neither of what happens then, nor of what waited."""
    hook, _ = await listen(own)
    await webhooks.send_test(own, hook, NOW)
    await db.execute("DELETE FROM agency_member WHERE agency_id = {}", own.agency.id)
    await factories.published_review(own.agency, ALEX)
    assert await deliver() == 0


async def test_what_fails_comes_again_with_the_same_id_and_is_given_up_in_the_end(
    own: Membership, net: Internet
) -> None:
    """Days of failures switch the address off, and the owners hear of it."""
    hook, _ = await listen(own)
    await factories.member(own.agency, RENA, "responder")
    net.page(HOST, PATH, "", 503)
    await webhooks.send_test(own, hook, NOW)
    at, tried = NOW, 0
    while tried < MOST_TRIES:
        tried += await deliver(at)
        at += dt.timedelta(hours=1)
    assert len({one.headers["webhook-id"] for one in net.posted}) == 1
    assert len({one.headers["webhook-timestamp"] for one in net.posted}) == MOST_TRIES
    page = await webhooks.endpoint_page(own.agency.id, hook, at)
    (message,) = page.messages
    assert (message.state, page.failed, page.endpoint.state) == ("failed", 1, "failing")
    assert [one.status for one in message.tries] == [503] * MOST_TRIES
    assert await sent("webhook_off") == [("webhook_off", OLU.email)]
    await factories.published_review(own.agency, ALEX)
    assert await deliver(at) == 0


async def test_one_success_forgives_the_failures_before(own: Membership, net: Internet) -> None:
    hook, _ = await listen(own)
    net.page(HOST, PATH, "", 500)
    await webhooks.send_test(own, hook, NOW)
    assert await deliver() == 1
    net.page(HOST, PATH, "", 200)
    assert await deliver(NOW + dt.timedelta(minutes=1)) == 1
    page = await webhooks.endpoint_page(own.agency.id, hook, NOW)
    assert page.endpoint.failing_since is None
    assert [one.status for one in page.messages[0].tries] == [500, 200]


async def test_410_cancels_at_once(own: Membership, net: Internet) -> None:
    hook, _ = await listen(own)
    net.page(HOST, PATH, "", 410)
    await webhooks.send_test(own, hook, NOW)
    await webhooks.send_test(own, hook, NOW + dt.timedelta(minutes=1))
    await deliver()
    page = await webhooks.endpoint_page(own.agency.id, hook, NOW + dt.timedelta(hours=1))
    assert page.endpoint.state == "gone"
    assert [one.state for one in page.messages] == ["failed", "failed"]
    (mail,) = await letters("webhook_off")
    assert mail.context["why"] == "gone"


@pytest.mark.parametrize(
    ("status", "headers"),
    [(301, {"Location": "https://elsewhere.example/"}), (302, {"Location": f"https://{HOST}/"})],
)
async def test_redirects_are_not_followed(
    own: Membership, net: Internet, status: int, headers: dict[str, str]
) -> None:
    await listen(own)
    net.page(HOST, PATH, "", status, **headers)
    await factories.published_review(own.agency, ALEX)
    await deliver()
    assert net.asked == [(HOST, PATH)]


async def test_a_private_address_is_never_asked(agency: AgencyRef, tmp_path: Path) -> None:
    """The name is looked up for each try, so that it cannot turn private later."""
    async with internet(tmp_path, HOST, public=True) as net:
        net.host(HOST, "10.0.0.7")
        own = Membership(agency, await factories.member(agency, OLU), "owner", several=False)
        hook, _ = await listen(own)
        await webhooks.send_test(own, hook, NOW)
        with outbound.using(net.outbound):
            await deliver()
        assert net.asked == []
        page = await webhooks.endpoint_page(own.agency.id, hook, NOW)
        assert [one.problem for one in page.messages[0].tries] == ["private"]


async def test_a_renewed_secret_signs_beside_the_old_one_for_a_day(
    own: Membership, net: Internet
) -> None:
    hook, old = await listen(own)
    new = await webhooks.rotate(own, "olu", hook, NOW)
    for at, secrets in ((NOW, [new, old]), (NOW + dt.timedelta(hours=25), [new])):
        await webhooks.send_test(own, hook, at)
        await deliver(at)
        came = net.posted[-1]
        assert came.headers["webhook-signature"].split(" ") == [
            signature(one, came.headers["webhook-id"], int(at.timestamp()), came.body)
            for one in secrets
        ]
    await forget_webhooks(NOW + dt.timedelta(hours=25))
    row = await db.row("SELECT old_secret_sealed, secret_sealed FROM webhook")
    assert row
    assert row["old_secret_sealed"] is None
    assert new.encode() not in bytes(row["secret_sealed"])


async def test_a_paused_address_hears_nothing_and_later_what_waited(
    own: Membership, net: Internet
) -> None:
    hook, _ = await listen(own)
    await webhooks.send_test(own, hook, NOW)
    await webhooks.pause(own, "olu", hook)
    assert await deliver() == 0
    await factories.published_review(own.agency, ALEX)
    await webhooks.resume(own, "olu", hook)
    assert await deliver() == 1
    assert [kind for kind, _ in told(net)] == ["endpoint.test"]


async def test_one_or_all_that_failed_are_told_again(own: Membership, net: Internet) -> None:
    hook, _ = await listen(own)
    net.page(HOST, PATH, "", 410)
    for days in (9, 2, 0):
        await webhooks.send_test(own, hook, NOW - dt.timedelta(days=days))
    await deliver()
    net.page(HOST, PATH, "", 200)
    await webhooks.resume(own, "olu", hook)
    week = NOW - dt.timedelta(days=7)
    assert await webhooks.replay_failed(own, hook, week, NOW) == 2
    assert await deliver() == 2
    page = await webhooks.endpoint_page(own.agency.id, hook, NOW)
    assert [one.state for one in page.messages] == ["delivered", "delivered", "failed"]
    await webhooks.replay(own, hook, page.messages[2].public_id, NOW)
    assert await deliver() == 1
    assert await states(own, hook) == ["delivered"] * 3
    with pytest.raises(NotFoundError):
        await webhooks.replay(own, hook, "nothing", NOW)


async def test_two_workers_never_send_the_same(own: Membership, net: Internet) -> None:
    hook, _ = await listen(own)
    await webhooks.send_test(own, hook, NOW)
    assert sorted(await asyncio.gather(deliver(), deliver())) == [0, 1]
    assert len(net.posted) == 1


async def test_the_log_ends_after_thirty_days(own: Membership, net: Internet) -> None:
    """TRUST 33."""
    hook, _ = await listen(own)
    await webhooks.send_test(own, hook, NOW)
    await deliver()
    await forget_webhooks(NOW + dt.timedelta(days=30, minutes=1))
    assert await states(own, hook, NOW + dt.timedelta(days=31)) == []
    row = await db.row("SELECT COUNT(*) AS n FROM webhook_try")
    assert row
    assert row["n"] == 0
