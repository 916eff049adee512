"""What the worker does for the desk."""

import datetime as dt

from resonanz.kernel import clock

from .service import mailings, requests, tokens


async def forget_tokens() -> None:
    """Delete tokens that do not work any more, and what programs asked long ago (TRUST 33)."""
    await tokens.forget_ended(clock.now())
    await requests.forget_old(clock.now())


async def forget_mailings(now: dt.datetime) -> None:
    """Forget whom agencies invited by mail long ago (TRUST 33)."""
    await mailings.forget_old(now)
