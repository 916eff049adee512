"""Claims of agencies by those who act for them (TRUST 21)."""

from .asking import (
    LINK_PURPOSE,
    Claimant,
    DomainRefusedError,
    ObjectionError,
    Standing,
    ask_for_access,
    by_domain,
    by_mail,
    check_soon,
    follows_owners,
    standing,
    website_of,
    withdraw,
)
from .disputes import disputes_open
from .forgetting import forget_old
from .granting import (
    ask_owners,
    by_document,
    confirm_mail,
    grant,
    owners_answered,
    owners_asked_until,
    refuse,
)
from .looking import hear_owners, look_at_claims, look_at_proofs
from .wording import ENDS, SHORTFALLS

__all__ = [
    "ENDS",
    "LINK_PURPOSE",
    "SHORTFALLS",
    "Claimant",
    "DomainRefusedError",
    "ObjectionError",
    "Standing",
    "ask_for_access",
    "ask_owners",
    "by_document",
    "by_domain",
    "by_mail",
    "check_soon",
    "confirm_mail",
    "disputes_open",
    "follows_owners",
    "forget_old",
    "grant",
    "hear_owners",
    "look_at_claims",
    "look_at_proofs",
    "owners_answered",
    "owners_asked_until",
    "refuse",
    "standing",
    "website_of",
    "withdraw",
]
