"""Alex' published review of an agency that Olu owns, and notices about it."""

import dataclasses
import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from resonanz.accounts.queries import accounts
from resonanz.accounts.service import demo
from resonanz.kernel import db
from resonanz.kernel import settings as settings_module
from resonanz.kernel.settings import Settings
from resonanz.mail.service import unseal
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import NoticeGround, Verdict
from resonanz.moderation.service import AgencyMember, Answer, CaseRecord, Moderator, NewNotice
from resonanz.reviews import service as reviews

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)
PASSWORD = "drei müde Kraniche über Husum"
DAY = dt.timedelta(days=1)

Publish = Callable[..., Awaitable[str]]


@pytest.fixture
async def olu(settings: Settings, agency: int) -> AgencyMember:
    """Owner of the agency."""
    account_id = await demo.create_account(settings, "olu@example.org", PASSWORD, "de")
    await db.execute(
        "INSERT INTO agency_member (agency_id, account_id, role, created_at) "
        "VALUES ({}, {}, 'owner', {})",
        agency,
        account_id,
        NOW,
    )
    account = await accounts.by_id(account_id)
    assert account is not None
    return AgencyMember(account_id, account.public_id, account.email, "de")


@pytest.fixture
async def alex(settings: Settings, database: db.Engine) -> int:
    """The account of the candidate whose review it is."""
    return await demo.create_account(settings, "alex@example.org", PASSWORD, "de")


@pytest.fixture
async def publish(queue_review: Any, mira: Moderator) -> Publish:
    """Publishes a review."""

    async def make(**values: Any) -> str:
        public_id: str = await queue_review(**values)
        await moderation.claim(public_id, mira, NOW)
        await moderation.decide(public_id, mira, Verdict.APPROVE, None, "", NOW)
        await reviews.publish(public_id, NOW)
        return public_id

    return make


@pytest.fixture
async def review(publish: Publish, alex: int) -> str:
    """Alex' public review."""
    return await publish(by=alex, email="alex@example.org")


def notice(ground: NoticeGround = NoticeGround.INSULT, **values: Any) -> NewNotice:
    """A notice by Nora, who has no account."""
    return NewNotice(
        **{
            "ground": ground,
            "text": "Das stimmt so nicht.",
            "address": "https://example.org/de/reviews/x",
            "name": "Nora Beispiel",
            "email": "nora@example.org",
            "good_faith": True,
            "language": "de",
        }
        | values
    )


async def report(review: str, ground: NoticeGround = NoticeGround.INSULT, **values: Any) -> str:
    """Nora's notice about a review; the number of its case."""
    subject = await moderation.review_subject(review)
    receipt = await moderation.submit_notice(subject, notice(ground, **values), NOW)
    return receipt.number


async def heard(review: str, olu: AgencyMember, mira: Moderator) -> str:
    """A dispute "no contact" whose author is asked; its number."""
    receipt = await moderation.dispute(review, olu, NoticeGround.NO_CONTACT, "", NOW)
    await moderation.claim_case(receipt.number, mira, NOW)
    assert await moderation.open_hearing(receipt.number, mira, "", NOW)
    return receipt.number


async def case(number: str) -> CaseRecord:
    """A case as it stands."""
    return await moderation.case_record(number)


async def state_of(review: str) -> str:
    """Where a review stands."""
    record = await reviews.record(review)
    assert record is not None
    return record.state.value


async def counted(review: str) -> bool:
    """Whether the review is in its agency's score."""
    row = await db.row(
        "SELECT COUNT(*) AS n FROM rated_review q JOIN review r ON r.id = q.review_id "
        "WHERE r.public_id = {}",
        review,
    )
    return bool(row and row["n"])


async def mails(kind: str) -> list[tuple[str, dict[str, Any]]]:
    """The mails of a kind that wait: address and context."""
    rows = await db.rows("SELECT sealed FROM outbox WHERE kind = {} ORDER BY id", kind)
    return [unseal(row["sealed"]) for row in rows]


async def statements(number: str) -> list[str]:
    """The fields of a case's statements of reasons."""
    rows = await db.rows(
        "SELECT s.fields FROM statement_of_reasons s JOIN decision d ON d.id = s.decision_id "
        "JOIN moderation_case c ON c.id = d.case_id WHERE c.public_id = {} ORDER BY s.id",
        number,
    )
    return [row["fields"] for row in rows]


async def forwarded(review: str, olu: AgencyMember, mira: Moderator, alex: int) -> str:
    """A dispute in which the author answered and it is the agency's turn; its number."""
    number = await heard(review, olu, mira)
    await moderation.answer(number, alex, Answer("Alles genau.", "Am 3. Mai."), NOW + DAY)
    await moderation.claim_case(number, mira, NOW + DAY)
    await moderation.forward(number, mira, "", NOW + DAY)
    return number


def own_notice(moderator: Moderator) -> NewNotice:
    """A notice that a moderator wrote."""
    return notice(account_id=moderator.account_id)


UseSettings = Callable[..., None]


@pytest.fixture
def use_settings(settings: Settings) -> UseSettings:
    """Changes the process' settings for the test."""

    def use(**values: Any) -> None:
        settings_module.use(dataclasses.replace(settings, **values))

    return use
