"""Tables of the audit log; that they only grow is in migration m0010."""

from piccolo.columns import BigInt, BigSerial, Text, Timestamptz
from piccolo.table import Table


class AuditEntry(Table, tablename="audit_entry"):
    """An act, with opaque ids only."""

    id = BigSerial(primary_key=True)
    at = Timestamptz()
    actor = Text()
    action = Text()
    object_type = Text()
    object_id = Text()
    reason = Text()
    detail = Text()


class AuditSeal(Table, tablename="audit_seal"):
    """The place of an entry in the hash chain."""

    entry_id = BigInt(primary_key=True)
    position = BigInt()
    hash = Text()
