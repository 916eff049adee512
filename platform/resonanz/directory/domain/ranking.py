"""Rankings of a part of the agencies: now, and as they were at the end of a quarter."""

import datetime as dt
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import compress
from operator import or_
from typing import Final

from .bits import flags
from .index import KM_A_DEGREE, Distance, Point
from .listed import Group, Listed, Standing, state_value

FEW: Final = 5
"""With fewer ranked agencies a slice is no ranking to speak of."""
MOST_MISSING: Final = 2
"""Who lacks so many reviews at most just missed a rank."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Of whom a ranking is: a country, and within it a state or a place, a kind, a job field.

    `state` is as `state_value` gives it, `place` what was typed; "" stands for all.
    """

    country: str
    state: str = ""
    place: str = ""
    kind: str = ""
    field: str = ""

    @property
    def chosen(self) -> dict[Group, tuple[str, ...]]:
        """The filters that find its agencies, the place apart."""
        found = {Group.COUNTRY: self.country, Group.STATE: self.state, Group.KIND: self.kind}
        found[Group.FIELD] = self.field
        return {group: (value,) for group, value in found.items() if value}

    def pairs(self) -> list[tuple[str, str]]:
        """The query of its address."""
        found = [("country", self.country), ("state", self.state), ("place", self.place)]
        found += [("kind", self.kind), ("field", self.field)]
        return [(name, value) for name, value in found if value]

    @property
    def narrows(self) -> int:
        """How many choices there are beside the country."""
        return sum(map(bool, (self.state, self.place, self.kind, self.field)))


@dataclass(frozen=True, slots=True)
class Missed:
    """An agency without a rank; its standing says how many reviews it lacks at least."""

    agency_id: int
    standing: Standing


def just_missed(listed: Iterable[Listed]) -> tuple[Missed, ...]:
    """Those of these agencies that lack few reviews for a rank, the nearest first."""
    found = [
        Missed(one.id, one.standing)
        for one in listed
        if one.standing is not None and 0 < one.standing.missing <= MOST_MISSING
    ]
    found.sort(key=lambda one: (one.standing.missing, -one.standing.weight, one.agency_id))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A ranked agency as it was at the end of a quarter."""

    agency_id: int
    standing: Standing
    country: str
    region: str | None
    point: Point | None
    kinds: Collection[str]
    fields: Collection[str]


class Past:
    """A frozen ranking: who was where at the end of a quarter, by what they were then.

    Positions are places among all agencies, from 0 on. Of a part of them the order is the same,
    so that a rank is a count. Who is not listed any more keeps its place, and shows nowhere.
    """

    def __init__(self, rows: Iterable[Frozen]) -> None:
        """From the first place to the last."""
        self._ids = array("q")
        self._numbers = tuple(array("d") for _ in range(5))
        self._bits: defaultdict[tuple[Group, str], int] = defaultdict(int)
        self._points: defaultdict[Point, int] = defaultdict(int)
        marks: defaultdict[tuple[Group, str] | Point, list[int]] = defaultdict(list)
        for at, row in enumerate(rows):
            self._ids.append(row.agency_id)
            own = row.standing
            figures = (own.score, own.low, own.high, own.weight, own.n)
            for numbers, value in zip(self._numbers, figures, strict=True):
                numbers.append(value)
            marks[Group.COUNTRY, row.country].append(at)
            if row.region is not None:
                marks[Group.STATE, state_value(row.country, row.region)].append(at)
            for kind in row.kinds:
                marks[Group.KIND, kind].append(at)
            for name in row.fields:
                marks[Group.FIELD, name].append(at)
            if row.point is not None:
                marks[row.point].append(at)
        for key, positions in marks.items():
            bits = bytearray((len(self._ids) >> 3) + 1)
            for at in positions:
                bits[at >> 3] |= 1 << (at & 7)
            if isinstance(key[0], Group):
                self._bits[key] = int.from_bytes(bits, "little")
            else:
                self._points[key] = int.from_bytes(bits, "little")

    @property
    def everything(self) -> int:
        """The bits of all agencies."""
        return (1 << len(self._ids)) - 1

    def matching(self, chosen: Mapping[Group, Iterable[str]], among: int) -> int:
        """Those among the given bits that all these filters find."""
        for group, values in chosen.items():
            among &= reduce(or_, (self._bits.get((group, value), 0) for value in values), 0)
        return among

    def within(self, point: Point, km: float, distance: Distance) -> int:
        """The bits of the agencies at most so far from a point, by a measure in kilometres."""
        reach = km / KM_A_DEGREE
        near = (
            bits
            for there, bits in self._points.items()
            if abs(there[0] - point[0]) <= reach and distance(point, there) <= km
        )
        return reduce(or_, near, 0)

    def agencies(self, among: int) -> Iterator[tuple[int, Standing]]:
        """The agencies of these bits by id, the first one first."""
        for at in self._positions(among):
            score, low, high, weight, n = (numbers[at] for numbers in self._numbers)
            yield self._ids[at], Standing(score, low, high, weight, int(n))

    def ranks_of(self, agency_ids: Collection[int], among: int) -> dict[int, int]:
        """The ranks of some agencies among these bits; those without one are left out."""
        wanted, found = set(agency_ids), {}
        for rank, at in enumerate(self._positions(among), start=1):
            if self._ids[at] in wanted:
                found[self._ids[at]] = rank
        return found

    def _positions(self, among: int) -> Iterable[int]:
        size = len(self._ids)
        return compress(range(size), flags(among, size)) if size else ()


def quarter_of(day: dt.date) -> dt.date:
    """The first day of the quarter that holds a day."""
    return dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def last_day(quarter: dt.date) -> dt.date:
    """The last day of the quarter that begins on a day."""
    return quarter_of(quarter + dt.timedelta(days=100)) - dt.timedelta(days=1)


def quarter_before(day: dt.date) -> dt.date:
    """The first day of the last quarter that is over on a day."""
    return quarter_of(quarter_of(day) - dt.timedelta(days=1))
