"""Rate limits by intent: what may happen how often, and from whom (TRUST 43).

Fixed windows. A key is an address, a network or an account; only its digest is kept. A limit by
address never locks its owner out: the link by mail stays open when the password does not.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar.connection import ASGIConnection

from resonanz.kernel import clock, crypto
from resonanz.kernel.errors import TooManyRequestsError

from .network import network_of
from .site import site_of


@dataclass(frozen=True, slots=True)
class Limit:
    """So many hits in a window of so many seconds."""

    hits: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Usage:
    """What an intent allows in its window of seconds, what is left of it, seconds to its end."""

    hits: int
    seconds: int
    remaining: int
    reset: int


_MINUTE = 60
_QUARTER = 15 * 60
_HOUR = 3600
_DAY = 24 * 3600

LIMITS: dict[str, Limit] = {
    "login_by_network": Limit(30, _QUARTER),
    "login_by_address": Limit(10, _QUARTER),
    "second_factor_by_account": Limit(5, _QUARTER),
    "passkey_by_account": Limit(20, _HOUR),
    "link_by_network": Limit(20, _HOUR),
    "link_by_address": Limit(5, _HOUR),
    "confirm_by_network": Limit(60, _HOUR),
    "register_by_network": Limit(10, _HOUR),
    "register_by_address": Limit(5, _HOUR),
    "reset_by_network": Limit(10, _HOUR),
    "reset_by_address": Limit(5, _HOUR),
    "draft_by_network": Limit(120, _HOUR),
    "review_by_network": Limit(20, _HOUR),
    "review_by_address": Limit(5, _DAY),
    "propose_by_network": Limit(10, _HOUR),
    "notice_by_network": Limit(10, _HOUR),
    "claim_by_network": Limit(10, _HOUR),
    "claim_by_account": Limit(10, _DAY),
    "claim_by_address": Limit(3, _DAY),
    "claim_check_by_account": Limit(20, _HOUR),
    "access_by_account": Limit(5, _DAY),
    "access_by_agency": Limit(10, _DAY),
    "invite_by_agency": Limit(30, _DAY),
    "invite_by_address": Limit(5, _DAY),
    "correction_by_account": Limit(20, _DAY),
    "late_feedback_by_account": Limit(30, _DAY),
    "profile_by_account": Limit(60, _HOUR),
    "reply_by_account": Limit(60, _HOUR),
    "proof_by_account": Limit(20, _HOUR),
    "blackout_by_account": Limit(200, _HOUR),
    "api_by_token": Limit(300, _MINUTE),
    "api_by_network": Limit(600, _MINUTE),
    "webhook_by_agency": Limit(60, _HOUR),
    "mailing_by_agency": Limit(5, _DAY),
    "poster_by_account": Limit(60, _HOUR),
    "code_by_network": Limit(300, _HOUR),
    "search_by_network": Limit(120, _MINUTE),
}


async def check(connection: ASGIConnection[Any, Any, Any, Any], intent: str, *keys: str) -> None:
    """Count one hit of an intent by each key; without a key by the client's network.

    Raises TooManyRequestsError with the seconds until the window ends.
    """
    await _count(connection, [(intent, key) for key in keys] or [(intent, None)])


async def check_all(
    connection: ASGIConnection[Any, Any, Any, Any], keys: Mapping[str, str | None]
) -> None:
    """Count one hit of several intents in one statement; None means the client's network.

    Raises TooManyRequestsError for the first that is used up.
    """
    await _count(connection, list(keys.items()))


async def use(
    connection: ASGIConnection[Any, Any, Any, Any], intent: str, key: str | None
) -> Usage:
    """Count one hit as `check_all` does; how much is left, for the headers of an interface."""
    now = clock.now()
    counted = await _count(connection, [(intent, key)])
    site = site_of(connection)
    most = allowance(intent, site.settings.rate_limit_factor)
    seconds = LIMITS[intent].seconds
    used = max(counted.values(), default=0)
    left = window_start(intent, now) + seconds - int(now.timestamp())
    return Usage(most, seconds, max(0, most - used), max(1, left))


async def _count(
    connection: ASGIConnection[Any, Any, Any, Any], hits: list[tuple[str, str | None]]
) -> Mapping[str, int]:
    """Hits so far by bucket; none where limits are off."""
    site = site_of(connection)
    if not site.settings.rate_limits:
        return {}
    network = await network_of(connection) if any(key is None for _, key in hits) else ""
    buckets = {_bucket(intent, key or network): intent for intent, key in hits}
    now = clock.now()
    windows = {bucket: window_start(intent, now) for bucket, intent in buckets.items()}
    longest = max(LIMITS[intent].seconds for intent in buckets.values())
    counted = await site.counter.count(windows, longest)
    for bucket, intent in buckets.items():
        if counted[bucket] > allowance(intent, site.settings.rate_limit_factor):
            end = windows[bucket] + LIMITS[intent].seconds
            raise TooManyRequestsError(intent, max(1, end - int(now.timestamp())))
    return counted


def _bucket(intent: str, key: str) -> str:
    return crypto.digest("limit", f"{intent}:{key.strip().casefold()}")[:32]


def allowance(intent: str, factor: float) -> int:
    """Hits an intent has in a window, at least one."""
    return max(1, round(LIMITS[intent].hits * factor))


def window_start(intent: str, now: dt.datetime) -> int:
    """Unix time at which the present window of an intent began."""
    seconds = LIMITS[intent].seconds
    return int(now.timestamp()) // seconds * seconds
