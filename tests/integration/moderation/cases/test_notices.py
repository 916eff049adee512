"""Notices from anyone (TRUST 12, 14, 19, 20), decisions and hiding (TRUST 15)."""

import pytest

from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.events import on
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import CaseState, Ground, NoticeGround, Outcome, Source, Step
from resonanz.moderation.domain.events import OtherContentDecided
from resonanz.moderation.domain.work import WorkKind
from resonanz.moderation.service import AgencyMember, Moderator
from resonanz.moderation.service.next_work import claim_next_work, today
from resonanz.moderation.service.waiting_cases import waiting_cases
from resonanz.reviews import service as reviews

from .conftest import (
    DAY,
    NOW,
    Publish,
    case,
    counted,
    mails,
    notice,
    report,
    state_of,
    statements,
)

WHY = "Im zweiten Absatz wird jemand herabgesetzt."


@pytest.fixture
async def replied(agency: int, review: str, olu: AgencyMember) -> str:
    """The review, with a public reply of the agency."""
    text = "Danke für Ihre Rückmeldung zum Ablauf."
    await reviews.send_reply(review, agency, olu.account_id, olu.public_id, text, "de", NOW)
    record = await reviews.record(review)
    assert record is not None
    (reply,) = (await reviews.replies_to([record.id])).values()
    await reviews.apply_reply_verdict(reply.latest.public_id, "approve", "", NOW)
    return review


async def test_a_notice_needs_no_login_and_is_acknowledged_with_a_link(review: str) -> None:
    """TRUST 12 and 14."""
    subject = await moderation.review_subject(review)
    receipt = await moderation.submit_notice(subject, notice(), NOW)
    ((to, context),) = await mails("notice_received")
    assert to == "nora@example.org"
    assert context == {"number": receipt.number, "secret": receipt.secret}
    found = await moderation.notice_by_secret(receipt.secret)
    assert found is not None
    assert found.notice.name == "Nora Beispiel"
    assert found.case.public_id == receipt.number
    assert await state_of(review) == "published"


@pytest.mark.parametrize("wrong", ["", "x", "ß" * 40, "A" * 54])
async def test_a_wrong_link_opens_nothing(wrong: str, review: str) -> None:
    await report(review)
    assert await moderation.notice_by_secret(wrong) is None
    assert await moderation.complaint_access(wrong) is None


async def test_name_and_address_are_sealed(review: str) -> None:
    await report(review)
    row = await db.row("SELECT name_sealed, email_sealed, text FROM notice")
    assert row is not None
    assert b"Nora" not in bytes(row["name_sealed"])
    assert b"nora" not in bytes(row["email_sealed"])


async def test_many_notices_on_one_thing_are_one_case(review: str) -> None:
    """TRUST 13: many notices alone are no abuse, and hide nothing."""
    numbers = {
        await report(review, ground, email=f"n{at}@example.org")
        for at, ground in enumerate((NoticeGround.INSULT, NoticeGround.HATE) * 3)
    }
    assert len(numbers) == 1
    assert await state_of(review) == "published"
    record = await case(numbers.pop())
    assert len(await moderation.notices_of(record)) == 6


async def test_a_profile_and_a_reply_can_be_reported(agency: int, replied: str) -> None:
    """TRUST 12."""
    profile = moderation.profile_subject(agency)
    reply = await moderation.reply_subject(replied)
    about = notice(NoticeGround.FALSE_FACT)
    numbers = {
        (await moderation.submit_notice(subject, about, NOW)).number
        for subject in (profile, reply, profile)
    }
    assert len(numbers) == 2


async def test_what_is_not_public_cannot_be_reported(queue_review: Publish) -> None:
    with pytest.raises(NotFoundError):
        await moderation.review_subject(await queue_review())


async def test_a_letter_enters_the_same_queue(review: str, mira: Moderator) -> None:
    """TRUST 12: also without an e-mail address."""
    await report(review, source=Source.LETTER, email="", name="")
    (waiting,) = await waiting_cases(mira, NOW)
    assert (await case(waiting.public_id)).source is Source.LETTER
    assert await mails("notice_received") == []


@pytest.mark.parametrize(
    "urgent", [{"source": Source.TRUSTED_FLAGGER}, {"ground": NoticeGround.THREAT}]
)
async def test_threats_and_trusted_flaggers_go_first(
    urgent: dict[str, object], publish: Publish, mira: Moderator
) -> None:
    """TRUST 19 and 20."""
    await report(await publish())
    first = await report(await publish(), **urgent)  # type: ignore[arg-type]
    work = await claim_next_work(mira, NOW)
    assert work is not None
    assert work.public_id == first


async def test_cases_and_reviews_go_by_due_date(
    publish: Publish, queue_review: Publish, mira: Moderator
) -> None:
    """TRUST 10: what is due first goes first, whatever it is."""
    check = await queue_review()
    number = await report(await publish())
    got = [await claim_next_work(mira, NOW) for _ in range(2)]
    assert [work.public_id for work in got if work] == [number, number]
    await moderation.decide_case(number, mira, Step.KEEP, None, "", NOW)
    work = await claim_next_work(mira, NOW)
    assert work is not None
    assert (work.kind, work.public_id) == ("review", check)


async def test_the_queue_counts_what_is_due(publish: Publish, mira: Moderator) -> None:
    await report(await publish())
    moments = (NOW, NOW + 2 * DAY, NOW + 3 * DAY)
    counts = [(await today(mira, moment)).tallies[WorkKind.CASE] for moment in moments]
    assert [(one.waiting, one.overdue, one.due_today) for one in counts] == [
        (1, 0, 0),
        (1, 0, 1),
        (1, 1, 0),
    ]


async def test_keeping_tells_everybody_who_reported_once(review: str, mira: Moderator) -> None:
    """TRUST 14."""
    number = await report(review)
    await report(review, NoticeGround.HATE)
    await moderation.claim_case(number, mira, NOW)
    await moderation.decide_case(number, mira, Step.KEEP, None, "", NOW)
    assert (await case(number)).outcome is Outcome.KEPT
    assert [to for to, _ in await mails("notice_decided")] == ["nora@example.org"]
    assert [one.answered_at for one in await moderation.notices_of(await case(number))] == [NOW] * 2


async def test_a_removal_gives_its_reasons(review: str, mira: Moderator) -> None:
    """TRUST 15 and 17: to the author, with the complaint link; the source is Article 16."""
    number = await report(review)
    await moderation.claim_case(number, mira, NOW)
    await moderation.decide_case(number, mira, Step.REMOVE, Ground.INSULT, WHY, NOW)
    assert await state_of(review) == "removed"
    assert not await counted(review)
    (fields,) = await statements(number)
    assert "SOURCE_ARTICLE_16" in fields
    assert "CONTENT_REMOVED" in fields
    assert "Nora" not in fields
    record = await reviews.record(review)
    assert record is not None
    text = record.messages[-1].text
    assert WHY in text
    assert f"/de/complaints/{moderation.author_secret(number)}" in text
    assert "Nora" not in text


@pytest.mark.parametrize(
    ("ground", "explanation"),
    [
        (None, WHY),
        (Ground.ALLEGATION, ""),
        (Ground.INSULT, "Sie schreiben: und niemand ging ans Telefon."),
        (Ground.INSULT, "Gemeint ist Herr Müller."),
    ],
)
async def test_an_incomplete_removal_changes_nothing(
    ground: Ground | None, explanation: str, review: str, mira: Moderator
) -> None:
    """TRUST 15."""
    number = await report(review)
    await moderation.claim_case(number, mira, NOW)
    with pytest.raises(ValueError, match="Fault"):
        await moderation.decide_case(number, mira, Step.REMOVE, ground, explanation, NOW)
    assert await state_of(review) == "published"
    assert (await case(number)).state is CaseState.RECEIVED


async def test_hiding_is_for_manifest_cases_and_comes_with_reasons(
    review: str, mira: Moderator
) -> None:
    """TRUST 15: also interim hiding; it leaves the score at once and comes back with its day."""
    number = await report(review, NoticeGround.PRIVACY)
    await moderation.claim_case(number, mira, NOW)
    with pytest.raises(ValueError, match="GROUND_NOT_INTERIM"):
        await moderation.hide_for_now(number, mira, Ground.OFF_TOPIC, "", NOW)
    await moderation.hide_for_now(number, mira, Ground.PERSON, "", NOW)
    assert await state_of(review) == "hidden_interim"
    assert not await counted(review)
    (fields,) = await statements(number)
    assert "CONTENT_DISABLED" in fields
    record = await case(number)
    assert record.interim_hidden
    assert record.state is CaseState.RECEIVED
    before = await db.row("SELECT published_on, published_at FROM review")
    await moderation.decide_case(number, mira, Step.KEEP, None, "", NOW + DAY)
    assert await state_of(review) == "published"
    assert await counted(review)
    assert await db.row("SELECT published_on, published_at FROM review") == before
    rated = await db.row("SELECT published_on FROM rated_review")
    assert before is not None
    assert rated == {"published_on": before["published_on"]}


async def test_a_label_stays_on_the_review_until_it_is_lifted(
    review: str, mira: Moderator, milo: Moderator
) -> None:
    number = await report(review, NoticeGround.FALSE_FACT)
    await moderation.claim_case(number, mira, NOW)
    await moderation.decide_case(
        number, mira, Step.LABEL, Ground.ALLEGATION, "Eine Angabe ist strittig.", NOW
    )
    assert await db.row("SELECT state, label FROM review") == {
        "state": "published",
        "label": "allegation",
    }
    assert "CONTENT_LABELLED" in (await statements(number))[0]
    access = await moderation.complaint_access(moderation.author_secret(number))
    assert access is not None
    await moderation.complain(access, "Sie stimmt.", NOW)
    await moderation.claim_case(number, milo, NOW)
    await moderation.decide_complaints(
        number, milo, uphold=True, ground=None, answer="Belegt.", now=NOW
    )
    assert await db.row("SELECT label FROM review") == {"label": None}


async def test_a_decided_case_is_not_decided_again(review: str, mira: Moderator) -> None:
    number = await report(review)
    await moderation.claim_case(number, mira, NOW)
    await moderation.decide_case(number, mira, Step.KEEP, None, "", NOW)
    with pytest.raises(ConflictError):
        await moderation.decide_case(number, mira, Step.KEEP, None, "", NOW)


async def test_whoever_owns_a_reply_learns_what_was_decided_on_it(
    replied: str, mira: Moderator
) -> None:
    """TRUST 22: replies follow the same rules; their owner carries the decision out."""
    told: list[OtherContentDecided] = []

    async def listen(event: OtherContentDecided) -> None:
        told.append(event)

    on(OtherContentDecided, listen)
    subject = await moderation.reply_subject(replied)
    receipt = await moderation.submit_notice(subject, notice(), NOW)
    await moderation.claim_case(receipt.number, mira, NOW)
    await moderation.decide_case(receipt.number, mira, Step.REMOVE, Ground.INSULT, WHY, NOW)
    assert [(one.subject_type, one.move) for one in told] == [("reply", "remove")]
    assert await state_of(replied) == "published"
    assert len(await statements(receipt.number)) == 1
