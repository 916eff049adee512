"""Tables of reviews; constraints and indexes are in the migrations."""

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


class Author(Table, tablename="author"):
    """Who wrote reviews: reachable through the site, known to nobody else."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    email_digest = Text()
    email_sealed = Bytea(null=True, default=None)
    account_id = BigInt(null=True, default=None)
    language = Text()
    created_at = Timestamptz()
    suspended_until = Date(null=True, default=None)


class Draft(Table, tablename="draft"):
    """What was typed into the review form, found by the draft cookie."""

    token_hash = Text(primary_key=True)
    sealed = Bytea()
    updated_at = Timestamptz()
    expires_at = Timestamptz()
    sent_as = Text(null=True, default=None)


class Review(Table, tablename="review"):
    """A review with its ledger, ratings and answers about data conduct (JSON) and its state.

    `disputed_lines` are the stages whose line its agency corrects at present, blanks between.
    """

    id = BigSerial(primary_key=True)
    public_id = Text()
    agency_id = BigInt()
    author_id = BigInt()
    state = Text()
    language = Text()
    role = Text()
    job_field = Text(null=True, default=None)
    remote = Boolean(null=True, default=None)
    place = Text(null=True, default=None)
    outcome = Text()
    last_stage = Text()
    ratings = Text()
    ledger = Text()
    text = Text()
    coarse = Boolean()
    publish_after = Date(null=True, default=None)
    invited = Boolean()
    contact_proven = Boolean()
    created_at = Timestamptz()
    submitted_at = Timestamptz(null=True, default=None)
    due_at = Timestamptz(null=True, default=None)
    published_on = Date(null=True, default=None)
    published_at = Timestamptz(null=True, default=None)
    edited_on = Date(null=True, default=None)
    anchors_sealed = Bytea(null=True, default=None)
    form_language = Text()
    version = Integer(default=1)
    conduct = Text(default="{}")
    network = Text(null=True, default=None)
    device = Text(null=True, default=None)
    label = Text(null=True, default=None)
    approved_at = Timestamptz(null=True, default=None)
    pledge_id = BigInt(null=True, default=None)
    invite_code_id = BigInt(null=True, default=None)
    disputed_lines = Text(default="")
    corrected_on = Date(null=True, default=None)
    branch_id = BigInt(null=True, default=None)


class ReviewRevision(Table, tablename="review_revision"):
    """An edit of a review with the content that would replace it; `version` is the content's."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    review_id = BigInt()
    state = Text()
    version = Integer()
    language = Text()
    role = Text()
    job_field = Text(null=True, default=None)
    remote = Boolean(null=True, default=None)
    place = Text(null=True, default=None)
    outcome = Text()
    last_stage = Text()
    ratings = Text()
    ledger = Text()
    text = Text()
    coarse = Boolean()
    anchors_sealed = Bytea(null=True, default=None)
    branch_id = BigInt(null=True, default=None)
    created_at = Timestamptz()
    due_at = Timestamptz(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)


class ReviewMessage(Table, tablename="review_message"):
    """What moderation and author wrote to each other about a review."""

    id = BigSerial(primary_key=True)
    review_id = BigInt()
    sender = Text()
    text = Text()
    created_at = Timestamptz()


class Reply(Table, tablename="reply"):
    """An agency's reply to a review: when it first appeared, and when it last changed."""

    id = BigSerial(primary_key=True)
    review_id = BigInt()
    published_on = Date(null=True, default=None)
    edited_on = Date(null=True, default=None)


class ReplyVersion(Table, tablename="reply_version"):
    """A text of a reply with its state, and what the moderation wrote about it."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    reply_id = BigInt()
    number = Integer()
    state = Text()
    language = Text()
    text = Text()
    message = Text(default="")
    account_id = BigInt(null=True, default=None)
    sent_at = Timestamptz()
    due_at = Timestamptz(null=True, default=None)
    published_on = Date(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)


class LateFeedback(Table, tablename="late_feedback"):
    """Late feedback on a review; `release_sealed` is what its author lets the agency know.

    `answer_by` is when the agency hears that nothing was released, `told_at` when it hears what
    was; `mail_at` is the next mail to the author, `due_at` the day on which the state ends.
    """

    id = BigSerial(primary_key=True)
    public_id = Text()
    review_id = BigInt()
    stage = Text()
    state = Text()
    release_sealed = Bytea(null=True, default=None)
    days = Integer(null=True, default=None)
    concreteness = Integer(null=True, default=None)
    offered_at = Timestamptz()
    answer_by = Timestamptz()
    since = Timestamptz()
    mail_at = Timestamptz(null=True, default=None)
    due_at = Timestamptz(null=True, default=None)
    told_at = Timestamptz(null=True, default=None)
