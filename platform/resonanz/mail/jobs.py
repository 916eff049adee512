"""What the worker does with the outbox."""

import logging
import random
from datetime import timedelta
from typing import cast

import msgspec
from cryptography.exceptions import InvalidTag

from resonanz.kernel import clock, crypto, db
from resonanz.kernel.events import emit
from resonanz.kernel.i18n import Language, is_language
from resonanz.kernel.settings import Settings

from . import domain, queries, rendering, service
from .transport import PermanentError, Transport, message, transport_for

KEEP_DONE = timedelta(days=30)
_BATCH = 10
_log = logging.getLogger(__name__)


async def send_due(limit: int, settings: Settings, transport: Transport | None = None) -> int:
    """Send at most `limit` mails that are due; returns how many went out.

    Two workers never send the same mail: each takes a few at a time under a lease.
    """
    transport = transport or transport_for(settings)
    sent = 0
    while limit > 0:
        now = clock.now()
        claimed = await queries.claim(now, now + domain.LEASE, min(limit, _BATCH))
        for mail in claimed:
            sent += await _send(mail, settings, transport)
        limit -= len(claimed)
        if len(claimed) < _BATCH:
            break
    return sent


async def _send(mail: queries.ClaimedMail, settings: Settings, transport: Transport) -> bool:
    try:
        to, context = service.unseal(mail.sealed)
        letter = rendering.render(
            settings,
            crypto.digest("message_id", str(mail.id))[:32],
            mail.kind,
            to,
            _language(mail.language),
            context,
        )
        await transport.send(message(letter, settings, clock.now()))
    except Exception as error:
        await _failed(mail, error)
        return False
    await queries.mark_sent(mail.id, clock.now(), service.empty_seal())
    return True


def _language(value: str) -> Language:
    if not is_language(value):
        raise ValueError("The mail's language is unknown.")
    return cast(Language, value)


async def _failed(mail: queries.ClaimedMail, error: Exception) -> None:
    # The class and a status code only: server answers repeat addresses, template errors contexts.
    code = getattr(error, "code", None)
    reason = str(error) if isinstance(error, PermanentError) else type(error).__name__
    reason = f"{reason} ({code})" if isinstance(code, int) else reason
    now = clock.now()
    due = domain.next_attempt(mail.created_at, now, mail.attempts, random.random())  # noqa: S311
    if due is None or isinstance(error, PermanentError):
        _log.warning("mail %s (%s) given up: %s", mail.id, mail.kind, reason)
        async with db.transaction():
            await queries.give_up(mail.id, now, reason, service.empty_seal())
            await emit(domain.MailGivenUp(mail.kind, _context(mail), now))
    else:
        _log.info("mail %s (%s) postponed: %s", mail.id, mail.kind, reason)
        await queries.postpone(mail.id, due, reason)


def _context(mail: queries.ClaimedMail) -> dict[str, str | int]:
    try:
        return service.unseal(mail.sealed)[1]
    except (InvalidTag, msgspec.MsgspecError):
        return {}


async def forget_done() -> None:
    """Delete what was sent or given up more than thirty days ago (GDPR Art. 5(1)(e))."""
    await queries.delete_done(clock.now() - KEEP_DONE)
