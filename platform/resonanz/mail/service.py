"""Putting mails into the outbox, in the transaction of the act that causes them."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from resonanz.kernel import clock, crypto
from resonanz.kernel.i18n import Language

from . import queries

PURPOSE = "outbox"
_PAGE = 500
_FORBIDDEN = {"text", "review_text", "password", "anchors", "evidence"}


@dataclass(frozen=True, slots=True)
class Message:
    """A mail to be sent: its kind is a folder of `templates/mails/`."""

    kind: str
    to: str
    language: Language
    context: Mapping[str, str | int]
    due_at: dt.datetime | None = None


async def enqueue(
    kind: str,
    to: str,
    language: Language,
    context: Mapping[str, str | int],
    due_at: dt.datetime | None = None,
) -> None:
    """Write one mail to the outbox; it is rendered when it is sent.

    The context holds what the templates need, never the text of a review, an identity or
    evidence (TRUST 59): such names raise ValueError. `unsubscribe` in it is the path, without its
    language, of a page that ends such mails by one POST (TRUST 56, RFC 8058).
    """
    await enqueue_many([Message(kind, to, language, context, due_at)])


async def enqueue_many(messages: Iterable[Message]) -> None:
    """Write several mails in one statement; none is fine."""
    now = clock.now()
    mails = [
        queries.NewMail(
            kind=message.kind,
            language=message.language,
            sealed=seal(message.to, message.context),
            created_at=now,
            due_at=message.due_at or now,
        )
        for message in messages
    ]
    if mails:
        await queries.insert(mails)


async def withdraw_waiting(to: str) -> None:
    """Delete what waits to be sent to an address: its owner left (GDPR Art. 17)."""
    await withdraw_kind("", lambda address: _same(address, to))


async def withdraw_kind(kind: str, unwanted: Callable[[str], bool]) -> None:
    """Delete what waits to be sent, of a kind or ("") of all, to addresses that are unwanted."""
    after = 0
    while page := await queries.waiting(after, _PAGE, kind):
        after = page[-1][0]
        own = [number for number, sealed in page if unwanted(unseal(sealed)[0])]
        if own:
            await queries.delete(own)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def seal(to: str, context: Mapping[str, str | int]) -> bytes:
    """Encrypt address and context for the outbox."""
    if forbidden := _FORBIDDEN & context.keys():
        raise ValueError(f"A mail may not carry {', '.join(sorted(forbidden))} (TRUST 59).")
    return crypto.seal(PURPOSE, msgspec.json.encode({"to": to, "context": dict(context)}))


def unseal(sealed: bytes) -> tuple[str, dict[str, str | int]]:
    """Address and context of a mail from the outbox."""
    data = msgspec.json.decode(crypto.unseal(PURPOSE, sealed))
    return data["to"], data["context"]


def empty_seal() -> bytes:
    """What replaces address and context once a mail is done with."""
    return crypto.seal(PURPOSE, b"")
