"""Raw reads across subjects for whoever asks for their own data (GDPR Art. 15, 20)."""

from .account import account, interests, links, log, memberships, recovery_codes, roles, sessions
from .reviews import (
    author,
    case_messages,
    cases,
    complaints,
    contact_checks,
    corrections,
    decisions,
    evidence,
    messages,
    notices,
    public_reviews,
    reviews,
    scored,
)

__all__ = [
    "account",
    "author",
    "case_messages",
    "cases",
    "complaints",
    "contact_checks",
    "corrections",
    "decisions",
    "evidence",
    "interests",
    "links",
    "log",
    "memberships",
    "messages",
    "notices",
    "public_reviews",
    "recovery_codes",
    "reviews",
    "roles",
    "scored",
    "sessions",
]
