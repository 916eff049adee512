"""One function a mail; each writes one outbox row in the caller's transaction."""

from typing import Literal

from resonanz.kernel.i18n import Language
from resonanz.mail.service import enqueue

Change = Literal[
    "email",
    "password",
    "password_removed",
    "second_factor",
    "second_factor_removed",
    "passkey_added",
    "passkey_removed",
    "recovery_codes",
    "recovery_code_used",
]


async def sign_in_link(to: str, language: Language, token: str) -> None:
    """A link that signs in to an account that exists."""
    await enqueue("sign_in", to, language, {"token": token})


async def sign_up_link(to: str, language: Language, token: str) -> None:
    """A link that confirms an address without an account, and makes one."""
    await enqueue("sign_up", to, language, {"token": token})


async def reset_link(to: str, language: Language, token: str) -> None:
    """A link to choose a new password."""
    await enqueue("reset", to, language, {"token": token})


async def invitation(to: str, language: Language, token: str) -> None:
    """A link by which somebody becomes a moderator."""
    await enqueue("invitation", to, language, {"token": token})


async def email_change_link(to: str, language: Language, token: str) -> None:
    """A link that confirms the new address of an account."""
    await enqueue("email_change", to, language, {"token": token})


async def account_changed(to: str, language: Language, change: Change) -> None:
    """Tells the owner that a way to sign in changed (ASVS 6.3.7)."""
    await enqueue("account_changed", to, language, {"change": change})
