"""What happened is written down for the addresses of its agency, in the same transaction.

What an author did is told the next morning, as mails tell it, and nothing of it is known before:
no minute says when somebody sat at a screen (TRUST 29).
"""

import datetime as dt
from collections.abc import Mapping

import msgspec

from resonanz.agencies import service as agencies
from resonanz.kernel import crypto, db, settings
from resonanz.kernel.clock import site_day

from ..domain.webhooks import Kind, read_kinds
from ..queries import webhooks as queries

API = "/api/agency/v1"


async def tell_of_review(
    agency_id: int, kind: Kind, review: str, told_at: dt.datetime, path: str = ""
) -> None:
    """Tell an agency of one of its reviews; `path` follows the review's in the interface."""
    await _tell(agency_id, kind, {"review": review}, f"/reviews/{review}{path}", told_at)


async def tell_of_dispute(agency_id: int, number: str, told_at: dt.datetime) -> None:
    """Tell an agency that one of its disputes went on."""
    await _tell(agency_id, Kind.DISPUTE_MOVED, {"dispute": number}, f"/disputes/{number}", told_at)


async def _tell(
    agency_id: int, kind: Kind, data: Mapping[str, str], path: str, told_at: dt.datetime
) -> None:
    async with db.transaction():
        wanted = [
            one for one in await queries.listening(agency_id) if kind in read_kinds(one.kinds)
        ]
        if not wanted:
            return
        agency = (await agencies.agencies_by_id([agency_id]))[agency_id]
        url = settings.current().base_url + API + path
        body = message_body(agency.slug, kind, {**data, "url": url}, told_at)
        for one in wanted:
            await queries.put(one.id, crypto.public_id(), kind, body, told_at)


def message_body(slug: str, kind: str, data: Mapping[str, str], at: dt.datetime) -> str:
    """The payload: the kind, the day, ids, and where our interface says more."""
    day = dt.datetime.combine(site_day(at), dt.time(), dt.UTC)
    payload = {"type": kind, "timestamp": day, "data": {"agency": slug, **data}}
    return msgspec.json.encode(payload).decode()
