"""Import of places where agencies have a branch or advertised jobs."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from resonanz.agencies import queries
from resonanz.agencies.domain.profiles import ProfileField
from resonanz.agencies.domain.records import ImportReport, StoredAgency
from resonanz.agencies.domain.rows import (
    JOB_POSTING,
    PLACE_COLUMNS,
    PLACE_OPTIONAL,
    PlaceRow,
    Problem,
    place_row,
    read_records,
    same_place,
)
from resonanz.agencies.queries import profiles
from resonanz.kernel import db

from .imports import BATCH, Progress, placed


@dataclass(slots=True)
class _Counts:
    added: int = 0
    changed: int = 0
    unchanged: int = 0


async def import_places(path: Path, progress: Progress = lambda done, of: None) -> ImportReport:
    """Take every good row of places.csv as a place of the agency it names (by any of its names).

    Doing it twice changes nothing. A seat stays a seat, and what an agency said itself stays. A
    row whose agency is unknown, or one of several of that name, is reported and left out. The
    numbers are of places: rows that name the same place of an agency are one. Raises OSError if
    the file cannot be read.
    """
    records, problems = read_records(
        await asyncio.to_thread(path.read_bytes), PLACE_COLUMNS, PLACE_OPTIONAL
    )
    rows = await _rows_by_agency(records, problems)
    places = await queries.all_places()
    own = await profiles.stated_by_agency(ProfileField.PLACES)
    counts = _Counts()
    done = 0
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        async with db.transaction():
            touched = [
                agency.id
                for agency, row in batch
                if await _write(agency, row, places, counts, own_places=agency.id in own)
            ]
            if touched:
                await queries.bump(list(dict.fromkeys(touched)))
        done += len(batch)
        progress(done, len(rows))
    return ImportReport(
        counts.added,
        counts.changed,
        counts.unchanged,
        tuple(sorted(problems, key=lambda problem: problem.line)),
        (),
    )


async def _rows_by_agency(
    records: list[tuple[int, dict[str, str]]], problems: list[Problem]
) -> list[tuple[StoredAgency, PlaceRow]]:
    agencies = {a.id: a for a in await queries.all_agencies() if a.state == "listed"}
    by_name: dict[str, list[StoredAgency]] = defaultdict(list)
    for agency_id, names in (await queries.all_names()).items():
        for name in names:
            if agency_id in agencies:
                by_name[name].append(agencies[agency_id])
    rows: dict[tuple[int, str, str], tuple[StoredAgency, PlaceRow]] = {}
    for line, values in records:
        row = place_row(line, values)
        if isinstance(row, list):
            problems += row
            continue
        agency = _agency_of(row, by_name.get(row.agency, []))
        if isinstance(agency, str):
            problems.append(Problem(line, "agency", f"{row.agency!r} {agency}"))
            continue
        key = (agency.id, row.country, row.place)
        known = rows.get(key)
        rows[key] = (agency, same_place(known[1], row) if known else row)
    return list(rows.values())


def _agency_of(row: PlaceRow, candidates: list[StoredAgency]) -> StoredAgency | str:
    if len(candidates) > 1:
        candidates = [agency for agency in candidates if agency.country == row.country]
        if len(candidates) != 1:
            return "is the name of several agencies"
    return candidates[0] if candidates else "is not a listed agency"


async def _write(
    agency: StoredAgency,
    row: PlaceRow,
    places: dict[tuple[int, str, str], queries.StoredPlace],
    counts: _Counts,
    *,
    own_places: bool,
) -> bool:
    """Write one row; whether that changed anything."""
    place = placed(row.country, row.place, row.postcode)
    stored = places.get((agency.id, row.country, row.place))
    if own_places and row.country == agency.country and (stored or row.basis != JOB_POSTING):
        counts.unchanged += 1
        return False
    if stored is None:
        await queries.add_place(
            agency.id, row.country, place, row.basis, row.first_seen, row.source
        )
        counts.added += 1
        return True
    is_seat = (agency.country, agency.seat.name) == (row.country, row.place)
    told = (place, row.basis, row.first_seen, row.source)
    if is_seat or told == (stored.place, stored.basis, stored.first_seen, stored.source):
        counts.unchanged += 1
        return False
    await queries.update_place(stored.id, *told)
    counts.changed += 1
    return True
