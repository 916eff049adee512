"""Statements about a listed agency that turns out to be another one, and wakes again."""

from collections.abc import Iterator, Sequence
from typing import Final

from resonanz.kernel import db

_PLACE: Final = "place, country, postcode, region, latitude, longitude, basis, first_seen, source"
_PART: Final = 500


async def lend_names(agency_id: int, into_id: int) -> list[int]:
    """Let an agency be found by another one's names too; the ids of the rows that are new."""
    rows = await db.rows(
        "INSERT INTO agency_name (agency_id, name, kind, folded) "
        "SELECT CAST({} AS BIGINT), n.name, 'alias', n.folded FROM agency_name n "
        "WHERE n.agency_id = {} "
        "AND NOT EXISTS (SELECT 1 FROM agency_name o WHERE o.agency_id = {} AND o.name = n.name) "
        "ORDER BY n.id RETURNING id",
        *(into_id, agency_id, into_id),
    )
    return sorted(row["id"] for row in rows)


async def lend_places(agency_id: int, into_id: int) -> list[int]:
    """Let an agency be at another one's places too; the ids of the rows that are new."""
    rows = await db.rows(
        f"INSERT INTO agency_place (agency_id, {_PLACE}) SELECT CAST({{}} AS BIGINT), {_PLACE} "
        "FROM agency_place p WHERE p.agency_id = {} AND NOT EXISTS (SELECT 1 FROM agency_place o "
        "WHERE o.agency_id = {} AND o.country = p.country AND o.place = p.place) "
        "ORDER BY p.id RETURNING id",
        *(into_id, agency_id, into_id),
    )
    return sorted(row["id"] for row in rows)


async def take_names(into_id: int, ids: Sequence[int]) -> None:
    """End that an agency is found by names that were lent; what became its own name stays."""
    for part in parts(ids):
        marks = ", ".join("{}" for _ in part)
        await db.execute(
            "DELETE FROM agency_name WHERE agency_id = {} AND kind = 'alias' "
            f"AND id IN ({marks})",
            into_id,
            *part,
        )


async def take_places(into_id: int, ids: Sequence[int]) -> None:
    """End that an agency is at places that were lent."""
    for part in parts(ids):
        marks = ", ".join("{}" for _ in part)
        await db.execute(
            f"DELETE FROM agency_place WHERE agency_id = {{}} AND id IN ({marks})", into_id, *part
        )


async def old_slugs(agency_id: int) -> list[str]:
    """The slugs that lead to an agency beside its own."""
    rows = await db.rows(
        "SELECT slug FROM agency_slug WHERE agency_id = {} ORDER BY slug", agency_id
    )
    return [row["slug"] for row in rows]


async def wake(agency_id: int, into_id: int, slug: str, old: Sequence[str]) -> None:
    """List an agency again under its slug; the old ones that it had lead to it again."""
    await db.execute("DELETE FROM agency_slug WHERE slug = {} AND agency_id = {}", slug, into_id)
    await db.execute(
        "UPDATE agency SET state = 'listed', joined_id = NULL, slug = {} WHERE id = {}",
        *(slug, agency_id),
    )
    for each in old:
        await db.execute(
            "UPDATE agency_slug SET agency_id = {} WHERE slug = {} AND agency_id = {}",
            *(agency_id, each, into_id),
        )


async def unfinished(agency_id: int) -> bool:
    """Whether a change of the profile or a claim of an agency waits for its decision."""
    row = await db.row(
        "SELECT 1 FROM agency_change WHERE agency_id = {} AND state = 'waiting' UNION "
        "SELECT 1 FROM agency_claim WHERE agency_id = {} "
        "AND state IN ('checking', 'asking', 'waiting')",
        *(agency_id, agency_id),
    )
    return row is not None


async def joined_names() -> set[tuple[str, str]]:
    """Country and name of every entry that turned out to be another one."""
    rows = await db.rows("SELECT country, name FROM agency WHERE joined_id IS NOT NULL")
    return {(row["country"], row["name"]) for row in rows}


def parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Ids in portions that any statement takes."""
    for start in range(0, len(ids), _PART):
        yield ids[start : start + _PART]
