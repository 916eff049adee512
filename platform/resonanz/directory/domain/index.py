"""All listed agencies in memory: filters, counts and orders without a statement.

Each filter is a row of bits, one for each agency, so that a list with all its counts is a few
hundred ANDs of numbers of 50,000 bits. Orders are sorted lists of positions, and pages start
behind a key, not at a number, so that a page keeps its place when others come or go.
"""

from array import array
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial, reduce
from heapq import nsmallest
from itertools import compress, islice
from operator import and_
from typing import Final, NamedTuple

from .bits import flags
from .listed import Group, Listed, state_value
from .towns import Towns

KM_A_DEGREE: Final = 111.0
"""Of latitude, at least."""
MOST_RANKED: Final = 500
"""So many names are put in order of their likeness to what was typed."""
_NONE_YET, _NO_REVIEW = 90.0, 91.0
_DIGITS = bytes.maketrans(b"\x00\x01", b"01")

Key = tuple[float, str, int]
"""Value of the order, name key, id."""
Point = tuple[float, float]
"""Latitude and longitude in degrees."""
Distance = Callable[[Point, Point], float]
Chosen = Mapping[Group, Collection[str]]
Counts = dict[Group, dict[str, int]]


class Sort(StrEnum):
    """Orders of the list."""

    SCORE = "score"
    FEEDBACK = "feedback"
    DAYS = "days"
    REVIEWS = "reviews"
    NEWEST = "newest"


class Cursor(NamedTuple):
    """Behind which agency a page begins: its part of the list (0 or 1), value, name key, id."""

    part: int
    value: float
    name_key: str
    id: int


class Named(NamedTuple):
    """Agencies by name: their bits, how far each name is from what was typed by id (less is
    nearer), or None where they are too many, and then the bits of those to come first.
    """

    bits: int
    first: int
    distances: Mapping[int, float] | None


def value_of(one: Listed, sort: Sort) -> float:
    """What an order sorts by, least first; those without the figure come last."""
    if sort is Sort.REVIEWS:
        return -float(one.reviews)
    if sort is Sort.NEWEST:
        return -float(one.newest.toordinal()) if one.newest else 0.0
    figure = _figure(one, sort)
    if figure is not None:
        return figure
    return _NONE_YET if one.reviews else _NO_REVIEW


def _figure(one: Listed, sort: Sort) -> float | None:
    if sort is Sort.DAYS:
        return one.waiting.days + 1.0 - one.waiting.share if one.waiting else None
    score = one.score if sort is Sort.SCORE else one.feedback
    return None if score is None else -score


class Index:
    """The listed agencies by position; a position stays an agency's as long as the index lives."""

    def __init__(self, listed: Iterable[Listed] = ()) -> None:
        """All at once, which is quicker than one after the other."""
        self._positions: dict[int, int] = {}
        self._agencies: list[Listed | None] = []
        self._texts: list[str] = []
        self._values: dict[Sort, array[float]] = {sort: array("d") for sort in Sort}
        self._bits: dict[Group, defaultdict[str, bytearray]] = {
            group: defaultdict(bytearray) for group in Group
        }
        self._points: defaultdict[Point, set[int]] = defaultdict(set)
        self.towns = Towns()
        self._all = bytearray()
        self._placed = bytearray()
        self._ranked = bytearray()
        for one in listed:
            self._enter(one)
        present = list(self._positions.values())
        self._orders = {sort: sorted(present, key=partial(self._key, sort)) for sort in Sort}

    def __len__(self) -> int:
        return self.everything.bit_count()

    @property
    def everything(self) -> int:
        """The bits of all agencies."""
        return int.from_bytes(self._all, "little")

    @property
    def ranked(self) -> int:
        """The bits of the agencies that have a rank."""
        return int.from_bytes(self._ranked, "little")

    def get(self, agency_id: int) -> Listed | None:
        """A listed agency by its id."""
        at = self._positions.get(agency_id)
        return None if at is None else self._agencies[at]

    def put(self, one: Listed) -> None:
        """An agency is new or changed."""
        self.drop(one.id)
        at = self._enter(one)
        for sort, order in self._orders.items():
            insort(order, at, key=partial(self._key, sort))

    def drop(self, agency_id: int) -> None:
        """An agency is not listed any more, or never was."""
        one = self.get(agency_id)
        if one is None:
            return
        at = self._positions[agency_id]
        for sort, order in self._orders.items():
            key = partial(self._key, sort)
            del order[bisect_left(order, key(at), key=key)]
        self.towns.drop(one)
        if one.point:
            self._points[one.point].discard(at)
        for bits in self._rows_of(one):
            bits[at >> 3] &= ~(1 << (at & 7))
        self._agencies[at], self._texts[at] = None, ""

    def _enter(self, one: Listed) -> int:
        at = self._positions.setdefault(one.id, len(self._agencies))
        if at == len(self._agencies):
            self._agencies.append(None)
            self._texts.append("")
            for values in self._values.values():
                values.append(0.0)
        self._agencies[at], self._texts[at] = one, "\n" + "\n".join(one.names)
        self.towns.put(one)
        if one.point:
            self._points[one.point].add(at)
        for sort, values in self._values.items():
            values[at] = value_of(one, sort)
        for bits in self._rows_of(one):
            if len(bits) <= at >> 3:
                bits.extend(bytes((at >> 3) + 1 - len(bits)))
            bits[at >> 3] |= 1 << (at & 7)
        return at

    def _rows_of(self, one: Listed) -> Iterator[bytearray]:
        yield self._all
        if one.point:
            yield self._placed
        if one.ranked:
            yield self._ranked
        for group, value in one.traits():
            yield self._bits[group][value]

    def _at(self, position: int) -> Listed:
        one = self._agencies[position]
        assert one is not None
        return one

    def _key(self, sort: Sort, at: int) -> Key:
        one = self._at(at)
        return self._values[sort][at], one.name_key, one.id

    def having(self, group: Group, value: str) -> int:
        """The bits of the agencies that a filter finds."""
        bits = self._bits[group].get(value)
        return int.from_bytes(bits, "little") if bits else 0

    def _any_of(self, group: Group, values: Iterable[str]) -> int:
        found = 0
        for value in values:
            found |= self.having(group, value)
        return found

    def matching(self, chosen: Chosen, among: int) -> int:
        """Those among the given bits that all chosen groups find."""
        for group, values in chosen.items():
            if values:
                among &= self._any_of(group, values)
        return among

    def counts(self, chosen: Chosen, among: int) -> Counts:
        """How many each filter of each group would find beside the other groups' choices.

        A group's own choice is left out: its values widen what is found. Only values that any
        agency has.
        """
        found: Counts = {}
        for group, rows in self._bits.items():
            others = {name: values for name, values in chosen.items() if name is not group}
            rest = self.matching(others, among)
            found[group] = {
                value: (int.from_bytes(bits, "little") & rest).bit_count()
                for value, bits in rows.items()
            }
        return found

    def within(self, point: Point, km: float, distance: Distance) -> int:
        """The bits of the agencies at most so far from a point, by a measure in kilometres.

        Agencies of a town share its point, which is measured once.
        """
        reach = km / KM_A_DEGREE
        return self._bits_of(
            at
            for there, positions in self._points.items()
            if abs(there[0] - point[0]) <= reach and distance(point, there) <= km
            for at in positions
        )

    def somewhere_in(self, country: str, region: str) -> int:
        """The bits of the agencies of a country that may be in a region: none of their places is
        known, and no other region.
        """
        unknown = self.having(Group.COUNTRY, country) & ~int.from_bytes(self._placed, "little")
        elsewhere = self._bits[Group.STATE].keys() - {state_value(country, region)}
        return unknown & ~self._any_of(Group.STATE, elsewhere)

    def of(self, agency_ids: Iterable[int]) -> int:
        """The bits of agencies by their ids; unknown ones are left out."""
        positions = (self._positions.get(agency_id) for agency_id in agency_ids)
        return self._bits_of(at for at in positions if at is not None and self._agencies[at])

    def agencies(self, among: int) -> Iterator[Listed]:
        """The agencies of these bits, in no order."""
        yield from map(self._at, compress(range(len(self._agencies)), self._flags(among)))

    def _flags(self, among: int) -> bytes:
        return flags(among, len(self._agencies))

    def _bits_of(self, positions: Iterable[int]) -> int:
        bits = bytearray((len(self._agencies) >> 3) + 1)
        for at in positions:
            bits[at >> 3] |= 1 << (at & 7)
        return int.from_bytes(bits, "little")

    def named(self, wanted: Sequence[str]) -> Named:
        """The agencies whose name holds every word of one of the folded spellings.

        Words of two letters begin a word, a single letter begins a name. Whole words come before
        parts, then beginnings, then short names. Of very many that order says little and costs
        much: then those that begin with what was typed come first, else the usual order holds.
        """
        options = [_needles(spelling) for spelling in wanted]
        if not options:
            return Named(0, 0, {})
        begin = f"\n {wanted[0]}"
        if all(options):
            bits = 0
            for needles in options:
                bits |= reduce(and_, map(self._holding, needles))
        else:
            bits, options = self._holding(begin), [[begin[1:]]]
        if bits.bit_count() > MOST_RANKED:
            return Named(bits, bits & self._holding(begin), None)
        distances: dict[int, float] = {}
        for at in compress(range(len(self._agencies)), self._flags(bits)):
            one = self._at(at)
            names = [name for name in one.names if any(_holds(name, n) for n in options)]
            if names:
                distances[one.id] = min(_distance(name, wanted) for name in names)
        return Named(self.of(distances), 0, distances)

    def _holding(self, needle: str) -> int:
        """The bits of the agencies with a name, each after a line's end, that holds a text."""
        flags = bytes([needle in text for text in self._texts])
        return int(flags[::-1].translate(_DIGITS) or b"0", 2)

    def page(self, among: int, sort: Sort, after: Key | None, limit: int) -> list[Key]:
        """The first agencies of an order among the given bits, behind a key."""
        order = self._orders[sort]
        start = 0
        if after is not None:
            start = bisect_right(order, after, key=partial(self._key, sort))
        flags = self._flags(among)
        rest = islice(order, start, None)
        ahead = islice(order, start, None)
        chosen = compress(rest, map(flags.__getitem__, ahead))
        return [self._key(sort, at) for at in islice(chosen, limit)]

    def nearest(
        self, among: int, distances: Mapping[int, float], after: Key | None, limit: int
    ) -> list[Key]:
        """The same in the order of distances by id; agencies without one are left out."""
        flags = self._flags(among)
        keys = (
            (distance, self._at(at).name_key, agency_id)
            for agency_id, distance in distances.items()
            if (at := self._positions.get(agency_id)) is not None and flags[at]
        )
        return nsmallest(limit, (key for key in keys if after is None or key > after))


def _needles(spelling: str) -> list[str]:
    """What a name has to hold: words, of two letters as the beginning of one, none of one."""
    return [word if len(word) > 2 else f" {word}" for word in spelling.split() if len(word) > 1]


def _holds(name: str, needles: Iterable[str]) -> bool:
    return all(needle in name for needle in needles)


def _distance(name: str, wanted: Collection[str]) -> float:
    """A number below 4,000 for a name that holds what was typed."""
    begins = any(name.startswith(f" {spelling}") for spelling in wanted)
    whole = any(f" {spelling} " in name for spelling in wanted)
    return 2000.0 * (not whole) + 1000.0 * (not begins) + min(len(name), 999)
