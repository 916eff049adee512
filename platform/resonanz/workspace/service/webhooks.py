"""The addresses that an agency's owners want told: made, tried out, changed, ended."""

import datetime as dt
import secrets
from dataclasses import dataclass

from resonanz.agencies.queries.members import Membership
from resonanz.audit.service import record
from resonanz.kernel import crypto, db
from resonanz.kernel.errors import ConflictError, NotFoundError

from ..domain.webhooks import (
    KEPT,
    MOST,
    OLD_SECRET_LASTS,
    SECRET_BYTES,
    TEST,
    EndpointState,
    Kind,
    write_kinds,
    write_secret,
)
from ..queries import webhooks as queries
from ..queries.webhooks import LoggedMessage, StoredEndpoint
from .webhook_events import message_body

PURPOSE = "webhook-secret"
_SHOWN = 50


class TooManyEndpointsError(ConflictError):
    """An agency has as many addresses as it may."""


@dataclass(frozen=True, slots=True)
class EndpointPage:
    """An address with its log, newest first; `failed` of it can be told again."""

    endpoint: StoredEndpoint
    messages: tuple[LoggedMessage, ...]
    failed: int


async def endpoints(agency_id: int) -> list[StoredEndpoint]:
    """An agency's addresses."""
    return await queries.of_agency(agency_id)


async def endpoint_page(agency_id: int, public_id: str, now: dt.datetime) -> EndpointPage:
    """An address of an agency with its log; NotFoundError for those of others (TRUST 42)."""
    found = await _own(agency_id, public_id)
    messages = await queries.messages(found.id, now, _SHOWN)
    failed = await queries.count_failed(found.id, now - KEPT)
    return EndpointPage(found, tuple(messages), failed)


async def add(
    own: Membership, actor: str, url: str, kinds: frozenset[Kind], now: dt.datetime
) -> tuple[str, str]:
    """Tell an address from now on; its id and its secret, which is shown this once.

    Raises TooManyEndpointsError.
    """
    secret = _new_secret()
    made = StoredEndpoint(
        id=0,
        public_id=crypto.public_id(),
        agency_id=own.agency.id,
        url=url,
        kinds=write_kinds(kinds),
        secret_sealed=_seal(secret),
        old_secret_sealed=None,
        old_until=None,
        state=EndpointState.ON.value,
        failing_since=None,
        created_at=now,
    )
    async with db.transaction():
        if len(await queries.of_agency(own.agency.id)) >= MOST:
            raise TooManyEndpointsError("webhooks")
        await queries.add(made)
        await _record(own, actor, "added", made.kinds)
    return made.public_id, secret


async def change(
    own: Membership, actor: str, public_id: str, url: str, kinds: frozenset[Kind]
) -> None:
    """Tell another address, or of other things. Raises NotFoundError."""
    async with db.transaction():
        found = await _own(own.agency.id, public_id)
        await queries.change(found.id, url, write_kinds(kinds))
        await _record(own, actor, "changed", write_kinds(kinds))


async def pause(own: Membership, actor: str, public_id: str) -> None:
    """Tell nothing until `resume`; what waits is kept. Raises NotFoundError."""
    await _set_state(own, actor, public_id, EndpointState.PAUSED)


async def resume(own: Membership, actor: str, public_id: str) -> None:
    """Tell again, also what the site had switched off. Raises NotFoundError."""
    await _set_state(own, actor, public_id, EndpointState.ON)


async def rotate(own: Membership, actor: str, public_id: str, now: dt.datetime) -> str:
    """Replace the secret; for a day both sign. The new one is shown this once.

    Raises NotFoundError.
    """
    secret = _new_secret()
    async with db.transaction():
        found = await _own(own.agency.id, public_id, lock=True)
        until = now + OLD_SECRET_LASTS
        await queries.set_secret(found.id, _seal(secret), found.secret_sealed, until)
        await _record(own, actor, "rotated", "")
    return secret


async def remove(own: Membership, actor: str, public_id: str) -> None:
    """Forget an address with its log. Raises NotFoundError."""
    async with db.transaction():
        found = await _own(own.agency.id, public_id)
        await queries.remove(found.id)
        await _record(own, actor, "removed", "")


async def send_test(own: Membership, public_id: str, now: dt.datetime) -> None:
    """Tell an address something of no meaning. Raises NotFoundError, ConflictError if it is off."""
    async with db.transaction():
        found = await _own(own.agency.id, public_id)
        if found.state != EndpointState.ON:
            raise ConflictError(found.state)
        await queries.put(
            found.id, crypto.public_id(), TEST, message_body(own.agency.slug, TEST, {}, now), now
        )


async def replay(own: Membership, public_id: str, message: str, now: dt.datetime) -> None:
    """Tell something again. Raises NotFoundError for what is not in the address' log."""
    async with db.transaction():
        found = await _own(own.agency.id, public_id)
        if not await queries.replay(found.id, message, now):
            raise NotFoundError("message")


async def replay_failed(
    own: Membership, public_id: str, since: dt.datetime, now: dt.datetime
) -> int:
    """Tell all again that failed since a moment; how many. Raises NotFoundError."""
    async with db.transaction():
        found = await _own(own.agency.id, public_id)
        return await queries.replay_failed(found.id, since, now)


async def forget_old(now: dt.datetime) -> None:
    """Forget the log after thirty days, and replaced secrets once they sign no more (TRUST 33)."""
    await queries.delete_messages(now - KEPT)
    await queries.forget_old_secrets(now)


def secrets_of(endpoint: StoredEndpoint, now: dt.datetime) -> tuple[str, ...]:
    """The secrets that sign now, the newer one first."""
    sealed = [endpoint.secret_sealed]
    if endpoint.old_secret_sealed and endpoint.old_until and now < endpoint.old_until:
        sealed.append(endpoint.old_secret_sealed)
    return tuple(crypto.unseal(PURPOSE, one).decode() for one in sealed)


async def _own(agency_id: int, public_id: str, *, lock: bool = False) -> StoredEndpoint:
    found = await queries.endpoint(agency_id, public_id, lock=lock)
    if found is None:
        raise NotFoundError("webhook")
    return found


async def _set_state(own: Membership, actor: str, public_id: str, state: EndpointState) -> None:
    async with db.transaction():
        found = await _own(own.agency.id, public_id)
        await queries.set_state(found.id, state.value)
        await _record(own, actor, state.value, "")


async def _record(own: Membership, actor: str, act: str, kinds: str) -> None:
    detail = {"kinds": kinds} if kinds else {}
    await record(actor, f"webhook.{act}", "agency", own.agency.public_id, "", detail)


def _new_secret() -> str:
    return write_secret(secrets.token_bytes(SECRET_BYTES))


def _seal(secret: str) -> bytes:
    return crypto.seal(PURPOSE, secret.encode())
