"""What the worker does for agencies."""

import datetime as dt

from .service import claims, invitations


async def forget(now: dt.datetime) -> None:
    """Delete invitations that were not accepted, and claims that ended long ago (TRUST 33)."""
    await invitations.forget_expired(now)
    await claims.forget_old(now)
