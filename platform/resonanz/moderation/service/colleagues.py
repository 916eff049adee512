"""Moderators as their colleagues see them."""

from dataclasses import dataclass

from resonanz.accounts.queries import accounts

from .errors import Moderator


@dataclass(frozen=True, slots=True)
class Colleague:
    """A moderator as the others see it; "" if the account is gone."""

    email: str
    me: bool


async def colleague(account_id: int | None, moderator: Moderator) -> Colleague:
    """Who an account is to a moderator."""
    if account_id is None:
        return Colleague("", me=False)
    account = await accounts.by_id(account_id)
    return Colleague(account.email if account else "", account_id == moderator.account_id)
