"""What a reader asks of the list."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Self

from .index import Sort
from .listed import Group

RADII: Final = (10, 25, 50, 100)
"""Kilometres around a place."""
USUAL_RADIUS: Final = 25


@dataclass(frozen=True, slots=True)
class Search:
    """Words, a place with a radius in kilometres, chosen filters, an order; all may be absent."""

    words: str = ""
    place: str = ""
    radius: int = USUAL_RADIUS
    chosen: Mapping[Group, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort | None = None

    @property
    def is_plain(self) -> bool:
        """Whether nothing was asked but perhaps an order."""
        return not (self.words or self.place or self.chosen)

    @property
    def narrows(self) -> int:
        """How many filters are chosen; a place is one."""
        return sum(map(len, self.chosen.values())) + bool(self.place)

    def without(self, group: Group, value: str) -> Self:
        """The same without one chosen value."""
        left = tuple(one for one in self.chosen.get(group, ()) if one != value)
        others = {name: values for name, values in self.chosen.items() if name is not group}
        return replace(self, chosen=others | ({group: left} if left else {}))

    def pairs(self) -> list[tuple[str, str]]:
        """The query of its address, without what is usual."""
        found = [("q", self.words), ("place", self.place)]
        if self.place and self.radius != USUAL_RADIUS:
            found.append(("radius", str(self.radius)))
        found += [(group.value, value) for group in Group for value in self.chosen.get(group, ())]
        found.append(("sort", self.sort.value if self.sort else ""))
        return [(name, value) for name, value in found if value]
