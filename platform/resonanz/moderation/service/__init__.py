"""Use cases of moderation."""

from .case_claims import (
    claim_case,
    claim_due_case,
    foreign_case,
    held_by,
    release_case,
    require_foreign,
)
from .cases import Case, PastDecision, Proposal, case
from .claims import claim, claim_next, release
from .colleagues import Colleague
from .complaints import (
    ComplaintAccess,
    ComplaintRecord,
    complain,
    complaint_access,
    complaints_in,
    decide_complaints,
    may_complain,
    reasons_for,
)
from .decisions import decide
from .disputes import (
    AgencyMember,
    JustClaimedError,
    agency_dispute,
    awaiting_rejoinder,
    dispute,
    dispute_of,
    disputes_of,
    newest_disputes,
    require_member,
)
from .errors import ClaimedError, DecidedError, Moderator
from .guests import guest_case, guest_decides, invite_guest
from .hearings import (
    Answer,
    answer,
    ask_more,
    bounced,
    cases_of,
    hearing_of,
    open_hearing,
    refuse,
    review_withdrawn,
)
from .notices import NoticeStatus, notice_by_secret, submit_notice
from .openings import (
    NewNotice,
    Receipt,
    Subject,
    notice_secret,
    profile_subject,
    reply_subject,
    review_subject,
)
from .outcomes import conclude
from .queue import QueueItem, QueuePage, position_text, queue_page, read_position
from .reasons import author_secret, complaint_address
from .records import CaseRecord, NoticeRecord, case_record, locked_case, notices_of
from .rejoinders import concede, deny, forward
from .steps import Acting, acting_moderator, take
from .verdicts import CASE_VERDICTS, case_faults, decide_case, hide_for_now
from .wording import GROUND_TEXTS, GroundText

__all__ = [
    "CASE_VERDICTS",
    "GROUND_TEXTS",
    "Acting",
    "AgencyMember",
    "Answer",
    "Case",
    "CaseRecord",
    "ClaimedError",
    "Colleague",
    "ComplaintAccess",
    "ComplaintRecord",
    "DecidedError",
    "GroundText",
    "JustClaimedError",
    "Moderator",
    "NewNotice",
    "NoticeRecord",
    "NoticeStatus",
    "PastDecision",
    "Proposal",
    "QueueItem",
    "QueuePage",
    "Receipt",
    "Subject",
    "acting_moderator",
    "agency_dispute",
    "answer",
    "ask_more",
    "author_secret",
    "awaiting_rejoinder",
    "bounced",
    "case",
    "case_faults",
    "case_record",
    "cases_of",
    "claim",
    "claim_case",
    "claim_due_case",
    "claim_next",
    "complain",
    "complaint_access",
    "complaint_address",
    "complaints_in",
    "concede",
    "conclude",
    "decide",
    "decide_case",
    "decide_complaints",
    "deny",
    "dispute",
    "dispute_of",
    "disputes_of",
    "foreign_case",
    "forward",
    "guest_case",
    "guest_decides",
    "hearing_of",
    "held_by",
    "hide_for_now",
    "invite_guest",
    "locked_case",
    "may_complain",
    "newest_disputes",
    "notice_by_secret",
    "notice_secret",
    "notices_of",
    "open_hearing",
    "position_text",
    "profile_subject",
    "queue_page",
    "read_position",
    "reasons_for",
    "refuse",
    "release",
    "release_case",
    "reply_subject",
    "require_foreign",
    "require_member",
    "review_subject",
    "review_withdrawn",
    "submit_notice",
    "take",
]
