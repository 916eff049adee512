"""Webhooks: what is told, how it is signed, and when it is told again.

The headers, the secret's form and the signature are those of Standard Webhooks 1.0.0.
"""

import base64
import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

MOST: Final = 5
"""So many addresses of an agency at once."""
URL_LIMIT: Final = 500
PREFIX: Final = "whsec_"
SECRET_BYTES: Final = 32

FIRST_RETRY: Final = dt.timedelta(seconds=30)
LONGEST_RETRY: Final = dt.timedelta(hours=24)
MOST_TRIES: Final = 10
"""The first try and nine more, over some three and a half days."""
OFF_AFTER: Final = dt.timedelta(days=3)
LEASE: Final = dt.timedelta(minutes=2)
OLD_SECRET_LASTS: Final = dt.timedelta(hours=24)
KEPT: Final = dt.timedelta(days=30)
"""So long the log is kept, and with it what can be told again."""

_PATH: Final = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*")
_HOST: Final = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})"
)


class Kind(StrEnum):
    """What an agency can be told; none says more than the site shows, or says it sooner."""

    REVIEW_PUBLISHED = "review.published"
    REVIEW_EDITED = "review.edited"
    REVIEW_REMOVED = "review.removed"
    REVIEW_RESTORED = "review.restored"
    REPLY_DECIDED = "reply.decided"
    DISPUTE_MOVED = "dispute.moved"
    CORRECTION_ENDED = "correction.ended"
    LATE_FEEDBACK_NAMED = "late_feedback.named"


TEST: Final = "endpoint.test"
"""The kind of the message that an owner sends to try an address out."""


class EndpointState(StrEnum):
    """Whether an address is told; `gone` and `failing` are the site's doing, after answers."""

    ON = "on"
    PAUSED = "paused"
    GONE = "gone"
    FAILING = "failing"


class Result(StrEnum):
    """What a try comes to."""

    DELIVERED = "delivered"
    GONE = "gone"
    AGAIN = "again"
    GIVEN_UP = "given_up"


def target(url: str) -> tuple[str, str] | None:
    """Host and path of an address that can be told: https, a name, the usual port, no user.

    Whether the name leads to a private address shows when it is asked (`kernel.outbound`).
    """
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").encode("idna").decode()
    except ValueError:
        return None
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    plain = parts.scheme == "https" and port in {None, 443} and not parts.fragment
    if not plain or "@" in parts.netloc or len(host) > 253:
        return None
    return (host, path) if _HOST.fullmatch(host) and _PATH.fullmatch(path) else None


def write_secret(key: bytes) -> str:
    """A secret as its owner sees it."""
    return PREFIX + base64.b64encode(key).decode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256 of id, Unix time and body with dots between."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def headers(
    secrets: Iterable[str], message_id: str, now: dt.datetime, body: bytes
) -> dict[str, str]:
    """The headers of a try; one signature for each secret that is valid now."""
    timestamp = int(now.timestamp())
    signatures = (signature(secret, message_id, timestamp, body) for secret in secrets)
    return {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }


def retry_delay(tries: int, jitter: float) -> dt.timedelta:
    """How long to wait after so many failed tries (1 or more).

    Half a minute, four times as long each time, at most a day; `jitter` of 0…1 adds up to a
    quarter, so that what failed together does not come back together.
    """
    grown = FIRST_RETRY * (1 << 2 * min(tries - 1, 10))
    return min(grown, LONGEST_RETRY) * (1 + 0.25 * jitter)


def result_of(status: int | None, tries: int) -> Result:
    """What an answer means after so many tries; None is no answer at all.

    Only 2xx is a success: redirects are not followed. 410 asks never to come back.
    """
    if status is not None and 200 <= status < 300:
        return Result.DELIVERED
    if status == 410:
        return Result.GONE
    return Result.AGAIN if tries < MOST_TRIES else Result.GIVEN_UP


def switches_off(failing_since: dt.datetime, now: dt.datetime) -> bool:
    """Whether an address that just let a message down for good has failed for days."""
    return now - failing_since >= OFF_AFTER


def read_kinds(stored: str) -> frozenset[Kind]:
    """The kinds of a stored list with spaces between; unknown ones of other versions are none."""
    known = {kind.value: kind for kind in Kind}
    return frozenset(known[name] for name in stored.split() if name in known)


def write_kinds(kinds: Iterable[Kind]) -> str:
    """A list for storing, always in the same order."""
    chosen = frozenset(kinds)
    return " ".join(kind.value for kind in Kind if kind in chosen)
