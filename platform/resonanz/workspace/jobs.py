"""What the worker does for the desk."""

import datetime as dt

from resonanz.kernel import clock

from .service import figures_mail, mailings, requests, tokens, webhook_delivery, webhooks
from .views.figures_mail import said


async def forget_tokens() -> None:
    """Delete tokens that do not work any more, and what programs asked long ago (TRUST 33)."""
    await tokens.forget_ended(clock.now())
    await requests.forget_old(clock.now())


async def forget_mailings(now: dt.datetime) -> None:
    """Forget whom agencies invited by mail long ago (TRUST 33)."""
    await mailings.forget_old(now)


async def deliver_webhooks(limit: int) -> int:
    """Tell agencies' addresses what happened; how many messages were tried."""
    return await webhook_delivery.deliver_due(limit)


async def forget_webhooks(now: dt.datetime) -> None:
    """Forget what agencies' addresses were told long ago (TRUST 33)."""
    await webhooks.forget_old(now)


async def mail_figures(now: dt.datetime) -> bool:
    """Mail members the figures they want; whether there may be more to write."""
    return await figures_mail.send_due(said, now)
