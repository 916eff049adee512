"""Claims of an agency's profile: ways, states, and their times (TRUST 21)."""

import datetime as dt
from enum import StrEnum
from typing import Final

CHECKING_LASTS: Final = dt.timedelta(days=30)
"""So long the worker looks for a record or a file."""
OWNERS_ANSWER: Final = dt.timedelta(days=14)
"""So long the present owners have before somebody may follow them."""
DISPUTES_OPEN: Final = dt.timedelta(hours=72)
"""So long after a claim the agency cannot dispute reviews yet."""
CHECK_WORKING_DAYS: Final = 3
"""A moderator decides within so many."""
KEPT: Final = dt.timedelta(days=365)
"""So long a claim that ended is kept."""

AGAIN: Final = dt.timedelta(days=365)
AFTER_FIRST_FAILURE: Final = dt.timedelta(days=7)
AFTER_WARNING: Final = dt.timedelta(days=30)
FAILURES_WARN: Final = 2
FAILURES_END: Final = 3

_MINUTE: Final = dt.timedelta(minutes=1)
_PAUSES: Final = tuple(number * _MINUTE for number in (1, 2, 5, 10, 20, 30, 60, 120, 240, 360, 720))

DNS_LABEL: Final = "_resonanz"
"""The TXT record stands below the domain, at this name."""
FILE_PATH: Final = "/.well-known/resonanz.txt"
PREFIX: Final = "resonanz-claim="
"""What stands before the challenge, in the record and in the file."""


class Way(StrEnum):
    """How somebody shows to act for an agency."""

    MAIL = "mail"
    DNS = "dns"
    FILE = "file"
    DOCUMENT = "document"


class ClaimState(StrEnum):
    """Where a claim stands.

    checking: the worker looks for the record or the file; asking: the present owners are asked;
    waiting: a moderator decides.
    """

    CHECKING = "checking"
    ASKING = "asking"
    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    ENDED = "ended"


OPEN: Final = frozenset({ClaimState.CHECKING, ClaimState.ASKING, ClaimState.WAITING})


class Finding(StrEnum):
    """What a look at a domain found."""

    FOUND = "found"
    MISSING = "missing"
    DIFFERENT = "different"
    UNREACHABLE = "unreachable"
    PRIVATE = "private"
    MOVED = "moved"


class DocumentKind(StrEnum):
    """What showed a moderator that somebody acts for the agency; all that stays of it."""

    REGISTER = "register"
    TRADE = "trade"
    LICENCE = "licence"
    AUTHORITY = "authority"
    DOMAIN = "domain"
    OTHER = "other"


class Shortfall(StrEnum):
    """Why a moderator refuses a claim."""

    ILLEGIBLE = "illegible"
    OTHER_AGENCY = "other_agency"
    NOT_AUTHORISED = "not_authorised"
    OUTDATED = "outdated"
    OWNERS_ACTIVE = "owners_active"


class End(StrEnum):
    """Why a claim ended without a decision."""

    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    ACCOUNT = "account"


def pause_after(checks: int) -> dt.timedelta:
    """How long the worker waits after so many looks: a minute first, half a day at last."""
    return _PAUSES[min(max(checks, 1), len(_PAUSES)) - 1]


def lapsed(created_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether nobody looks for the record or the file any more."""
    return now - created_at >= CHECKING_LASTS


def matches(text: str, challenge: str) -> bool:
    """Whether a record or a line of a file is the challenge, with blanks or quotes around it."""
    return text.strip().strip('"').strip() == PREFIX + challenge


def finding_of(texts: list[str], challenge: str) -> Finding:
    """What records or lines say: the challenge, another one, or nothing of ours."""
    if any(matches(text, challenge) for text in texts):
        return Finding.FOUND
    return Finding.DIFFERENT if any(PREFIX in text for text in texts) else Finding.MISSING


def disputes_open_at(claimed_at: dt.datetime | None, now: dt.datetime) -> dt.datetime | None:
    """When the agency may dispute reviews; None if it may already."""
    if claimed_at is None or now >= claimed_at + DISPUTES_OPEN:
        return None
    return claimed_at + DISPUTES_OPEN


def next_look(failures: int, now: dt.datetime) -> dt.datetime | None:
    """When a proven domain is looked at again; None once its proof is over."""
    if failures >= FAILURES_END:
        return None
    pauses = (AGAIN, AFTER_FIRST_FAILURE, AFTER_WARNING)
    return now + pauses[failures]
