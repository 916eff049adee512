"""What becomes of public reviews when their author's account ends."""

from enum import StrEnum


class KeepReviews(StrEnum):
    """Reviews are withdrawn, or stay public without any link to a person."""

    WITHDRAW = "withdraw"
    KEEP = "keep"
