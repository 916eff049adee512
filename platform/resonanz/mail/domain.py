"""Rules of sending: when a failed mail is tried again, and when the site gives up."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

FIRST_RETRY = dt.timedelta(minutes=1)
LONGEST_RETRY = dt.timedelta(hours=6)
GIVE_UP_AFTER = dt.timedelta(days=3)
LEASE = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one address, rendered; `key` stays the same on every attempt.

    `unsubscribe` is the address at which one POST ends such mails, "" where nothing can end them.
    """

    key: str
    to: str
    language: str
    subject: str
    text: str
    html: str
    unsubscribe: str = ""


@dataclass(frozen=True, slots=True)
class MailGivenUp:
    """A mail could not be delivered and will not be tried again (`kernel.events`)."""

    kind: str
    context: Mapping[str, str | int]
    at: dt.datetime


def retry_delay(attempts: int, jitter: float) -> dt.timedelta:
    """How long to wait after the given number of failed attempts (1 or more).

    One minute, doubled each time, at most six hours; `jitter` of 0…1 adds up to a quarter, so
    that mails that failed together do not come back together.
    """
    doubled = FIRST_RETRY * (1 << min(attempts - 1, 16))
    return min(doubled, LONGEST_RETRY) * (1 + 0.25 * jitter)


def next_attempt(
    created_at: dt.datetime, now: dt.datetime, attempts: int, jitter: float
) -> dt.datetime | None:
    """When a mail that just failed is due again; None once three days have passed."""
    due = now + retry_delay(attempts, jitter)
    return due if due - created_at <= GIVE_UP_AFTER else None
