"""Pages of the desk."""

from .landing import Landing
from .members import Invited, Members
from .pledge import PledgePages
from .reviews import Reviews

PAGES = [Invited, Landing, Members, PledgePages, Reviews]
