"""What the worker does for the desk."""

from resonanz.kernel import clock

from .service import tokens


async def forget_tokens() -> None:
    """Delete tokens that do not work any more (TRUST 33)."""
    await tokens.forget_ended(clock.now())
