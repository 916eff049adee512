"""Passwords: judging, signing in, changing, resetting (TRUST 34, 35, 37)."""

from dataclasses import dataclass
from typing import cast

from resonanz.audit.service import record
from resonanz.kernel import clock, db
from resonanz.kernel.errors import ForbiddenError
from resonanz.kernel.i18n import Language

from .. import domain, mails
from ..domain import PasswordFault
from ..queries import accounts, links, sessions
from . import hashing
from .links import RESET, LinkInvalidError, look_at, use
from .sessions import NewSession, SignedIn, open_session


class SignInRefusedError(ForbiddenError):
    """Address and password do not fit; which of them is wrong is not told."""


async def fault_of(
    password: str, email: str, site_name: str, *, second_factor: bool
) -> PasswordFault | None:
    """Why a new password is refused, or None if it is good."""
    normal = domain.normal_password(password)
    words = domain.context_words(email, site_name)
    fault = domain.password_fault(normal, words, second_factor=second_factor)
    if fault is None and await hashing.is_guessable(normal, words, second_factor=second_factor):
        return PasswordFault.GUESSABLE
    return fault


async def sign_in(email: str, password: str, device: str, replaces: str = "") -> NewSession:
    """Begin a session by password; pending where a second factor is set up.

    Raises SignInRefusedError after the same work and the same statements whether the address is
    unknown, has no password, or the password is wrong.
    """
    account = await accounts.by_email(domain.email_key(email))
    stored = account.password_hash if account else None
    normal = domain.normal_password(password)
    fits = await hashing.verify(stored, normal)
    if account is None or stored is None or not fits or account.suspended_at is not None:
        who = account.public_id if account else "unknown"
        await record("system", "sign_in.refused", "account", who)
        raise SignInRefusedError("password")
    stronger = await hashing.hash_password(normal) if hashing.is_outdated(stored) else None
    now = clock.now()
    async with db.transaction():
        if stronger:
            await accounts.replace_password(account.id, stored, stronger)
        session = await open_session(account, device, now, replaces)
        await accounts.signed_in(account.id, now)
        await record(account.public_id, "sign_in.password", "account", account.public_id)
    return session


async def proves(signed_in: SignedIn, password: str) -> bool:
    """Whether a password is the account's own."""
    account = await accounts.by_id(signed_in.account_id)
    stored = account.password_hash if account else None
    return await hashing.verify(stored, domain.normal_password(password))


async def change(signed_in: SignedIn, password: str) -> None:
    """Store a new password that `fault_of` has passed; all other sessions end."""
    hashed = await hashing.hash_password(domain.normal_password(password))
    async with db.transaction():
        await accounts.set_password(signed_in.account_id, hashed)
        await sessions.delete_all(signed_in.account_id, but=signed_in.session_public_id)
        await links.void(signed_in.email, (RESET,), clock.now())
        await record(signed_in.public_id, "account.password_set", "account", signed_in.public_id)
        await mails.account_changed(signed_in.email, cast(Language, signed_in.language), "password")


async def remove(signed_in: SignedIn) -> None:
    """Forget the password: from now on links by mail sign in. Staff need one (ForbiddenError)."""
    if signed_in.staff:
        raise ForbiddenError("staff need a password")
    async with db.transaction():
        await accounts.set_password(signed_in.account_id, None)
        await sessions.delete_all(signed_in.account_id, but=signed_in.session_public_id)
        await record(
            signed_in.public_id, "account.password_removed", "account", signed_in.public_id
        )
        await mails.account_changed(
            signed_in.email, cast(Language, signed_in.language), "password_removed"
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """A new password's fault, if any, and whether a second factor is set up."""

    fault: PasswordFault | None
    second_factor: bool


async def behind_reset(token: str) -> tuple[str, bool]:
    """Whose password a reset link is for, and whether a second factor is set up.

    Raises LinkInvalidError.
    """
    link = await look_at(token)
    account = await accounts.by_email(link.email)
    if link.purpose != RESET or account is None:
        raise LinkInvalidError("link")
    return account.email, account.has_second_factor


async def judge_reset(token: str, password: str, site_name: str) -> Judged:
    """Judge a password typed behind a reset link; raises LinkInvalidError."""
    email, second_factor = await behind_reset(token)
    fault = await fault_of(password, email, site_name, second_factor=second_factor)
    return Judged(fault, second_factor)


async def reset(token: str, password: str, device: str, replaces: str = "") -> NewSession:
    """Use a reset link up and store the new password; every session of the account ends.

    The second factor stays: where it is set up the new session is pending (TRUST 37).
    Raises LinkInvalidError.
    """
    await look_at(token)
    hashed = await hashing.hash_password(domain.normal_password(password))
    now = clock.now()
    async with db.transaction():
        link = await use(token, now, reset=True)
        account = await accounts.by_email(link.email)
        if account is None or account.suspended_at is not None:
            raise LinkInvalidError("account")
        await accounts.set_password(account.id, hashed)
        await sessions.delete_all(account.id)
        await links.void(link.email, (RESET,), now)
        session = await open_session(account, device, now, replaces)
        await record(account.public_id, "account.password_reset", "account", account.public_id)
        await mails.account_changed(account.email, cast(Language, account.language), "password")
    return session
