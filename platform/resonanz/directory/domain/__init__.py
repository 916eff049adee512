"""Rules of the public site: what readers filter by, and what they find."""

from .index import Cursor, Index, Named, Sort
from .listed import Group, Listed, Standing, Waiting
from .ranking import (
    FEW,
    Frozen,
    Missed,
    Past,
    Slice,
    just_missed,
    last_day,
    quarter_before,
)
from .search import Search

__all__ = [
    "FEW",
    "Cursor",
    "Frozen",
    "Group",
    "Index",
    "Listed",
    "Missed",
    "Named",
    "Past",
    "Search",
    "Slice",
    "Sort",
    "Standing",
    "Waiting",
    "just_missed",
    "last_day",
    "quarter_before",
]
