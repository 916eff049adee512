"""Mails wait in the outbox, in the transaction of their act, until the worker sends them."""

import asyncio
import dataclasses
import datetime as dt
from email.message import EmailMessage
from typing import Any

import pytest

from resonanz.kernel import clock, db
from resonanz.kernel.settings import Settings
from resonanz.mail import jobs, service, transport

pytestmark = pytest.mark.usefixtures("database")
CONTEXT = {"token": "a-secret-token"}


class Postman:
    """A transport that keeps what it gets, or fails as told."""

    def __init__(self, error: Exception | None = None) -> None:
        self.delivered: list[EmailMessage] = []
        self.error = error

    async def send(self, message: EmailMessage) -> None:
        await asyncio.sleep(0)
        if self.error:
            raise self.error
        self.delivered.append(message)


async def put(to: str = "alex@example.org") -> None:
    await service.enqueue("sign_in", to, "de", CONTEXT)


async def outbox() -> list[dict[str, Any]]:
    return await db.rows("SELECT * FROM outbox ORDER BY id")


async def make_due() -> None:
    await db.execute("UPDATE outbox SET due_at = {}", clock.now() - dt.timedelta(seconds=1))


async def test_a_mail_is_sent_once_and_then_forgotten(settings: Settings) -> None:
    await put()
    postman = Postman()
    assert await jobs.send_due(10, settings, postman) == 1
    assert await jobs.send_due(10, settings, postman) == 0
    assert [m["To"] for m in postman.delivered] == ["alex@example.org"]
    (row,) = await outbox()
    assert row["sent_at"] is not None
    assert len(row["sealed"]) == len(service.empty_seal())


async def test_address_and_context_are_sealed_while_they_wait() -> None:
    """TRUST 45: no link's secret and no address can be read in the database."""
    await put()
    (row,) = await outbox()
    assert b"alex" not in row["sealed"]
    assert b"a-secret-token" not in row["sealed"]
    assert service.unseal(row["sealed"]) == ("alex@example.org", CONTEXT)


async def test_a_mail_of_an_act_that_failed_is_never_sent(settings: Settings) -> None:
    async def act() -> None:
        async with db.transaction():
            await put()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await act()
    assert await jobs.send_due(10, settings, Postman()) == 0


async def test_two_workers_never_send_the_same_mail(settings: Settings) -> None:
    await service.enqueue_many(
        service.Message("sign_in", f"person{n}@example.org", "de", CONTEXT) for n in range(30)
    )
    postman = Postman()
    sent = await asyncio.gather(*(jobs.send_due(30, settings, postman) for _ in range(4)))
    assert sum(sent) == 30
    assert len({m["To"] for m in postman.delivered}) == len(postman.delivered) == 30


async def test_many_mails_are_one_statement() -> None:
    with db.recording() as statements:
        await service.enqueue_many(
            service.Message("sign_in", f"person{n}@example.org", "de", CONTEXT) for n in range(5)
        )
    assert len(statements) == 1
    with db.recording() as statements:
        await service.enqueue_many([])
    assert not statements


async def test_a_mail_for_later_waits(settings: Settings) -> None:
    tomorrow = clock.now() + dt.timedelta(days=1)
    await service.enqueue("sign_in", "alex@example.org", "de", CONTEXT, tomorrow)
    assert await jobs.send_due(10, settings, Postman()) == 0


async def test_a_failed_mail_is_tried_again_and_keeps_no_secret(settings: Settings) -> None:
    await put()
    broken = Postman(OSError("alex@example.org:geheim refused"))
    before = clock.now()
    assert await jobs.send_due(10, settings, broken) == 0
    (row,) = await outbox()
    assert row["last_error"] == "OSError"
    assert row["due_at"] >= before + dt.timedelta(minutes=1)
    assert row["failed_at"] is None
    await make_due()
    postman = Postman()
    assert await jobs.send_due(10, settings, postman) == 1
    assert (await outbox())[0]["last_error"] is None


async def test_every_attempt_has_the_same_message_id(settings: Settings) -> None:
    await put()
    ids = []
    for _ in range(2):
        postman = Postman()
        await jobs.send_due(10, settings, postman)
        ids.append(postman.delivered[0]["Message-ID"])
        await db.execute(
            "UPDATE outbox SET sent_at = NULL, sealed = {}", service.seal("a@b.example", CONTEXT)
        )
        await make_due()
    assert len(set(ids)) == 1


async def test_the_site_gives_up_after_three_days(settings: Settings) -> None:
    await put()
    past = clock.now() - dt.timedelta(days=3)
    await db.execute("UPDATE outbox SET created_at = {}, due_at = {}", past, past)
    await jobs.send_due(10, settings, Postman(OSError()))
    (row,) = await outbox()
    assert row["failed_at"] is not None
    assert len(row["sealed"]) == len(service.empty_seal())


async def test_a_refused_receiver_is_not_tried_again(settings: Settings) -> None:
    await put()
    await jobs.send_due(10, settings, Postman(transport.PermanentError("recipient refused (550)")))
    (row,) = await outbox()
    assert row["failed_at"] is not None
    assert row["last_error"] == "recipient refused (550)"


async def test_one_mail_that_cannot_be_rendered_does_not_stop_the_others(
    settings: Settings,
) -> None:
    await service.enqueue("no_such_mail", "olu@example.org", "de", {})
    await put()
    postman = Postman()
    assert await jobs.send_due(10, settings, postman) == 1
    assert (await outbox())[0]["last_error"] == "TemplateNotFound"


async def test_sent_mails_are_deleted_after_a_month(settings: Settings) -> None:
    """TRUST 33."""
    await put()
    await put("olu@example.org")
    await jobs.send_due(1, settings, Postman())
    await db.execute(
        "UPDATE outbox SET sent_at = {} WHERE sent_at IS NOT NULL",
        clock.now() - dt.timedelta(days=31),
    )
    await jobs.forget_done()
    assert [row["sent_at"] for row in await outbox()] == [None]


async def test_in_development_mails_land_as_files(settings: Settings) -> None:
    await put()
    assert await jobs.send_due(10, dataclasses.replace(settings, smtp_url="")) == 1
    assert len(list(transport.mail_folder(settings).glob("*.eml"))) == 1
