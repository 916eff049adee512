"""Tables of the directory; constraints and indexes are in migration m0154."""

from piccolo.columns import BigInt, Date, DoublePrecision, Integer, Text, Timestamptz
from piccolo.table import Table


class RankingQuarter(Table, tablename="ranking_quarter"):
    """A quarter, by its first day, whose ranking is frozen; rows never change."""

    quarter = Date(primary_key=True)
    as_of = Date()
    run_id = BigInt()
    frozen_at = Timestamptz()


class RankingSnapshot(Table, tablename="ranking_snapshot"):
    """A ranked agency at the end of a quarter, with what it was filtered by; rows never change.

    `standing` is its place among all agencies, `kinds` and `fields` are words with a space
    between. The key is quarter and agency.
    """

    quarter = Date(primary_key=True)
    agency_id = BigInt()
    standing = Integer()
    country = Text()
    region = Text(null=True, default=None)
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    kinds = Text()
    fields = Text()
    score = DoublePrecision()
    low = DoublePrecision()
    high = DoublePrecision()
    weight = DoublePrecision()
    reviews = Integer()
