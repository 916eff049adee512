"""Tables of the web subject: allowances used, and the key of each day."""

from piccolo.columns import BigInt, Bytea, Date, Integer, Text
from piccolo.table import Table


class RateLimit(Table, tablename="rate_limit"):
    """Hits of a hashed key within a window that began at a Unix time."""

    bucket = Text(primary_key=True)
    window_start = BigInt()
    hits = Integer()


class DayKey(Table, tablename="day_key"):
    """The key that network addresses of a day are hashed with; destroyed the day after."""

    day = Date(primary_key=True)
    key = Bytea()
