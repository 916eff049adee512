"""The second factor by code: an app's (TOTP, RFC 6238) or a recovery code (TRUST 36, 37)."""

from dataclasses import dataclass

import msgspec
import pyotp

from resonanz.audit.service import record
from resonanz.kernel import clock, crypto, db
from resonanz.kernel.errors import ForbiddenError

from .. import domain
from ..queries import accounts
from ..queries.accounts import AccountRow
from . import factors
from .sessions import NewSession, SignedIn, rotate

_SECRET = "totp"  # noqa: S105 - the name of a key
_OFFER = "totp_offer"
_SECRET_LENGTH = 32


class CodeRefusedError(ForbiddenError):
    """The code is wrong, too old, or was used before."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A secret that is not set up yet; `sealed` travels through the form, only we can read it."""

    secret: str
    sealed: str
    uri: str


def seal_secret(secret: str) -> bytes:
    """Encrypt a base32 secret for the database."""
    return crypto.seal(_SECRET, secret.encode())


def unseal_secret(sealed: bytes) -> str:
    """The base32 secret of an account."""
    return crypto.unseal(_SECRET, sealed).decode()


def offer(signed_in: SignedIn, site_name: str, sealed: str = "") -> Offer:
    """A new secret to be scanned, or the one offered before.

    Bound to the account, and forgotten where it is not confirmed by a code.
    """
    secret = _offered(signed_in, sealed) or pyotp.random_base32(_SECRET_LENGTH)
    data = msgspec.json.encode([signed_in.public_id, secret])
    uri = pyotp.TOTP(secret).provisioning_uri(name=signed_in.email, issuer_name=site_name)
    return Offer(secret, crypto.seal(_OFFER, data).hex(), uri)


def _offered(signed_in: SignedIn, sealed: str) -> str | None:
    try:
        owner, secret = msgspec.json.decode(crypto.unseal(_OFFER, bytes.fromhex(sealed)))
    except Exception:
        return None
    return str(secret) if owner == signed_in.public_id else None


async def enrol(
    token: str, signed_in: SignedIn, sealed: str, code: str
) -> tuple[NewSession, list[str]]:
    """Set an app up with a code that proves the secret arrived.

    Returns the session's new secret and, with the first factor, the recovery codes, which are
    shown once. Raises CodeRefusedError.
    """
    secret = _offered(signed_in, sealed)
    typed = domain.normal_totp_code(code)
    now = clock.now()
    if secret is None or typed is None:
        raise CodeRefusedError("enrolment")
    step = domain.matching_step(typed, now, None, pyotp.TOTP(secret).generate_otp)
    if step is None:
        raise CodeRefusedError("enrolment")
    async with db.transaction():
        codes = await factors.codes_with_first(signed_in.account_id)
        await accounts.set_totp(signed_in.account_id, seal_secret(secret), step)
        session = await rotate(token, signed_in, now, second_factor_at=now)
        await factors.changed(signed_in, "second_factor_set", "second_factor")
    return session, codes


async def prove(token: str, signed_in: SignedIn, code: str) -> NewSession:
    """Answer for the second factor with an app's code or a recovery code.

    The session gets a new secret and its full lifetime. Raises CodeRefusedError.
    """
    now = clock.now()
    async with db.transaction():
        recovery = await _accept(signed_in.account_id, code)
        if recovery is not None:
            session = await rotate(token, signed_in, now, second_factor_at=now, fresh=True)
            if recovery:
                await factors.changed(signed_in, "recovery_code_used", "recovery_code_used")
            await record(
                signed_in.public_id, "sign_in.second_factor", "account", signed_in.public_id
            )
            return session
    await record("system", "sign_in.code_refused", "account", signed_in.public_id)
    raise CodeRefusedError("code")


async def _accept(account_id: int, code: str) -> bool | None:
    """None: refused; False: an app's code; True: a recovery code, now used up."""
    account = await accounts.by_id(account_id)
    if account is None or not account.has_second_factor:
        return None
    if account.totp_sealed and (typed := domain.normal_totp_code(code)):
        return False if await _use_code(account, account.totp_sealed, typed) else None
    if recovery := domain.normal_recovery_code(code):
        return True if await factors.use_recovery_code(account_id, recovery) else None
    return None


async def _use_code(account: AccountRow, sealed: bytes, typed: str) -> bool:
    totp = pyotp.TOTP(unseal_secret(sealed))
    step = domain.matching_step(typed, clock.now(), account.totp_last_step, totp.generate_otp)
    return step is not None and await accounts.use_step(account.id, step)


async def remove(signed_in: SignedIn) -> None:
    """Do without the app; ForbiddenError for the last factor where one is required."""
    async with db.transaction():
        await accounts.lock(signed_in.account_id)
        await accounts.set_totp(signed_in.account_id, None, None)
        await factors.after_removal(signed_in)
        await factors.changed(signed_in, "second_factor_removed", "second_factor_removed")
