"""Pages of the desk."""

from .badge import Badge
from .branches import Branches
from .claim import Claims
from .codes import Codes, short_address
from .corrections import Corrections
from .invitations import Invitations
from .landing import Landing
from .late_feedback import LateFeedbackPages
from .members import Invited, Members
from .overview import Overview
from .pledge import PledgePages
from .profile import ProfilePages
from .replies import Replies
from .reviews import Reviews
from .tokens import Tokens
from .unsubscribing import NoFigures, NoInvitations
from .webhooks import Webhooks

PAGES = [
    Badge,
    Branches,
    Claims,
    Codes,
    Corrections,
    Invitations,
    Invited,
    Landing,
    LateFeedbackPages,
    Members,
    Overview,
    NoFigures,
    NoInvitations,
    PledgePages,
    ProfilePages,
    Replies,
    Reviews,
    Tokens,
    Webhooks,
]
SYSTEM = [short_address]
"""Addresses without a language."""
