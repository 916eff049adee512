"""The check of a voluntary proof and what can come of it."""

import datetime as dt
from enum import StrEnum
from typing import Final

CHECK_WORKING_DAYS: Final = 5


class Purpose(StrEnum):
    """What a document is for: a proof after sending, a hearing, or a dispute still to come."""

    VOLUNTARY = "voluntary"
    HEARING = "hearing"
    RESERVE = "reserve"


class Outcome(StrEnum):
    """How a check ended."""

    PROVEN = "proven"
    NOT_ENOUGH = "not_enough"
    WITHDRAWN = "withdrawn"


class DocumentKind(StrEnum):
    """What kind of document showed the contact; all that stays of it."""

    INVITATION = "invitation"
    REJECTION = "rejection"
    CONFIRMATION = "confirmation"
    MAIL_THREAD = "mail_thread"
    MESSAGES = "messages"
    CONTRACT = "contract"
    OTHER = "other"


class Shortfall(StrEnum):
    """Why a proof was not enough; its author reads it and can try again."""

    OTHER_AGENCY = "other_agency"
    NO_CONTACT_SHOWN = "no_contact_shown"
    TOO_BLACK = "too_black"
    UNREADABLE = "unreadable"
    NO_DATE = "no_date"


def may_look(
    account_id: int, assigned: int | None, until: dt.datetime | None, now: dt.datetime
) -> bool:
    """Whether a moderator may see the pages: assigned to them, and for now."""
    return assigned == account_id and until is not None and now < until
