"""Finding where a place is: by postcode first, by name second, and unknown when in doubt."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .folding import fold

SAME_PLACE_KM = 30.0
DOMINANCE = 4.0
_EARTH_KM = 6371.0
_ADDITION = re.compile(
    r"\s*(?:[(,/]|\s\d+$|\s(?:am|an|auf|bei|b\.|i\.|im|in|ob|unter|vor|v\.|a\.|d\.|upon|de|del)\b).*$",
    re.IGNORECASE,
)
_PART = re.compile(r"^(?P<town>.+?)(?:[\s-]+\S+)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a gazetteer; `weight` is about the place's population, `postcode` may be ""."""

    postcode: str
    place: str
    region: str
    latitude: float
    longitude: float
    weight: float


@dataclass(frozen=True, slots=True)
class Position:
    """Where a place is; the coordinates are None where only the region is certain."""

    region: str
    latitude: float | None
    longitude: float | None


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points (latitude, longitude) in degrees, by the haversine."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _core(place: str) -> str:
    return fold(_ADDITION.sub("", " ".join(place.split())))


class Gazetteer:
    """The places of one country, by postcode and by folded name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_postcode: dict[str, list[Entry]] = defaultdict(list)
        self._by_name: dict[str, list[Entry]] = defaultdict(list)
        self._by_core: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.postcode:
                self._by_postcode[entry.postcode].append(entry)
            name, core = fold(entry.place), _core(entry.place)
            self._by_name[name].append(entry)
            if core and core != name:
                self._by_core[core].append(entry)

    def find(self, city: str | None, postcode: str | None) -> Position | None:
        """The position of a place, or None if it is unknown or one of several of its name."""
        entries = self._by_postcode.get(postcode or "", [])
        if entries:
            names = {fold(city), _core(city)} if city else set()
            named = [e for e in entries if fold(e.place) in names or _core(e.place) in names]
            return _centre(named or entries)
        return self._by_city(city) if city else None

    def _by_city(self, city: str) -> Position | None:
        """Full name, then the name without addition, then its first part ("Hamburg-City")."""
        name, core = fold(city), _core(city)
        exact = self._by_name.get(name, [])
        if name == core:
            return self._likely(exact + self._by_core.get(name, [])) or self._first_part(city)
        return self._likely(exact) or self._qualified(city, core)

    def _qualified(self, city: str, core: str) -> Position | None:
        """ "Frankfurt / Main" among the places called Frankfurt: the one that shares a word."""
        words = {w for w in fold(city).split() if w not in core.split() and len(w) > 2}
        candidates = self._by_core.get(core, []) + self._by_name.get(core, [])
        sharing = [e for e in candidates if words & set(fold(e.place).split())]
        return self._likely(sharing) or self._likely(candidates)

    def _first_part(self, city: str) -> Position | None:
        found = _PART.match(city)
        if not found or self._by_name.get(fold(city)):
            return None
        return self._likely(self._by_name.get(fold(found["town"]), []))

    def _likely(self, entries: list[Entry]) -> Position | None:
        """The place that outweighs all others of its name together by `DOMINANCE`.

        If none does but all lie in one region, the region alone.
        """
        clusters: list[list[Entry]] = []
        for entry in entries:
            here = (entry.latitude, entry.longitude)
            for cluster in clusters:
                if distance_km(here, (cluster[0].latitude, cluster[0].longitude)) <= SAME_PLACE_KM:
                    cluster.append(entry)
                    break
            else:
                clusters.append([entry])
        if not clusters:
            return None
        weights = [max(e.weight for e in cluster) for cluster in clusters]
        heaviest = max(range(len(clusters)), key=weights.__getitem__)
        if weights[heaviest] >= DOMINANCE * (sum(weights) - weights[heaviest]):
            return _centre(clusters[heaviest])
        regions = {entry.region for entry in entries}
        return Position(regions.pop(), None, None) if len(regions) == 1 else None


def _centre(entries: list[Entry]) -> Position:
    votes = Counter(entry.region for entry in entries)
    return Position(
        min(votes, key=lambda region: (-votes[region], region)),
        round(sum(entry.latitude for entry in entries) / len(entries), 4),
        round(sum(entry.longitude for entry in entries) / len(entries), 4),
    )
