"""Frozen rankings: written once for each quarter, read as a whole."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final

from resonanz.kernel import db

from ..domain import Frozen, Standing

Row = dict[str, Any]

ROWS_A_STATEMENT: Final = 500
_COLUMNS: Final = (
    *("quarter", "agency_id", "standing", "country", "region", "latitude", "longitude", "kinds"),
    *("fields", "score", "low", "high", "weight", "reviews"),
)


async def quarters(limit: int) -> list[dt.date]:
    """The last frozen quarters in which somebody had a rank, the newest first."""
    rows = await db.rows(
        "SELECT quarter FROM ranking_quarter q WHERE EXISTS "
        "(SELECT 1 FROM ranking_snapshot s WHERE s.quarter = q.quarter) "
        "ORDER BY quarter DESC LIMIT {}",
        limit,
    )
    return [row["quarter"] for row in rows]


async def last_quarter() -> dt.date | None:
    """The last frozen quarter, whether somebody had a rank or not."""
    row = await db.row("SELECT quarter FROM ranking_quarter ORDER BY quarter DESC LIMIT 1")
    return None if row is None else row["quarter"]


async def begin(quarter: dt.date, as_of: dt.date, run_id: int, now: dt.datetime) -> bool:
    """Say that a quarter is frozen, in the caller's transaction; False if it was before."""
    row = await db.row(
        "INSERT INTO ranking_quarter (quarter, as_of, run_id, frozen_at) VALUES ({}, {}, {}, {}) "
        "ON CONFLICT (quarter) DO NOTHING RETURNING quarter",
        *(quarter, as_of, run_id, now),
    )
    return row is not None


async def insert(quarter: dt.date, ranked: Sequence[Frozen]) -> None:
    """Store a ranking, the first place first; a statement for each 500."""
    mark = f"({', '.join('{}' for _ in _COLUMNS)})"
    for start in range(0, len(ranked), ROWS_A_STATEMENT):
        part = ranked[start : start + ROWS_A_STATEMENT]
        await db.execute(
            f"INSERT INTO ranking_snapshot ({', '.join(_COLUMNS)}) "
            f"VALUES {', '.join([mark] * len(part))}",
            *(
                value
                for place, one in enumerate(part, start=start + 1)
                for value in _values(quarter, place, one)
            ),
        )


def _values(quarter: dt.date, place: int, one: Frozen) -> Iterable[object]:
    own = one.standing
    return (
        *(quarter, one.agency_id, place, one.country, one.region, *(one.point or (None, None))),
        *(" ".join(sorted(one.kinds)), " ".join(sorted(one.fields))),
        *(own.score, own.low, own.high, own.weight, own.n),
    )


async def frozen(quarter: dt.date) -> list[Frozen]:
    """A stored ranking, the first place first."""
    rows = await db.rows(
        f"SELECT {', '.join(_COLUMNS)} FROM ranking_snapshot WHERE quarter = {{}} "
        "ORDER BY standing",
        quarter,
    )
    return [_frozen(row) for row in rows]


def _frozen(row: Row) -> Frozen:
    point = None if row["latitude"] is None else (row["latitude"], row["longitude"])
    return Frozen(
        row["agency_id"],
        Standing(row["score"], row["low"], row["high"], row["weight"], row["reviews"]),
        row["country"],
        row["region"],
        point,
        row["kinds"].split(),
        row["fields"].split(),
    )
