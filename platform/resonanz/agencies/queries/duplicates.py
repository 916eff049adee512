"""Statements about pairs of listed agencies that may be one."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Final

from resonanz.agencies.domain.records import StoredAgency
from resonanz.kernel import db
from resonanz.kernel.db import Row

from .reading import STORED, stored_of

_ALIKE: Final = "replace(replace(replace({}.name_key, 'ae', 'a'), 'oe', 'o'), 'ue', 'u')"
"""The key without spelled umlauts; the index `agency_alike` is on the same words."""
_BOTH: Final = "WHERE a.state = 'listed' AND b.state = 'listed'"


async def pairs(
    before: tuple[int, int] | None, not_about: Collection[int], limit: int
) -> list[tuple[int, int]]:
    """Pairs of listed agencies with nearly the same key in a country, or with the same website.

    (higher id, lower id), the newest first, from a pair on. Without what somebody called distinct,
    and without some agencies.
    """
    keys = [_ALIKE.replace("{}", table) for table in ("a", "b")]
    where, values = ["TRUE"], list[int]()
    if before is not None:
        where.append("(p.high < {} OR (p.high = {} AND p.low < {}))")
        values += [before[0], before[0], before[1]]
    if not_about:
        marks = ", ".join("{}" for _ in not_about)
        where.append(f"p.high NOT IN ({marks}) AND p.low NOT IN ({marks})")
        values += [*not_about, *not_about]
    rows = await db.rows(
        "SELECT p.high, p.low FROM ("
        "SELECT b.id AS high, a.id AS low FROM agency b JOIN agency a ON a.country = b.country "
        f"AND {keys[0]} = {keys[1]} AND a.id < b.id {_BOTH} "
        "UNION SELECT b.id AS high, a.id AS low FROM agency b JOIN agency a "
        f"ON a.website = b.website AND a.id < b.id {_BOTH}) AS p "
        f"WHERE {' AND '.join(where)} AND NOT EXISTS (SELECT 1 FROM agency_distinct d "
        "WHERE d.low_id = p.low AND d.high_id = p.high) ORDER BY p.high DESC, p.low DESC LIMIT {}",
        *values,
        limit,
    )
    return [(row["high"], row["low"]) for row in rows]


async def stored_agencies(ids: Sequence[int]) -> dict[int, StoredAgency]:
    """These agencies with all that is stored of them; one statement."""
    if not ids:
        return {}
    marks = ", ".join("{}" for _ in ids)
    rows = await db.rows(f"{STORED} WHERE a.id IN ({marks})", *ids)
    return {row["id"]: stored_of(row) for row in rows}


async def put_distinct(low: int, high: int, account_id: int, now: dt.datetime) -> None:
    """Remember that two agencies are not one, and who said so."""
    await db.execute(
        "INSERT INTO agency_distinct (low_id, high_id, account_id, said_at) "
        "VALUES ({}, {}, {}, {}) ON CONFLICT (low_id, high_id) DO NOTHING",
        *(low, high, account_id, now),
    )


async def delete_distinct(low: int, high: int) -> bool:
    """Forget that; False if nobody had said so."""
    row = await db.row(
        "DELETE FROM agency_distinct WHERE low_id = {} AND high_id = {} RETURNING low_id", low, high
    )
    return row is not None


async def distinct_pairs(not_about: Collection[int], limit: int) -> list[Row]:
    """What was called distinct, the newest first: `low_id`, `high_id`, `account_id`, `said_at`."""
    marks = ", ".join("{}" for _ in not_about)
    others = f"WHERE low_id NOT IN ({marks}) AND high_id NOT IN ({marks}) " if not_about else ""
    return await db.rows(
        "SELECT low_id, high_id, account_id, said_at FROM agency_distinct "
        f"{others}ORDER BY said_at DESC, low_id, high_id LIMIT {{}}",
        *not_about,
        *not_about,
        limit,
    )
