"""Tables of the desk; constraints and indexes are in the migrations."""

from piccolo.columns import BigInt, BigSerial, Bytea, Date, Integer, Text, Timestamptz
from piccolo.table import Table


class ApiToken(Table, tablename="api_token"):
    """A token of an agency, as long as the member who made it owns the agency."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    agency_id = BigInt()
    account_id = BigInt()
    name = Text()
    token_hash = Text()
    scopes = Text()
    created_at = Timestamptz()
    expires_at = Timestamptz()
    last_used_on = Date(null=True, default=None)


class DeskMember(Table, tablename="desk_member"):
    """What the desk keeps of a member; the key is agency and account, as in `agency_member`."""

    agency_id = BigInt(primary_key=True)
    account_id = BigInt()
    seen_on = Date(null=True, default=None)
    seen = Text(null=True, default=None)
    earlier_on = Date(null=True, default=None)
    earlier = Text(null=True, default=None)
    mailed = Text(null=True, default=None)
    mailed_on = Date(null=True, default=None)
    mailed_figures = Text(null=True, default=None)


class InviteMailing(Table, tablename="invite_mailing"):
    """A list of addresses that got an invitation, and what its sender said of their consent.

    The addresses themselves are in the outbox until their mail is sent, and nowhere else.
    """

    id = BigSerial(primary_key=True)
    public_id = Text()
    agency_id = BigInt()
    account_id = BigInt(null=True, default=None)
    language = Text()
    addresses = Integer()
    bounced = Integer(default=0)
    consent_where = Text()
    consent_when = Text()
    sent_at = Timestamptz()


class InvitedAddress(Table, tablename="invited_address"):
    """A digest of agency and address: so that it is not invited again so soon."""

    digest = Text(primary_key=True)
    invited_on = Date()


class NoInvitation(Table, tablename="no_invitation"):
    """A digest of an address that wants no invitation, from any agency, for good."""

    digest = Text(primary_key=True)
    since = Date()


class ApiRequest(Table, tablename="api_request"):
    """A request of a program with a key of its own, so that it takes effect once."""

    id = BigSerial(primary_key=True)
    token_id = BigInt()
    key_digest = Text()
    asked_digest = Text()
    created_at = Timestamptz()


class Webhook(Table, tablename="webhook"):
    """An address that an agency wants told; the old secret is valid until `old_until`."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    agency_id = BigInt()
    url = Text()
    kinds = Text()
    secret_sealed = Bytea()
    old_secret_sealed = Bytea(null=True, default=None)
    old_until = Timestamptz(null=True, default=None)
    state = Text()
    failing_since = Timestamptz(null=True, default=None)
    created_at = Timestamptz()


class WebhookMessage(Table, tablename="webhook_message"):
    """Something to tell an address; the body holds ids and an address of our interface alone."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    webhook_id = BigInt()
    kind = Text()
    body = Text()
    state = Text()
    created_at = Timestamptz()
    due_at = Timestamptz()
    tries = Integer()


class WebhookTry(Table, tablename="webhook_try"):
    """A try to tell; `status` is the answer's, None where there was none."""

    id = BigSerial(primary_key=True)
    message_id = BigInt()
    tried_at = Timestamptz()
    status = Integer(null=True, default=None)
    problem = Text()
