"""Who asks with a deadline: authorities and lawyers."""

from enum import StrEnum


class Sender(StrEnum):
    """The kind of sender."""

    COURT = "court"
    POLICE = "police"
    REGULATOR = "regulator"
    LAWYER = "lawyer"
    OTHER = "other"
