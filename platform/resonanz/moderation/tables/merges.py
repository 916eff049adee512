"""Merges of agencies (migration m0151)."""

from piccolo.columns import BigInt, BigSerial, Boolean, Date, Text, Timestamptz
from piccolo.table import Table


class AgencyMerge(Table, tablename="agency_merge"):
    """A merge of `agency_id` into `into_id`, or its split; a split makes its merge `undone`.

    `alone`: one moderator was enough, since no rank moved; `solo`: one was enough because the
    operator is alone. `manifest` is JSON: what the merge moved, by table; "" once it is of no use.
    """

    id = BigSerial(primary_key=True)
    public_id = Text()
    kind = Text()
    agency_id = BigInt()
    into_id = BigInt()
    state = Text()
    reason = Text()
    asked_by = BigInt(null=True, default=None)
    asked_at = Timestamptz()
    decided_by = BigInt(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    done_on = Date(null=True, default=None)
    alone = Boolean(default=False)
    solo = Boolean(default=False)
    manifest = Text(default="")
