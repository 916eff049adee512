"""One function a mail."""

from resonanz.kernel.i18n import Language
from resonanz.mail import service as mail


async def erased(to: str, language: Language) -> None:
    """Say that the account is gone; the last mail to this address."""
    await mail.enqueue("account_erased", to, language, {})
