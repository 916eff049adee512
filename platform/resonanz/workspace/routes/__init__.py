"""Pages of the desk."""

from .badge import Badge
from .landing import Landing
from .members import Invited, Members
from .pledge import PledgePages
from .replies import Replies
from .reviews import Reviews

PAGES = [
    Badge,
    Invited,
    Landing,
    Members,
    PledgePages,
    Replies,
    Reviews,
]
