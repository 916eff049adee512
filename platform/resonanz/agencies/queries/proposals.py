"""Statements about proposed agencies: what they may be, where they went, which nobody needs."""

import datetime as dt
from collections.abc import Sequence

from resonanz.agencies.domain.folding import search_text
from resonanz.agencies.domain.names import name_key
from resonanz.agencies.domain.records import StoredAgency
from resonanz.kernel import db


async def listed_with(
    country: str, keys: Sequence[str], websites: Sequence[str], limit: int
) -> list[int]:
    """Listed agencies of a country with one of these keys, or with one of these websites."""
    found: list[int] = []
    for column, values in (("name_key", keys), ("website", websites)):
        if not values:
            continue
        marks = ", ".join("{}" for _ in values)
        place = "country = {} AND " if column == "name_key" else ""
        rows = await db.rows(
            f"SELECT id FROM agency WHERE state = 'listed' AND {place}{column} IN ({marks}) "
            "ORDER BY id LIMIT {}",
            *((country,) if place else ()),
            *values,
            limit,
        )
        found += [row["id"] for row in rows]
    return found


async def join(agency_id: int, into_id: int, slug: str, old_slug: str) -> None:
    """Let a proposed agency be another one: its slug leads there, also those it had before."""
    await db.execute(
        "UPDATE agency SET state = 'refused', joined_id = {}, slug = {} WHERE id = {}",
        *(into_id, slug, agency_id),
    )
    await db.execute(
        "UPDATE agency_slug SET agency_id = {} WHERE agency_id = {}", into_id, agency_id
    )
    await db.execute("INSERT INTO agency_slug (slug, agency_id) VALUES ({}, {})", old_slug, into_id)


async def correct(
    agency: StoredAgency, slug: str, name: str, city: str | None, website: str | None
) -> None:
    """Write a proposed agency anew; a slug it had leads to the one it has."""
    await db.execute(
        "UPDATE agency SET slug = {}, name = {}, name_key = {}, city = {}, postcode = NULL, "
        "region = NULL, latitude = NULL, longitude = NULL, website = {} WHERE id = {}",
        *(slug, name, name_key(name), city, website, agency.id),
    )
    await db.execute("DELETE FROM agency_name WHERE agency_id = {}", agency.id)
    await db.execute(
        "INSERT INTO agency_name (agency_id, name, kind, folded) VALUES ({}, {}, 'name', {})",
        *(agency.id, name, search_text(name)),
    )
    if slug != agency.slug:
        await db.execute(
            "INSERT INTO agency_slug (slug, agency_id) VALUES ({}, {})", agency.slug, agency.id
        )


async def joined(agency_id: int) -> int | None:
    """The agency that this one turned out to be."""
    row = await db.row("SELECT joined_id FROM agency WHERE id = {}", agency_id)
    return row["joined_id"] if row else None


async def was_refused(agency_id: int) -> bool:
    """Whether an agency was refused and never listed."""
    row = await db.row(
        "SELECT 1 FROM agency WHERE id = {} AND state = 'refused' AND joined_id IS NULL "
        "AND taken_down_at IS NULL",
        agency_id,
    )
    return row is not None


async def joined_by_name(country: str, keys: Sequence[str]) -> int | None:
    """The listed agency that one of a country with one of these keys turned out to be."""
    marks = ", ".join("{}" for _ in keys)
    row = await db.row(
        "SELECT a.joined_id FROM agency a JOIN agency b ON b.id = a.joined_id "
        f"WHERE a.country = {{}} AND a.name_key IN ({marks}) AND a.state = 'refused' "
        "AND b.state = 'listed' ORDER BY a.id LIMIT 1",
        country,
        *keys,
    )
    return row["joined_id"] if row else None


async def proposed_before(moment: dt.datetime, limit: int) -> list[int]:
    """Agencies proposed before a moment that are not listed yet, the oldest first."""
    rows = await db.rows(
        "SELECT id FROM agency WHERE state = 'proposed' AND created_at < {} "
        "ORDER BY created_at, id LIMIT {}",
        moment,
        limit,
    )
    return [row["id"] for row in rows]


async def delete_proposed(ids: Sequence[int]) -> None:
    """Delete proposed agencies; what is listed stays."""
    marks = ", ".join("{}" for _ in ids)
    await db.execute(f"DELETE FROM agency WHERE state = 'proposed' AND id IN ({marks})", *ids)
