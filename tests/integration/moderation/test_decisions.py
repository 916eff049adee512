"""Decisions of the check before publication."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from resonanz.accounts.service import demo
from resonanz.kernel import db
from resonanz.kernel import settings as settings_module
from resonanz.kernel.errors import ForbiddenError, NotFoundError
from resonanz.kernel.settings import Settings
from resonanz.moderation import service
from resonanz.moderation.domain import Ground, Verdict, violations
from resonanz.moderation.service import ClaimedError, DecidedError, Moderator
from resonanz.reviews import service as reviews

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=2)
HINT = "Im ersten Absatz ist eine Kollegin erkennbar."

Queue = Callable[..., Awaitable[str]]


async def state_of(public_id: str) -> str:
    record = await reviews.record(public_id)
    assert record is not None
    return record.state.value


async def messages_to(public_id: str) -> list[str]:
    record = await reviews.record(public_id)
    assert record is not None
    return [message.text for message in record.messages]


async def decide(
    public_id: str,
    who: Moderator,
    verdict: Verdict,
    ground: Ground | None = None,
    explanation: str = "",
    now: dt.datetime = LATER,
) -> None:
    await service.claim(public_id, who, now)
    await service.decide(public_id, who, verdict, ground, explanation, now)


async def count(table: str) -> int:
    row = await db.row(f"SELECT COUNT(*) AS n FROM {table}")
    assert row is not None
    return int(row["n"])


async def mails() -> list[str]:
    return [row["kind"] for row in await db.rows("SELECT kind FROM outbox ORDER BY id")]


async def test_an_approved_review_waits_for_its_batch(mira: Moderator, queue_review: Queue) -> None:
    public_id = await queue_review()
    await decide(public_id, mira, Verdict.APPROVE)
    assert await state_of(public_id) == "approved"
    assert await messages_to(public_id) == []
    assert await count("statement_of_reasons") == 0
    assert await count("queue_claim") == 0


async def test_in_the_demo_an_approved_review_is_public_at_once(
    settings: Settings, mira: Moderator, queue_review: Queue
) -> None:
    public_id = await queue_review()
    settings_module.use(replace(settings, mode="demo"))
    await decide(public_id, mira, Verdict.APPROVE)
    assert await state_of(public_id) == "published"


async def test_a_returned_review_keeps_its_text_and_its_author_learns_what_to_change(
    mira: Moderator, queue_review: Queue
) -> None:
    """TRUST 9."""
    public_id = await queue_review(form_language="en")
    await decide(public_id, mira, Verdict.RETURN, Ground.PERSON, "In the first paragraph.")
    record = await reviews.record(public_id)
    assert record is not None
    assert record.state.value == "returned"
    assert record.text.startswith("Nach dem Zweitgespräch")
    [message] = record.messages
    assert message.sender == "moderation"
    assert "Please do not name individual people" in message.text
    assert "In the first paragraph." in message.text
    assert await mails() == ["review_returned"]
    assert await count("statement_of_reasons") == 0


async def test_a_rejection_comes_with_a_statement_of_reasons(
    mira: Moderator, queue_review: Queue
) -> None:
    """TRUST 15."""
    public_id = await queue_review(form_language="es", language="de")
    await decide(public_id, mira, Verdict.REJECT, Ground.INSULT, "Varias palabrotas.")
    assert await state_of(public_id) == "rejected"
    row = await db.row("SELECT * FROM statement_of_reasons")
    assert row is not None
    assert row["language"] == "es"
    fields: dict[str, Any] = msgspec.json.decode(row["fields"])
    assert violations(fields) == ()
    assert fields["puid"] == row["puid"]
    assert fields["decision_ground"] == "DECISION_GROUND_ILLEGAL_CONTENT"
    assert fields["content_date"] == "2026-11-18"
    assert fields["application_date"] == "2026-11-18"
    assert fields["content_language"] == "DE"
    assert "Varias palabrotas." in fields["decision_facts"]
    [message] = await messages_to(public_id)
    assert fields["decision_facts"] in message
    assert fields["illegal_content_legal_ground"] in message
    assert row["puid"] in message
    assert "18 de mayo de 2027" in message
    assert await mails() == ["review_rejected"]


async def test_a_statement_holds_nothing_of_the_person_or_the_text(
    mira: Moderator, queue_review: Queue, settings: Settings
) -> None:
    """TRUST 15, Never build: no quotes, no names, no ids that lead to the author."""
    public_id = await queue_review(email="alex.beispiel@example.org")
    await decide(public_id, mira, Verdict.REJECT, Ground.PERSON, HINT)
    row = await db.row("SELECT fields FROM statement_of_reasons")
    author = await db.row("SELECT public_id FROM author")
    assert row is not None
    assert author is not None
    for private in (public_id, author["public_id"], mira.public_id, "alex.beispiel", "Nordlicht"):
        assert private not in row["fields"]
    assert "Zweitgespräch kam" not in row["fields"]


@pytest.mark.parametrize(
    ("verdict", "ground", "explanation"),
    [
        (Verdict.REJECT, None, HINT),
        (Verdict.REJECT, Ground.ALLEGATION, ""),
        (Verdict.REJECT, Ground.PERSON, "Sie schreiben: und niemand ging ans Telefon."),
        (Verdict.RETURN, None, ""),
    ],
)
async def test_an_incomplete_decision_changes_nothing(
    verdict: Verdict,
    ground: Ground | None,
    explanation: str,
    mira: Moderator,
    queue_review: Queue,
) -> None:
    """TRUST 15."""
    public_id = await queue_review()
    with pytest.raises(ValueError, match="Fault"):
        await decide(public_id, mira, verdict, ground, explanation)
    assert await state_of(public_id) == "pre_check"
    assert await count("decision") == 0


async def test_each_decision_is_written_down(mira: Moderator, queue_review: Queue) -> None:
    public_id = await queue_review()
    await decide(public_id, mira, Verdict.REJECT, Ground.PERSON, HINT)
    entry = await db.row(
        "SELECT actor, object_id, reason FROM audit_entry WHERE action = 'moderation.reject'"
    )
    assert entry == {"actor": mira.public_id, "object_id": public_id, "reason": "person"}
    decision = await db.row("SELECT account_id, kind, ground, explanation FROM decision")
    assert decision == {
        "account_id": mira.account_id,
        "kind": "reject",
        "ground": "person",
        "explanation": HINT,
    }


async def test_who_has_not_claimed_a_case_cannot_decide_it(
    mira: Moderator, milo: Moderator, queue_review: Queue
) -> None:
    public_id = await queue_review()
    await service.claim(public_id, milo, NOW)
    with pytest.raises(ClaimedError):
        await service.decide(public_id, mira, Verdict.APPROVE, None, "", NOW)
    with pytest.raises(ClaimedError):
        await service.claim(public_id, mira, NOW + dt.timedelta(minutes=14, seconds=59))
    assert await state_of(public_id) == "pre_check"


async def test_a_claim_ends_after_fifteen_minutes(
    mira: Moderator, milo: Moderator, queue_review: Queue
) -> None:
    public_id = await queue_review()
    await service.claim(public_id, milo, NOW)
    over = NOW + dt.timedelta(minutes=15)
    await service.claim(public_id, mira, over)
    with pytest.raises(ClaimedError):
        await service.decide(public_id, milo, Verdict.APPROVE, None, "", over)
    await service.decide(public_id, mira, Verdict.APPROVE, None, "", over)
    assert await state_of(public_id) == "approved"


async def test_whoever_thinks_longer_may_still_decide_if_nobody_took_over(
    mira: Moderator, queue_review: Queue
) -> None:
    public_id = await queue_review()
    await service.claim(public_id, mira, NOW)
    await service.decide(public_id, mira, Verdict.APPROVE, None, "", NOW + dt.timedelta(hours=3))
    assert await state_of(public_id) == "approved"


async def test_two_moderators_race_for_a_case_and_one_gets_it(
    mira: Moderator, milo: Moderator, queue_review: Queue
) -> None:
    public_id = await queue_review()
    got = await asyncio.gather(
        *(service.claim(public_id, who, NOW) for who in (mira, milo)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in got) == ["ClaimedError", "NoneType"]


async def test_two_moderators_never_decide_the_same(
    mira: Moderator, milo: Moderator, queue_review: Queue
) -> None:
    """An expired claim is taken over in the moment in which its first holder decides."""
    public_id = await queue_review()
    await service.claim(public_id, milo, NOW)
    over = NOW + dt.timedelta(minutes=16)

    async def take_over() -> None:
        await service.claim(public_id, mira, over)
        await service.decide(public_id, mira, Verdict.REJECT, Ground.PERSON, HINT, over)

    got = await asyncio.gather(
        service.decide(public_id, milo, Verdict.APPROVE, None, "", over),
        take_over(),
        return_exceptions=True,
    )
    failed = [one for one in got if one is not None]
    assert len(failed) == 1
    assert isinstance(failed[0], ClaimedError | DecidedError)
    assert await count("decision") == 1
    assert await count("queue_claim") == 0


async def test_a_form_that_is_sent_twice_decides_once(mira: Moderator, queue_review: Queue) -> None:
    public_id = await queue_review()
    await service.claim(public_id, mira, NOW)
    got = await asyncio.gather(
        *(service.decide(public_id, mira, Verdict.APPROVE, None, "", NOW) for _ in range(2)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in got) == ["DecidedError", "NoneType"]


async def test_a_review_that_was_withdrawn_meanwhile_is_not_decided(
    mira: Moderator, queue_review: Queue, settings: Settings
) -> None:
    """TRUST 11."""
    alex = await demo.create_account(settings, "alex@example.org", "sieben leise Züge", "de")
    public_id = await queue_review(by=alex, email="alex@example.org")
    await service.claim(public_id, mira, NOW)
    await reviews.withdraw(public_id, alex, NOW)
    with pytest.raises(DecidedError):
        await service.decide(public_id, mira, Verdict.APPROVE, None, "", NOW)
    assert await state_of(public_id) == "withdrawn"


async def test_nobody_decides_on_an_own_review(mira: Moderator, queue_review: Queue) -> None:
    public_id = await queue_review(by=mira.account_id, email="mira@example.org")
    for attempt in (
        service.claim(public_id, mira, NOW),
        service.decide(public_id, mira, Verdict.APPROVE, None, "", NOW),
        service.case(public_id, mira, NOW),
        service.release(public_id, mira),
    ):
        with pytest.raises(ForbiddenError):
            await attempt
    assert await service.claim_next(mira, NOW) is None
    assert await state_of(public_id) == "pre_check"


async def test_a_review_whose_address_is_not_confirmed_is_no_case(
    mira: Moderator, queue_review: Queue
) -> None:
    """TRUST 5."""
    public_id = await queue_review()
    await db.execute("UPDATE review SET state = 'email_pending', submitted_at = NULL")
    with pytest.raises(NotFoundError):
        await service.case(public_id, mira, NOW)
    with pytest.raises(NotFoundError):
        await service.claim("unknown", mira, NOW)
