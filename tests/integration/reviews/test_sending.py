"""From a draft to the queue: by the mailed link, or at once for who is signed in."""

import asyncio
import datetime as dt
from collections import Counter
from dataclasses import replace

import factories
import pytest
from cast import ALEX, OLU, OTTO, Person

from resonanz.accounts import service as accounts
from resonanz.accounts.service import LinkInvalidError
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import clock, db, i18n
from resonanz.kernel.settings import Settings
from resonanz.mail import rendering
from resonanz.mail import service as mail
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import Wait
from resonanz.scoring.domain.ledger import LedgerLine

from .conftest import NOW

pytestmark = pytest.mark.usefixtures("database")


async def mails() -> list[tuple[str, str, dict[str, str | int], str]]:
    """Kind, receiver, context and language of all mails, oldest first."""
    rows = await db.rows("SELECT kind, sealed, language FROM outbox ORDER BY id")
    return [(row["kind"], *mail.unseal(row["sealed"]), row["language"]) for row in rows]


async def link_of_last_mail() -> str:
    kind, _, context, _ = (await mails())[-1]
    assert kind == "review_confirm"
    return str(context["token"])


async def states() -> dict[str, str]:
    return {
        r["public_id"]: r["state"] for r in await db.rows("SELECT public_id, state FROM review")
    }


async def test_a_review_sent_without_an_account_waits_for_its_address(agency: AgencyRef) -> None:
    """TRUST 5: only a confirmed address enters the queue."""
    public_id = await factories.pending_review(agency, ALEX)
    record = await reviews.record(public_id)
    assert record is not None
    assert (record.state, record.due_at, record.submitted_at) == ("email_pending", None, None)
    assert await reviews.queue(10, None, not_by=0) == []
    assert [(kind, to) for kind, to, *_ in await mails()] == [("review_confirm", ALEX.email)]


async def test_the_link_queues_the_review_for_three_working_days(agency: AgencyRef) -> None:
    public_id = await factories.pending_review(agency, ALEX)
    before = clock.now()
    done = await accounts.confirm(await link_of_last_mail())
    record = await reviews.record(public_id)
    assert record is not None
    assert record.state == "pre_check"
    assert record.account_id == done.account_id
    assert done.next == f"/my/reviews/{public_id}/confirmed"
    assert record.due_at is not None
    assert record.submitted_at is not None
    assert record.submitted_at >= before
    assert [item.public_id for item in await reviews.queue(10, None, not_by=0)] == [public_id]


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2026-11-18T09:00+01:00", "2026-11-23T09:00+01:00"),
        ("2026-11-20T23:30+01:00", "2026-11-25T23:30+01:00"),
        ("2026-11-23T00:30+01:00", "2026-11-26T00:30+01:00"),
        ("2026-12-23T12:00+01:00", "2026-12-29T12:00+01:00"),
        ("2026-03-27T12:00+01:00", "2026-04-01T12:00+02:00"),
    ],
)
async def test_three_working_days_skip_weekends_and_holidays(
    agency: AgencyRef, sent: str, due: str
) -> None:
    """Days are days in Europe/Berlin, also around midnight and when the clocks change."""
    at = dt.datetime.fromisoformat(sent)
    public_id = await factories.queued_review(agency, ALEX, at=at.astimezone(dt.UTC))
    record = await reviews.record(public_id)
    assert record is not None
    assert record.due_at == dt.datetime.fromisoformat(due)


async def test_one_star_and_five_stars_wait_alike(agency: AgencyRef) -> None:
    """TRUST 10."""
    low = replace(factories.submission(), ratings=dict.fromkeys(factories.submission().ratings, 1))
    first = await factories.queued_review(agency, ALEX, low, NOW)
    second = await factories.queued_review(agency, OTTO, None, NOW)
    a, b = await reviews.record(first), await reviews.record(second)
    assert a is not None
    assert b is not None
    assert a.due_at == b.due_at


async def test_a_link_works_once(agency: AgencyRef) -> None:
    public_id = await factories.pending_review(agency, ALEX)
    link = await link_of_last_mail()
    await accounts.confirm(link)
    with pytest.raises(LinkInvalidError):
        await accounts.confirm(link)
    assert await states() == {public_id: "pre_check"}


async def test_a_link_ends_after_seven_days(agency: AgencyRef) -> None:
    public_id = await factories.pending_review(agency, ALEX, at=clock.now() - dt.timedelta(days=8))
    with pytest.raises(LinkInvalidError):
        await accounts.confirm(await link_of_last_mail())
    assert await states() == {public_id: "email_pending"}


async def test_somebody_elses_address_does_not_confirm_a_review(agency: AgencyRef) -> None:
    public_id = await factories.pending_review(agency, ALEX)
    link = await accounts.create_link(OTTO.email, "de", "review", {"review": public_id})
    await accounts.confirm(link)
    assert await states() == {public_id: "email_pending"}


async def test_a_mere_sign_in_confirms_no_review_but_shows_it(agency: AgencyRef) -> None:
    public_id = await factories.pending_review(agency, ALEX)
    done = await accounts.confirm(await accounts.create_link(ALEX.email, "de", "sign_in", {}))
    assert await states() == {public_id: "email_pending"}
    assert [record.public_id for record in await reviews.mine(done.account_id)] == [public_id]


async def test_the_mail_names_no_agency_and_holds_no_text(
    agency: AgencyRef, settings: Settings
) -> None:
    """TRUST 59."""
    secret = factories.submission(text="Geheimer Satz über Herrn Müller")
    with i18n.use_language("es"):
        await factories.pending_review(agency, ALEX, secret)
    ((kind, to, context, language),) = await mails()
    assert language == "es"
    letter = rendering.render(settings, "k", kind, to, "es", context)
    whole = letter.subject + letter.text + letter.html
    for private in (agency.name, agency.slug, "Geheimer Satz", "Müller"):
        assert private not in whole
    assert f"/es/link/{context['token']}" in letter.text


async def test_members_of_agencies_are_refused_when_signed_in(agency: AgencyRef) -> None:
    """TRUST 4: of any agency, also about another one; their draft stays."""
    other = await factories.agency("Südlicht Personal")
    await factories.member(other, OLU, "responder")
    with pytest.raises(reviews.MemberError):
        await factories.queued_review(agency, OLU)
    assert await states() == {}
    assert await db.rows("SELECT 1 AS one FROM draft WHERE sent_as IS NULL") != []


async def test_members_of_agencies_are_refused_by_mail(agency: AgencyRef) -> None:
    """TRUST 4; the form itself gives nothing away, the mailbox's owner learns it."""
    await factories.member(agency, OLU)
    public_id = await factories.pending_review(agency, OLU)
    await accounts.confirm(await link_of_last_mail())
    assert await states() == {public_id: "withdrawn"}
    assert [kind for kind, *_ in await mails()] == ["review_confirm", "review_refused_member"]
    assert await reviews.queue(10, None, not_by=0) == []


async def test_one_live_review_per_author_and_agency(agency: AgencyRef) -> None:
    """TRUST 4: a second one leads to the first, and the draft stays."""
    first = await factories.queued_review(agency, ALEX, at=NOW)
    with pytest.raises(reviews.EarlierReviewError) as error:
        await factories.queued_review(agency, ALEX, at=NOW + dt.timedelta(days=364))
    assert error.value.public_id == first
    assert await states() == {first: "pre_check"}
    elsewhere = await factories.agency("Südlicht Personal")
    await factories.queued_review(elsewhere, ALEX, at=NOW)
    await factories.queued_review(agency, ALEX, at=NOW + dt.timedelta(days=366))


async def test_a_second_one_by_mail_leads_to_the_first(agency: AgencyRef) -> None:
    first = await factories.queued_review(agency, ALEX)
    second = await factories.pending_review(agency, ALEX)
    await accounts.confirm(await link_of_last_mail())
    assert await states() == {first: "pre_check", second: "withdrawn"}
    assert await reviews.earlier_review(second, clock.now()) == first
    record = await reviews.record(second)
    assert record is not None
    assert record.text == factories.TEXT


async def test_two_unconfirmed_ones_become_one(agency: AgencyRef) -> None:
    first = await factories.pending_review(agency, ALEX)
    link = await link_of_last_mail()
    second = await factories.pending_review(agency, ALEX)
    await accounts.confirm(await link_of_last_mail())
    await accounts.confirm(link)
    assert await states() == {first: "withdrawn", second: "pre_check"}


async def test_of_reviews_confirmed_at_the_same_moment_one_is_queued(agency: AgencyRef) -> None:
    links = []
    for _ in range(4):
        await factories.pending_review(agency, ALEX)
        links.append(await link_of_last_mail())
    await asyncio.gather(*(accounts.confirm(link) for link in links))
    assert Counter((await states()).values()) == {"pre_check": 1, "withdrawn": 3}


async def test_of_reviews_sent_at_the_same_moment_one_is_queued(agency: AgencyRef) -> None:
    await factories.account(ALEX)
    answers = await asyncio.gather(
        *(factories.queued_review(agency, ALEX) for _ in range(4)), return_exceptions=True
    )
    assert sum(isinstance(one, str) for one in answers) == 1
    assert sum(isinstance(one, reviews.EarlierReviewError) for one in answers) == 3


async def test_a_withdrawn_review_leaves_room_for_another(agency: AgencyRef) -> None:
    first = await factories.queued_review(agency, ALEX)
    await reviews.withdraw(first, await factories.account(ALEX), clock.now())
    second = await factories.queued_review(agency, ALEX)
    assert await states() == {first: "withdrawn", second: "pre_check"}


async def test_one_draft_becomes_one_review(agency: AgencyRef) -> None:
    token = await reviews.save_draft(None, {"role": "applicant"}, NOW)

    async def send() -> str:
        return await reviews.submit(
            draft_token=token,
            submission=factories.submission(),
            agency_id=agency.id,
            email=ALEX.email,
            account_id=None,
            now=NOW,
        )

    answers = await asyncio.gather(*(send() for _ in range(4)), return_exceptions=True)
    (public_id,) = [one for one in answers if isinstance(one, str)]
    assert sum(isinstance(one, reviews.DraftSentError) for one in answers) == 3
    draft = await reviews.load_draft(token, NOW)
    assert draft == reviews.Draft(sent_as=public_id)
    assert len(await mails()) == 1


async def test_an_error_in_the_middle_leaves_draft_and_queue_as_they_were(
    agency: AgencyRef,
) -> None:
    token = await reviews.save_draft(None, {"role": "applicant"}, NOW)
    with pytest.raises(db.INTEGRITY_ERRORS):
        await reviews.submit(
            draft_token=token,
            submission=factories.submission(),
            agency_id=agency.id + 1000,
            email=ALEX.email,
            account_id=None,
            now=NOW,
        )
    assert (await reviews.load_draft(token, NOW)).values == {"role": "applicant"}
    for table in ("review", "author", "outbox", "mail_token"):
        assert await db.rows(f"SELECT 1 AS one FROM {table}") == []


async def test_the_wait_for_publication_counts_days_in_berlin(agency: AgencyRef) -> None:
    late = dt.datetime(2026, 11, 29, 23, 30, tzinfo=dt.UTC)
    sent = factories.submission(wait=Wait.ONE)
    public_id = await factories.queued_review(agency, ALEX, sent, late)
    record = await reviews.record(public_id)
    assert record is not None
    assert record.publish_after == dt.date(2026, 12, 30)


ADDRESSES = ("unknown", "known account", "author before", "same agency", "member")


async def test_no_answer_tells_what_is_known_of_an_address(agency: AgencyRef) -> None:
    """The same statements for each, whoever's address was typed."""
    people = [Person(f"Person{n}") for n in range(len(ADDRESSES))]
    elsewhere = await factories.agency("Südlicht Personal")
    await factories.account(people[1])
    await factories.queued_review(elsewhere, people[2])
    await factories.queued_review(agency, people[3])
    await factories.member(elsewhere, people[4])
    seen = set()
    for person in people:
        token = await reviews.save_draft(None, {}, NOW)
        with db.recording() as statements:
            await reviews.submit(
                draft_token=token,
                submission=factories.submission(),
                agency_id=agency.id,
                email=person.email,
                account_id=None,
                now=NOW,
            )
        seen.add(tuple(map(str, statements)))
    assert len(seen) == 1


async def test_no_table_of_reviews_holds_a_clear_address_or_anchor(agency: AgencyRef) -> None:
    """TRUST 6, 7: month and channel of the contact, and the address, are sealed."""
    sent = factories.submission(month="2026-07", text="")
    await factories.published_review(agency, ALEX, sent)
    await factories.pending_review(agency, OTTO, sent)
    await reviews.save_draft(None, {"email": ALEX.email, "text": "geheim"}, NOW)
    for table in ("author", "draft", "review", "review_message", "outbox", "audit_entry",
                  "rated_review"):  # fmt: skip
        for row in await db.rows(f"SELECT * FROM {table}"):
            stored = " ".join(
                value.decode("latin-1") if isinstance(value, bytes) else str(value)
                for value in row.values()
            ).lower()
            for private in ("@example.org", "2026-07", "geheim"):
                assert private not in stored, table


async def test_an_author_keeps_one_identity_after_a_change_of_address(agency: AgencyRef) -> None:
    """Reviews sent from the new address before, and afterwards, are the same author's."""
    elsewhere = await factories.agency("Südlicht Personal")
    old = await factories.published_review(agency, ALEX)
    account_id = await factories.account(ALEX)
    new = Person("Alexandra")
    sent_before = await factories.pending_review(elsewhere, new)
    row = await db.row("SELECT public_id FROM account WHERE id = {}", account_id)
    assert row is not None
    link = await accounts.create_link(
        new.email, "de", "email_change", {"account": row["public_id"]}
    )
    assert (await accounts.confirm(link)).account_id == account_id
    assert {r.public_id for r in await reviews.mine(account_id)} == {old, sent_before}
    assert await reviews.author_email(old) == new.email
    assert len(await db.rows("SELECT 1 AS one FROM author")) == 1
    again = await reviews.submit(
        draft_token=await reviews.save_draft(None, {}, NOW),
        submission=factories.submission(),
        agency_id=(await factories.agency("Ostlicht")).id,
        email=new.email,
        account_id=account_id,
        now=NOW,
    )
    assert {r.public_id for r in await reviews.mine(account_id)} == {old, sent_before, again}
    with pytest.raises(reviews.EarlierReviewError):
        await factories.queued_review(agency, new)


async def test_what_scoring_keeps_is_what_was_sent(agency: AgencyRef) -> None:
    sent = factories.submission()
    record = await reviews.record(await factories.published_review(agency, ALEX, sent))
    assert record is not None
    assert record.lines == sent.lines
    assert [LedgerLine.from_dict(line.to_dict()) for line in sent.lines] == list(sent.lines)
    assert record.ratings == {key.value: stars for key, stars in sent.ratings.items()}
    rated = await db.row("SELECT ratings FROM rated_review")
    assert rated is not None
    assert "availability" not in rated["ratings"], "not applicable is no rating"
