"""TRUST 18: repeat abusers are suspended only after a warning, and people decide."""

import datetime as dt
import json
from typing import Any

import pytest

from resonanz.agencies import service as agencies
from resonanz.kernel import clock, db
from resonanz.kernel.errors import ConflictError, ForbiddenError
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import CaseKind, Ground, NoticeGround, Outcome, Step
from resonanz.moderation.domain.misuse import PartyKind, SanctionKind
from resonanz.moderation.domain.schema import violations
from resonanz.moderation.queries.misuse import add_sanction
from resonanz.moderation.service import AgencyMember, Moderator, misuse
from resonanz.moderation.service.interests import InterestKind, declare
from resonanz.moderation.service.misuse_suspension import notifier_party
from resonanz.moderation.service.openings import open_decided
from resonanz.reviews import service as reviews

from .conftest import NOW, case, mails, notice, report, statements

DAY = dt.timedelta(days=1)
WHY = "Dreimal war der Kontakt belegt."


async def lose(publish: Any, olu: AgencyMember, mira: Moderator, at: dt.datetime) -> None:
    """A bare "no contact" that is lost."""
    receipt = await moderation.dispute(await publish(), olu, NoticeGround.NO_CONTACT, "", at)
    await moderation.claim_case(receipt.number, mira, at)
    await moderation.decide_case(receipt.number, mira, Step.KEEP, None, "", at)


async def warned(publish: Any, olu: AgencyMember, mira: Moderator) -> str:
    """The party of an agency that lost three bare denials and was warned."""
    for _ in range(3):
        await lose(publish, olu, mira, NOW)
    (one,) = await misuse.suspicions(NOW)
    assert one.proposed is SanctionKind.WARN
    await misuse.impose(one.party, SanctionKind.WARN, WHY, mira, NOW)
    return one.party


async def test_lost_bare_denials_lead_to_a_warning_then_to_a_suspension(
    publish: Any, olu: AgencyMember, mira: Moderator
) -> None:
    party = await warned(publish, olu, mira)
    ((to, context),) = await mails("sanctioned")
    assert to == olu.email
    assert "Verwarnung" in str(context)
    assert "/complaints/" in str(context)
    with pytest.raises(ConflictError):
        await misuse.impose(party, SanctionKind.SUSPEND, WHY, mira, NOW)
    later = NOW + DAY
    await lose(publish, olu, mira, later)
    number = await misuse.impose(party, SanctionKind.SUSPEND, WHY, mira, later)
    (fields,) = [json.loads(one) for one in await statements(number)]
    assert violations(fields) == ()
    assert fields["decision_provision"] == "DECISION_PROVISION_PARTIAL_SUSPENSION"
    assert fields["end_date_service_restriction"] == "2026-12-19"
    review = await publish()
    with pytest.raises(ForbiddenError):
        await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", later)
    await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", later + 31 * DAY)


async def test_a_complaint_that_is_upheld_lifts_the_suspension(
    publish: Any, olu: AgencyMember, mira: Moderator, milo: Moderator
) -> None:
    """TRUST 16, 17."""
    party = await warned(publish, olu, mira)
    await lose(publish, olu, mira, NOW + DAY)
    number = await misuse.impose(party, SanctionKind.SUSPEND, WHY, mira, NOW + DAY)
    access = await moderation.complaint_access(moderation.author_secret(number))
    assert access is not None
    await moderation.complain(access, "Das war anders.", NOW + DAY)
    with pytest.raises(ForbiddenError):
        await moderation.claim_case(number, mira, NOW + DAY)
    await moderation.claim_case(number, milo, NOW + DAY)
    await moderation.decide_complaints(
        number, milo, uphold=True, ground=None, answer="Sie haben recht.", now=NOW + DAY
    )
    assert (await case(number)).outcome is Outcome.RESTORED
    await moderation.dispute(await publish(), olu, NoticeGround.NO_CONTACT, "", NOW + DAY)


async def test_unfounded_notices_count_only_where_a_moderator_says_so(
    publish: Any, mira: Moderator
) -> None:
    for at in (NOW, NOW + DAY):
        for _ in range(3):
            number = await report(await publish())
            await moderation.claim_case(number, mira, at)
            await moderation.decide_case(number, mira, Step.KEEP, None, "", at)
            await misuse.note(number, PartyKind.NOTIFIER, mira, at)
            await misuse.note(number, PartyKind.NOTIFIER, mira, at)
        (one,) = await misuse.suspicions(at)
        assert one.proposed is not None
        await misuse.impose(one.party, one.proposed, "Ohne Anhalt gemeldet.", mira, at)
    assert len(one.numbers) == 6
    subject = await moderation.review_subject(await publish())
    with pytest.raises(ForbiddenError):
        await moderation.submit_notice(subject, notice(), NOW + DAY)
    rows = await db.rows("SELECT party FROM misuse_point")
    assert not any("nora" in row["party"] for row in rows)


async def test_illegal_reviews_end_in_a_suspension_of_reviewing(
    publish: Any, queue_review: Any, mira: Moderator, milo: Moderator, alex: int
) -> None:
    made = []
    for n in range(5):
        agency_id = await agencies.propose(f"Agentur {n}", "DE", None, None, NOW)
        await agencies.accept_proposal(agency_id)
        made.append(agency_id)
    for at, some in ((NOW, made[:3]), (NOW + DAY, made[3:4])):
        for agency_id in some:
            review = await publish(by=alex, email="alex@example.org", agency_id=agency_id)
            number = await report(review)
            await moderation.claim_case(number, mira, at)
            await moderation.decide_case(number, mira, Step.REMOVE, Ground.INSULT, "", at)
            await misuse.note(number, PartyKind.AUTHOR, mira, at)
        (one,) = await misuse.suspicions(at)
        assert one.proposed is not None
        await misuse.impose(one.party, one.proposed, "Mehrmals beleidigend.", mira, at)
    again = {"by": alex, "email": "alex@example.org", "agency_id": made[4]}
    with pytest.raises(ForbiddenError):
        await queue_review(**again, at=NOW + DAY)
    await queue_review(**again, at=NOW + 40 * DAY)


async def test_a_kept_review_is_no_misuse_by_its_author(review: str, mira: Moderator) -> None:
    number = await report(review)
    await moderation.claim_case(number, mira, NOW)
    with pytest.raises(ConflictError):
        await misuse.note(number, PartyKind.NOTIFIER, mira, NOW)
    await moderation.decide_case(number, mira, Step.KEEP, None, "", NOW)
    with pytest.raises(ConflictError):
        await misuse.note(number, PartyKind.AUTHOR, mira, NOW)


async def test_whoever_is_connected_with_the_agency_does_not_decide(
    publish: Any, olu: AgencyMember, mira: Moderator, milo: Moderator
) -> None:
    for _ in range(3):
        await lose(publish, olu, mira, NOW)
    (one,) = await misuse.suspicions(NOW)
    await declare(
        milo.account_id, milo.public_id, "nordlicht-personal", InterestKind.CLIENT, None, NOW
    )
    with pytest.raises(ForbiddenError):
        await misuse.impose(one.party, SanctionKind.WARN, WHY, milo, NOW)


async def test_the_pages_show_criteria_and_proposals(
    publish: Any, olu: AgencyMember, mira: Moderator, enter: Any
) -> None:
    for _ in range(3):
        await lose(publish, olu, mira, NOW)
    visitor = await enter(None)
    assert "180 Tagen noch die Hälfte" in (await visitor.get("/de/moderation-rules")).text
    browser = await enter(mira)
    page = await browser.get("/de/moderation/misuse")
    assert "Nordlicht Personal verliert" in page.text
    party = (await misuse.suspicions(NOW))[0].party
    empty = await browser.post("/de/moderation/misuse/sanctions", party=party, sanction="warn")
    assert empty.status_code == 422
    early = await browser.post(
        "/de/moderation/misuse/sanctions", party=party, sanction="suspend", explanation=WHY
    )
    assert early.status_code == 409
    done = await browser.post(
        "/de/moderation/misuse/sanctions", party=party, sanction="warn", explanation=WHY
    )
    assert done.status_code == 303


async def suspended(publish: Any, olu: AgencyMember, mira: Moderator) -> str:
    """An agency that was warned, went on, and is suspended; the number of the decision's case."""
    party = await warned(publish, olu, mira)
    await lose(publish, olu, mira, NOW + DAY)
    return await misuse.impose(party, SanctionKind.SUSPEND, WHY, mira, NOW + DAY)


async def test_a_complaint_against_a_suspension_is_acknowledged_and_answered(
    publish: Any, olu: AgencyMember, mira: Moderator, milo: Moderator
) -> None:
    """TRUST 14, 17: by mail, like every other."""
    number = await suspended(publish, olu, mira)
    access = await moderation.complaint_access(moderation.author_secret(number))
    assert access is not None
    await moderation.complain(access, "Die drei Fälle waren anders.", NOW + DAY)
    ((to, _),) = await mails("complaint_received")
    assert to == olu.email
    await moderation.claim_case(number, milo, NOW + DAY)
    await moderation.decide_complaints(
        number, milo, uphold=True, ground=None, answer="Sie haben recht.", now=NOW + DAY
    )
    ((to, _),) = await mails("complaint_decided")
    assert to == olu.email
    await moderation.dispute(await publish(), olu, NoticeGround.NO_CONTACT, "", NOW + 2 * DAY)


async def test_a_suspended_author_is_led_to_the_reasons(
    mira: Moderator, alex: int, enter: Any, queue_review: Any
) -> None:
    await queue_review(by=alex, email="alex@example.org")
    row = await db.row("SELECT public_id FROM account WHERE id = {}", alex)
    assert row is not None
    browser = await enter(Moderator(alex, row["public_id"]))
    assert (await browser.get("/de/reviews/new")).status_code == 200
    await _impose(f"author:{alex}", mira)
    await reviews.suspend_author(alex, NOW.date() + 30 * DAY)
    with clock.at(NOW):
        led = await browser.get("/de/reviews/new")
        assert (led.status_code, led.headers["location"]) == (303, "/de/my/suspension")
        page = await browser.get("/de/my/suspension")
    assert page.status_code == 403
    assert "Was von Ihnen veröffentlicht ist, bleibt stehen." in page.text
    assert "/complaints/" in page.text


async def test_whoever_types_a_suspended_address_learns_neither_reasons_nor_link(
    review: str, mira: Moderator, enter: Any
) -> None:
    await _impose(notifier_party("nora@example.org"), mira)
    browser = await enter(None)
    page = f"/de/notices/new?review={review}"
    with clock.at(NOW):
        refused = await browser.post(
            page,
            page,
            ground="insult",
            explanation="Das beleidigt.",
            name="Nora",
            email="nora@example.org",
            good_faith="1",
        )
    assert refused.status_code == 403
    assert "in der Mail" in refused.text
    assert "/complaints/" not in refused.text
    assert WHY not in refused.text


async def _impose(party: str, mira: Moderator) -> None:
    """A suspension as `misuse.impose` keeps it."""
    record = await open_decided(
        {
            "subject_type": "account",
            "subject_key": f"sanction:{party}",
            "ground": "misuse",
            "outcome": "sanctioned",
            "decided_by": mira.account_id,
            "complaint_until": NOW.date() + 180 * DAY,
        },
        CaseKind.SANCTION,
        NOW,
    )
    await add_sanction(record.id, party, "suspend", NOW, NOW.date() + 30 * DAY)
