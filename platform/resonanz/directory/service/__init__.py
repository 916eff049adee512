"""Use cases of the public site: what its pages read."""

from .finding import MOST_ALIKE, PAGE, Found, find, first, index, named
from .reading import (
    badge,
    badge_code,
    badge_code_fits,
    figures,
    home,
    latest,
    moved_to,
    profile,
    profile_history,
    review,
    taken_down,
)

__all__ = [
    "MOST_ALIKE",
    "PAGE",
    "Found",
    "badge",
    "badge_code",
    "badge_code_fits",
    "figures",
    "find",
    "first",
    "home",
    "index",
    "latest",
    "moved_to",
    "named",
    "profile",
    "profile_history",
    "review",
    "taken_down",
]
