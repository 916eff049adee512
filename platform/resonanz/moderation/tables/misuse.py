"""Tables of interests, trusted flaggers, misuse and authorities' requests (m0074, m0082)."""

from piccolo.columns import BigInt, BigSerial, Boolean, Date, Text, Timestamptz
from piccolo.table import Table


class ModeratorInterest(Table, tablename="moderator_interest"):
    """An agency a moderator works or worked for: its matters are for others."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    account_id = BigInt()
    agency_id = BigInt()
    kind = Text()
    until = Date(null=True, default=None)
    declared_at = Timestamptz()


class TrustedFlagger(Table, tablename="trusted_flagger"):
    """Somebody whose notices go first (TRUST 19)."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    name = Text()
    email = Text()
    since = Date()
    until = Date(null=True, default=None)
    added_at = Timestamptz()


class MisusePoint(Table, tablename="misuse_point"):
    """A case that a party lost in a way that counts against it for a while (TRUST 18)."""

    id = BigSerial(primary_key=True)
    party = Text()
    case_id = BigInt()
    noted_by = BigInt(null=True, default=None)
    noted_at = Timestamptz()


class Sanction(Table, tablename="sanction"):
    """A warning, suspension or termination; its case holds the decision."""

    case_id = BigInt(primary_key=True)
    party = Text()
    kind = Text()
    imposed_at = Timestamptz()
    until = Date(null=True, default=None)


class AuthorityRequest(Table, tablename="authority_request"):
    """What a court, an authority or a lawyer asked for, and by when."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    sender = Text()
    received_on = Date()
    due_on = Date(null=True, default=None)
    asked = Text()
    entered_by = BigInt(null=True, default=None)
    entered_at = Timestamptz()
    agency_id = BigInt(null=True, default=None)


class AuthorityClaim(Table, tablename="authority_claim"):
    """Who works on a request, and until when others stay away."""

    request_id = BigInt(primary_key=True)
    account_id = BigInt()
    expires_at = Timestamptz()


class AuthorityAnswer(Table, tablename="authority_answer"):
    """What was answered to a request; one that `closes` it leaves nothing to do."""

    id = BigSerial(primary_key=True)
    request_id = BigInt()
    text = Text()
    entered_by = BigInt(null=True, default=None)
    entered_at = Timestamptz()
    closes = Boolean(default=True)
