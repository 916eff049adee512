"""Use cases of reviews."""

from .authoring import (
    LINK_PURPOSE,
    DraftSentError,
    EarlierReviewError,
    MemberError,
    claim_author,
    confirm_review,
    earlier_review,
    resubmit,
    status_secret,
    submit,
    withdraw,
)
from .bulk import ReadyReview, load_ready
from .contested import contest, hide, keep, recheck, remove, restore, set_label
from .drafts import LIFETIME as DRAFT_LIFETIME
from .drafts import Draft, discard_draft, load_draft, save_draft
from .forgetting import erase_author, forget_old, forget_texts, with_text
from .listing import Choice, PublicReview, public_reviews
from .publishing import publish, publish_due
from .queue import (
    AuthorHistory,
    QueueCounts,
    QueuedReview,
    QueuePosition,
    about_waiting,
    author_history,
    queue,
    queue_counts,
    texts_waiting,
)
from .reading import (
    ReviewRecord,
    author_email,
    by_status_secret,
    mine,
    of_account,
    record,
    unseal_anchors,
)
from .submission import Submission, stages_before
from .suspensions import suspend_author
from .verdicts import apply_verdict

__all__ = [
    "DRAFT_LIFETIME",
    "LINK_PURPOSE",
    "AuthorHistory",
    "Choice",
    "Draft",
    "DraftSentError",
    "EarlierReviewError",
    "MemberError",
    "PublicReview",
    "QueueCounts",
    "QueuePosition",
    "QueuedReview",
    "ReadyReview",
    "ReviewRecord",
    "Submission",
    "about_waiting",
    "apply_verdict",
    "author_email",
    "author_history",
    "by_status_secret",
    "claim_author",
    "confirm_review",
    "contest",
    "discard_draft",
    "earlier_review",
    "erase_author",
    "forget_old",
    "forget_texts",
    "hide",
    "keep",
    "load_draft",
    "load_ready",
    "mine",
    "of_account",
    "public_reviews",
    "publish",
    "publish_due",
    "queue",
    "queue_counts",
    "recheck",
    "record",
    "remove",
    "restore",
    "resubmit",
    "save_draft",
    "set_label",
    "stages_before",
    "status_secret",
    "submit",
    "suspend_author",
    "texts_waiting",
    "unseal_anchors",
    "with_text",
    "withdraw",
]
