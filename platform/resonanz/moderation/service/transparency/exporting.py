"""Statements of reasons for the DSA Transparency Database (Art. 24(5)), in batches."""

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import msgspec

from resonanz.kernel.clock import SITE_ZONE

from ...domain import violations
from ...domain.transparency import BATCH
from ...queries import transparency as queries


@dataclass(frozen=True, slots=True)
class Batch:
    """At most a hundred statements in the schema's fields.

    `refused` are those that break the schema: (puid, the wrong fields).
    """

    statements: tuple[dict[str, Any], ...]
    refused: tuple[tuple[str, tuple[str, ...]], ...] = ()


async def count_since(day: dt.date) -> int:
    """How many statements were given from a day on."""
    return await queries.count_statements(_start(day))


async def batches(since: dt.date) -> AsyncIterator[Batch]:
    """All statements from a day on, in the order they were given; nothing that is not valid."""
    start = _start(since)
    after: tuple[dt.datetime, int] | None = None
    while rows := await queries.statements_from(start, after, BATCH):
        after = rows[-1]["created_at"], rows[-1]["id"]
        good, refused = [], []
        for row in rows:
            fields = msgspec.json.decode(row["fields"])
            if wrong := violations(fields):
                refused.append((row["puid"], wrong))
            else:
                good.append(fields)
        yield Batch(tuple(good), tuple(refused))


def _start(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), SITE_ZONE).astimezone(dt.UTC)
