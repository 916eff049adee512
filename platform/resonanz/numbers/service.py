"""Freezing a quarter's numbers, and reading them."""

import asyncio
import csv
import datetime as dt
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from resonanz.agencies import service as agencies
from resonanz.kernel import db
from resonanz.kernel.clock import site_day
from resonanz.scoring.domain.ledger import DaysClass, LedgerLine
from resonanz.scoring.domain.numbers import Counted, Snapshot, cells, protected
from resonanz.scoring.domain.quarters import Quarter, to_freeze

from . import queries

BATCH: Final = 5000
_OF_REJECTIONS: Final = ("rejections", "concrete_reason", "stock_phrase")
_OF_SILENCES: Final = ("silences", "client_silence")
SHOWN: Final = 8
"""So many quarters the development shows."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A snapshot with the bytes it was frozen as, and their SHA-256 in hex."""

    snapshot: Snapshot
    data: bytes
    sha256: str


async def freeze_due(now: dt.datetime) -> list[Quarter]:
    """Freeze the quarters that are over and not frozen yet; which."""
    first = await queries.first()
    if first is None:
        return []
    known = [Quarter.read(text) for text in await queries.quarters()]
    due = to_freeze(first["published_on"], [one for one in known if one], site_day(now))
    for quarter in due:
        snapshot = await _counted_up(quarter, site_day(now))
        data = msgspec.json.encode(snapshot.to_dict(), order="sorted")
        async with db.transaction():
            await queries.put(
                quarter.key,
                snapshot.frozen_on,
                data.decode(),
                hashlib.sha256(data).hexdigest(),
            )
            # The pages that show it are about many agencies: the revision of any renews them.
            await agencies.bump(first["agency_id"])
    return due


async def _counted_up(quarter: Quarter, today: dt.date) -> Snapshot:
    # Coarse reviews count at the end of their half-year, so its first quarter is read as well.
    since = dt.date(quarter.year, 1 if quarter.number <= 2 else 7, 1)
    counted: list[Counted] = []
    reviewed: set[int] = set()
    after = 0
    while rows := await queries.reviews(since, quarter.last, after, BATCH):
        after = rows[-1]["id"]
        for row, one in zip(rows, await asyncio.to_thread(_counted, rows), strict=True):
            if one.quarter == quarter:
                counted.append(one)
                reviewed.add(row["agency_id"])
    told = await asyncio.to_thread(lambda: protected(cells(counted)))
    return Snapshot(quarter, today, len(counted), len(reviewed), told)


def _counted(rows: Sequence[dict[str, Any]]) -> list[Counted]:
    return [
        Counted(
            published_on=row["published_on"],
            coarse=bool(row["coarse"]),
            field="" if row["coarse"] else row["job_field"] or "",
            kind="" if agencies.nobody_said_kind(row["sources"]) else row["kind"],
            country=row["country"],
            lines=tuple(map(LedgerLine.from_dict, msgspec.json.decode(row["ledger"]))),
        )
        for row in rows
    ]


async def newest() -> list[Frozen]:
    """The newest snapshots, the newest first."""
    return [_read(row) for row in await queries.newest(SHOWN)]


async def of_quarter(key: str) -> Frozen | None:
    """The snapshot of a quarter; None if there is none."""
    row = await queries.snapshot(key)
    return _read(row) if row else None


async def quarters() -> list[str]:
    """The quarters that were frozen, as they stand in addresses, the newest first."""
    return await queries.quarters()


def _read(row: dict[str, Any]) -> Frozen:
    data = row["data"].encode()
    return Frozen(Snapshot.from_dict(msgspec.json.decode(data)), data, row["sha256"])


def table(found: Frozen) -> bytes:
    """The cells as comma-separated values (RFC 4180), shares from 0 to 1.

    `snapshot` is the SHA-256 of the JSON that each row was made of; what too few report is empty.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    within = [f"within_{days.days}" for days in DaysClass if days is not DaysClass.MORE_THAN_30]
    names = ("quarter", "by", "value", "stage", "n", "answered", "share", "low", "high")
    writer.writerow([*names, *within, *_OF_REJECTIONS, *_OF_SILENCES, "snapshot"])
    for one in found.snapshot.cells:
        low, high = one.interval
        shares = one.times.shares()[: len(within)]
        rejections = (one.reasons.n, one.reasons.count, one.phrases.count if one.phrases.n else "")
        writer.writerow(
            [
                found.snapshot.quarter.key,
                one.by.value,
                one.value,
                one.stage,
                one.n,
                one.answered.count,
                *(f"{share:.4f}" for share in (one.answered.ratio or 0.0, low, high)),
                *("" if share is None else f"{share:.4f}" for share in shares),
                *(rejections if one.reasons.n else ("", "", "")),
                *((one.client.n, one.client.count) if one.client.n else ("", "")),
                found.sha256,
            ]
        )
    return out.getvalue().encode()
