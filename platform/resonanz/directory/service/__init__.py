"""Use cases of the public site: what its pages read."""

from .calling import Caller, Heard, identify
from .choosing import ChosenPage, chosen_page
from .comparing import MOST, Compared, compare
from .finding import MOST_ALIKE, PAGE, Found, find, first, index, named
from .portraits import Portrait, PortraitPage, course, portrait
from .quarters import freeze, freeze_due
from .ranking import PAGE_RANKED, Ranked, Ranking, indexed, rank_in_country, ranking
from .reading import (
    agency,
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
    reviews_behind,
    taken_down,
)

__all__ = [
    "MOST",
    "MOST_ALIKE",
    "PAGE",
    "PAGE_RANKED",
    "Caller",
    "ChosenPage",
    "Compared",
    "Found",
    "Heard",
    "Portrait",
    "PortraitPage",
    "Ranked",
    "Ranking",
    "agency",
    "badge",
    "badge_code",
    "badge_code_fits",
    "chosen_page",
    "compare",
    "course",
    "figures",
    "find",
    "first",
    "freeze",
    "freeze_due",
    "home",
    "identify",
    "index",
    "indexed",
    "latest",
    "moved_to",
    "named",
    "portrait",
    "profile",
    "profile_history",
    "rank_in_country",
    "ranking",
    "review",
    "reviews_behind",
    "taken_down",
]
