"""Import of an operator's agencies and of their places; doing it twice changes nothing."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from resonanz.agencies import queries
from resonanz.agencies.domain.names import duplicate_keys, free_slug
from resonanz.agencies.domain.profiles import ProfileField
from resonanz.agencies.domain.records import Duplicate, ImportReport, Place, StoredAgency
from resonanz.agencies.domain.rows import (
    AGENCY_COLUMNS,
    AGENCY_OPTIONAL,
    AgencyRow,
    Problem,
    agency_row,
    read_records,
)
from resonanz.agencies.queries import profiles
from resonanz.agencies.queries.merges import joined_names
from resonanz.kernel import clock, db

from .gazetteers import locate

Progress = Callable[[int, int], None]
"""Called with the number of rows done and of all rows."""

BATCH = 500
SEAT = "seat"


def placed(country: str, name: str | None, postcode: str | None) -> Place:
    """A place with its region and coordinates, as far as they are certain."""
    position = locate(country, name, postcode)
    if position is None:
        return Place(name, postcode, None, None, None)
    return Place(name, postcode, position.region, position.latitude, position.longitude)


@dataclass(frozen=True, slots=True)
class _Change:
    """What a row makes of the agency it names."""

    stored: StoredAgency
    kind: str
    website: str | None
    seat: Place
    seat_basis: str
    sources: tuple[str, ...]
    new_names: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        now = self.stored
        same_seat = self.seat == now.seat and (
            not self.seat.name or self.seat_basis == now.seat_basis
        )
        return (
            same_seat
            and not self.new_names
            and now.state == "listed"
            and (self.kind, self.website, self.sources) == (now.kind, now.website, now.sources)
        )


async def import_agencies(path: Path, progress: Progress = lambda done, of: None) -> ImportReport:
    """Take every good row of agencies.csv as a listed agency.

    A row is the agency of its country with exactly its name, or with one it had before it gave
    itself another. What an agency edited itself stays: its name and its places. What the file
    leaves blank keeps the stored value. A row of an entry that turned out to be another agency
    changes nothing. Rows that may be the same agency as another (by name
    without legal form in one country, or by domain) are taken all the same, and reported. A
    refused agency stays refused. Commits in batches, each with one new revision if it changed
    anything. Raises OSError if the file cannot be read.
    """
    records, problems = read_records(
        await asyncio.to_thread(path.read_bytes), AGENCY_COLUMNS, AGENCY_OPTIONAL
    )
    rows = _good_rows(records, problems)
    stored = await queries.all_agencies()
    names = await queries.all_names()
    slugs = await queries.all_slugs()
    joined = await joined_names()
    renamed = await profiles.stated_by_agency(ProfileField.NAME)
    own_places = await profiles.stated_by_agency(ProfileField.PLACES)
    known = _by_identity(stored)
    for agency in stored:
        if agency.id in renamed:
            for name in names.get(agency.id, []):
                known.setdefault((agency.country, name), agency)
    rows = [row for row in rows if (row.country, row.name) not in joined - known.keys()]
    duplicates: list[Duplicate] = []
    of_file = {(row.country, row.name) for row in rows}
    seen = _Seen()
    for agency in stored:
        if (agency.country, agency.name) not in of_file and agency.state != "refused":
            names_now = names.get(agency.id, [agency.name])
            seen.add(agency.slug, agency.country, names_now, agency.website)
    added = changed = 0
    for start in range(0, len(rows), BATCH):
        new: list[queries.NewAgency] = []
        changes: list[_Change] = []
        for row in rows[start : start + BATCH]:
            present = known.get((row.country, row.name))
            if present and present.state == "refused":
                problems.append(Problem(row.line, "name", "the agency was refused and stays so"))
                continue
            if present:
                slug = present.slug
                own = present.id in own_places
                change = _change(row, present, names.get(present.id, []), own_places=own)
                if not change.is_none:
                    changes.append(change)
            else:
                slug = free_slug(row.name, slugs)
                slugs.add(slug)
                new.append(_new(row, slug))
            duplicates += seen.duplicates(row)
            seen.add(slug, row.country, [row.name, *row.aliases], row.website)
        if new or changes:
            await _write(new, changes)
        added += len(new)
        changed += len(changes)
        progress(min(start + BATCH, len(rows)), len(rows))
    taken_out = sum(problem.message.startswith("the agency was refused") for problem in problems)
    return ImportReport(
        added=added,
        changed=changed,
        unchanged=len(rows) - added - changed - taken_out,
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
        duplicates=tuple(duplicates),
    )


def _good_rows(
    records: Iterable[tuple[int, dict[str, str]]], problems: list[Problem]
) -> list[AgencyRow]:
    rows: dict[tuple[str, str], AgencyRow] = {}
    for line, values in records:
        row = agency_row(line, values)
        if isinstance(row, list):
            problems += row
            continue
        first = rows.setdefault((row.country, row.name), row)
        if first is not row:
            problems.append(Problem(line, "name", f"the name stands in line {first.line} already"))
    return list(rows.values())


def _by_identity(stored: Iterable[StoredAgency]) -> dict[tuple[str, str], StoredAgency]:
    """The agency of each country and name; a listed one before a proposed or refused one."""
    order = {"refused": 0, "proposed": 1, "listed": 2}
    ranked = sorted(stored, key=lambda agency: (order[agency.state], -agency.id))
    return {(agency.country, agency.name): agency for agency in ranked}


def _new(row: AgencyRow, slug: str) -> queries.NewAgency:
    return queries.NewAgency(
        slug=slug,
        name=row.name,
        aliases=row.aliases,
        kind=row.kind,
        state="listed",
        country=row.country,
        website=row.website,
        seat=placed(row.country, row.city, row.postcode),
        seat_basis=row.city_basis or SEAT,
        sources=row.sources,
    )


def _change(row: AgencyRow, stored: StoredAgency, names: list[str], *, own_places: bool) -> _Change:
    says_place = bool(row.city or row.postcode) and not own_places
    return _Change(
        stored=stored,
        kind=row.kind,
        website=row.website or stored.website,
        seat=placed(row.country, row.city, row.postcode) if says_place else stored.seat,
        seat_basis=(row.city_basis or SEAT) if says_place else (stored.seat_basis or SEAT),
        sources=row.sources or stored.sources,
        new_names=tuple(alias for alias in row.aliases if alias not in names),
    )


async def _write(new: list[queries.NewAgency], changes: list[_Change]) -> None:
    async with db.transaction():
        ids = list((await queries.insert_agencies(new, clock.now())).values())
        for change in changes:
            await _apply(change)
            ids.append(change.stored.id)
        await queries.bump(ids)


async def _apply(change: _Change) -> None:
    agency, old, seat = change.stored, change.stored.seat, change.seat
    await queries.update_agency(
        agency.id, change.kind, "listed", change.website, seat, change.sources
    )
    if change.new_names:
        await queries.add_names(agency.id, change.new_names)
    if old.name and (seat != old or change.seat_basis != agency.seat_basis):
        await queries.remove_place(agency.id, agency.country, old.name)
    if seat.name and (seat != old or change.seat_basis != agency.seat_basis):
        await queries.remove_place(agency.id, agency.country, seat.name)
        source = " + ".join(change.sources)
        await queries.add_place(agency.id, agency.country, seat, change.seat_basis, None, source)


class _Seen:
    """Agencies by the keys under which another may be the same."""

    def __init__(self) -> None:
        self._by_name: Mapping[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._by_domain: Mapping[str, dict[str, None]] = defaultdict(dict)

    def add(self, slug: str, country: str, names: Iterable[str], website: str | None) -> None:
        for key in duplicate_keys(*names):
            self._by_name[country, key][slug] = None
        if website:
            self._by_domain[website][slug] = None

    def duplicates(self, row: AgencyRow) -> list[Duplicate]:
        by_name = dict.fromkeys(
            slug
            for key in sorted(duplicate_keys(row.name, *row.aliases))
            for slug in self._by_name.get((row.country, key), ())
        )
        by_domain = self._by_domain.get(row.website, {}) if row.website else {}
        return [
            *(Duplicate(row.line, row.name, "name", slug) for slug in by_name),
            *(Duplicate(row.line, row.name, "domain", slug) for slug in by_domain),
        ]
