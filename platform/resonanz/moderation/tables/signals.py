"""Signals, and the sketches that near-duplicates are found by."""

from piccolo.columns import (
    BigInt,
    BigSerial,
    Boolean,
    Bytea,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
)
from piccolo.table import Table


class SignalRun(Table, tablename="signal_run"):
    """Which version of a review was looked at."""

    review_id = BigInt(primary_key=True)
    version = Integer()
    computed_at = Timestamptz()


class ReviewSignal(Table, tablename="review_signal"):
    """A remark on a version of a review: places and values (JSON), never the text itself."""

    id = BigSerial(primary_key=True)
    review_id = BigInt()
    version = Integer()
    key = Text()
    kind = Text()
    severity = SmallInt()
    spans = Text()
    reason = Text()
    created_at = Timestamptz()
    was_right = Boolean(null=True, default=None)
    judged_by = BigInt(null=True, default=None)
    judged_at = Timestamptz(null=True, default=None)


class TextSketch(Table, tablename="text_sketch"):
    """The least hashes of a version's text (part 0) or of one of its paragraphs."""

    id = BigSerial(primary_key=True)
    review_id = BigInt()
    review_public_id = Text()
    agency_id = BigInt()
    version = Integer(default=1)
    part = SmallInt()
    least = Bytea()
    created_at = Timestamptz()


class TextBand(Table, tablename="text_band"):
    """A band of a sketch; similar texts share one."""

    id = BigSerial(primary_key=True)
    sketch_id = BigInt()
    band = BigInt()
