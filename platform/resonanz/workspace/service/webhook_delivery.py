"""Telling the addresses: each try is written down, and what it means for message and address."""

import asyncio
import datetime as dt
import logging
import random

from resonanz.agencies import service as agencies
from resonanz.agencies.queries.members import members_of
from resonanz.audit.service import record
from resonanz.kernel import clock, db, outbound
from resonanz.kernel.outbound import PrivateAddressError, UnreachableError

from .. import mails
from ..domain.webhooks import (
    LEASE,
    EndpointState,
    Result,
    headers,
    result_of,
    retry_delay,
    switches_off,
    target,
)
from ..queries import webhooks as queries
from ..queries.webhooks import ClaimedMessage, StoredEndpoint
from .webhooks import secrets_of

AGENT = "Resonanz-Webhooks/1"
_log = logging.getLogger(__name__)


async def deliver_due(limit: int) -> int:
    """Send at most so many messages that are due, side by side; how many were tried.

    Two workers never send the same one: each takes some under a lease.
    """
    now = clock.now()
    claimed = await queries.claim(now, now + LEASE, limit)
    if not claimed:
        return 0
    known = await queries.by_ids(sorted({one.webhook_id for one in claimed}))
    pairs = [(known[one.webhook_id], one) for one in claimed if one.webhook_id in known]
    answers = await asyncio.gather(*(_send(endpoint, one, now) for endpoint, one in pairs))
    for (endpoint, message), (status, problem) in zip(pairs, answers, strict=True):
        await _note(endpoint, message, status, problem, clock.now())
    return len(claimed)


async def _send(
    endpoint: StoredEndpoint, message: ClaimedMessage, now: dt.datetime
) -> tuple[int | None, str]:
    """The status of the answer, or what went wrong, in a word."""
    where = target(endpoint.url)
    if where is None:
        return None, "address"
    body = message.body.encode()
    sent = headers(secrets_of(endpoint, now), message.public_id, now, body)
    try:
        answer = await outbound.current().ask(
            "POST", *where, content=body, headers={**sent, "user-agent": AGENT}
        )
    except PrivateAddressError:
        return None, "private"
    except UnreachableError as error:
        return None, "late" if "Timeout" in str(error) else "unreachable"
    return answer.status, ""


async def _note(
    endpoint: StoredEndpoint,
    message: ClaimedMessage,
    status: int | None,
    problem: str,
    now: dt.datetime,
) -> None:
    result = result_of(status, message.tries)
    async with db.transaction():
        if not await queries.log(message.id, now, status, problem):
            return
        if result is Result.DELIVERED:
            await queries.end(message.id, "delivered")
            await queries.set_working(endpoint.id)
            return
        since = await queries.set_failing(endpoint.id, now)
        if result is Result.AGAIN:
            due = now + retry_delay(message.tries, random.random())  # noqa: S311
            await queries.postpone(message.id, due)
            return
        await queries.end(message.id, "failed")
        if result is Result.GONE:
            await _switch_off(endpoint, EndpointState.GONE)
        elif switches_off(since, now):
            await _switch_off(endpoint, EndpointState.FAILING)


async def _switch_off(endpoint: StoredEndpoint, state: EndpointState) -> None:
    """Stop telling an address and say so to the agency's owners."""
    if not await queries.switch_off(endpoint.id, state.value):
        return
    _log.info("webhook %s switched off: %s", endpoint.public_id, state)
    agency = (await agencies.agencies_by_id([endpoint.agency_id]))[endpoint.agency_id]
    owners = [one for one in await members_of(endpoint.agency_id) if one.role == "owner"]
    await mails.webhook_off(owners, agency, endpoint.public_id, state)
    await record("system", f"webhook.{state}", "agency", agency.public_id, "", {})
