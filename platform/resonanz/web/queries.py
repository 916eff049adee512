"""SQL of the web subject."""

import datetime as dt
from collections.abc import Mapping

from resonanz.kernel import db


async def count_hits(windows: Mapping[str, int]) -> dict[str, int]:
    """Count one hit in each bucket's window (Unix time of its start); all in one statement.

    Sorted, so that two requests with the same buckets wait for each other in one order.
    """
    buckets = sorted(windows)
    marks = ", ".join(["({}, {}, 1)"] * len(buckets))
    values = [value for bucket in buckets for value in (bucket, windows[bucket])]
    async with db.transaction():
        rows = await db.rows(
            f"INSERT INTO rate_limit (bucket, window_start, hits) VALUES {marks} "
            "ON CONFLICT (bucket, window_start) DO UPDATE SET hits = rate_limit.hits + 1 "
            "RETURNING bucket, hits",
            *values,
        )
    return {row["bucket"]: row["hits"] for row in rows}


async def forget_hits(before: int) -> None:
    """Delete windows that began before a Unix time."""
    await db.execute("DELETE FROM rate_limit WHERE window_start < {}", before)


async def day_key(day: dt.date, fresh: bytes) -> bytes:
    """The key of a day; `fresh` becomes it if the day has none yet."""
    found = await db.row(
        "INSERT INTO day_key (day, key) VALUES ({}, {}) "
        "ON CONFLICT (day) DO UPDATE SET day = excluded.day RETURNING key",
        day,
        fresh,
    )
    assert found is not None
    return bytes(found["key"])


async def destroy_day_keys(before: dt.date) -> None:
    """Delete the keys of all days before one."""
    await db.execute("DELETE FROM day_key WHERE day < {}", before)
