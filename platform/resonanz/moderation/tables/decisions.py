"""Tables of decisions."""

from piccolo.columns import BigInt, BigSerial, Text, Timestamptz
from piccolo.table import Table


class QueueClaim(Table, tablename="queue_claim"):
    """Who works on a case, and until when others stay away."""

    review_id = BigInt(primary_key=True)
    account_id = BigInt()
    expires_at = Timestamptz()


class ReplyClaim(Table, tablename="reply_claim"):
    """Who checks a version of a reply, and until when others stay away."""

    version_id = BigInt(primary_key=True)
    account_id = BigInt()
    expires_at = Timestamptz()


class Decision(Table, tablename="decision"):
    """A decision, on a review or its revision; without account the worker carried out a rule."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    review_id = BigInt(null=True, default=None)
    revision_id = BigInt(null=True, default=None)
    case_id = BigInt(null=True, default=None)
    reply_version_id = BigInt(null=True, default=None)
    account_id = BigInt(null=True, default=None)
    kind = Text()
    ground = Text(null=True, default=None)
    explanation = Text()
    decided_at = Timestamptz()


class StatementOfReasons(Table, tablename="statement_of_reasons"):
    """A decision's statement in the fields of the DSA Transparency Database (JSON)."""

    id = BigSerial(primary_key=True)
    puid = Text()
    decision_id = BigInt()
    language = Text()
    fields = Text()
    created_at = Timestamptz()
