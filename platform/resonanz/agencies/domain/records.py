"""What other parts of the site get to know of agencies, and what an import reports."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from .rows import Problem

State = Literal["listed", "proposed", "refused"]


@dataclass(frozen=True, slots=True)
class AgencyRef:
    """An agency as a review or a case points at it."""

    id: int
    public_id: str
    slug: str
    name: str
    state: State
    kind: str
    country: str
    city: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place with what is known of where it is."""

    name: str | None
    postcode: str | None
    region: str | None
    latitude: float | None
    longitude: float | None


NO_PLACE = Place(None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class StoredAgency:
    """An agency as an import finds it; `seat_basis` is None if no place row names its city."""

    id: int
    slug: str
    name: str
    state: State
    country: str
    kind: str
    website: str | None
    seat: Place
    seat_basis: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that shares its name (without legal form) or its domain with another agency."""

    line: int
    name: str
    by: Literal["name", "domain"]
    of: str
    """The slug of the other agency."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: numbers of rows, and what a person should look at."""

    added: int
    changed: int
    unchanged: int
    problems: tuple[Problem, ...]
    duplicates: tuple[Duplicate, ...]


@dataclass(frozen=True, slots=True)
class ClaimEnded:
    """Event: a claim of an agency was decided or given up; what was kept for it goes."""

    claim_id: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class AgenciesChanged:
    """Event: what the public sees of these agencies changes with the present transaction."""

    revision: int
    agency_ids: tuple[int, ...]
