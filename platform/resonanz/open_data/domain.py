"""What leaves the house, and what small cells keep to themselves."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

LEAST: Final = 5
"""So many live reviews of an agency share role and field, or neither is said of any of them."""
HOUR: Final = 1
"""The export of a day is due from this hour on, in Europe/Berlin."""


@dataclass(frozen=True, slots=True)
class OpenReview:
    """A review as it is exported.

    `coarse` is the author's wish to be told apart less. One that is not `live` was withdrawn: it
    still counts in its quarter's allowance, and says nothing else.
    """

    id: str
    agency: str
    published_on: dt.date
    live: bool
    contact_proven: bool
    invited: bool
    role: str
    job_field: str
    coarse: bool
    ratings: Mapping[str, float]


def protected(reviews: Sequence[OpenReview]) -> list[OpenReview]:
    """The reviews of an agency without role and field where few share both.

    Never touches what the formula uses.
    """
    said = [one for one in reviews if one.live and not one.coarse and one.role and one.job_field]
    cells = Counter((one.role, one.job_field) for one in said)
    shown = {one.id for one in said if cells[one.role, one.job_field] >= LEAST}
    return [
        replace(
            one,
            role=one.role if one.id in shown else "",
            job_field=one.job_field if one.id in shown else "",
            ratings=one.ratings if one.live else {},
        )
        for one in reviews
    ]


@dataclass(frozen=True, slots=True)
class File:
    """A file of an export: `rows` without the heading, 0 for one that is no table."""

    name: str
    size: int
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Export:
    """An export that is complete.

    `name` is its day, or with `-2` and so on its later state; `gone` tells which reviews and
    agencies had left the public when it was made.
    """

    name: str
    day: dt.date
    made_at: dt.datetime
    as_of: dt.date
    gone: str
    files: tuple[File, ...]

    def file(self, name: str) -> File | None:
        """The file of this name."""
        return next((one for one in self.files if one.name == name), None)


def is_due(last: Export | None, gone: str, local: dt.datetime) -> bool:
    """Whether a new export is to be made at a moment in Europe/Berlin.

    Once a night; at once when there is none, and when something left the public since.
    """
    if last is None or last.gone != gone:
        return True
    return last.day < local.date() and local.hour >= HOUR


def name_of(day: dt.date, taken: Iterable[str]) -> str:
    """A name for an export of a day that no other had, so that caches never mix two."""
    used = set(taken)
    numbered = (f"{day.isoformat()}-{number}" for number in range(2, len(used) + 3))
    return next(name for name in (day.isoformat(), *numbered) if name not in used)
