"""What the index of the list holds of each listed agency."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from typing import Any

from resonanz.kernel import db

Row = dict[str, Any]

ROWS_A_STATEMENT = 5000

_COLUMNS = (
    "SELECT a.id, a.name_key, a.kind, a.sources, a.country, a.city, a.region, a.latitude, "
    "a.longitude, a.claimed_at, s.reviews, s.score, s.low, s.high, s.weight, s.published, "
    "s.last_on, "
    "CASE WHEN s.published THEN s.criteria END AS criteria, "
    "CASE WHEN s.published THEN s.statistics END AS statistics, p.days AS pledge_days, o.stated "
    "FROM agency a LEFT JOIN agency_score s ON s.agency_id = a.id "
    "LEFT JOIN agency_pledge p ON p.agency_id = a.id AND p.ended_on IS NULL "
    "LEFT JOIN agency_profile o ON o.agency_id = a.id AND a.claimed_at IS NOT NULL "
    "WHERE a.state = 'listed' "
)


async def listed(among: Sequence[int] | None = None) -> AsyncIterator[list[Row]]:
    """Listed agencies, all or those with some ids, with `names`, the job `fields` of reviews,
    and what they `stated` of themselves while they manage their profile; 5,000 at a time.
    """
    if among is not None:
        if among:
            yield await _rows(f"AND a.id IN ({_marks(among)})", among)
        return
    last = 0
    while True:
        rows = await _rows("AND a.id > {} ORDER BY a.id LIMIT {}", (last, ROWS_A_STATEMENT))
        if not rows:
            return
        yield rows
        last = rows[-1]["id"]


async def _rows(condition: str, values: Sequence[int]) -> list[Row]:
    rows = await db.rows(_COLUMNS + condition, *values)
    if not rows:
        return rows
    ids = [row["id"] for row in rows]
    names, fields = await _names(ids), await _fields(ids)
    for row in rows:
        row["names"], row["fields"] = names[row["id"]], fields[row["id"]]
    return rows


async def _names(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in await db.rows(
        f"SELECT agency_id, folded FROM agency_name WHERE agency_id IN ({_marks(ids)}) ORDER BY id",
        *ids,
    ):
        found[row["agency_id"]].append(row["folded"])
    return found


async def _fields(ids: Sequence[int]) -> dict[int, set[str]]:
    """The job fields that the public sees on reviews; a coarse one shows none."""
    found: dict[int, set[str]] = defaultdict(set)
    for row in await db.rows(
        "SELECT DISTINCT agency_id, job_field FROM review "
        "WHERE state IN ('published', 'contested') AND NOT coarse AND job_field IS NOT NULL "
        f"AND agency_id IN ({_marks(ids)})",
        *ids,
    ):
        found[row["agency_id"]].add(row["job_field"])
    return found


def _marks(values: Sequence[int]) -> str:
    return ", ".join("{}" for _ in values)
