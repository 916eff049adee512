"""Use cases of the public site: what its pages read."""

from .finding import MOST_ALIKE, PAGE, Found, find, first, index, named
from .quarters import freeze, freeze_due
from .ranking import PAGE_RANKED, Ranked, Ranking, indexed, ranking
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
    "PAGE_RANKED",
    "Found",
    "Ranked",
    "Ranking",
    "badge",
    "badge_code",
    "badge_code_fits",
    "figures",
    "find",
    "first",
    "freeze",
    "freeze_due",
    "home",
    "index",
    "indexed",
    "latest",
    "moved_to",
    "named",
    "profile",
    "profile_history",
    "ranking",
    "review",
    "taken_down",
]
