"""The outbox."""

from piccolo.columns import BigSerial, Bytea, Integer, Text, Timestamptz
from piccolo.table import Table


class Outbox(Table, tablename="outbox"):
    """A mail that was decided on; who it goes to and what it says is sealed."""

    id = BigSerial(primary_key=True)
    kind = Text(default="")
    language = Text(default="de")
    sealed = Bytea(default=b"")
    created_at = Timestamptz()
    due_at = Timestamptz()
    attempts = Integer(default=0)
    last_error = Text(null=True, default=None)
    sent_at = Timestamptz(null=True, default=None)
    failed_at = Timestamptz(null=True, default=None)
