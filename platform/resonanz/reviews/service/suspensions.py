"""Authors whose reviews are not taken for some time, after a warning (TRUST 18)."""

import datetime as dt

from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import ForbiddenError

from ..queries import suspensions as queries


async def suspend_author(account_id: int, until: dt.date | None) -> None:
    """Take no new reviews of an account before a day; None ends it. Public ones stay."""
    await queries.suspend(account_id, until)


async def is_suspended(account_id: int, now: dt.datetime) -> bool:
    """Whether no new reviews of an account are taken now."""
    return await queries.is_suspended(account_id, site_day(now))


class SuspendedAuthorError(ForbiddenError):
    """No reviews of the account are taken now."""
