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
    standing,
    withdraw,
)
from .disputes import disputes_open
from .forgetting import forget_old
from .granting import confirm_mail, grant, owners_answered, owners_asked_until, refuse
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
    "by_domain",
    "by_mail",
    "check_soon",
    "confirm_mail",
    "disputes_open",
    "forget_old",
    "grant",
    "hear_owners",
    "look_at_claims",
    "look_at_proofs",
    "owners_answered",
    "owners_asked_until",
    "refuse",
    "standing",
    "withdraw",
]
