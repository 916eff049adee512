"""Use cases of reviews."""

from .authoring import (
    LINK_PURPOSE,
    EarlierReviewError,
    MemberError,
    claim_author,
    confirm_review,
    resubmit,
    status_secret,
    submit,
    withdraw,
)
from .drafts import LIFETIME as DRAFT_LIFETIME
from .drafts import discard_draft, load_draft, save_draft
from .publishing import publish, publish_due
from .reading import ReviewRecord, author_email, by_status_secret, mine, of_account, record
from .submission import Submission, stages_before
from .verdicts import apply_verdict

__all__ = [
    "DRAFT_LIFETIME",
    "LINK_PURPOSE",
    "EarlierReviewError",
    "MemberError",
    "ReviewRecord",
    "Submission",
    "apply_verdict",
    "author_email",
    "by_status_secret",
    "claim_author",
    "confirm_review",
    "discard_draft",
    "load_draft",
    "mine",
    "of_account",
    "publish",
    "publish_due",
    "record",
    "resubmit",
    "save_draft",
    "stages_before",
    "status_secret",
    "submit",
    "withdraw",
]
