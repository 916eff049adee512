"""Pages of the desk."""

from .badge import Badge
from .claim import Claims
from .corrections import Corrections
from .landing import Landing
from .members import Invited, Members
from .overview import Overview
from .pledge import PledgePages
from .replies import Replies
from .reviews import Reviews
from .tokens import Tokens

PAGES = [
    Badge,
    Claims,
    Corrections,
    Invited,
    Landing,
    Members,
    Overview,
    PledgePages,
    Replies,
    Reviews,
    Tokens,
]
