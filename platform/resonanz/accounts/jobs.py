"""What the worker does for accounts."""

from resonanz.kernel import clock

from .service import challenges, erasure, links, sessions


async def forget_expired() -> None:
    """Delete sessions and links that are over, and accounts never confirmed (TRUST 33)."""
    await sessions.forget_expired()
    await links.forget_expired()
    await challenges.forget_expired()
    await erasure.forget_unconfirmed(clock.now())
