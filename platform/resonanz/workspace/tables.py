"""Tables of the desk; constraints and indexes are in the migrations."""

from piccolo.columns import BigInt, BigSerial, Date, Text, Timestamptz
from piccolo.table import Table


class ApiToken(Table, tablename="api_token"):
    """A token of an agency, as long as the member who made it owns the agency."""

    id = BigSerial(primary_key=True)
    public_id = Text(unique=True)
    agency_id = BigInt()
    account_id = BigInt()
    name = Text()
    token_hash = Text(unique=True)
    scopes = Text()
    created_at = Timestamptz()
    expires_at = Timestamptz()
    last_used_on = Date(null=True, default=None)
