"""Towns that have a page of their own: those where enough agencies were reviewed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from .listed import Listed

LEAST_REVIEWED: Final = 3
"""A page about a town or a field of work needs so many agencies with a review, or it would be
the list once more.
"""
AROUND_KM: Final = 25
NEIGHBOURS_KM: Final = 100
NEIGHBOURS: Final = 8

Point = tuple[float, float]
Distance = Callable[[Point, Point], float]
Key = tuple[str, str]
"""Country code and the town as it stands in an address."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town with the agencies that have their seat there.

    Name, region and point (latitude and longitude in degrees) are what most of them give.
    """

    country: str
    slug: str
    name: str
    region: str | None
    point: Point
    agencies: int
    reviewed: int

    @property
    def has_page(self) -> bool:
        """Whether there is enough to say about it."""
        return self.reviewed >= LEAST_REVIEWED


class Towns:
    """The agencies of the index by town."""

    def __init__(self) -> None:
        self._agencies: defaultdict[Key, dict[int, Listed]] = defaultdict(dict)

    def put(self, one: Listed) -> None:
        """An agency is there; one whose place is not known is in no town."""
        if one.town and one.point:
            self._agencies[one.country, one.town_slug][one.id] = one

    def drop(self, one: Listed) -> None:
        """An agency is not there any more."""
        if found := self._agencies.get((one.country, one.town_slug)):
            found.pop(one.id, None)

    def town(self, country: str, slug: str) -> Town | None:
        """A town by its address; None where no agency is."""
        found = self._agencies.get((country, slug))
        return _town(country, slug, found.values()) if found else None

    def with_page(self) -> Iterator[Town]:
        """The towns that have a page, in no order."""
        for (country, slug), found in self._agencies.items():
            if sum(one.reviews > 0 for one in found.values()) >= LEAST_REVIEWED:
                yield _town(country, slug, found.values())


def _town(country: str, slug: str, found: Iterable[Listed]) -> Town:
    agencies = list(found)
    points = Counter(one.point for one in agencies if one.point)
    return Town(
        country=country,
        slug=slug,
        name=_most(one.town for one in agencies),
        region=_most(one.region or "" for one in agencies) or None,
        point=max(points, key=lambda point: (points[point], point)),
        agencies=len(agencies),
        reviewed=sum(one.reviews > 0 for one in agencies),
    )


def _most(values: Iterable[str]) -> str:
    counts = Counter(values)
    return max(counts, key=lambda value: (counts[value], value))


def neighbours(of: Town, towns: Iterable[Town], distance: Distance) -> list[Town]:
    """The nearest other towns, at most 8 within 100 km."""
    far = [(distance(of.point, one.point), one.slug, one) for one in towns if one.slug != of.slug]
    near = sorted(one for one in far if one[0] <= NEIGHBOURS_KM)
    return [town for _, _, town in near[:NEIGHBOURS]]
