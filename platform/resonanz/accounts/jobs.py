"""What the worker does for accounts."""

from .service import links, sessions


async def forget_expired() -> None:
    """Delete sessions and links that are over (GDPR Art. 5(1)(e))."""
    await sessions.forget_expired()
    await links.forget_expired()
