"""What agencies say of themselves, and every change of it."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

import msgspec

from resonanz.agencies.domain.folding import search_text
from resonanz.agencies.domain.names import name_key
from resonanz.agencies.domain.profiles import (
    Change,
    ChangeState,
    Edit,
    Profile,
    ProfileField,
    Stated,
)
from resonanz.agencies.domain.records import Place
from resonanz.agencies.tables import AgencyChange
from resonanz.kernel import crypto, db
from resonanz.kernel.db import Row

from .writing import add_place, remove_place

SOURCE = "stated by the agency"

_CHANGE = (
    "SELECT id, public_id, agency_id, account_id, field, before_value, after_value, state, "
    "made_at, decided_at, message FROM agency_change WHERE "
)


def read_stated(stored: str) -> dict[ProfileField, str]:
    """What is stored of a profile, by field."""
    known = {field.value for field in ProfileField}
    values = msgspec.json.decode(stored, type=dict[str, str])
    return {ProfileField(name): value for name, value in values.items() if name in known}


async def profile(agency_id: int) -> Profile:
    """What an agency says of itself, with its name and places as they are listed."""
    row = await db.row(
        "SELECT revision, stated FROM agency_profile WHERE agency_id = {}", agency_id
    )
    waiting = {
        one.field: one.after
        for one in await changes(agency_id, states=(ChangeState.WAITING,), limit=50)
    }
    return Profile(
        revision=row["revision"] if row else 0,
        said=read_stated(row["stated"]) if row else {},
        listed=await _listed(agency_id),
        waiting=waiting,
    )


async def _listed(agency_id: int) -> dict[ProfileField, str]:
    rows = await db.rows(
        "SELECT a.name, a.city, p.place, p.postcode FROM agency a LEFT JOIN agency_place p "
        "ON p.agency_id = a.id AND p.country = a.country AND p.basis NOT LIKE '%job%' "
        "WHERE a.id = {} ORDER BY CASE WHEN p.place = a.city THEN 0 ELSE 1 END, p.place",
        agency_id,
    )
    places = (f"{row['postcode'] or ''} {row['place'] or ''}".strip() for row in rows)
    return {
        ProfileField.NAME: rows[0]["name"],
        ProfileField.PLACES: "\n".join(place for place in places if place),
    }


async def put_profile(agency_id: int, revision: int, stated: Stated) -> None:
    """Store what an agency says of itself, with its revision."""
    values = {field.value: value for field, value in stated.items() if value}
    await db.execute(
        "INSERT INTO agency_profile (agency_id, revision, stated) VALUES ({}, {}, {}) "
        "ON CONFLICT (agency_id) DO UPDATE SET revision = excluded.revision, "
        "stated = excluded.stated",
        *(agency_id, revision, msgspec.json.encode(values, order="sorted").decode()),
    )


async def stated_by_agency(field: ProfileField) -> Mapping[int, str]:
    """What agencies say in one field, where they say anything."""
    rows = await db.rows("SELECT agency_id, stated FROM agency_profile")
    values = {row["agency_id"]: read_stated(row["stated"]).get(field, "") for row in rows}
    return {agency_id: value for agency_id, value in values.items() if value}


async def fields_since(agency_id: int, revision: int) -> set[ProfileField]:
    """The fields of an agency's profile that changed after a revision."""
    rows = await db.rows(
        "SELECT DISTINCT field FROM agency_change WHERE agency_id = {} AND revision > {}",
        agency_id,
        revision,
    )
    return {ProfileField(row["field"]) for row in rows}


async def insert_change(
    agency_id: int, account_id: int | None, revision: int, edit: Edit, now: dt.datetime
) -> None:
    """Keep a change."""
    await AgencyChange.insert(
        AgencyChange(
            public_id=crypto.public_id(),
            agency_id=agency_id,
            account_id=account_id,
            revision=revision,
            field=edit.field.value,
            before_value=edit.before,
            after_value=edit.after,
            state=edit.state.value,
            made_at=now,
            message="",
        )
    )


async def changes(
    agency_id: int, *, states: Collection[ChangeState] = tuple(ChangeState), limit: int
) -> list[Change]:
    """Changes of an agency's profile, the newest first."""
    marks = ", ".join("{}" for _ in states)
    rows = await db.rows(
        _CHANGE + f"agency_id = {{}} AND state IN ({marks}) ORDER BY id DESC LIMIT {{}}",
        *(agency_id, *(state.value for state in states), limit),
    )
    return [_change(row) for row in rows]


async def change(public_id: str, *, lock: bool = False) -> Change | None:
    """A change, kept from others' decisions until the transaction ends with `lock`."""
    mark = " FOR UPDATE" if lock and db.dialect() == "postgres" else ""
    row = await db.row(_CHANGE + "public_id = {}" + mark, public_id)
    return _change(row) if row else None


async def by_state(
    state: ChangeState, since: dt.datetime, limit: int, not_about: Collection[int] = ()
) -> list[Change]:
    """Changes of agencies in a state that were made since a moment, the newest first."""
    others = f" AND agency_id NOT IN ({', '.join('{}' for _ in not_about)})" if not_about else ""
    rows = await db.rows(
        _CHANGE
        + f"state = {{}} AND made_at >= {{}}{others} ORDER BY made_at DESC, id DESC LIMIT {{}}",
        *(state.value, since, *not_about, limit),
    )
    return [_change(row) for row in rows]


async def settle(
    change_id: int, state: ChangeState, message: str, revision: int, now: dt.datetime
) -> None:
    """Record what became of a change, what its agency is told of it, the revision after that."""
    await db.execute(
        "UPDATE agency_change SET state = {}, message = {}, revision = {}, decided_at = {} "
        "WHERE id = {}",
        *(state.value, message, revision, now, change_id),
    )


async def withdraw_waiting(agency_id: int, field: ProfileField, now: dt.datetime) -> None:
    """End the change of a field that waits."""
    await db.execute(
        "UPDATE agency_change SET state = 'withdrawn', decided_at = {} "
        "WHERE agency_id = {} AND field = {} AND state = 'waiting'",
        *(now, agency_id, field.value),
    )


async def forget(before: dt.datetime) -> None:
    """Delete changes that were made before a moment and wait no more."""
    await db.execute("DELETE FROM agency_change WHERE made_at < {} AND state <> 'waiting'", before)


async def rename(agency_id: int, old: str, name: str) -> None:
    """Give an agency a new name; its slug stays, and the old name still finds it."""
    await db.execute(
        "UPDATE agency SET name = {}, name_key = {} WHERE id = {}", name, name_key(name), agency_id
    )
    await db.execute(
        "UPDATE agency_name SET kind = 'former' WHERE agency_id = {} AND name = {}", agency_id, old
    )
    await db.execute(
        "INSERT INTO agency_name (agency_id, name, kind, folded) VALUES ({}, {}, 'name', {}) "
        "ON CONFLICT (agency_id, name) DO UPDATE SET kind = excluded.kind",
        *(agency_id, name, search_text(name)),
    )


async def set_places(agency_id: int, country: str, places: Sequence[Place]) -> None:
    """Set where an agency is, its seat first; where it advertised jobs stays."""
    await db.execute(
        "DELETE FROM agency_place WHERE agency_id = {} AND country = {} AND basis NOT LIKE '%job%'",
        agency_id,
        country,
    )
    for place in places:
        await remove_place(agency_id, country, place.name or "")
        await add_place(agency_id, country, place, SOURCE, None, SOURCE)
    seat = places[0]
    await db.execute(
        "UPDATE agency SET city = {}, postcode = {}, region = {}, latitude = {}, longitude = {} "
        "WHERE id = {}",
        *(seat.name, seat.postcode, seat.region, seat.latitude, seat.longitude, agency_id),
    )


def _change(row: Row) -> Change:
    return Change(
        id=row["id"],
        public_id=row["public_id"],
        agency_id=row["agency_id"],
        account_id=row["account_id"],
        field=ProfileField(row["field"]),
        before=row["before_value"],
        after=row["after_value"],
        state=ChangeState(row["state"]),
        made_at=row["made_at"],
        decided_at=row["decided_at"],
        message=row["message"],
    )
