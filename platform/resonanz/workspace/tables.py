"""Tables of the desk; constraints and indexes are in the migrations."""

from piccolo.columns import BigInt, BigSerial, Date, Text, Timestamptz
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
