"""Challenges for passkeys: sealed notes of what they are for, whose, and until when.

One travels through the browser and is written down only when a passkey has answered it, so that
an answer counts once and strangers fill nothing.
"""

import datetime as dt
import json
from typing import Literal
from urllib.parse import urlsplit

import msgspec
from webauthn.helpers import base64url_to_bytes, parse_client_data_json

from resonanz.kernel import clock, crypto, settings
from resonanz.kernel.errors import ForbiddenError

from .. import domain
from ..queries import passkeys

_PURPOSE = "passkey_challenge"

Ceremony = Literal["add", "prove"]


class PasskeyRefusedError(ForbiddenError):
    """The answer is not one of a passkey of ours, is too old, or was used before."""


class Note(msgspec.Struct, array_like=True, frozen=True):
    """What a challenge says; `account` is a public id, or "" for whoever it will be."""

    ceremony: Ceremony
    account: str
    until: dt.datetime
    chance: str


def host() -> str:
    """The site's host name, to which passkeys are bound (the relying party's id)."""
    return urlsplit(settings.current().base_url).hostname or ""


def origin() -> str:
    """The only origin whose pages may ask for a passkey."""
    parts = urlsplit(settings.current().base_url)
    return f"{parts.scheme}://{parts.netloc}"


def challenge(ceremony: Ceremony, account: str) -> bytes:
    """A new challenge, unlike any other and readable by us alone."""
    note = Note(ceremony, account, clock.now() + domain.CHALLENGE_LIFETIME, crypto.public_id())
    return crypto.seal(_PURPOSE, msgspec.json.encode(note))


def answered(answer: str, ceremony: Ceremony) -> tuple[bytes, Note]:
    """The challenge that an answer names, and what it says; PasskeyRefusedError if it is over.

    That a passkey signed it has to be checked with the rest of the answer.
    """
    try:
        sent = json.loads(answer)["response"]["clientDataJSON"]
        named = parse_client_data_json(base64url_to_bytes(sent)).challenge
        note = msgspec.json.decode(crypto.unseal(_PURPOSE, named), type=Note)
    except Exception:
        # Whatever breaks in what a stranger sent is a refusal.
        raise PasskeyRefusedError("challenge") from None
    if note.ceremony != ceremony or note.until <= clock.now():
        raise PasskeyRefusedError("challenge")
    return named, note


async def use_up(named: bytes, note: Note) -> bool:
    """Note in the caller's transaction that a challenge was answered; False if it was before."""
    return await passkeys.use_challenge(crypto.token_hash(named.hex()), note.until)


async def forget_expired() -> None:
    """Forget challenges for which no answer counts any more."""
    await passkeys.delete_expired(clock.now())
