"""Tables of scoring; constraints and indexes are in migration m0004."""

from piccolo.columns import (
    BigInt,
    BigSerial,
    Boolean,
    Date,
    DoublePrecision,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
)
from piccolo.table import Table


class RatedReview(Table, tablename="rated_review"):
    """What the formula reads of a review; `value` and `weight` (step 2) are None unless live."""

    review_id = BigInt(primary_key=True)
    agency_id = BigInt()
    published_on = Date()
    live = Boolean()
    contact_proven = Boolean()
    invited = Boolean()
    ratings = Text()
    ledger = Text()
    value = DoublePrecision(null=True, default=None)
    weight = DoublePrecision(null=True, default=None)
    pledge_id = BigInt(null=True, default=None)


class ScoringRun(Table, tablename="scoring_run"):
    """Market numbers as they were frozen; rows never change."""

    id = BigSerial(primary_key=True)
    formula_version = Integer()
    computed_at = Timestamptz()
    as_of = Date()
    reviews = Integer()
    agencies = Integer()
    market = Text()


class ScoringDay(Table, tablename="scoring_day"):
    """The site's one as-of day and the market row in use."""

    id = SmallInt(primary_key=True)
    as_of = Date()
    run_id = BigInt()


class AgencyScore(Table, tablename="agency_score"):
    """An agency's stored score and figures; an agency without live reviews has no row."""

    agency_id = BigInt(primary_key=True)
    run_id = BigInt()
    as_of = Date()
    reviews = Integer()
    proven = Integer()
    invited = Integer()
    weight = DoublePrecision()
    score = DoublePrecision()
    low = DoublePrecision()
    high = DoublePrecision()
    published = Boolean()
    ranked = Boolean()
    first_on = Date(null=True, default=None)
    last_on = Date(null=True, default=None)
    criteria = Text()
    statistics = Text()
