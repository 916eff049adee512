"""Accounts of the demo and of tests: ready at once, their codes readable. Never in production."""

from dataclasses import dataclass

import pyotp

from resonanz.kernel import clock, crypto, db
from resonanz.kernel.errors import ForbiddenError
from resonanz.kernel.i18n import Language
from resonanz.kernel.settings import Settings

from .. import domain
from ..domain import Role
from ..queries import accounts
from . import hashing, second_factor

DOMAIN = "demo.example"


@dataclass(frozen=True, slots=True)
class CurrentCode:
    """The code that an account's app would show; `seconds` until it changes."""

    email: str
    code: str
    seconds: int


async def create_account(
    settings: Settings,
    email: str,
    password: str,
    language: Language,
    role: Role | None = None,
    totp_secret: str | None = None,
) -> int:
    """Make a confirmed account with password, role and second factor; ForbiddenError in production.

    Doing it again changes nothing but the password and the secret.
    """
    _refuse_production(settings)
    now = clock.now()
    hashed = await hashing.hash_password(domain.normal_password(password))
    async with db.transaction():
        account_id = await accounts.upsert(
            crypto.public_id(), domain.email_key(email), language, now, now
        )
        await accounts.set_password(account_id, hashed)
        if totp_secret:
            sealed = second_factor.seal_secret(totp_secret)
            await accounts.set_totp(account_id, sealed, None)
        if role:
            await accounts.grant(account_id, role, now)
            await accounts.require_second_factor(account_id)
    return account_id


async def current_codes(settings: Settings, emails: list[str]) -> list[CurrentCode]:
    """A code for each account that works now; ForbiddenError in production.

    A code works once, so after a sign-in the next one is given, which counts already.
    """
    _refuse_production(settings)
    now = clock.now()
    present = domain.totp_step(now)
    codes = []
    for email in emails:
        account = await accounts.by_email(domain.email_key(email))
        if account is None or account.totp_sealed is None:
            continue
        used = account.totp_last_step
        step = present if used is None or used < present else present + 1
        totp = pyotp.TOTP(second_factor.unseal_secret(account.totp_sealed))
        seconds = (step + 1) * domain.STEP_SECONDS - int(now.timestamp())
        codes.append(CurrentCode(account.email, totp.generate_otp(step), seconds))
    return codes


async def demo_codes(settings: Settings) -> list[CurrentCode]:
    """The present codes of the demo's own accounts; of nobody who signed up there."""
    return await current_codes(settings, await accounts.emails_with_code_app(DOMAIN))


def _refuse_production(settings: Settings) -> None:
    if settings.production:
        raise ForbiddenError("only outside production")
