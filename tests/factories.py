"""Things made as the site makes them: by its services, in the open database.

Each needs the fixture `database`, and installed settings where reviews move (fixture `settings`
and `kernel.settings.use`; `create_app` does that too).
"""

import datetime as dt
from typing import Any

import httpx
from cast import PASSWORD, SECRET, Person

from resonanz.accounts import service as accounts
from resonanz.accounts.queries import accounts as account_queries
from resonanz.accounts.service import demo, second_factor, sessions
from resonanz.agencies import service as agencies
from resonanz.agencies.domain.job_fields import JobField
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import clock, db, settings
from resonanz.reviews import service as reviews
from resonanz.reviews.domain import Role, Wait
from resonanz.scoring.domain.ledger import (
    Answer,
    Channel,
    Concreteness,
    Criterion,
    DaysClass,
    LedgerLine,
    Stage,
)

TEXT = "Nach dem Gespräch kam eine Absage mit Gründen.\nDas hat mir geholfen."


async def agency(
    name: str = "Nordlicht Personal", country: str = "DE", city: str | None = None
) -> AgencyRef:
    """A listed agency."""
    agency_id = await agencies.propose(name, country, city, None, clock.now())
    await agencies.accept_proposal(agency_id)
    return (await agencies.agencies_by_id([agency_id]))[agency_id]


async def account(person: Person) -> int:
    """The id of a person's account; moderators and owners get password and second factor."""
    if person.role is None and not person.owner:
        return await accounts.ensure_account(person.email, person.language)
    return await demo.create_account(
        settings.current(), person.email, PASSWORD, person.language, person.role, SECRET
    )


async def member(of: AgencyRef, person: Person, role: str = "owner") -> int:
    """Make a person a member of an agency; the id of the account."""
    account_id = await account(person)
    await db.execute(
        "INSERT INTO agency_member (agency_id, account_id, role, created_at) "
        "VALUES ({}, {}, {}, {})",
        *(of.id, account_id, role, clock.now()),
    )
    return account_id


async def sign_in(client: httpx.AsyncClient, person: Person) -> int:
    """Give a client a session of the person, second factor included; the id of the account."""
    account_id = await account(person)
    link = await accounts.create_link(person.email, person.language, "sign_in", {})
    session = (await accounts.confirm(link)).session
    if session.pending:
        (code,) = await demo.current_codes(settings.current(), [person.email])
        loaded = await sessions.load(session.token)
        assert loaded is not None
        session = await second_factor.prove(session.token, loaded.signed_in, code.code)
    client.cookies.set("session", session.token)
    return account_id


def submission(**changes: Any) -> reviews.Submission:
    """A complete review: a rejection with reasons after the first interview."""
    values: dict[str, Any] = {
        "role": Role.APPLICANT,
        "month": "older",
        "last_stage": Stage.FIRST_INTERVIEW,
        "job_field": JobField.IT,
        "remote": True,
        "place": None,
        "lines": (
            LedgerLine(Stage.APPLICATION, Answer.ADVANCED, DaysClass.UP_TO_3),
            LedgerLine(
                Stage.FIRST_INTERVIEW,
                Answer.REJECTION,
                DaysClass.FROM_4_TO_7,
                chasers=1,
                channel=Channel.PHONE,
                concreteness=Concreteness.SPECIFIC,
            ),
        ),
        "ratings": {
            Criterion.FEEDBACK: 4,
            Criterion.RESPECT: 5,
            Criterion.HONESTY: 3,
            Criterion.AVAILABILITY: 0,
        },
        "text": TEXT,
        "coarse": False,
        "wait": Wait.NONE,
        "language": "de",
    }
    return reviews.Submission(**values | changes)


def silent_submission(**changes: Any) -> reviews.Submission:
    """A complete review: nothing came after the first interview."""
    lines = (
        LedgerLine(Stage.APPLICATION, Answer.ADVANCED, DaysClass.UP_TO_3),
        LedgerLine(Stage.FIRST_INTERVIEW, Answer.NOTHING, chasers=2),
    )
    return submission(**{"lines": lines} | changes)


async def pending_review(
    of: AgencyRef,
    person: Person,
    sent: reviews.Submission | None = None,
    at: dt.datetime | None = None,
) -> str:
    """A review sent without signing in, its address not confirmed; its public id."""
    return await _submit(of, person, sent, at, None)


async def queued_review(
    of: AgencyRef,
    person: Person,
    sent: reviews.Submission | None = None,
    at: dt.datetime | None = None,
) -> str:
    """A review that waits for its check; its public id."""
    return await _submit(of, person, sent, at, await account(person))


async def approved_review(
    of: AgencyRef,
    person: Person,
    sent: reviews.Submission | None = None,
    at: dt.datetime | None = None,
) -> str:
    """A review that waits for its batch; its public id."""
    public_id = await queued_review(of, person, sent, at)
    await reviews.apply_verdict(public_id, "approve", "", at or clock.now())
    return public_id


async def published_review(
    of: AgencyRef,
    person: Person,
    sent: reviews.Submission | None = None,
    at: dt.datetime | None = None,
) -> str:
    """A public review, checked and published at once; its public id."""
    public_id = await approved_review(of, person, sent, at)
    await reviews.publish(public_id, at or clock.now())
    return public_id


async def edit(
    review: str,
    account_id: int,
    sent: reviews.Submission | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Send an edit of a public review into its check."""
    now = at or clock.now()
    await reviews.revise(
        draft_token=await reviews.save_draft(None, {}, now),
        public_id=review,
        submission=sent or submission(text="Nach zwei Wochen kam doch noch eine Antwort."),
        account_id=account_id,
        now=now,
    )


async def _submit(
    of: AgencyRef,
    person: Person,
    sent: reviews.Submission | None,
    at: dt.datetime | None,
    account_id: int | None,
) -> str:
    now = at or clock.now()
    return await reviews.submit(
        draft_token=await reviews.save_draft(None, {"agency": of.slug}, now),
        submission=sent or submission(),
        agency_id=of.id,
        email=person.email,
        account_id=account_id,
        now=now,
    )


async def sent_reply(of: AgencyRef, review: str, person: Person, text: str, at: dt.datetime) -> str:
    """A member's reply that waits for its check; its version's public id."""
    found = await account_queries.by_id(await account(person))
    assert found is not None
    await reviews.send_reply(review, of.id, found.id, found.public_id, text, "de", at)
    record = await reviews.record(review)
    assert record is not None
    return (await reviews.replies_to([record.id]))[record.id].latest.public_id


async def published_reply(
    of: AgencyRef, review: str, person: Person, text: str, at: dt.datetime
) -> str:
    """A member's public reply; its version's public id."""
    public_id = await sent_reply(of, review, person, text, at)
    await reviews.apply_reply_verdict(public_id, "approve", "", at)
    return public_id
