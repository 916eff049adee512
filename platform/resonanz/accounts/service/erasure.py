"""The end of an account (GDPR Art. 17)."""

import datetime as dt

from resonanz.audit.service import record
from resonanz.kernel import db
from resonanz.kernel.errors import ConflictError, NotFoundError

from ..queries import accounts, links

UNCONFIRMED_KEPT = dt.timedelta(days=30)


async def erase(account_id: int, reason: str, actor: str = "") -> str:
    """Delete an account with its sessions, links, codes and memberships; its address.

    Others forget what they know of it first, in the same transaction. `actor` is the account
    itself if nobody else is named. Raises NotFoundError, and ConflictError for an account with a
    role: that is revoked first.
    """
    async with db.transaction():
        if not await accounts.lock(account_id):
            raise NotFoundError("account")
        account = await accounts.by_id(account_id)
        assert account is not None
        if account.roles:
            raise ConflictError("role")
        await links.delete_of(account.email, account.public_id)
        await accounts.delete(account_id)
        await record(
            actor or account.public_id, "account.erased", "account", account.public_id, reason
        )
    return account.email


async def forget_unconfirmed(now: dt.datetime) -> None:
    """Delete accounts that nobody ever confirmed."""
    await accounts.delete_unconfirmed(now - UNCONFIRMED_KEPT)
