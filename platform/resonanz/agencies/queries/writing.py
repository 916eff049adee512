"""Writing agencies, their names and places, and the site's revision."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from resonanz.agencies.domain.folding import search_text
from resonanz.agencies.domain.names import name_key
from resonanz.agencies.domain.records import Place, State
from resonanz.agencies.tables import Agency, AgencyName, AgencyPlace
from resonanz.kernel import crypto, db


@dataclass(frozen=True, slots=True)
class NewAgency:
    """An agency to be inserted with its names and, if it is listed and has a city, its seat."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    state: State
    country: str
    website: str | None
    seat: Place
    seat_basis: str
    sources: tuple[str, ...]


async def bump(agency_ids: Sequence[int]) -> int:
    """Raise the site's revision by one and give it to these agencies; the new revision.

    The row of the revision is the lock that puts public changes in one order. The agencies' rows
    are locked before it, by id, as a publication does: else two transactions could wait for each
    other.
    """
    marks = ", ".join("{}" for _ in agency_ids)
    if db.dialect() == "postgres":
        await db.execute(
            f"SELECT id FROM agency WHERE id IN ({marks}) ORDER BY id FOR NO KEY UPDATE",
            *agency_ids,
        )
    row = await db.row(
        "UPDATE site_revision SET revision = revision + 1 WHERE id = 1 RETURNING revision"
    )
    if row is None:
        raise LookupError("The row of site_revision is missing.")
    revision: int = row["revision"]
    await db.execute(
        f"UPDATE agency SET revision = {{}} WHERE id IN ({marks})",
        revision,
        *agency_ids,
    )
    return revision


async def lock_proposals() -> None:
    """Let one transaction propose after the other; SQLite has but one that writes."""
    if db.dialect() == "postgres":
        await db.execute("SELECT pg_advisory_xact_lock(hashtext('agency proposals'))")


async def insert_agencies(new: Sequence[NewAgency], now: dt.datetime) -> dict[str, int]:
    """Insert agencies at revision 0 with names and seats; their ids by slug."""
    if not new:
        return {}
    rows = await Agency.insert(*(_agency(agency, now) for agency in new)).returning(
        Agency.id, Agency.slug
    )
    ids: dict[str, int] = {row["slug"]: row["id"] for row in rows}
    await AgencyName.insert(
        *(
            _name(ids[agency.slug], name, kind)
            for agency in new
            for name, kind in [
                (agency.name, "name"),
                *((alias, "alias") for alias in agency.aliases),
            ]
        )
    )
    seats = [
        _place(ids[a.slug], a.country, a.seat, a.seat_basis, None, " + ".join(a.sources))
        for a in new
        if a.seat.name and a.state == "listed"
    ]
    if seats:
        await AgencyPlace.insert(*seats)
    return ids


def _agency(new: NewAgency, now: dt.datetime) -> Agency:
    return Agency(
        public_id=crypto.public_id(),
        slug=new.slug,
        name=new.name,
        name_key=name_key(new.name),
        kind=new.kind,
        state=new.state,
        country=new.country,
        city=new.seat.name,
        postcode=new.seat.postcode,
        region=new.seat.region,
        latitude=new.seat.latitude,
        longitude=new.seat.longitude,
        website=new.website,
        sources=_json(new.sources),
        created_at=now,
        revision=0,
    )


def _json(sources: tuple[str, ...]) -> str:
    return msgspec.json.encode(sources).decode()


def _name(agency_id: int, name: str, kind: str) -> AgencyName:
    return AgencyName(agency_id=agency_id, name=name, kind=kind, folded=search_text(name))


def _place(
    agency_id: int,
    country: str,
    place: Place,
    basis: str,
    first_seen: dt.date | None,
    source: str,
) -> AgencyPlace:
    return AgencyPlace(
        agency_id=agency_id,
        country=country,
        place=place.name,
        postcode=place.postcode,
        region=place.region,
        latitude=place.latitude,
        longitude=place.longitude,
        basis=basis,
        first_seen=first_seen,
        source=source,
    )


async def add_names(agency_id: int, aliases: Iterable[str]) -> None:
    """Add aliases that the agency does not have yet."""
    await AgencyName.insert(*(_name(agency_id, alias, "alias") for alias in aliases))


async def update_agency(
    agency_id: int,
    kind: str,
    state: State,
    website: str | None,
    seat: Place,
    sources: tuple[str, ...],
) -> None:
    """Set what an import may change."""
    await db.execute(
        "UPDATE agency SET kind = {}, state = {}, website = {}, city = {}, postcode = {},"
        " region = {}, latitude = {}, longitude = {}, sources = {} WHERE id = {}",
        *(kind, state, website, seat.name, seat.postcode),
        *(seat.region, seat.latitude, seat.longitude, _json(sources), agency_id),
    )


async def set_listing(agency_id: int, state: State, taken_down_at: dt.datetime | None) -> None:
    """Set whether the agency is listed, and since when it is not after an objection."""
    await db.execute(
        "UPDATE agency SET state = {}, taken_down_at = {} WHERE id = {}",
        state,
        taken_down_at,
        agency_id,
    )


async def set_state(agency_id: int, state: State) -> None:
    """Set whether the agency is listed, proposed or refused."""
    await db.execute("UPDATE agency SET state = {} WHERE id = {}", state, agency_id)


async def add_place(
    agency_id: int,
    country: str,
    place: Place,
    basis: str,
    first_seen: dt.date | None,
    source: str,
) -> None:
    """Add a place row; an agency has one for each name and country."""
    await AgencyPlace.insert(_place(agency_id, country, place, basis, first_seen, source))


async def update_place(
    place_id: int, place: Place, basis: str, first_seen: dt.date | None, source: str
) -> None:
    """Set everything of a place row but whose it is and its name."""
    await db.execute(
        "UPDATE agency_place SET postcode = {}, region = {}, latitude = {}, longitude = {},"
        " basis = {}, first_seen = {}, source = {} WHERE id = {}",
        *(place.postcode, place.region, place.latitude, place.longitude),
        *(basis, first_seen, source, place_id),
    )


async def remove_place(agency_id: int, country: str, name: str) -> None:
    """Remove the place row with this name, if there is one."""
    await db.execute(
        "DELETE FROM agency_place WHERE agency_id = {} AND country = {} AND place = {}",
        *(agency_id, country, name),
    )


async def set_acted(agency_id: int, now: dt.datetime) -> None:
    """Record an act of the agency towards authors."""
    await db.execute("UPDATE agency SET acted_at = {} WHERE id = {}", now, agency_id)
