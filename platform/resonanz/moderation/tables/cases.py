"""Tables of cases."""

from piccolo.columns import (
    BigInt,
    BigSerial,
    Boolean,
    Bytea,
    Date,
    Integer,
    Text,
    Timestamptz,
)
from piccolo.table import Table


class ModerationCase(Table, tablename="moderation_case"):
    """One matter about one review, reply, profile or account.

    `subject_key` names its subject ("review:12"): at most one open case each. `due_at` is when
    the moderation owes something, None while it waits for others.
    """

    id = BigSerial(primary_key=True)
    public_id = Text()
    kind = Text()
    subject_type = Text()
    subject_key = Text()
    review_id = BigInt(null=True, default=None)
    agency_id = BigInt(null=True, default=None)
    account_id = BigInt(null=True, default=None)
    ground = Text()
    source = Text()
    state = Text()
    outcome = Text(null=True, default=None)
    outcome_ground = Text(null=True, default=None)
    priority = Boolean(default=False)
    no_contact = Boolean(default=False)
    opened_at = Timestamptz()
    state_since = Timestamptz()
    due_at = Timestamptz(null=True, default=None)
    on_hold = Boolean(default=False)
    hearings = Integer(default=0)
    hearing_due_at = Timestamptz(null=True, default=None)
    reminders_sent = Integer(default=0)
    bounced_at = Timestamptz(null=True, default=None)
    rejoinder_due_at = Timestamptz(null=True, default=None)
    interim_hidden = Boolean(default=False)
    legal_hold = Boolean(default=False)
    second_human_needed = Boolean(default=False)
    assigned_account_id = BigInt(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    decided_by = BigInt(null=True, default=None)
    complaint_until = Date(null=True, default=None)
    purge_on = Date(null=True, default=None)


class Notice(Table, tablename="notice"):
    """One report (DSA Art. 16) or dispute; several about the same join one case."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    case_id = BigInt()
    source = Text()
    reporter_account_id = BigInt(null=True, default=None)
    agency_id = BigInt(null=True, default=None)
    name_sealed = Bytea(null=True, default=None)
    email_sealed = Bytea(null=True, default=None)
    ground = Text()
    text = Text()
    new_facts = Boolean(default=False)
    address = Text()
    good_faith = Boolean()
    language = Text()
    created_at = Timestamptz()
    answered_at = Timestamptz(null=True, default=None)


class CaseMessage(Table, tablename="case_message"):
    """What somebody wrote to somebody within a case."""

    id = BigSerial(primary_key=True)
    case_id = BigInt()
    sender = Text()
    to_whom = Text()
    account_id = BigInt(null=True, default=None)
    text = Text()
    created_at = Timestamptz()


class CaseEvent(Table, tablename="case_event"):
    """A move of a case; `actor` is an account's public id, author, agency, notifier or system."""

    id = BigSerial(primary_key=True)
    case_id = BigInt()
    at = Timestamptz()
    event = Text()
    from_state = Text()
    to_state = Text()
    actor = Text()
    detail = Text()


class CaseClaim(Table, tablename="case_claim"):
    """Who works on a case, and until when others stay away."""

    case_id = BigInt(primary_key=True)
    account_id = BigInt()
    expires_at = Timestamptz()


class CaseGuest(Table, tablename="case_guest"):
    """A guest reviewer: somebody from outside who decides one complaint (TRUST 16a)."""

    case_id = BigInt(primary_key=True)
    account_id = BigInt()
    invited_by = BigInt(null=True, default=None)
    invited_at = Timestamptz()
    expires_at = Timestamptz()


class Complaint(Table, tablename="complaint"):
    """A complaint against a decision (DSA Art. 20)."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    case_id = BigInt()
    decision_id = BigInt()
    by_whom = Text()
    notice_id = BigInt(null=True, default=None)
    review_id = BigInt(null=True, default=None)
    text = Text()
    created_at = Timestamptz()
    due_at = Timestamptz()
    decided_at = Timestamptz(null=True, default=None)
    decided_by = BigInt(null=True, default=None)
    upheld = Boolean(null=True, default=None)
    answer = Text(default="")
    solo = Boolean(default=False)


class Correction(Table, tablename="correction"):
    """An agency's correction of one ledger line: as its author gave it, and as the agency proposes.

    Both are JSON. `answered_at` is when it ended, also without an answer; while `bounced_at` is
    set no clock runs.
    """

    id = BigSerial(primary_key=True)
    public_id = Text()
    review_id = BigInt()
    agency_id = BigInt()
    account_id = BigInt(null=True, default=None)
    stage = Text()
    proposed = Text()
    state = Text()
    created_at = Timestamptz()
    due_at = Timestamptz()
    answered_at = Timestamptz(null=True, default=None)
    original = Text(default="")
    reminded_at = Timestamptz(null=True, default=None)
    bounced_at = Timestamptz(null=True, default=None)
