"""Statements of moderation."""

from .checks import (
    Row,
    claim_of,
    decisions_on,
    end_claim,
    insert_decision,
    insert_statement,
    live_claims,
    take_claim,
)

__all__ = [
    "Row",
    "claim_of",
    "decisions_on",
    "end_claim",
    "insert_decision",
    "insert_statement",
    "live_claims",
    "take_claim",
]
