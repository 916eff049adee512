"""Tables of evidence."""

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


class Evidence(Table, tablename="evidence"):
    """A document that its author handed in; without `key_sealed` nobody can read it any more.

    `digest` and `traits` (JSON) stay after the destruction: they tell that the same document came
    again, and nothing of what it said.
    """

    id = BigSerial(primary_key=True)
    public_id = Text()
    review_id = BigInt()
    case_id = BigInt(null=True, default=None)
    purpose = Text()
    media_type = Text()
    key_sealed = Bytea(null=True, default=None)
    digest = Text()
    traits = Text()
    pages = Integer()
    uploaded_at = Timestamptz()
    sent_at = Timestamptz(null=True, default=None)
    destroyed_at = Timestamptz(null=True, default=None)
    purge_on = Date(null=True, default=None)
    legal_hold = Boolean(default=False)


class EvidencePage(Table, tablename="evidence_page"):
    """A page as an image, sealed with its evidence's key; `blackouts` are cells (JSON).

    `sealed` is what others see; `original` is the page below the black, gone when it is sent.
    """

    evidence_id = BigInt(primary_key=True)
    number = Integer()
    sealed = Bytea()
    original = Bytea(null=True, default=None)
    width = Integer()
    height = Integer()
    blackouts = Text()
    released = Boolean(default=False)


class EvidenceExtract(Table, tablename="evidence_extract"):
    """A page that was forwarded to the agency, kept longer than the document it is of."""

    case_id = BigInt(primary_key=True)
    number = Integer()
    sealed = Bytea()
    width = Integer()
    height = Integer()
    forwarded_at = Timestamptz()


class EvidenceView(Table, tablename="evidence_view"):
    """Who of the moderation looked at which page, and when."""

    id = BigSerial(primary_key=True)
    evidence_id = BigInt()
    account_id = BigInt(null=True, default=None)
    page = Integer()
    at = Timestamptz()


class EvidenceMatch(Table, tablename="evidence_match"):
    """Two documents of different authors that are the same, or made from one template."""

    evidence_id = BigInt(primary_key=True)
    other_id = BigInt()
    kind = Text()


class ContactCheck(Table, tablename="contact_check"):
    """The check of a voluntary proof: who has it, and what came of it (TRUST 3)."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    review_id = BigInt()
    requested_at = Timestamptz()
    due_at = Timestamptz()
    assigned_account_id = BigInt(null=True, default=None)
    assigned_until = Timestamptz(null=True, default=None)
    outcome = Text(null=True, default=None)
    document_kind = Text(null=True, default=None)
    checked_by = BigInt(null=True, default=None)
    checked_at = Timestamptz(null=True, default=None)
