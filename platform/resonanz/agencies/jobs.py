"""What the worker does for agencies."""

import datetime as dt

from .service import claims, invitations, invites, profiles


async def look_at_claims(now: dt.datetime) -> bool:
    """Look for records and files, and hear owners who were asked; whether more are waiting."""
    more = await claims.look_at_claims(now)
    return await claims.hear_owners(now) or more


async def look_at_proofs(now: dt.datetime) -> bool:
    """Look again at what was proven a year ago; whether more are waiting."""
    return await claims.look_at_proofs(now)


async def forget(now: dt.datetime) -> None:
    """Delete invitations not accepted, claims and changes of profiles of long ago (TRUST 33)."""
    await invitations.forget_expired(now)
    await claims.forget_old(now)
    await profiles.forget_old(now)


async def renew_codes(now: dt.datetime) -> None:
    """Change the codes by which agencies invite candidates, at the begin of a quarter."""
    await invites.renew(now)
