"""An agency's figures by mail, for members who want them: once a week or a month."""

import datetime as dt
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from resonanz.agencies import queries as agencies
from resonanz.agencies.queries.members import Membership
from resonanz.agencies.service import AgencyRef
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import SITE_ZONE, site_day
from resonanz.kernel.errors import NotFoundError
from resonanz.kernel.i18n import use_language

from .. import mails
from ..domain.figures_mail import Pace, calm, mailable, period_start
from ..domain.visits import Snapshot
from ..queries import figures_mail as queries
from ..queries.figures_mail import Reader
from .overview import Figures, figures
from .waiting import ToDo, waiting

_ROUND: Final = 20
_ID: Final = 22
_PROOF: Final = 16


@dataclass(frozen=True, slots=True)
class Said:
    """The lines of a mail: what waits, what may be done, what changed, where the agency stands."""

    waiting: tuple[str, ...]
    suggested: tuple[str, ...]
    changes: tuple[str, ...]
    standing: tuple[str, ...]

    @property
    def worth_a_mail(self) -> bool:
        """Whether something happened; what is merely suggested is no reason."""
        return bool(self.waiting or self.changes)


Words = Callable[[Figures, ToDo, Snapshot], Said]
"""Figures, what waits and the figures of the last mail, as the reader's language says them."""


async def choose(own: Membership, pace: Pace | None, now: Snapshot, today: dt.date) -> None:
    """Mail a member the figures so often from the next period on; None for never."""
    agency, account_id = own.agency, own.account_id
    if pace is None:
        await queries.end_of_member(agency.id, account_id)
    elif await queries.pace_of(agency.id, account_id) is not pace:
        await queries.put(agency.id, account_id, pace, today, mailable(now))


async def send_due(words: Words, now: dt.datetime) -> bool:
    """Write the mails that are due by now; whether there may be more.

    Running it again, or twice at once, sends nothing twice. Where nothing happened nothing is
    sent, and the period is over all the same.
    """
    if not calm(now.astimezone(SITE_ZONE)):
        return False
    today = site_day(now)
    week, month = (period_start(pace, today) for pace in (Pace.WEEK, Pace.MONTH))
    readers = await queries.due(week, month, _ROUND)
    known: dict[int, Figures] = {}
    for reader in readers:
        agency = reader.membership.agency
        if agency.id not in known:
            known = {agency.id: await figures(agency, today)}
        await _tell(reader, known[agency.id], words)
    return len(readers) == _ROUND


async def _tell(reader: Reader, found: Figures, words: Words) -> None:
    todo = await waiting(reader.membership, found)
    with use_language(reader.language):
        said = words(found, todo, reader.told)
    async with db.transaction():
        if await queries.note(reader, found.today, mailable(found.snapshot)) and said.worth_a_mail:
            agency = reader.membership.agency
            await mails.figures(
                reader.email,
                reader.language,
                agency,
                since=reader.told_on,
                pace=reader.pace,
                waiting=said.waiting,
                suggested=said.suggested,
                changes=said.changes,
                standing=said.standing,
                unsubscribe=f"/no-figures/{unsubscribe_secret(agency, reader.public_id)}",
            )


def unsubscribe_secret(agency: AgencyRef, account: str) -> str:
    """The secret of a member's link that ends these mails; stored nowhere, good for nothing else.

    `account` is the account's public id.
    """
    ids = agency.public_id + account
    return ids + _proof(ids)


async def about(secret: str) -> AgencyRef:
    """The agency whose figures a link ends; raises NotFoundError for one that was never mailed."""
    found = await agencies.agency_by_public_id(_ids(secret)[:_ID])
    if found is None:
        raise NotFoundError("unsubscribe")
    return found


async def unsubscribe(secret: str) -> None:
    """Mail the figures no more to the member of a link; raises NotFoundError as `about`."""
    ids = _ids(secret)
    await queries.end(ids[:_ID], ids[_ID:])


def _ids(secret: str) -> str:
    ids, proof = secret[: 2 * _ID], secret[2 * _ID :]
    if not hmac.compare_digest(proof.encode("utf-8", "replace"), _proof(ids).encode()):
        raise NotFoundError("unsubscribe")
    return ids


def _proof(ids: str) -> str:
    return crypto.digest("figures-mail-link", ids)[:_PROOF]
