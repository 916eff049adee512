"""A review of Alex that waits for its check, and documents to prove it."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from support import documents

from resonanz.moderation.service import Moderator, evidence
from resonanz.reviews import service as reviews

NOW = dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC)

Queue = Callable[..., Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Proof:
    """A review with its author's account, and the public id of its check once sent."""

    review: str
    account_id: int


async def account_of(review: str) -> int:
    record = await reviews.record(review)
    assert record is not None
    assert record.account_id is not None
    return record.account_id


@pytest.fixture
async def proof(queue_review: Queue) -> Proof:
    review = await queue_review(email="alex@example.org", at=NOW)
    return Proof(review, await account_of(review))


async def upload(
    proof: Proof, *contents: bytes, at: dt.datetime = NOW
) -> tuple[evidence.File, ...]:
    """Files that were taken in."""
    sent = [evidence.Upload(f"{n}.pdf", content) for n, content in enumerate(contents, 1)]
    assert await evidence.add(proof.review, proof.account_id, sent, NOW) == []
    return await evidence.files_of(proof.review, proof.account_id)


@pytest.fixture
async def sent(proof: Proof) -> tuple[evidence.File, ...]:
    """A proof on its way to the moderation."""
    await upload(proof, documents.png())
    await evidence.send(proof.review, proof.account_id, NOW)
    return await evidence.files_of(proof.review, proof.account_id)


async def check_of(moderator: Moderator, at: dt.datetime = NOW) -> str:
    """The one proof that waits, claimed."""
    (waiting,) = await evidence.queue(moderator, at)
    await evidence.claim(waiting.public_id, moderator, at)
    return waiting.public_id
