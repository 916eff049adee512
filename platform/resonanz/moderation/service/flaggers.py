"""Trusted flaggers (DSA Art. 22): whose notices go first (TRUST 19).

The status belongs to an e-mail address. An address typed into a form proves nothing, so a notice
counts as a trusted flagger's only if it was sent by somebody signed in with that address.
"""

import datetime as dt
from dataclasses import dataclass

from resonanz.audit import service as audit
from resonanz.kernel import crypto, db
from resonanz.kernel.clock import site_day
from resonanz.kernel.errors import NotFoundError

from ..domain import Source
from ..queries import flaggers as queries


@dataclass(frozen=True, slots=True)
class Flagger:
    """A body with the status; `until` is the first day without it, None while it lasts."""

    public_id: str
    name: str
    email: str
    since: dt.date
    until: dt.date | None


async def all_flaggers() -> tuple[Flagger, ...]:
    """All that are kept, the newest first."""
    return tuple(Flagger(**row) for row in await queries.all_flaggers())


async def add(actor: str, name: str, email: str, until: dt.date | None, now: dt.datetime) -> str:
    """Give an address (in its stored form) the status from today on; its public id."""
    async with db.transaction():
        public_id = crypto.public_id()
        await queries.add_flagger(public_id, name, email, site_day(now), until, now)
        await audit.record(actor, "flagger.add", "flagger", public_id, now=now)
    return public_id


async def end(actor: str, public_id: str, now: dt.datetime) -> None:
    """End the status today; raises NotFoundError if there is none that lasts."""
    async with db.transaction():
        if not await queries.end_flagger(public_id, site_day(now)):
            raise NotFoundError("flagger")
        await audit.record(actor, "flagger.end", "flagger", public_id, now=now)


async def source_of(signed_in_email: str, now: dt.datetime) -> Source:
    """How a notice through the form counts; the address is "" for visitors."""
    if signed_in_email and await queries.is_flagger(signed_in_email, site_day(now)):
        return Source.TRUSTED_FLAGGER
    return Source.FORM
