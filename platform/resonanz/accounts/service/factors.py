"""What passkeys and apps for codes have in common: recovery codes, and who cannot do without."""

import secrets
from typing import cast

from resonanz.audit.service import record
from resonanz.kernel import clock, crypto, db
from resonanz.kernel.errors import ForbiddenError, NotFoundError
from resonanz.kernel.i18n import Language

from .. import domain, mails
from ..queries import accounts
from .sessions import SignedIn


async def codes_with_first(account_id: int) -> list[str]:
    """The recovery codes that come with the first factor; none where there is a factor already.

    For the transaction that sets a factor up, before it does.
    """
    await accounts.lock(account_id)
    account = await accounts.by_id(account_id)
    if account is None or account.has_second_factor:
        return []
    return await _new_codes(account_id)


async def new_recovery_codes(signed_in: SignedIn) -> list[str]:
    """Replace all recovery codes; NotFoundError without a second factor."""
    if not signed_in.has_second_factor:
        raise NotFoundError("second factor")
    async with db.transaction():
        codes = await _new_codes(signed_in.account_id)
        await changed(signed_in, "recovery_codes_replaced", "recovery_codes")
    return codes


async def unused_recovery_codes(signed_in: SignedIn) -> int:
    """How many recovery codes are left."""
    return await accounts.unused_recovery_codes(signed_in.account_id)


async def use_recovery_code(account_id: int, code: str) -> bool:
    """Use up a recovery code; False if it is unknown or was used."""
    return await accounts.use_recovery_code(account_id, _hash(code), clock.now())


async def after_removal(signed_in: SignedIn) -> None:
    """Let the recovery codes go with the last factor; ForbiddenError where one is required.

    For the transaction that removed one: the error undoes the removal (TRUST 36).
    """
    account = await accounts.by_id(signed_in.account_id)
    if account is None or account.has_second_factor:
        return
    if signed_in.needs_second_factor:
        raise ForbiddenError("second factor required")
    await accounts.replace_recovery_codes(signed_in.account_id, [])


async def changed(signed_in: SignedIn, action: str, change: mails.Change) -> None:
    """Log a change of a factor and tell the owner by mail."""
    await record(signed_in.public_id, f"account.{action}", "account", signed_in.public_id)
    await mails.account_changed(signed_in.email, cast(Language, signed_in.language), change)


async def _new_codes(account_id: int) -> list[str]:
    codes = [domain.recovery_code(secrets.token_bytes(24)) for _ in range(domain.RECOVERY_CODES)]
    await accounts.replace_recovery_codes(account_id, [_hash(one) for one in codes])
    return codes


def _hash(code: str) -> str:
    return crypto.digest("recovery_code", code)
