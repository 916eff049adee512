"""Pages of the desk."""

from .badge import Badge
from .corrections import Corrections
from .landing import Landing
from .members import Invited, Members
from .overview import Overview
from .pledge import PledgePages
from .reviews import Reviews
from .tokens import Tokens

PAGES = [
    Badge,
    Corrections,
    Invited,
    Landing,
    Members,
    Overview,
    PledgePages,
    Reviews,
    Tokens,
]
