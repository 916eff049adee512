"""Rules of the public site: what readers filter by, and what they find."""

from .index import Cursor, Index, Named, Sort
from .listed import Group, Listed, Waiting
from .search import Search

__all__ = ["Cursor", "Group", "Index", "Listed", "Named", "Search", "Sort", "Waiting"]
