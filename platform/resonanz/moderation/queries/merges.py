"""Statements about agencies that are merged, or may be one."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, Final

from resonanz.kernel import db

from .checks import Row

_ALL: Final = (
    "SELECT id, public_id, kind, agency_id, into_id, state, reason, asked_by, asked_at, "
    "decided_by, decided_at, done_on, alone, solo, manifest FROM agency_merge "
)
_PART: Final = 500


async def insert_merge(values: dict[str, Any]) -> int | None:
    """Write a merge or a split; None if one about the same agency waits, or is there already."""
    names = ", ".join(values)
    marks = ", ".join("{}" for _ in values)
    row = await db.row(
        f"INSERT INTO agency_merge ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING RETURNING id",
        *values.values(),
    )
    return int(row["id"]) if row else None


async def merge(public_id: str, *, lock: bool = False) -> Row | None:
    """A merge or split; `lock` keeps others from deciding on it meanwhile."""
    tail = " FOR UPDATE" if lock and db.dialect() == "postgres" else ""
    return await db.row(_ALL + "WHERE public_id = {}" + tail, public_id)


async def waiting_about(agency_ids: Collection[int]) -> bool:
    """Whether a merge or split of one of these agencies waits for a second moderator."""
    marks = ", ".join("{}" for _ in agency_ids)
    row = await db.row(
        "SELECT 1 FROM agency_merge WHERE state = 'waiting' "
        f"AND (agency_id IN ({marks}) OR into_id IN ({marks})) LIMIT 1",
        *agency_ids,
        *agency_ids,
    )
    return row is not None


async def waiting_merges(not_about: Collection[int], limit: int) -> list[Row]:
    """What waits for a second moderator, the oldest first."""
    marks = ", ".join("{}" for _ in not_about)
    others = f"AND agency_id NOT IN ({marks}) AND into_id NOT IN ({marks}) " if not_about else ""
    return await db.rows(
        f"{_ALL}WHERE state = 'waiting' {others}ORDER BY id LIMIT {{}}",
        *not_about,
        *not_about,
        limit,
    )


async def decided_merges(not_about: Collection[int], limit: int) -> list[Row]:
    """What was decided, the newest first."""
    marks = ", ".join("{}" for _ in not_about)
    others = f"AND agency_id NOT IN ({marks}) AND into_id NOT IN ({marks}) " if not_about else ""
    return await db.rows(
        f"{_ALL}WHERE state <> 'waiting' {others}ORDER BY decided_at DESC, id DESC LIMIT {{}}",
        *not_about,
        *not_about,
        limit,
    )


async def standing_merge(agency_id: int) -> Row | None:
    """The merge by which an agency is another one at present."""
    return await db.row(
        _ALL + "WHERE agency_id = {} AND kind = 'merge' AND state = 'done'", agency_id
    )


async def merged_into(into_id: int) -> list[Row]:
    """The merges by which others are this agency at present, the oldest first."""
    return await db.rows(
        _ALL + "WHERE into_id = {} AND kind = 'merge' AND state = 'done' ORDER BY id", into_id
    )


async def settle(merge_id: int, state: str, by: int | None, now: dt.datetime) -> None:
    """Record how a proposal was decided, and by whom."""
    await db.execute(
        "UPDATE agency_merge SET state = {}, decided_by = {}, decided_at = {} WHERE id = {}",
        *(state, by, now, merge_id),
    )


async def keep_manifest(merge_id: int, manifest: str, done_on: dt.date | None) -> None:
    """Record what a merge moved, and on which day; "" and None once it is undone."""
    await db.execute(
        "UPDATE agency_merge SET manifest = {}, done_on = {} WHERE id = {}",
        *(manifest, done_on, merge_id),
    )


async def undo(merge_id: int) -> None:
    """Record that a merge holds no more."""
    await db.execute(
        "UPDATE agency_merge SET state = 'undone', manifest = '' WHERE id = {}", merge_id
    )


async def move_with_reviews(review_ids: Sequence[int], agency_id: int, into_id: int) -> None:
    """Let what hangs on reviews be of another agency: cases, notices, corrections, sketches."""
    for start in range(0, len(review_ids), _PART):
        part = review_ids[start : start + _PART]
        marks = ", ".join("{}" for _ in part)
        for table in ("text_sketch", "correction", "moderation_case"):
            await db.execute(
                f"UPDATE {table} SET agency_id = {{}} WHERE agency_id = {{}} "
                f"AND review_id IN ({marks})",
                *(into_id, agency_id, *part),
            )
        await db.execute(
            "UPDATE notice SET agency_id = {} WHERE agency_id = {} AND case_id IN "
            f"(SELECT id FROM moderation_case WHERE review_id IN ({marks}))",
            *(into_id, agency_id, *part),
        )


async def move_rows(table: str, agency_id: int, into_id: int) -> list[int]:
    """Let a table's rows about an agency be about another one; their ids."""
    rows = await db.rows(
        f"UPDATE {table} SET agency_id = {{}} WHERE agency_id = {{}} RETURNING id",
        into_id,
        agency_id,
    )
    return sorted(row["id"] for row in rows)


async def move_back(table: str, ids: Sequence[int], agency_id: int, into_id: int) -> None:
    """Undo `move_rows`."""
    for start in range(0, len(ids), _PART):
        part = ids[start : start + _PART]
        marks = ", ".join("{}" for _ in part)
        await db.execute(
            f"UPDATE {table} SET agency_id = {{}} WHERE agency_id = {{}} AND id IN ({marks})",
            *(agency_id, into_id, *part),
        )


async def public_among(review_ids: Sequence[int]) -> int:
    """How many of these reviews are public."""
    found = 0
    for start in range(0, len(review_ids), _PART):
        part = review_ids[start : start + _PART]
        marks = ", ".join("{}" for _ in part)
        row = await db.row(
            f"SELECT COUNT(*) AS n FROM review WHERE id IN ({marks}) "
            "AND state IN ('published', 'contested')",
            *part,
        )
        found += int(row["n"]) if row else 0
    return found


async def public_reviews(agency_ids: Sequence[int]) -> dict[int, int]:
    """How many public reviews these agencies have, of those with any."""
    if not agency_ids:
        return {}
    marks = ", ".join("{}" for _ in agency_ids)
    rows = await db.rows(
        f"SELECT agency_id, COUNT(*) AS n FROM review WHERE agency_id IN ({marks}) "
        "AND state IN ('published', 'contested') GROUP BY agency_id",
        *agency_ids,
    )
    return {row["agency_id"]: int(row["n"]) for row in rows}
