"""Reading agencies, their names, places, old slugs and members."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from resonanz.agencies.domain.records import AgencyRef, Place, StoredAgency
from resonanz.kernel import db
from resonanz.kernel.db import Row

_REF = "a.id, a.public_id, a.slug, a.name, a.state, a.kind, a.country, a.city"


def _ref(row: Row) -> AgencyRef:
    return AgencyRef(**row)


async def agency_by_slug(slug: str) -> AgencyRef | None:
    """The agency with this slug now, in whatever state."""
    row = await db.row(f"SELECT {_REF} FROM agency a WHERE a.slug = {{}}", slug)
    return _ref(row) if row else None


async def agency_by_public_id(public_id: str) -> AgencyRef | None:
    """The agency with this public id, in whatever state."""
    row = await db.row(f"SELECT {_REF} FROM agency a WHERE a.public_id = {{}}", public_id)
    return _ref(row) if row else None


async def current_slug(old: str) -> str | None:
    """The slug of the agency that once had this one."""
    row = await db.row(
        "SELECT a.slug FROM agency_slug s JOIN agency a ON a.id = s.agency_id WHERE s.slug = {}",
        old,
    )
    return row["slug"] if row else None


async def agencies_by_id(ids: Iterable[int]) -> dict[int, AgencyRef]:
    """The agencies with these ids."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    marks = ", ".join("{}" for _ in wanted)
    rows = await db.rows(f"SELECT {_REF} FROM agency a WHERE a.id IN ({marks})", *wanted)
    return {row["id"]: _ref(row) for row in rows}


async def agency_by_name_key(country: str, keys: Iterable[str]) -> AgencyRef | None:
    """The first agency of a country, listed ones first, with one of these keys; not refused."""
    wanted = list(keys)
    marks = ", ".join("{}" for _ in wanted)
    row = await db.row(
        f"SELECT {_REF} FROM agency a WHERE a.country = {{}} AND a.name_key IN ({marks})"
        " AND a.state <> 'refused' ORDER BY a.state, a.id LIMIT 1",
        country,
        *wanted,
    )
    return _ref(row) if row else None


async def taken_down(slug: str) -> bool:
    """Whether the agency that has or had this slug was taken down after an objection."""
    row = await db.row(
        "SELECT 1 FROM agency a WHERE a.taken_down_at IS NOT NULL AND (a.slug = {} "
        "OR a.id = (SELECT s.agency_id FROM agency_slug s WHERE s.slug = {}))",
        slug,
        slug,
    )
    return row is not None


async def taken_down_name(country: str, keys: Iterable[str]) -> bool:
    """Whether an agency of a country with one of these keys was taken down after an objection."""
    wanted = list(keys)
    marks = ", ".join("{}" for _ in wanted)
    row = await db.row(
        "SELECT 1 FROM agency WHERE taken_down_at IS NOT NULL AND country = {} "
        f"AND name_key IN ({marks}) LIMIT 1",
        country,
        *wanted,
    )
    return row is not None


async def stored_agency(agency_id: int) -> StoredAgency | None:
    """The agency with all that is stored of it."""
    row = await db.row(STORED + " WHERE a.id = {}", agency_id)
    return stored_of(row) if row else None


async def locked_agency(agency_id: int) -> StoredAgency | None:
    """The agency, kept from others' changes until the transaction ends."""
    lock = " FOR UPDATE OF a" if db.dialect() == "postgres" else ""
    row = await db.row(STORED + " WHERE a.id = {}" + lock, agency_id)
    return stored_of(row) if row else None


STORED: Final = """
SELECT a.id, a.slug, a.name, a.state, a.country, a.kind, a.website, a.city, a.postcode, a.region,
       a.latitude, a.longitude, a.sources, p.basis AS seat_basis
FROM agency a
LEFT JOIN agency_place p ON p.agency_id = a.id AND p.country = a.country AND p.place = a.city
"""


def stored_of(row: Row) -> StoredAgency:
    """The agency of a row of `STORED`."""
    return StoredAgency(
        id=row["id"],
        slug=row["slug"],
        name=row["name"],
        state=row["state"],
        country=row["country"],
        kind=row["kind"],
        website=row["website"],
        seat=_place(row, row["city"]),
        seat_basis=row["seat_basis"],
        sources=tuple(msgspec.json.decode(row["sources"], type=list[str])),
    )


def _place(row: Row, name: str | None) -> Place:
    return Place(name, row["postcode"], row["region"], row["latitude"], row["longitude"])


async def all_agencies() -> list[StoredAgency]:
    """Every agency, by id, without proposed ones that turned out to be another."""
    return [
        stored_of(row) for row in await db.rows(STORED + " WHERE a.joined_id IS NULL ORDER BY a.id")
    ]


async def regions_of_kind(kind: str, country: str) -> dict[int, str | None]:
    """The regions of all listed agencies of a kind and country, by their ids."""
    rows = await db.rows(
        "SELECT id, region FROM agency WHERE state = 'listed' AND kind = {} AND country = {}",
        kind,
        country,
    )
    return {row["id"]: row["region"] for row in rows}


async def all_names() -> dict[int, list[str]]:
    """All names of each agency."""
    names: dict[int, list[str]] = defaultdict(list)
    for row in await db.rows("SELECT agency_id, name FROM agency_name ORDER BY id"):
        names[row["agency_id"]].append(row["name"])
    return names


async def all_slugs() -> set[str]:
    """Every slug in use now or before."""
    rows = await db.rows("SELECT slug FROM agency UNION ALL SELECT slug FROM agency_slug")
    return {row["slug"] for row in rows}


async def slugs_like(slug: str) -> set[str]:
    """The slugs, now or before, that are this one or begin with it and a hyphen."""
    rows = await db.rows(
        "SELECT slug FROM agency WHERE slug = {} OR slug LIKE {}"
        " UNION ALL SELECT slug FROM agency_slug WHERE slug = {} OR slug LIKE {}",
        *(slug, slug + "-%", slug, slug + "-%"),
    )
    return {row["slug"] for row in rows}


@dataclass(frozen=True, slots=True)
class StoredPlace:
    """A place row of an agency."""

    id: int
    place: Place
    basis: str
    first_seen: dt.date | None
    source: str


async def all_places() -> dict[tuple[int, str, str], StoredPlace]:
    """Every place row by (agency, country, place)."""
    return {
        (row["agency_id"], row["country"], row["place"]): StoredPlace(
            row["id"],
            _place(row, row["place"]),
            row["basis"],
            row["first_seen"],
            row["source"],
        )
        for row in await db.rows(
            "SELECT id, agency_id, place, country, postcode, region, latitude, longitude, basis,"
            " first_seen, source FROM agency_place"
        )
    }


async def is_member(account_id: int) -> bool:
    """Whether the account belongs to any agency."""
    found = await db.row("SELECT 1 FROM agency_member WHERE account_id = {} LIMIT 1", account_id)
    return found is not None


async def revisions_since(known: int | None) -> tuple[int, dict[int, int]]:
    """The site's revision, and those of the agencies that changed after a known one.

    One statement, so that both are of one moment; no agencies for None.
    """
    site = "SELECT 0 AS id, revision FROM site_revision"
    if known is None:
        rows = await db.rows(site)
    else:
        rows = await db.rows(
            f"{site} UNION ALL SELECT id, revision FROM agency WHERE revision > {{}}", known
        )
    found: dict[int, int] = {row["id"]: row["revision"] for row in rows}
    return found.pop(0), found
