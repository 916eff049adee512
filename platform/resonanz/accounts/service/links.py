"""Links by mail: asking for one, looking at one, using one up (TRUST 5, 40)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import msgspec

from resonanz.audit.service import record
from resonanz.kernel import clock, crypto, db
from resonanz.kernel.errors import ConflictError, NotFoundError
from resonanz.kernel.events import emit
from resonanz.kernel.i18n import Language

from .. import domain, mails
from ..queries import accounts, links, sessions
from ..queries.accounts import AccountRow
from ..queries.links import LinkRow
from .sessions import NewSession, open_session

SIGN_IN = "sign_in"
INVITATION = "invitation"
RESET = "reset"
EMAIL_CHANGE = "email_change"

Payload = Mapping[str, Any]


class LinkInvalidError(NotFoundError):
    """The link is unknown, was used or is too old; which of them is not told apart."""


@dataclass(frozen=True, slots=True)
class AddressConfirmed:
    """Somebody used a mailed link, so the address is theirs; runs in the same transaction."""

    account_id: int
    email: str
    language: Language
    payload: Payload
    at: dt.datetime
    purpose: str


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link that can still be used."""

    purpose: str
    email: str
    payload: Payload


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What using a link led to; `next` is where the payload wants to go, or ""."""

    account_id: int
    email: str
    purpose: str
    payload: Payload
    session: NewSession
    next: str


async def create_link(
    email: str,
    language: Language,
    purpose: str,
    payload: Payload,
    lifetime: dt.timedelta = domain.LINK_LIFETIME,
    now: dt.datetime | None = None,
) -> str:
    """Write one row and return the secret for `/{language}/link/{secret}`.

    For subjects that send their own mail. The payload is kept as JSON; its `next`, a path on this
    site without language, is where the person lands.
    """
    token = crypto.token()
    now = now or clock.now()
    await links.insert(
        crypto.token_hash(token),
        purpose,
        domain.email_key(email),
        language,
        msgspec.json.encode(payload).decode(),
        now,
        now + lifetime,
    )
    return token


async def request_sign_in_link(
    email: str, language: Language, purpose: str = SIGN_IN, payload: Payload | None = None
) -> None:
    """Mail a link that signs in, or signs up where the address has no account yet.

    The same statements either way; only the owner of the mailbox learns which it was.
    """
    key = domain.email_key(email)
    async with db.transaction():
        account = await accounts.by_email(key)
        token = await create_link(key, language, purpose, payload or {})
        # To the address on record, not to one that merely folds to it.
        if account is None:
            await mails.sign_up_link(email.strip(), language, token)
        else:
            await mails.sign_in_link(account.email, language, token)


async def request_reset(email: str, language: Language) -> None:
    """Mail a link to choose a new password; without an account one to sign up."""
    key = domain.email_key(email)
    async with db.transaction():
        account = await accounts.by_email(key)
        if account is None:
            token = await create_link(key, language, SIGN_IN, {"next": "/account/password"})
            await mails.sign_up_link(email.strip(), language, token)
        else:
            token = await create_link(key, language, RESET, {}, domain.RESET_LIFETIME)
            await mails.reset_link(account.email, language, token)


async def look_at(token: str) -> OpenLink:
    """What a link is for, without using it; raises LinkInvalidError."""
    link = await links.find(crypto.token_hash(token))
    if link is None or link.used_at is not None or link.expires_at <= clock.now():
        raise LinkInvalidError("link")
    return OpenLink(link.purpose, link.email, msgspec.json.decode(link.payload))


async def confirm(token: str, device: str = "", replaces: str = "") -> Confirmed:
    """Use a link up: the address is confirmed, an account made if there is none, a session begun.

    Raises LinkInvalidError for a link that is unknown, used, too old or made for a new password.
    A second factor is still asked for: the session is pending then.
    """
    now = clock.now()
    async with db.transaction():
        link = await use(token, now, reset=False)
        payload: Payload = msgspec.json.decode(link.payload)
        account = await _account_of(link, payload, now)
        session = await open_session(account, device, now, replaces)
        await record(
            account.public_id,
            "sign_in.link",
            "account",
            account.public_id,
            "",
            {"for": link.purpose},
        )
        await emit(
            AddressConfirmed(
                account.id, link.email, cast(Language, link.language), payload, now, link.purpose
            )
        )
    return Confirmed(
        account.id,
        link.email,
        link.purpose,
        payload,
        session,
        domain.local_path(str(payload.get("next", ""))) or "",
    )


async def use(token: str, now: dt.datetime, *, reset: bool) -> LinkRow:
    """Use up a link of the right sort inside the caller's transaction; LinkInvalidError."""
    link = await links.use(crypto.token_hash(token), now)
    if link is None or (link.purpose == RESET) != reset:
        raise LinkInvalidError("link")
    return link


async def _account_of(link: LinkRow, payload: Payload, now: dt.datetime) -> AccountRow:
    if link.purpose == EMAIL_CHANGE:
        return await _change_email(str(payload["account"]), link)
    account_id = await accounts.upsert(crypto.public_id(), link.email, link.language, now, now)
    account = await accounts.by_id(account_id)
    if account is None or account.suspended_at is not None:
        raise LinkInvalidError("suspended")
    return account


async def _change_email(public_id: str, link: LinkRow) -> AccountRow:
    before = await accounts.by_public_id(public_id)
    if before is None or before.suspended_at is not None:
        raise LinkInvalidError("account")
    if not await accounts.set_email(before.id, link.email):
        raise ConflictError("email")
    await sessions.delete_all(before.id)
    await record(public_id, "account.email_changed", "account", public_id)
    await mails.account_changed(before.email, cast(Language, before.language), "email")
    after = await accounts.by_id(before.id)
    assert after is not None
    return after


async def forget_expired() -> None:
    """Delete links a day after they ended; until then they answer as used up."""
    await links.delete_expired(clock.now() - dt.timedelta(days=1))
